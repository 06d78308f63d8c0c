/// A quotation mark in text, escaped once or often: `"`, `\"`, `\\\"`, `'`.
enum TimeQuoteMark {
    /// The most backslashes that are taken to belong to a mark.
    private static let escapes = 15

    /// Where the mark that ends just before a position begins, nil if there is none.
    static func ending(at position: Int, _ text: Span<UInt8>, from floor: Int) -> Int? {
        guard position > floor, isMark(text[position - 1]) else { return nil }
        var start = position - 1
        while start > floor, position - start <= escapes, text[start - 1] == ASCII.backslash {
            start -= 1
        }
        return start
    }

    /// Whether a mark begins at a position.
    static func begins(at position: Int, _ text: Span<UInt8>, before end: Int) -> Bool {
        var mark = position
        while mark < end, mark - position < escapes, text[mark] == ASCII.backslash { mark += 1 }
        return mark < end && isMark(text[mark])
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == ASCII.quote || byte == UInt8(ascii: "'")
    }
}
