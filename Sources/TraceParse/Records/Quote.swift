/// A quotation mark however a transport spelled it.
///
///     quote = { "\" } DQUOTE / "&#34;" / "&quot;"
///
/// A string that was escaped once more than its neighbours opens and closes with the same number
/// of backslashes.
struct Quote: Equatable {
    /// How many backslashes stand before it.
    var backslashes: Int
    /// Its length, backslashes included.
    var count: Int

    /// The mark that begins at a position, or `nil`.
    init?(_ text: Span<UInt8>, at position: Int, before limit: Int) {
        guard position < limit else { return nil }
        switch text[position] {
        case ASCII.quote:
            self.init(backslashes: 0, count: 1)
        case ASCII.backslash:
            var end = position
            while end < limit, end - position < 8, text[end] == ASCII.backslash { end += 1 }
            guard end < limit, text[end] == ASCII.quote else { return nil }
            self.init(backslashes: end - position, count: end - position + 1)
        case ASCII.ampersand:
            if text.has("&#34;", at: position, before: limit) {
                self.init(backslashes: 0, count: 5)
            } else if text.has("&quot;", at: position, before: limit) {
                self.init(backslashes: 0, count: 6)
            } else {
                return nil
            }
        default:
            return nil
        }
    }

    /// Bytes with which neither a mark nor an escape begins.
    private static let plain = ByteClass { !$0.beginsQuote }

    private init(backslashes: Int, count: Int) {
        self.backslashes = backslashes
        self.count = count
    }

    /// Where the closing mark begins of a string whose first byte stands at a position, or `nil`
    /// where it is not closed before the limit.
    func close(_ text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
        var position = start
        while position < limit {
            position = Self.plain.end(text, from: position, before: limit)
            guard position < limit else { break }
            if text[position] == ASCII.backslash, count != backslashes + 1 || backslashes == 0 {
                // An escape inside the string: of a mark, a backslash, or a letter.
                position += 2
                continue
            }
            if let mark = Quote(text, at: position, before: limit) {
                if mark == self { return position }
                position += mark.count
                continue
            }
            position += 1
        }
        return nil
    }
}

extension UInt8 {
    /// Whether a quotation mark may begin so.
    var beginsQuote: Bool {
        self == ASCII.quote || self == ASCII.backslash || self == ASCII.ampersand
    }
}
