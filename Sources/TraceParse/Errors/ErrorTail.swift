/// What follows an error's cause: whether it ends its message or field there, and what still
/// belongs to it.
///
/// ```
/// tail      = { closer | "(errno: " number ")" | " (" … ")" | retry | quote } end
/// closer    = ")" | "]" | "}" | "'" | "`" | "." | "!"
/// retry     = (";" | "," | " -") words such as "retrying in 5ms", up to the field's end
/// end       = end of text | line break | ESC | " key=" | ',"key"' | ", key: " | " {" | " [" | "|"
///           | "<" | what begins the next record where the line break was lost: a date, an address,
///             "goroutine 7 [", a word that begins in the middle of another ("pipeGET")
/// ```
struct ErrorTail {
    /// Where the error's own text ends.
    var end: Int
    /// The error number in it, or -1.
    var number: Int32 = -1
    /// Whether the message or the field ends there.
    var isEnd = false
    /// Where the end was seen, or where the text goes on.
    var stop: Int
    /// How deep the first quotation mark that closes it is nested, or -1.
    var quoteDepth = -1

    /// Reads what follows a cause.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - cause: Where the cause ends.
    ///   - limit: Where the text to look at ends.
    /// - Returns: How far the error reaches, and whether anything else follows.
    static func read(_ text: Span<UInt8>, _ cause: Int, _ limit: Int) -> ErrorTail {
        var tail = ErrorTail(end: cause, stop: cause)
        var position = cause
        for _ in 0..<24 {
            tail.stop = position
            if isEnd(text, position, limit, cause: cause) {
                tail.isEnd = true
                return tail
            }
            if let quote = ErrorBytes.quote(text, position, limit) {
                if tail.quoteDepth < 0 { tail.quoteDepth = quote.depth }
                position += quote.length
            } else if let end = closer(text, position, limit) {
                position = end
                if tail.quoteDepth < 0 { tail.end = end }
            } else if let end = remark(text, position, limit) {
                if let number = number(text, position, end) { tail.number = number }
                if tail.quoteDepth < 0, !namesSource(text, position..<end) { tail.end = end }
                position = end
            } else if let end = retry(text, position, limit) {
                if tail.quoteDepth < 0 { tail.end = end }
                position = end
            } else {
                return tail
            }
        }
        return tail
    }

    /// Where a text without an end of its own ends: at the next break, quotation mark or field.
    static func endOfField(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        var end = position
        let most = min(limit, position + 512)
        while end < most {
            if ErrorBytes.lineBreak(text, end, limit) > 0
                || ErrorBytes.quote(text, end, limit) != nil || text[end] == ASCII.escape
            {
                break
            }
            if text[end] == ASCII.space || text[end] == ASCII.tab,
                endOfKey(text, end + 1, limit) != nil || beginsRecord(text, end + 1, limit)
            {
                break
            }
            if end > position, text[end].isDigit,
                text[end - 1].isLetter || text[end - 1] == ASCII.rightParenthesis,
                isDate(text, end, limit) || isAccessLine(text, end, limit)
            {
                break
            }
            end += 1
        }
        while end > position, text[end - 1] == ASCII.space || text[end - 1] == ASCII.comma {
            end -= 1
        }
        return end
    }

    // MARK: What belongs to the error

