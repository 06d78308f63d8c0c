/// A place in the head that a transport put before a line's text, from which one token is taken
/// after the other.
///
/// What does not fit leaves the cursor anywhere before `limit`: a grammar that fails is given up.
struct HeadCursor {
    private(set) var position: Int
    let limit: Int

    /// No token of a head is longer.
    private static let longestToken = 512

    init(_ range: Range<Int>) {
        position = range.lowerBound
        limit = range.upperBound
    }

    /// What is left.
    var rest: Range<Int> { position..<limit }

    /// Whether nothing is left.
    var isAtEnd: Bool { position == limit }

    /// The byte at the cursor, `nil` at the end.
    func peek(_ text: Span<UInt8>) -> UInt8? { position < limit ? text[position] : nil }

    /// Goes to a position that a grammar found, not before the present one.
    mutating func go(to end: Int) { position = min(max(position, end), limit) }

    /// Steps over a byte where it is the one asked for.
    mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        guard position < limit, text[position] == byte else { return false }
        position += 1
        return true
    }

    /// Steps over a literal where it stands here.
    mutating func take(_ literal: StaticString, _ text: Span<UInt8>) -> Bool {
        guard text.has(literal, at: position, before: limit) else { return false }
        position += literal.utf8CodeUnitCount
        return true
    }

    /// Steps over the one space before a text; a line that ends here has an empty text.
    mutating func takeSpaceOrEnd(_ text: Span<UInt8>) -> Bool {
        isAtEnd || take(ASCII.space, text)
    }

    /// How many spaces were stepped over.
    mutating func takeSpaces(_ text: Span<UInt8>) -> Int {
        let start = position
        while position < limit, text[position] == ASCII.space { position += 1 }
        return position - start
    }

    /// The bytes up to a blank, a control character or the end, `nil` where there are none.
    mutating func token(_ text: Span<UInt8>) -> Range<Int>? {
        let start = position
        let bound = min(limit, start + Self.longestToken)
        while position < bound, text[position] > ASCII.space { position += 1 }
        return position > start && (position < bound || bound == limit) ? start..<position : nil
    }

    /// The run of bytes of a kind, `nil` where there are none.
    mutating func run(_ text: Span<UInt8>, of belongs: (UInt8) -> Bool) -> Range<Int>? {
        let start = position
        let bound = min(limit, start + Self.longestToken)
        while position < bound, belongs(text[position]) { position += 1 }
        return position > start ? start..<position : nil
    }

    /// Steps over the sequences that colour what follows; false where there are none.
    @discardableResult
    mutating func takeColours(_ text: Span<UInt8>) -> Bool {
        let start = position
        while position < limit,
            let end = UncolouredText.endOfColour(text, at: position, before: limit)
        {
            position = end
        }
        return position > start
    }

    /// A time of RFC 3339, with its zone where that is asked for.
    mutating func isoTime(_ text: Span<UInt8>, zoned: Bool) -> Range<Int>? {
        guard let byte = peek(text), byte.isDigit,
            let time = ISOLayout.read(text, at: position, before: limit),
            time.format == .rfc3339 || (!zoned && time.format == .rfc3339Local)
        else { return nil }
        defer { position = time.end }
        return position..<time.end
    }

    /// A time of RFC 3164: `Sep  8 08:14:30`.
    mutating func syslogTime(_ text: Span<UInt8>) -> Range<Int>? {
        guard let byte = peek(text), byte.isUpperLetter,
            let time = NamedMonthLayout.read(text, at: position, before: limit),
            time.format == .syslog
        else { return nil }
        defer { position = time.end }
        return position..<time.end
    }
}
