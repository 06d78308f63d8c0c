/// Where a record ends, looked at from the end of one of its fields.
enum RecordTail {
    private static let longest = 16 << 10

    /// The position after the record: after the brace that closes an object, or before the next
    /// line break, real or spelled out.
    static func end(_ text: Span<UInt8>, from start: Int, isJSON: Bool, before limit: Int) -> Int {
        let limit = min(limit, start + longest)
        var position = start
        var depth = 0
        while position < limit {
            switch text[position] {
            case ASCII.newline: return position
            case ASCII.leftBrace where isJSON: depth += 1
            case ASCII.rightBrace where isJSON:
                if depth == 0, !continues(text, position + 1, limit) { return position + 1 }
                depth = max(0, depth - 1)
            default:
                if let after = afterQuoted(text, position, limit) {
                    position = after
                    continue
                }
                if !isJSON, Gap(text, at: position, before: limit).breaks > 0 { return position }
            }
            position += 1
        }
        return limit
    }

    /// Whether an object goes on after the brace that closed one inside it.
    private static func continues(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        position < limit && (text[position] == ASCII.comma || text[position] == ASCII.rightBrace)
    }

    private static func afterQuoted(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int? {
        guard let quote = Quote(text, at: position, before: limit),
            let close = quote.close(text, from: position + quote.count, before: limit)
        else { return nil }
        return close + quote.count
    }
}
