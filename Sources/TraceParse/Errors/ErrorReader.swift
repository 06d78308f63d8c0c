/// Reads error texts: what class they are of, what operation failed, and between which ends.
///
/// A reader belongs to one thread. Patterns are compiled when a text first needs them. Whatever
/// the text is, a call looks at no more than 8 KiB of it, and takes a time that is linear in that.
package struct ErrorReader: ~Copyable {
    private var patterns = PatternCache()
    private var userTexts: [UserText] = []
    var memory = ErrorMemory()
    /// What whole lines came to.
    var lines = ErrorLineMemory()
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
                    pattern: try Pattern(pattern.expression, name: pattern.name)
                )
            )
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
        guard remembers(range) else {
            memory.pass()
            return readNewMessage(text, range)
        }
        if memory.find(text, range, ErrorMemory.Manner()) { return memory.reading(text, range) }
        let reading = readNewMessage(text, range)
        memory.keep(reading, isMention: false, text, range)
        return reading
    }

    /// Whether what texts come to is kept: the user's own texts may ask for any digit.
    var remembers: Bool { userTexts.isEmpty && !memory.isOff }

    private func remembers(_ range: Range<Int>) -> Bool {
        range.count <= ErrorMemory.longest && remembers
    }

    /// Keeps the fingerprint of the text that was read last.
    mutating func keep(fingerprint: UInt64) {
        memory.keep(fingerprint: fingerprint)
    }

    private mutating func readNewMessage(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ErrorReading? {
        let message = ErrorWindow.trimmed(text, range)
        return readUserText(text, ErrorWindow.clamped(message, around: message.upperBound))
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
        guard remembers(range) else {
            memory.pass()
            return readNewTrap(text, range)
        }
        let manner = ErrorMemory.Manner(isTrap: true)
        if memory.find(text, range, manner) { return memory.reading(text, range) }
        let reading = readNewTrap(text, range)
        memory.keep(reading, isMention: false, text, range)
        return reading
    }

    private mutating func readNewTrap(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ErrorReading? {
        let message = ErrorWindow.trimmed(text, range)
        let window = ErrorWindow.clamped(message, around: message.upperBound)
        if let user = readUserText(text, window) { return user }
        let fault = readFault(text, message)
        guard fault?.errorClass == .uncaughtError else { return fault }
        return readNetworkMessage(text, message) ?? fault
    }

    private mutating func readNetworkMessage(
        _ text: Span<UInt8>,
        _ message: Range<Int>
    ) -> ErrorReading? {
        let limit = message.upperBound
        let scope = max(message.lowerBound, limit - 2048)..<limit
        var found: ErrorCause?
        var position = scope.lowerBound
        while let cause = patterns.cause(text, from: position, to: limit, scope) {
            position = max(position + 1, cause.range.upperBound)
            if endsMessage(text, cause.tail.stop, limit) {
                found = cause
                position = max(position, cause.tail.end)
            }
        }
        if found == nil, let operation = OperationChain.lastOperation(text, scope) {
            found = ErrorCause(text, unknownReasonOf: operation, scope)
        }
        var reading = found?.reading(text, scope)
        reading?.expression = message
        return reading
    }

    private mutating func readFault(
        _ text: Span<UInt8>,
        _ message: Range<Int>
    ) -> ErrorReading? {
        let scope = message.lowerBound..<min(message.upperBound, message.lowerBound + 4096)
        var found: ErrorReading?
        var position = scope.lowerBound
        while let match = patterns.next(.fault, text, from: position, to: scope.upperBound, scope) {
            let cause = match.range
            position = max(position + 1, cause.upperBound)
            // The line of the signal says less than the panic's own.
            if found != nil, text[cause.lowerBound] == ASCII.leftBracket { continue }
            guard let errorClass = patterns.entries[match.text].errorClass,
                ErrorLead.introduces(text, cause.lowerBound, scope.lowerBound),
                ErrorTail.read(text, cause.upperBound, scope.upperBound).isEnd
            else { continue }
            let language = patterns.entries[match.text].language
            found = ErrorReading(errorClass, language: language, cause: cause)
            found?.expression = message
        }
        return found
    }

    /// Whether nothing but blanks, line breaks and `[recovered]` follows.
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
    ///   - time: Where the record's time stands.
    /// - Returns: `nil` for a text that reports no error; ``isMention`` says whether it names one.
    package mutating func readRecord(
        _ text: Span<UInt8>,
        _ record: Range<Int>,
        hit: Int,
        isLogLine: Bool,
        time: Range<Int>? = nil
    ) -> ErrorReading? {
        guard remembers(record) else {
            memory.pass()
            return readNewRecord(text, record, hit: hit, isLogLine: isLogLine)
        }
        let manner = ErrorMemory.Manner(
            hit: hit - record.lowerBound,
            isRecord: true,
            isLogLine: isLogLine,
            time: time ?? 0..<0
        )
        if memory.find(text, record, manner) {
            isMention = memory.isMention
            return memory.reading(text, record)
        }
        let reading = readNewRecord(text, record, hit: hit, isLogLine: isLogLine)
        memory.keep(reading, isMention: isMention, text, record)
        return reading
    }

    private mutating func readNewRecord(
        _ text: Span<UInt8>,
        _ record: Range<Int>,
        hit: Int,
        isLogLine: Bool
    ) -> ErrorReading? {
        isMention = false
        let window = ErrorWindow.clamped(record, around: hit)
        guard window.contains(hit) else { return nil }
        if var reading = readUserText(text, window) {
            reading.client = client(text, reading.core, window, window)
            return reading
        }
        let line = ErrorWindow.line(text, around: hit, window)
        guard let cause = firstCause(text, hit, line) else { return nil }
        isMention = true
        guard var reading = cause.reading(text, line),
            cause.isReported(text, reading, line: line, record: window, isLogLine: isLogLine)
        else { return nil }
        isMention = false
        if reading.client == nil { reading.client = client(text, reading.core, line, window) }
        return reading
    }

    /// The innermost cause of the error at a hit.
    private mutating func firstCause(
        _ text: Span<UInt8>,
        _ hit: Int,
        _ line: Range<Int>
    ) -> ErrorCause? {
        let operation = OperationChain.operation(text, around: hit, line)
        let start =
            operation?.reason ?? ErrorNumber.startOfWords(text, before: hit, line.lowerBound)
        let limit = min(line.upperBound, start + 640)
        let cause = patterns.cause(text, from: start, to: limit, line)
        guard let operation else { return cause }
        if let cause, OperationChain.isBridge(text, start..<max(start, cause.first)) {
            return cause
        }
        return ErrorCause(text, unknownReasonOf: operation, line)
    }

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

    // MARK: The user's own texts

    /// The first text of the user's own in a range.
    private mutating func readUserText(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ErrorReading? {
        for user in userTexts {
            do throws(PatternError) {
                let start = range.lowerBound
                let found = try patterns.matcher.firstMatch(
                    of: user.pattern,
                    in: text,
                    range,
                    from: start
                )
                if let found { return ErrorReading(user.errorClass, language: nil, cause: found) }
            } catch {
                note(error, of: user)
            }
        }
        return nil
    }

    private mutating func note(_ error: PatternError, of user: UserText) {
        guard failure == nil else { return }
        failure = error
        failure?.name = user.errorClass.rawValue
    }
}