    private static func closer(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int? {
        switch text[position] {
        case ASCII.rightParenthesis, ASCII.rightBracket, ASCII.rightBrace:
            return position + 1
        case ASCII.dot, UInt8(ascii: "!"), UInt8(ascii: "'"), UInt8(ascii: "`"):
            let next = position + 1
            return next < limit && text[next].isWord && text[position] != UInt8(ascii: "`")
                ? nil : next
        default:
            return nil
        }
    }

    /// Reads ` (…)`, brackets within it counted: `(errno: 32)`, `(attempt 2/5)`.
    private static func remark(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int? {
        var end = ErrorBytes.skipBlanks(text, position, limit)
        guard end < limit, text[end] == ASCII.leftParenthesis else { return nil }
        var depth = 0
        let most = min(limit, end + 400)
        while end < most, ErrorBytes.lineBreak(text, end, limit) == 0 {
            if text[end] == ASCII.leftParenthesis { depth += 1 }
            if text[end] == ASCII.rightParenthesis { depth -= 1 }
            end += 1
            if depth == 0 { return isNumbering(text, position..<end, limit) ? nil : end }
        }
        return nil
    }

    /// Whether a number in brackets counts what follows it, as in `(1) attached stack trace`.
    private static func isNumbering(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ limit: Int
    ) -> Bool {
        let open = ErrorBytes.skipBlanks(text, range.lowerBound, limit)
        let digits = open + 1..<range.upperBound - 1
        guard !digits.isEmpty, digits.allSatisfy({ text[$0].isDigit }) else { return false }
        let word = range.upperBound + 1
        return word < limit && text[word - 1] == ASCII.space && text[word].isLetter
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int32? {
        let open = ErrorBytes.skipBlanks(text, start, end)
        guard ErrorBytes.starts(text, open, end, "(errno: ") else { return nil }
        return ErrorNumber.read(text, open + 8, end)
    }

    /// Whether a remark says where in the program the line was logged.
    private static func namesSource(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.contains {
            ErrorBytes.starts(text, $0, range.upperBound, ".swift:")
                || ErrorBytes.starts(text, $0, range.upperBound, ".go:")
        }
    }

    /// Reads what the program says it will do about it.
    private static func retry(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int? {
        let isFree = text[position] == ASCII.semicolon
        var start = position + 1
        if ErrorBytes.starts(text, position, limit, " - ") { start = position + 3 }
        if ErrorBytes.starts(text, position, limit, " after ") {
            let word = position + 7
            guard word < limit, text[word].isDigit else { return nil }
            return endOfField(text, word, min(limit, position + 80))
        }
        guard isFree || text[position] == ASCII.comma || start == position + 3 else { return nil }
        start = ErrorBytes.skipBlanks(text, start, limit)
        let isRetry = retryWords.contains { ErrorBytes.starts(text, start, limit, $0) }
        guard isRetry || isFree && start < limit && text[start].isLowerLetter else { return nil }
        return endOfField(text, start, min(limit, position + 120))
    }

    private static let retryWords: [StaticString] = [
        "retry", "will retry", "Retry", "giving up", "reconnect", "closing", "backing off",
        "dropping", "attempt", "trying again", "waiting", "sleeping",
    ]

    // MARK: The end

    private static func isEnd(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int,
        cause: Int
    ) -> Bool {
        guard position < limit, ErrorBytes.lineBreak(text, position, limit) == 0 else {
            return true
        }
        // Foundation's error without a text of its own; what follows is none of it.
        if position == cause, ErrorBytes.ends(text, position, 0, "\"(null)\"") { return true }
        switch text[position] {
        case ASCII.nul, ASCII.escape, ASCII.less:
            return true
        case UInt8(ascii: "|"):
            // `a|b` is a pattern.
            return position + 1 == limit || text[position + 1] == ASCII.space
        case ASCII.comma:
            return beginsField(text, position + 1, limit)
        case ASCII.backslash where ErrorBytes.starts(text, position, limit, "\\u001b"),
            ASCII.backslash where ErrorBytes.starts(text, position, limit, "\\x1b"):
            return true
        case ASCII.hash where ErrorBytes.starts(text, position, limit, "#033"):
            return true
        case ASCII.leftBracket, ASCII.leftBrace:
            return true
        default:
            break
        }
        let next = ErrorBytes.skipBlanks(text, position, limit)
        guard next < limit, ErrorBytes.lineBreak(text, next, limit) == 0 else { return true }
        if next == position { return touches(text, position, limit, cause: cause) }
        return text[next] == ASCII.leftBrace || text[next] == ASCII.leftBracket
            || text[next] == UInt8(ascii: "|") || text[next] == ASCII.less
            || text[next] == ASCII.escape || endOfKey(text, next, limit) != nil
            || beginsRequest(text, next, limit)
            || beginsRecord(text, next, limit)
    }

    /// Whether the request begins that gin's recovery prints below an error: `GET /v1/orders HTTP/1.1`.
    private static func beginsRequest(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        var end = position
        while end < limit, end - position < 8, text[end].isUpperLetter { end += 1 }
        guard end - position >= 3, ErrorBytes.starts(text, end, limit, " /") else { return false }
        let line = end..<min(limit, end + 512)
        return text.firstRange(of: " HTTP/1.", in: line) != nil
    }

    /// Whether another record begins in the middle of a word, its line break lost.
    private static func touches(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int,
        cause: Int
    ) -> Bool {
        if ErrorBytes.starts(text, position, limit, "UserInfo=") { return true }
        guard position == cause else { return beginsRecord(text, position, limit) }
        let byte = text[position]
        if byte.isDigit { return true }
        if ErrorBytes.starts(text, position, limit, "(1) ") { return true }
        if byte.isUpperLetter { return text[position - 1].isLowerLetter }
        return byte.isLowerLetter
            && (beginsRecord(text, position, limit)
                || lostBreaks.contains { ErrorBytes.starts(text, position, limit, $0) })
    }

    private static let lostBreaks: [StaticString] = [
        "time=", "ts=", "level=", "panic(", "panic: ", "created by ", "main.", "exit status ",
    ]

    /// Whether a field follows a comma: `"key":`, `key: value`, `key=value`, or a further attempt.
    private static func beginsField(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        let next = ErrorBytes.skipBlanks(text, position, limit)
        guard next < limit else { return true }
        if ErrorBytes.quote(text, next, limit) != nil || text[next] == ASCII.leftBrace {
            return true
        }
        if ErrorBytes.starts(text, next, limit, "SingleConnectionFailure(") { return true }
        if endOfKey(text, next, limit) != nil { return true }
        var end = next
        while end < min(limit, next + 32), text[end].isWord || text[end] == ASCII.minus { end += 1 }
        return end > next && ErrorBytes.starts(text, end, limit, ": ")
    }

    /// The position after `key=`, or `nil`.
    static func endOfKey(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int? {
        var end = position
        let most = min(limit, position + 64)
        while end < most, text[end].isKey { end += 1 }
        guard end > position, end < limit, text[end] == ASCII.equals,
            text[position].isLetter || text[position] == ASCII.underscore
        else { return nil }
        // `==` is code.
        return end + 1 < limit && text[end + 1] == ASCII.equals ? nil : end + 1
    }

    /// Whether what stands at a position begins a record of its own.
    private static func beginsRecord(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Bool {
        guard position < limit else { return false }
        let byte = text[position]
        if byte.isDigit {
            return isDate(text, position, limit) || isAccessLine(text, position, limit)
        }
        if ErrorBytes.starts(text, position, limit, "error: ") { return true }
        if byte == ASCII.minus { return ErrorBytes.starts(text, position, limit, "- - [") }
        if byte == UInt8(ascii: "g") {
            return ErrorBytes.starts(text, position, limit, "goroutine ")
                && ErrorBytes.endOfDigits(text, position + 10, limit) > position + 10
        }
        return byte.isUpperLetter
            && (isMonth(text, position, limit) || isLevel(text, position, limit))
    }

    /// Whether a date and a time of day stand at a position: the header of a record.
    static func isHeader(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        guard isDate(text, position, limit), position + 16 <= limit else { return false }
        let separator = text[position + 10]
        return (separator == ASCII.space || separator == UInt8(ascii: "T"))
            && text[position + 11].isDigit && text[position + 13] == ASCII.colon
    }

    /// `2022/04/11`, `2022-04-11`.
    static func isDate(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        guard ErrorBytes.endOfDigits(text, position, limit) == position + 4,
            position + 10 <= limit
        else { return false }
        let separator = text[position + 4]
        return (separator == ASCII.slash || separator == ASCII.minus)
            && text[position + 7] == separator && text[position + 5].isDigit
    }

    /// `10.0.0.1 - - [11/Apr/2022`.
    private static func isAccessLine(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        EndpointReader.address(text, position, limit).map {
            ErrorBytes.starts(text, $0.end, limit, " - ")
        } ?? false
    }

    /// `Apr 11 11:23:00`.
    private static func isMonth(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        guard months.contains(where: { ErrorBytes.starts(text, position, limit, $0) }) else {
            return false
        }
        let day = ErrorBytes.skipBlanks(text, position + 4, limit)
        let end = ErrorBytes.endOfDigits(text, day, limit)
        return end > day && end + 3 < limit && text[end] == ASCII.space
            && text[end + 3] == ASCII.colon
    }

    private static let months: [StaticString] = [
        "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ",
        "Dec ",
    ]

    /// `E0411 11:23:00`.
    private static func isLevel(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        switch text[position] {
        case UInt8(ascii: "E"), UInt8(ascii: "F"), UInt8(ascii: "I"), UInt8(ascii: "W"):
            let end = ErrorBytes.endOfDigits(text, position + 1, limit)
            return end == position + 5 && end < limit && text[end] == ASCII.space
        default:
            return false
        }
    }
}

extension UInt8 {
    /// What a field's name holds.
    var isKey: Bool { isWord || self == ASCII.dot || self == ASCII.minus }
}
