/// The level in brackets with which Vapor's console lines begin, and which no time precedes.
///
///     line = "[ " level " ] " text
enum BracketedLevel {
    private static let levels: [StaticString] = [
        "[ ERROR ] ", "[ WARNING ] ", "[ INFO ] ", "[ NOTICE ] ", "[ DEBUG ] ", "[ TRACE ] ",
        "[ CRITICAL ] ",
    ]

    /// Where the last such line begins before a position, line breaks lost.
    static func lastStart(_ text: Span<UInt8>, _ start: Int, before position: Int) -> Int? {
        var candidate = position
        while candidate > start,
            let found = ByteScan.lastIndex(of: ASCII.leftBracket, in: text, start..<candidate)
        {
            if begins(text, at: found) { return found }
            candidate = found
        }
        return nil
    }

    /// Where the next such line begins in a range, of a record that begins like one.
    static func nextStart(_ text: Span<UInt8>, of record: Int, in range: Range<Int>) -> Int? {
        guard begins(text, record..<range.upperBound) else { return nil }
        var candidate = range.lowerBound
        while candidate < range.upperBound,
            let found = ByteScan.firstIndex(
                of: ASCII.leftBracket,
                in: text,
                candidate..<range.upperBound
            )
        {
            if begins(text, at: found) { return found }
            candidate = found + 1
        }
        return nil
    }

    /// Whether a record begins so, white space before.
    static func begins(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        var start = record.lowerBound
        while start < record.upperBound, text[start].isWhitespace { start += 1 }
        return begins(text, at: start)
    }

    private static func begins(_ text: Span<UInt8>, at position: Int) -> Bool {
        text.has("[ ", at: position, before: text.count)
            && levels.contains { text.has($0, at: position, before: text.count) }
    }
}
