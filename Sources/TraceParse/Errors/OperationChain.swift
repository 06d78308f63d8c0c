/// The operations that are nested around an error's cause, and the innermost of them.
///
/// `dial tcp: lookup db on 10.0.0.2:53: read udp 10.0.0.1:5->10.0.0.2:53: i/o timeout` is one
/// chain: each operation begins where the reason of the one before it does. A lookup that failed
/// stays the innermost one, whatever failed inside of it.
struct OperationChain {
    /// The operation that an incident names.
    var innermost: NetworkOperation
    /// Where the outermost operation begins.
    var start: Int
    /// Where the reason of the last operation begins.
    var reason: Int
    /// Whether one of them names an address, a path or a name to look up.
    var hasAddress: Bool

    /// Whether a lookup failed.
    var isLookup: Bool { innermost.name == .lookup }

    private init(_ first: NetworkOperation) {
        innermost = first
        start = first.range.lowerBound
        reason = first.reason
        hasAddress = first.hasAddress || first.name == .lookup
    }

    /// Finds the chain around a cause.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - cause: Where the cause begins.
    ///   - floor: Where the text to look at begins.
    /// - Returns: `nil` where the cause is no operation's reason.
    static func around(_ text: Span<UInt8>, cause: Int, floor: Int) -> OperationChain? {
        var chain: OperationChain?
        var position = floor
        while position < cause {
            guard OperationParser.beginsWord(text, position, floor),
                let found = OperationParser.operation(
                    text,
                    at: position,
                    floor: floor,
                    limit: cause
                )
            else {
                position += 1
                continue
            }
            if let last = chain?.reason, isBridge(text, last..<position) {
                chain?.append(found)
            } else {
                chain = OperationChain(found)
            }
            position = found.reason
        }
        guard let chain, isBridge(text, chain.reason..<cause) else { return nil }
        return chain
    }

    private mutating func append(_ next: NetworkOperation) {
        if !isLookup { innermost = next }
        hasAddress = hasAddress || next.hasAddress || next.name == .lookup
        reason = next.reason
    }

    // MARK: Single operations

    /// The operation in which a hit stands, the deepest of those that begin there.
    static func operation(
        _ text: Span<UInt8>,
        around hit: Int,
        _ line: Range<Int>
    ) -> NetworkOperation? {
        let limit = line.upperBound
        var position = hit
        if ErrorBytes.starts(text, hit, limit, ErrorCatalogue.operationAnchor) {
            while position > line.lowerBound,
                text[position - 1].isLetter || text[position - 1] == ASCII.minus
            {
                position -= 1
            }
            if ErrorBytes.ends(text, hit, line.lowerBound, "socks connect") { position = hit - 13 }
        } else if !ErrorBytes.starts(text, hit, limit, ErrorCatalogue.socketAnchor) {
            return nil
        }
        var found: NetworkOperation?
        for _ in 0..<8 {
            guard
                let next = OperationParser.operation(
                    text,
                    at: position,
                    floor: line.lowerBound,
                    limit: limit
                )
            else { break }
            found = next
            position = next.reason
        }
        return found
    }

    /// The last operation in a message.
    static func lastOperation(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> NetworkOperation? {
        var found: NetworkOperation?
        var position = range.lowerBound
        while position < range.upperBound {
            let next = OperationParser.operation(
                text,
                at: position,
                floor: range.lowerBound,
                limit: range.upperBound
            )
            found = next ?? found
            position = next?.reason ?? position + 1
        }
        return found
    }

    /// Whether what stands between two parts of an error can belong to it: no quotation, no field,
    /// no date of another record whose line break was lost.
    static func isBridge(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 160 else { return false }
        for index in range {
            switch text[index] {
            case ASCII.quote, ASCII.newline, ASCII.backslash, ASCII.equals, ASCII.semicolon:
                return false
            case let byte where byte.isDigit:
                if ErrorTail.isDate(text, index, range.upperBound) { return false }
            default:
                continue
            }
        }
        return true
    }
}
