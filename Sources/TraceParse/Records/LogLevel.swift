/// The levels that loggers print.
enum LogLevel {
    private static let words: [StaticString] = [
        "ERROR", "WARN", "INFO", "FATAL", "DEBUG", "PANIC", "ERR", "CRIT", "CRITICAL", "TRACE",
        "NOTICE",
        "[error]", "[warn]", "[info]", "[warning]", "[fatal]", "[crit]", "[alert]", "[emerg]",
        "level=", "lvl=", "severity=", "msg=", "[GIN", "[Recovery]", "error:", "Error:", "http: ",
    ]

    /// Which two bytes may begin one of the words: those of an ordinary word mostly do not.
    private static let begins: [Bool] = {
        var begins = [Bool](repeating: false, count: 1 << 14)
        for word in words {
            word.withUTF8Buffer { bytes in
                unsafe begins[pair(bytes[0], bytes[1])] = true
            }
        }
        return begins
    }()

    private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
        Int(first & 0x7F) << 7 | Int(second & 0x7F)
    }

    /// Whether a level, or another mark of a logger, stands in a line's prefix as a word.
    static func stands(_ text: Span<UInt8>, _ prefix: Range<Int>) -> Bool {
        let begins = begins
        var position = prefix.lowerBound
        var isStart = true
        while position + 1 < prefix.upperBound {
            if isStart, begins[pair(text[position], text[position + 1])],
                words.contains(where: { isWord($0, text, position, prefix.upperBound) })
            {
                return true
            }
            isStart = !text[position].isWord
            position += 1
        }
        return false
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
