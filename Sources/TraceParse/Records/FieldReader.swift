/// The fields of a record, one after the other: those of JSON objects, nested ones included, and
/// those of logfmt.
///
///     json   = quote key quote ":" ( quote value quote / bare )
///     logfmt = key "=" ( quote value quote / bare )
struct FieldReader {
    struct Field {
        var key: Range<Int>
        /// Without its quotation marks.
        var value: Range<Int>
        var isQuoted: Bool
    }

    private var position: Int
    private let limit: Int

    init(_ range: Range<Int>) {
        position = range.lowerBound
        limit = range.upperBound
    }

    /// The next field, or `nil` at the end.
    mutating func next(_ text: Span<UInt8>) -> Field? {
        while position < limit {
            if let quote = Quote(text, at: position, before: limit) {
                if let field = readQuoted(text, quote) { return field }
            } else if text[position] == ASCII.equals {
                if let field = readAssigned(text) { return field }
            } else {
                position += 1
            }
        }
        return nil
    }

    /// A string that is a key where a colon follows; else it is passed over.
    private mutating func readQuoted(_ text: Span<UInt8>, _ quote: Quote) -> Field? {
        let start = position + quote.count
        guard let close = quote.close(text, from: start, before: limit) else {
            // Not closed: what follows may still hold fields.
            position = start
            return nil
        }
        position = close + quote.count
        let colon = skipSpaces(text, position)
        guard colon < limit, text[colon] == ASCII.colon else { return nil }
        return readValue(text, key: start..<close, at: skipSpaces(text, colon + 1))
    }

    private mutating func readAssigned(_ text: Span<UInt8>) -> Field? {
        var start = position
        while start > 0, text[start - 1].belongsToKey { start -= 1 }
        let key = start..<position
        guard !key.isEmpty else {
            position += 1
            return nil
        }
        return readValue(text, key: key, at: position + 1)
    }

    private mutating func readValue(_ text: Span<UInt8>, key: Range<Int>, at start: Int) -> Field {
        if let quote = Quote(text, at: start, before: limit) {
            let first = start + quote.count
            if let close = quote.close(text, from: first, before: limit) {
                position = close + quote.count
                return Field(key: key, value: first..<close, isQuoted: true)
            }
            position = limit
            return Field(key: key, value: first..<limit, isQuoted: true)
        }
        if start < limit, text[start] == ASCII.leftBrace || text[start] == ASCII.leftBracket {
            // An object or a list: its own fields come next.
            position = start + 1
            return Field(key: key, value: start..<start, isQuoted: false)
        }
        var end = start
        while end < limit, !text[end].endsBareValue { end += 1 }
        position = max(end, position + 1)
        return Field(key: key, value: min(start, end)..<end, isQuoted: false)
    }

    private func skipSpaces(_ text: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < limit, text[position] == ASCII.space { position += 1 }
        return position
    }
}

extension UInt8 {
    fileprivate var belongsToKey: Bool {
        isWord || self == ASCII.dot || self == ASCII.minus || self == ASCII.at
    }

    fileprivate var endsBareValue: Bool {
        isWhitespace || self == ASCII.comma || self == ASCII.rightBrace
            || self == ASCII.rightBracket || self == ASCII.quote || self == ASCII.backslash
    }
}
