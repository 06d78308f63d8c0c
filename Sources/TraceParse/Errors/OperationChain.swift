/// The operations that are nested around an error's cause, and the innermost of them.
///
/// `dial tcp: lookup db on 10.0.0.2:53: read udp 10.0.0.1:5->10.0.0.2:53: i/o timeout` is one chain:
/// each operation begins where the reason of the one before it does. A lookup that failed stays the
/// innermost one, whatever failed inside of it.
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
    static func around(_ text: Span<UInt8>, cause: Int, floor: Int) -> OperationChain? {
        var chain: OperationChain?
        var position = floor
        while position < cause {
            guard
                let found = OperationParser.operation(
                    text, at: position, floor: floor, limit: cause)
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
