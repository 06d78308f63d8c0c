/// What stands before an error that nothing announces: whether it can introduce one.
///
/// `upload: read body: EOF`, `failed with i/o timeout` and `[ERROR] broken pipe` report an error;
/// `the plumber mended a broken pipe` only speaks of one.
enum ErrorLead {
    /// Whether an error may begin at a position.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where the error begins.
    ///   - floor: Where its line begins.
    /// - Returns: `false` after words that go on into the error's.
    static func introduces(_ text: Span<UInt8>, _ start: Int, _ floor: Int) -> Bool {
        var end = start
        while end > floor, text[end - 1] == ASCII.space || text[end - 1] == ASCII.tab { end -= 1 }
        guard end > floor else { return true }
        if ErrorBytes.quoteBefore(text, end, floor) != nil { return true }
        let byte = text[end - 1]
        if byte.isIntroducing || byte.isDigit { return true }
        // The dashes – and —, and the arrows and bullets near them.
        if byte >= 0x80 { return true }
        guard byte.isLetter else { return false }
        return introduces(word: text, end, floor) || isEscape(text, end, floor)
            || endsField(text, end, floor)
    }

    /// Whether a comment, a listing or a command begins a line that is no log line.
    static func isQuotation(_ text: Span<UInt8>, _ floor: Int, _ limit: Int) -> Bool {
        let start = ErrorBytes.skipBlanks(text, floor, limit)
        // An error of xerrors prints its cause so, beneath its own frames.
        if start == floor + 2, ErrorBytes.starts(text, floor, limit, "  - ") { return false }
        return quotations.contains { ErrorBytes.starts(text, start, limit, $0) }
    }

    private static let quotations: [StaticString] = [
        "//", "/*", "*", "# ", "## ", "### ", "#include", "<!--", "-- ", "- ", "$ ", "diff ", "+++",
        "---", "@@", "if ", "case ", "return ", "func ", "var ", "let ", "const ", "assert",
    ]

    private static func introduces(word text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        var start = end
        var isUpper = true
        while start > max(floor, end - 24), text[start - 1].isWord {
            start -= 1
            isUpper = isUpper && !text[start].isLowerLetter
        }
        // A level, a zone, a time with its `Z`, an attempt's `3x`.
        if isUpper { return true }
        return introducing.contains {
            end - start == $0.utf8CodeUnitCount && startsWord(text, start, end, $0)
        }
    }

    /// Whether a word stands at a position, its first letter of either case.
    private static func startsWord(
        _ text: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ word: StaticString
    ) -> Bool {
        let bytes = unsafe word.utf8Start
        for index in 0..<end - start {
            let byte = index == 0 ? text[start] | 0x20 : text[start + index]
            guard unsafe byte == bytes[index] else { return false }
        }
        return true
    }

    private static let introducing: [StaticString] = [
        "error", "err", "errors", "failed", "failure", "fails", "by", "to", "of", "with", "because",
        "reason", "cause", "got", "received", "returned", "warning", "warn", "fatal", "critical",
        "panic", "info", "debug", "trace", "notice", "severe", "hit", "was", "is",
    ]

    /// Whether a field ends at a position, behind which older loggers of Swift print their text:
    /// `id=4f1c I/O on closed channel`.
    private static func endsField(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        let most = max(floor, end - 96)
        var start = end
        var equals: Int?
        while start > most, !text[start - 1].isWhitespace {
            start -= 1
            if text[start] == ASCII.equals { equals = start }
        }
        guard let equals, equals > start, equals + 1 < end, start > floor else { return false }
        return (start..<equals).allSatisfy { text[$0].isKey }
    }

    /// Whether a letter is the end of an escape: `\t`, `\u001b[0m`.
    private static func isEscape(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        let letter = text[end - 1]
        if letter == UInt8(ascii: "n") || letter == UInt8(ascii: "t") || letter == UInt8(ascii: "r")
        {
            return end - 1 > floor && text[end - 2] == ASCII.backslash
        }
        guard letter == UInt8(ascii: "m") else { return false }
        var start = end - 1
        while start > floor, text[start - 1].isDigit || text[start - 1] == ASCII.semicolon {
            start -= 1
        }
        return start > floor && text[start - 1] == ASCII.leftBracket
    }
}

extension UInt8 {
    /// Punctuation after which an error may begin.
    fileprivate var isIntroducing: Bool {
        switch self {
        case ASCII.colon, ASCII.equals, ASCII.minus, ASCII.semicolon, ASCII.comma, ASCII.dot,
            ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.leftBracket,
            ASCII.rightBracket, ASCII.leftBrace, ASCII.rightBrace, ASCII.greater, ASCII.newline,
            ASCII.carriageReturn, ASCII.escape, ASCII.asterisk, UInt8(ascii: "|"),
            UInt8(ascii: "!"), UInt8(ascii: "'"):
            true
        default:
            false
        }
    }
}
