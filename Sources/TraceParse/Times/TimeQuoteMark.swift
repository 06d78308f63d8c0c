/// A quotation mark in text, escaped once or often: `"`, `\"`, `\\\"`, `'`, `&quot;`, `&#34;`.
enum TimeQuoteMark {
    /// The most backslashes that are taken to belong to a mark.
    private static let escapes = 15

    /// Where the mark that ends just before a position begins, nil if there is none.
    static func ending(at position: Int, _ text: Span<UInt8>, from floor: Int) -> Int? {
        guard position > floor, let length = length(endingAt: position, text, from: floor) else {
            return nil
        }
        var start = position - length
        while start > floor, position - start < escapes + length, text[start - 1] == ASCII.backslash
        {
            start -= 1
        }
        return start
    }

    /// Whether a mark begins at a position.
    static func begins(at position: Int, _ text: Span<UInt8>, before end: Int) -> Bool {
        var mark = position
        while mark < end, mark - position < escapes, text[mark] == ASCII.backslash { mark += 1 }
        guard mark < end else { return false }
        return isMark(text[mark]) || entities.contains { text.has($0, at: mark, before: end) }
    }

    private static let entities: [StaticString] = ["&quot;", "&#34;"]

    private static func length(
        endingAt position: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        if isMark(text[position - 1]) { return 1 }
        guard text[position - 1] == ASCII.semicolon else { return nil }
        return entities.first { text.has($0, endingAt: position, after: floor) }?
            .utf8CodeUnitCount
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == ASCII.quote || byte == UInt8(ascii: "'")
    }
}
