/// Reads error texts: what class they are of, what operation failed, and between which ends.
///
/// A reader belongs to one thread. Patterns are compiled when a text first needs them. Whatever
/// the text is, a call looks at no more than 8 KiB of it, and takes a time that is linear in that.
package struct ErrorReader: ~Copyable {
    private var patterns = PatternCache()
    private var userTexts: [UserText] = []
    /// The first limit that a pattern of the user's own ran into, or `nil`.
    package private(set) var failure: PatternError?
    /// Whether the last record that gave `nil` spoke of an error that the catalogue knows.
    package private(set) var isMention = false

    private struct UserText {
        var errorClass: ErrorClass
        var pattern: Pattern
    }

    /// A reader that knows the catalogue and some texts of the user's own.
    ///
    /// - Parameter patterns: The user's own texts.
    /// - Throws: ``PatternError`` for a pattern that does not compile.
    package init(patterns: [UserPattern] = []) throws(PatternError) {
        for pattern in patterns {
            userTexts.append(
                UserText(
                    errorClass: ErrorClass(rawValue: pattern.name),
                    pattern: try Pattern(pattern.expression, name: pattern.name)))
        }
    }

    /// The longest literal of at least four bytes that every match of a pattern must hold, by
    /// which a scanner can find it; `nil` where that is not certain.
    package static func requiredLiteral(of expression: String) -> String? {
        PatternLiteral.required(by: expression)
    }

    /// Folds an error's text into a fingerprint: addresses, ids, numbers and times replaced, and
    /// the same whatever became of its line breaks, quotation marks and arrows.
    package static func normalized(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        into hash: inout UInt64
    ) {
        var normalizer = ErrorNormalizer(hash)
        normalizer.fold(text, range)
        hash = normalizer.hash
    }

    // MARK: Messages

    /// Reads the own text of a panic or a throw, one line or several.
    ///
    /// A network error counts where the message ends in it; a fault of the program where it begins
    /// the message or follows a colon.
    ///
    /// - Returns: `nil` for a text of the program's own, which makes a panic an explicit one.
    package mutating func readMessage(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ErrorReading? {
        let message = trimmed(text, range)
        return readUserText(text, clamped(message, around: message.upperBound))
            ?? readNetworkMessage(text, message) ?? readFault(text, message)
    }

    /// Reads the text of a Swift trap, what stands after `Fatal error: `.
    ///
    /// A network error counts only where it left `main` or a `try!`: other texts are the program's
    /// own.
    package mutating func readTrap(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ErrorReading? {
        let message = trimmed(text, range)
        if let user = readUserText(text, clamped(message, around: message.upperBound)) {
            return user
        }
        let fault = readFault(text, message)
        guard fault?.errorClass == .uncaughtError else { return fault }
        return readNetworkMessage(text, message) ?? fault
    }

    private mutating func readNetworkMessage(
        _ text: Span<UInt8>,
        _ message: Range<Int>
    ) -> ErrorReading? {
        let floor = max(message.lowerBound, message.upperBound - 2048)
        var found: Cause?
        var position = floor
        while position < message.upperBound {
            let scope = floor..<message.upperBound
            guard let cause = nextCause(text, from: position, to: message.upperBound, scope) else {
                break
            }
            if endsMessage(text, cause.tail.stop, message.upperBound) { found = cause }
            position = cause.range.upperBound
        }
        let scope = floor..<message.upperBound
        let cause =
            found ?? lastOperation(text, scope).flatMap { unknownCause(text, of: $0, scope) }
        guard let cause, var reading = reading(text, cause, scope) else { return nil }
        reading.expression = message
        return reading
    }

    private mutating func readFault(
        _ text: Span<UInt8>,
        _ message: Range<Int>
    ) -> ErrorReading? {
        let limit = min(message.upperBound, message.lowerBound + 4096)
        var found: ErrorReading?
        var position = message.lowerBound
        while position < limit {
            guard
                let (index, cause) = patterns.match(
                    text, at: position, message.lowerBound..<limit, .fault)
            else {
                position += 1
                continue
            }
            let entry = ErrorCatalogue.entries[index]
            // The line of the signal says less than the panic's own.
            let isSignal = found != nil && text[cause.lowerBound] == ASCII.leftBracket
            if !isSignal, let errorClass = entry.errorClass,
                ErrorLead.introduces(text, cause.lowerBound, message.lowerBound),
                ErrorTail.read(text, cause.upperBound, limit).isEnd
            {
                found = ErrorReading(errorClass, language: entry.language, cause: cause)
                found?.expression = message
            }
            position = max(position + 1, cause.upperBound)
        }
        return found
    }

    /// Whether nothing but blanks, closing marks and `[recovered]` follows.
    private func endsMessage(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        var position = position
        while position < limit {
            let next = ErrorBytes.skipBlanks(text, position, limit)
            guard next < limit else { return true }
            let length = ErrorBytes.lineBreak(text, next, limit)
            if length == 0 { return ErrorBytes.starts(text, next, limit, "[recovered") }
            position = next + length
        }
        return true
    }

    // MARK: Records

    /// Reads the error that the scanner found in a log record.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - record: Where the record stands in it.
    ///   - hit: Where in the record an anchor of the catalogue, or the literal of a user's pattern,
    ///     begins.
    ///   - isLogLine: Whether the record has the shape of a log line: a time, a level or a logger.
    /// - Returns: `nil` for a mention: a text about an error that reports none.
    package mutating func readRecord(
        _ text: Span<UInt8>,
        _ record: Range<Int>,
        hit: Int,
        isLogLine: Bool
    ) -> ErrorReading? {
        let window = clamped(record, around: hit)
        guard window.contains(hit) else { return nil }
        if var reading = readUserText(text, window) {
            reading.client = client(text, reading.core, window, window)
            return reading
        }
        let line = Self.line(text, around: hit, window)
        isMention = false
        guard let cause = firstCause(text, hit, line) else { return nil }
        guard var reading = reading(text, cause, line),
            counts(text, reading, cause, line, window, isLogLine)
        else {
            isMention = true
            return nil
        }
        if reading.client == nil { reading.client = client(text, reading.core, line, window) }
        return reading
    }

    /// An error's cause, with what the text around it says.
    private struct Cause {
        /// The text of the catalogue, or `nil` for a reason that it does not know.
        var entry: Int?
        var range: Range<Int>
        /// Where the first of the causes begins that this one is the innermost of.
        var first: Int
        var tail: ErrorTail
        var wrapper: ErrorWrapper
        var chain: OperationChain?

        /// Whether it is an operation on an address, a path or a name.
        var isOperation: Bool { chain?.hasAddress ?? false }
    }

    /// The innermost cause of the error at a hit.
    private mutating func firstCause(
        _ text: Span<UInt8>,
        _ hit: Int,
        _ line: Range<Int>
    ) -> Cause? {
        let operation = operation(text, around: hit, line)
        let start = operation?.reason ?? hit
        let limit = min(line.upperBound, start + 640)
        let cause = nextCause(text, from: start, to: limit, line)
        if let operation {
            let isReason =
                cause.map { OperationChain.isBridge(text, operation.reason..<$0.first) } ?? false
            if !isReason { return unknownCause(text, of: operation, line) }
        }
        return cause
    }

    /// The next cause from a position on, and the deepest of those that follow from it.
    private mutating func nextCause(
        _ text: Span<UInt8>,
        from start: Int,
        to limit: Int,
        _ line: Range<Int>
    ) -> Cause? {
        guard let (entry, range) = nextText(text, from: start, to: limit, line) else { return nil }
        var (entryFound, found, first) = (entry, range, range.lowerBound)
        var tail = ErrorTail.read(text, found.upperBound, line.upperBound)
        for _ in 0..<8 {
            let isPreamble = ErrorCatalogue.entries[entryFound].isPreamble
            let end =
                isPreamble
                ? min(line.upperBound, found.upperBound + 400)
                : endOfReason(text, tail, line.upperBound)
            guard end > found.upperBound,
                let (entry, range) = nextText(text, from: found.upperBound, to: end, line),
                ErrorCatalogue.entries[entry].errorClass != nil, range.lowerBound >= found.upperBound,
                OperationChain.isBridge(text, found.upperBound..<range.lowerBound)
                    || ErrorCatalogue.entries[entry].errorClass == .http2Stream
            else { break }
            (entryFound, found) = (entry, range)
            tail = ErrorTail.read(text, found.upperBound, line.upperBound)
        }
        let entryValue = ErrorCatalogue.entries[entryFound]
        if entryValue.isPreamble {
            let end = ErrorTail.endOfField(text, found.upperBound, line.upperBound)
            found = found.lowerBound..<end
            tail = ErrorTail.read(text, end, line.upperBound)
        }
        if entryValue.errorClass == nil, entryFound == entry,
            text[found.lowerBound] == ASCII.leftParenthesis
        {
            first = startOfReason(text, found.lowerBound, line.lowerBound)
        }
        return cause(text, entryFound, found, first: first, tail, line)
    }

    private func cause(
        _ text: Span<UInt8>,
        _ entry: Int?,
        _ range: Range<Int>,
        first: Int,
        _ tail: ErrorTail,
        _ line: Range<Int>
    ) -> Cause {
        let chain = OperationChain.around(text, cause: range.lowerBound, floor: line.lowerBound)
        let start = min(first, chain?.start ?? first)
        var wrapper = ErrorWrapper(
            text, before: start, floor: line.lowerBound, isSystemError: chain == nil)
        if first < range.lowerBound {
            let inner = ErrorWrapper(
                text, before: range.lowerBound, floor: first, isSystemError: false)
            wrapper.number = max(wrapper.number, inner.number)
            wrapper.isBracketed = wrapper.isBracketed || inner.isBracketed
        }
        return Cause(
            entry: entry, range: range, first: first, tail: tail, wrapper: wrapper, chain: chain)
    }

    /// The first text of the catalogue that stands between two positions.
    private mutating func nextText(
        _ text: Span<UInt8>,
        from start: Int,
        to limit: Int,
        _ line: Range<Int>
    ) -> (Int, Range<Int>)? {
        var position = start
        while position < limit {
            if let found = patterns.match(text, at: position, line, .network) { return found }
            position += 1
        }
        return nil
    }

    /// Up to where a deeper cause may follow a cause.
    private func endOfReason(
        _ text: Span<UInt8>,
        _ tail: ErrorTail,
        _ limit: Int
    ) -> Int {
        if tail.isEnd { return tail.end }
        let next = tail.stop
        let goesOn =
            ErrorBytes.starts(text, next, limit, ": ")
            || ErrorBytes.starts(text, next, limit, ", received prior goaway")
        return goesOn ? min(limit, next + 400) : tail.end
    }

    /// Where the words begin that an error number follows.
    private func startOfReason(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Int {
        let most = max(floor, position - 120)
        var start = position
        while start > most, text[start - 1] != ASCII.quote {
            if ErrorBytes.ends(text, start, most, ": ") { return start }
            start -= 1
        }
        return position
    }

    // MARK: Operations

    /// The operation in which a hit stands, the deepest of those that begin there.
    private func operation(
        _ text: Span<UInt8>,
        around hit: Int,
        _ line: Range<Int>
    ) -> NetworkOperation? {
        var start = hit
        if ErrorBytes.starts(text, hit, line.upperBound, ErrorCatalogue.operationAnchor) {
            while start > line.lowerBound, text[start - 1].isLetter || text[start - 1] == ASCII.minus
            {
                start -= 1
            }
            if ErrorBytes.ends(text, hit, line.lowerBound, "socks connect") { start = hit - 13 }
        } else if ErrorBytes.starts(text, hit, line.upperBound, ErrorCatalogue.lookupAnchor) {
            start = hit + 5
        } else if !ErrorBytes.starts(text, hit, line.upperBound, ErrorCatalogue.socketAnchor) {
            return nil
        }
        return deepest(text, at: start, line)
    }

    private func deepest(
        _ text: Span<UInt8>,
        at start: Int,
        _ line: Range<Int>
    ) -> NetworkOperation? {
        var found: NetworkOperation?
        var position = start
        for _ in 0..<8 {
            guard
                let next = OperationParser.operation(
                    text, at: position, floor: line.lowerBound, limit: line.upperBound)
            else { break }
            found = next
            position = next.reason
        }
        return found
    }

    /// The last operation on an address in a message.
    private func lastOperation(_ text: Span<UInt8>, _ range: Range<Int>) -> NetworkOperation? {
        var found: NetworkOperation?
        var position = range.lowerBound
        while position < range.upperBound {
            let next = OperationParser.operation(
                text, at: position, floor: range.lowerBound, limit: range.upperBound)
            found = next ?? found
            position = next?.reason ?? position + 1
        }
        return found
    }

    /// A reason that the catalogue does not know, of an operation on an address.
    private func unknownCause(
        _ text: Span<UInt8>,
        of operation: NetworkOperation,
        _ line: Range<Int>
    ) -> Cause? {
        guard operation.transport != .file, operation.transport != .pipe else { return nil }
        let end = ErrorTail.endOfField(text, operation.reason, line.upperBound)
        guard end > operation.reason + 3 else { return nil }
        let tail = ErrorTail.read(text, end, line.upperBound)
        let found = cause(
            text, nil, operation.reason..<end, first: operation.reason, tail, line)
        return found.isOperation ? found : nil
    }

    // MARK: The reading

    /// What a cause and its surroundings say; `nil` where that is no error by itself.
    private func reading(
        _ text: Span<UInt8>,
        _ cause: Cause,
        _ line: Range<Int>
    ) -> ErrorReading? {
        let entry = cause.entry.map { ErrorCatalogue.entries[$0] }
        let operation = cause.chain?.innermost ?? cause.wrapper.operation
        if let entry, entry.needsOperation, operation == nil { return nil }
        guard let errorClass = errorClass(text, cause, entry, operation) else { return nil }
        let language = language(text, cause, entry)
        var found = ErrorReading(errorClass, language: language, cause: cause.range)
        found.core = cause.wrapper.start..<max(cause.range.upperBound, cause.tail.end)
        found.expression =
            ownWords(text, found.core.lowerBound, line.lowerBound)..<found.core.upperBound
        found.operation = operation
        if errorClass == .dns, operation?.name != .lookup {
            found.operation = NetworkOperation(
                .lookup, range: cause.range, reason: cause.range.lowerBound)
        }
        found.peer =
            operation?.peer ?? cause.wrapper.peer
            ?? upstream(text, found.core.upperBound..<line.upperBound)
        found.client = cause.wrapper.client
        return found
    }

    /// Go spells the texts of system errors in lower case, C and Swift do not.
    private func language(
        _ text: Span<UInt8>,
        _ cause: Cause,
        _ entry: ErrorText?
    ) -> Language? {
        if cause.chain != nil { return .go }
        if let language = cause.wrapper.language ?? entry?.language { return language }
        return text[cause.range.lowerBound].isLowerLetter ? .go : nil
    }

    private func errorClass(
        _ text: Span<UInt8>,
        _ cause: Cause,
        _ entry: ErrorText?,
        _ operation: NetworkOperation?
    ) -> ErrorClass? {
        if cause.wrapper.isHandshake { return .tls }
        if cause.chain?.isLookup ?? false { return .dns }
        guard let entry else { return .other }
        var number = cause.tail.number >= 0 ? cause.tail.number : cause.wrapper.number
        if entry.errorClass == nil || entry.isPreamble {
            number = Self.number(text, in: cause.range)
        }
        if let named = ErrorNumber.errorClass(number) { return named }
        if let errorClass = entry.errorClass { return errorClass }
        // A socket that is not there.
        return number == ErrorNumber.noSuchFile && operation?.name == .dial ? .other : nil
    }

    /// The number in `(errno: 32)` or `Code=32`.
    private static func number(_ text: Span<UInt8>, in range: Range<Int>) -> Int32 {
        for position in range {
            for name in ["(errno: ", "Code="] as [StaticString]
            where ErrorBytes.starts(text, position, range.upperBound, name) {
                let digits = position + name.utf8CodeUnitCount
                return ErrorNumber.read(text, digits, range.upperBound)
            }
        }
        return -1
    }

    /// The far end as a proxy prints it after its error: `upstream: "http://10.0.0.9:80/"`.
    private func upstream(_ text: Span<UInt8>, _ range: Range<Int>) -> EndpointRange? {
        for position in range
        where text[position] == UInt8(ascii: "u")
            && ErrorBytes.starts(text, position, range.upperBound, "upstream: ")
        {
            let most = min(range.upperBound, position + 32)
            for scheme in position..<most
            where ErrorBytes.starts(text, scheme, range.upperBound, "://") {
                return EndpointReader.address(text, scheme + 3, range.upperBound)?.endpoint
            }
        }
        return nil
    }

    /// Where the words begin that the program put before an error: `sync failed: `.
    private func ownWords(_ text: Span<UInt8>, _ core: Int, _ floor: Int) -> Int {
        var start = core
        for _ in 0..<6 {
            guard ErrorBytes.ends(text, start, floor, ": "),
                let phrase = OwnWords.before(text, start - 2, floor)
            else { break }
            start = phrase
        }
        return start
    }

    // MARK: What counts

    /// Whether the record reports the error rather than speaking of it.
    private func counts(
        _ text: Span<UInt8>,
        _ reading: ErrorReading,
        _ cause: Cause,
        _ line: Range<Int>,
        _ record: Range<Int>,
        _ isLogLine: Bool
    ) -> Bool {
        if isOfCurl(text, line.lowerBound..<reading.core.lowerBound) { return false }
        let start = reading.core.lowerBound
        let isIntroduced = ErrorLead.introduces(text, start, line.lowerBound)
        if cause.isOperation || cause.wrapper.isAnnounced {
            return isLogLine
                || cause.tail.isEnd && isIntroduced
                    && !ErrorLead.isQuotation(text, line.lowerBound, line.upperBound)
        }
        guard isLogLine, cause.tail.isEnd || cause.wrapper.isBracketed else { return false }
        let field = ErrorField.around(
            text, start, floor: record.lowerBound, depth: cause.tail.quoteDepth)
        switch field?.meaning {
        case .error: return true
        case .message: return isIntroduced || field?.start == start
        case .other: return false
        case nil: return isIntroduced
        }
    }

    /// curl's own lines are evidence of what somebody tried.
    private func isOfCurl(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.contains {
            text[$0] == UInt8(ascii: "c")
                && ErrorBytes.starts(text, $0, range.upperBound, "curl: (")
        }
    }

    // MARK: Patterns

    /// Whose request was being served, from the words before an error or the fields around it.
    private mutating func client(
        _ text: Span<UInt8>,
        _ error: Range<Int>,
        _ line: Range<Int>,
        _ record: Range<Int>
    ) -> EndpointRange? {
        let before = line.lowerBound..<max(line.lowerBound, error.lowerBound)
        if let found = ClientFinder.mentioned(text, before) { return found }
        return patterns.client(text, before)
            ?? patterns.client(text, error.upperBound..<record.upperBound)
            ?? patterns.client(text, record.lowerBound..<line.lowerBound)
    }

    /// The first text of the user's own in a range.
    private mutating func readUserText(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ErrorReading? {
        for user in userTexts {
            do throws(PatternError) {
                let found = try patterns.matcher.firstMatch(
                    of: user.pattern, in: text, range, from: range.lowerBound)
                if let found { return ErrorReading(user.errorClass, language: nil, cause: found) }
            } catch {
                failure = failure ?? named(error, user.errorClass.rawValue)
            }
        }
        return nil
    }

    private func named(_ error: PatternError, _ name: String) -> PatternError {
        var error = error
        error.name = name
        return error
    }

    // MARK: Windows

    /// At most 8 KiB of a record, around a hit.
    private func clamped(_ record: Range<Int>, around hit: Int) -> Range<Int> {
        let lower = max(record.lowerBound, hit - 4096)
        return lower..<max(lower, min(record.upperBound, hit + 4096))
    }

    /// The line within a record that a hit stands in.
    private static func line(
        _ text: Span<UInt8>,
        around hit: Int,
        _ window: Range<Int>
    ) -> Range<Int> {
        var lower = hit
        let floor = max(window.lowerBound, hit - 2048)
        while lower > floor {
            let length = ErrorBytes.lineBreak(text, lower - 1, window.upperBound)
            if length > 0, lower - 1 + length <= hit {
                lower += length - 1
                break
            }
            lower -= 1
            // Where the line breaks are lost, a line begins with its time.
            if text[lower].isDigit, ErrorTail.isHeader(text, lower, hit) { break }
        }
        var upper = hit
        while upper < window.upperBound, ErrorBytes.lineBreak(text, upper, window.upperBound) == 0 {
            upper += 1
        }
        return lower..<upper
    }

    /// A message without the blanks and line breaks around it.
    private func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while upper > lower, text[upper - 1].isWhitespace { upper -= 1 }
        while lower < upper, text[lower].isWhitespace { lower += 1 }
        return lower..<upper
    }
}
