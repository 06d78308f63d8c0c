/// The structured data of an RFC 5424 message.
///
///     data    = "-" / 1*element
///     element = "[" id *( SP name "=" DQUOTE value DQUOTE ) "]"
///     id      = 1*32( printable but "=", SP, "]", DQUOTE )
///     value   = *( char but DQUOTE, "\", "]" / "\" char )
enum StructuredData {
    private static let longest = 8 << 10

    /// Where the data that begins at a position ends, `nil` where none does.
    ///
    /// An element without a parameter is none unless its id names an enterprise (`id@32473`): a
    /// message of a sender that leaves the data out may begin with `[GIN] `.
    static func end(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Int? {
        guard position < limit else { return nil }
        let limit = min(limit, position + longest)
        if text[position] == ASCII.minus {
            let end = position + 1
            return end == limit || text[end] == ASCII.space ? end : nil
        }
        var end = position
        while end < limit, text[end] == ASCII.leftBracket {
            guard let next = endOfElement(text, end, limit) else { return nil }
            end = next
        }
        return end > position ? end : nil
    }

    private static func endOfElement(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var position = endOfName(text, start + 1, limit)
        guard position > start + 1 else { return nil }
        var isData = false
        for index in start + 1..<position where text[index] == ASCII.at { isData = true }
        while position < limit, text[position] == ASCII.space {
            guard let next = endOfParameter(text, position + 1, limit) else { return nil }
            position = next
            isData = true
        }
        guard isData, position < limit, text[position] == ASCII.rightBracket else { return nil }
        return position + 1
    }

    private static func endOfParameter(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        let name = endOfName(text, start, limit)
        guard name > start, text.has("=\"", at: name, before: limit) else { return nil }
        var position = name + 2
        while position < limit, text[position] != ASCII.quote {
            position += text[position] == ASCII.backslash ? 2 : 1
        }
        return position < limit ? position + 1 : nil
    }

    private static func endOfName(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit, end - start < 64, text[end] > ASCII.space, text[end] < 0x7F,
            text[end] != ASCII.equals, text[end] != ASCII.rightBracket, text[end] != ASCII.quote
        {
            end += 1
        }
        return end
    }
}
