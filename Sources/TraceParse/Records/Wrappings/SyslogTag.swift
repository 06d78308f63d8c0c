/// Who printed a line: what syslog and journald put between the host and the text.
///
///     tag     = program [ "[" pid "]" ] ":" ( SP / end )
///     program = 1*63( not SP )        ; "sshd", "postfix/smtpd", "docker/web.1", "(sd-pam)"
///     pid     = 1*19( letter / digit / "_" / "-" / "." )
///
/// Without a pid the word for a level, `panic` among them, is no program's name, and neither is one
/// with which Go's own texts begin.
struct SyslogTag {
    var program: Range<Int>
    /// Empty where none is printed.
    var pid: Range<Int>
    /// Where the text begins, past one space.
    var end: Int

    private static let longestProgram = 63
    private static let longestPID = 19

    /// The tag that begins at a position, `nil` where none does.
    init?(_ text: Span<UInt8>, at position: Int, before limit: Int) {
        let bound = min(limit, position + Self.longestProgram + Self.longestPID + 4)
        var after = position
        while after < bound, text[after] > ASCII.space { after += 1 }
        guard after == limit || (after < bound && text[after].isBlank) else { return nil }
        let colon = after - 1
        guard colon > position, text[colon] == ASCII.colon else { return nil }
        let bracketed = Self.bracketed(text, position, colon)
        program = position..<(bracketed.map { $0.lowerBound - 1 } ?? colon)
        pid = bracketed ?? colon..<colon
        guard program.count <= Self.longestProgram, Self.isName(text, program),
            !pid.isEmpty || !LevelWord.stands(text, program) && !Self.isTextStart(text, program)
        else { return nil }
        end = after < limit && text[after] == ASCII.space ? after + 1 : after
    }

    private static let textStarts: [StaticString] = ["http", "http2", "runtime", "net/http"]

    private static func isTextStart(_ text: Span<UInt8>, _ program: Range<Int>) -> Bool {
        textStarts.contains { text.same($0, as: program) }
    }

    /// What stands in the brackets before the colon.
    private static func bracketed(_ text: Span<UInt8>, _ start: Int, _ colon: Int) -> Range<Int>? {
        guard colon - 1 > start, text[colon - 1] == ASCII.rightBracket else { return nil }
        var open = colon - 1
        while open > start, text[open - 1].isProcessByte { open -= 1 }
        guard open - 1 > start, open < colon - 1, colon - 1 - open <= longestPID,
            text[open - 1] == ASCII.leftBracket
        else { return nil }
        return open..<colon - 1
    }

    /// Whether a range may be a program's name: it holds a letter, and no mark of other texts.
    private static func isName(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var hasLetter = false
        for index in range {
            let byte = text[index]
            guard !byte.isForeignToNames else { return false }
            hasLetter = hasLetter || byte.isLetter || byte >= 0x80
        }
        return hasLetter
    }
}

/// The machine that a line of syslog or journald names.
///
///     host = 1*255( letter / digit / "." / "-" / "_" / ":" / "%" / "/" / "@" ) / "[" address "]"
enum SyslogHost {
    /// Where the host that begins at a position ends, `nil` where none does or no space follows.
    ///
    /// The word for a level is none, since loggers put it there, and neither is a year.
    static func end(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Int? {
        let bound = min(limit, position + 256)
        var end = position
        while end < bound, text[end].isHostByte { end += 1 }
        guard end > position, end < limit, text[end] == ASCII.space,
            text[end - 1] != ASCII.colon, !LevelWord.stands(text, position..<end),
            text.endOfDigits(position, before: end) < end
        else { return nil }
        return end
    }
}

/// The words that loggers print for a line's level.
enum LevelWord {
    private static let words: [StaticString] = [
        "trace", "debug", "info", "notice", "warn", "warning", "error", "err", "crit", "critical",
        "fatal", "panic", "dpanic", "alert", "emerg", "verbose", "default", "fault",
    ]

    /// Whether a range holds a level and nothing else, in whatever case, in brackets or not.
    static func stands(_ text: Span<UInt8>, _ token: Range<Int>) -> Bool {
        var word = token
        if token.count > 2, text[token.lowerBound] == ASCII.leftBracket,
            text[token.upperBound - 1] == ASCII.rightBracket
        {
            word = token.lowerBound + 1..<token.upperBound - 1
        }
        guard word.count <= 8 else { return false }
        return words.contains { text.sameLetters($0, as: word) }
    }
}

extension Span<UInt8> {
    /// Whether a range holds a literal of small letters, in whatever case.
    func sameLetters(_ literal: StaticString, as range: Range<Int>) -> Bool {
        guard range.count == literal.utf8CodeUnitCount else { return false }
        let wanted = unsafe literal.utf8Start
        for index in 0..<range.count
        where unsafe self[range.lowerBound + index] | 0x20 != wanted[index] {
            return false
        }
        return true
    }
}

extension UInt8 {
    /// A space or a tab.
    var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

    fileprivate var isProcessByte: Bool {
        isWord || self == ASCII.minus || self == ASCII.dot
    }

    fileprivate var isHostByte: Bool {
        switch self {
        case ASCII.dot, ASCII.minus, ASCII.colon, UInt8(ascii: "%"), ASCII.slash,
            ASCII.leftBracket, ASCII.rightBracket, ASCII.at:
            true
        default: isWord
        }
    }

    fileprivate var isForeignToNames: Bool {
        switch self {
        case ASCII.quote, ASCII.equals, ASCII.comma, ASCII.leftBrace, ASCII.rightBrace, ASCII.less,
            ASCII.greater, ASCII.semicolon, ASCII.leftBracket, ASCII.rightBracket,
            UInt8(ascii: "|"):
            true
        default: self <= ASCII.space
        }
    }
}
