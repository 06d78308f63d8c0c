/// The levels that loggers print.
enum LogLevel {
    private static let words: [StaticString] = [
        "ERROR", "WARN", "INFO", "FATAL", "DEBUG", "PANIC", "ERR", "CRIT", "CRITICAL", "TRACE",
        "NOTICE",
        "[error]", "[warn]", "[info]", "[warning]", "[fatal]", "[crit]", "[alert]", "[emerg]",
        "level=", "lvl=", "severity=", "msg=", "[GIN", "[Recovery]", "error:", "Error:", "http: ",
    ]

    /// Whether a level, or another mark of a logger, stands in a line's prefix as a word.
    static func stands(_ text: Span<UInt8>, _ prefix: Range<Int>) -> Bool {
        var position = prefix.lowerBound
        var isStart = true
        while position < prefix.upperBound {
            if isStart, mayBegin(text[position]),
                words.contains(where: { isWord($0, text, position, prefix.upperBound) })
            {
                return true
            }
            isStart = !text[position].isWord
            position += 1
        }
        return false
    }

    /// Whether one of the words begins with a byte.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "E"), UInt8(ascii: "W"), UInt8(ascii: "I"), UInt8(ascii: "F"),
            UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "C"), UInt8(ascii: "T"),
            UInt8(ascii: "N"), UInt8(ascii: "l"), UInt8(ascii: "s"), UInt8(ascii: "m"),
            UInt8(ascii: "e"), UInt8(ascii: "h"), ASCII.leftBracket:
            true
        default: false
        }
    }

    private static func isWord(
        _ word: StaticString,
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Bool {
        guard text.has(word, at: position, before: limit) else { return false }
        let end = position + word.utf8CodeUnitCount
        return end >= limit || !text[end - 1].isUpperLetter || !text[end].isWord
            || text.has("ING", at: end, before: limit)
    }
}
