/// A message as its program said it: line breaks, quotes and entities that a transport or a
/// runtime spelled out are undone.
enum MessageText {
    /// Copies a message into the record's arena, its newlines kept.
    static func append(
        _ text: Span<UInt8>, _ range: Range<Int>, to record: inout IncidentRecord
    ) -> TextRange {
        let start = record.arena.count
        var position = range.lowerBound
        while position < range.upperBound {
            switch text[position] {
            case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less,
                ASCII.ampersand:
                position = appendSpelled(text, position, range.upperBound, &record)
            default:
                let end = plain.end(text, from: position, before: range.upperBound)
                _ = record.append(text, position..<end)
                position = end
            }
        }
        return TextRange(start: start, count: record.arena.count - start)
    }

    /// Bytes that spell nothing but themselves.
    private static let plain = ByteClass { byte in
        switch byte {
        case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less,
            ASCII.ampersand:
            false
        default: true
        }
    }

    private static func appendSpelled(
        _ text: Span<UInt8>, _ position: Int, _ limit: Int, _ record: inout IncidentRecord
    ) -> Int {
        for spelled in breaks where text.has(spelled, at: position, before: limit) {
            record.arena.append(ASCII.newline)
            return afterTab(text, position + spelled.utf8CodeUnitCount, limit)
        }
        for (spelled, meant) in characters where text.has(spelled, at: position, before: limit) {
            record.arena.append(meant)
            return position + spelled.utf8CodeUnitCount
        }
        record.arena.append(text[position])
        return position + 1
    }

    private static let breaks: [StaticString] = [
        "\r\n", "\n", "\\r\\n", "\\n", "\\\\n", "#015#012", "#012", "<br>", "<br/>", "&#10;",
    ]

    private static let characters: [(StaticString, UInt8)] = [
        ("\\u003e", ASCII.greater), ("\\u003c", ASCII.less), ("\\u0026", ASCII.ampersand),
        ("&gt;", ASCII.greater), ("&lt;", ASCII.less), ("&amp;", ASCII.ampersand),
        ("&#34;", ASCII.quote), ("&quot;", ASCII.quote), ("&#39;", UInt8(ascii: "'")),
        ("&#x27;", UInt8(ascii: "'")), ("\\\"", ASCII.quote), ("\\\\", ASCII.backslash),
        ("&nbsp;", ASCII.space), ("\\t", ASCII.tab), ("#011", ASCII.tab),
    ]

    /// Passes over the tab with which Go 1.23 indents the lines of a message.
    private static func afterTab(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        for spelled in ["\t", "\\t", "\\\\t", "#011"] as [StaticString]
        where text.has(spelled, at: position, before: limit) {
            return position + spelled.utf8CodeUnitCount
        }
        return position
    }
}
