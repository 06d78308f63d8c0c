/// A cursor over the words of a line: what stands between spaces, tabs, bars and colours.
struct ContextWords {
    private(set) var position: Int
    private let limit: Int

    init(_ range: Range<Int>) {
        position = range.lowerBound
        limit = range.upperBound
    }

    /// The next word without the brackets, quotes, commas and colons around it, or `nil` at the end.
    mutating func next(_ text: Span<UInt8>) -> Range<Int>? {
        while position < limit {
            if text[position] == ASCII.escape {
                position = Self.endOfColour(text, position, limit)
                continue
            }
            guard !text[position].separatesWords else {
                position += 1
                continue
            }
            let start = position
            while position < limit, !text[position].separatesWords, text[position] != ASCII.escape {
                position += 1
            }
            let word = Self.trimmed(text, start..<position)
            if !word.isEmpty { return word }
        }
        return nil
    }

    /// After the sequence of a terminal's colour: `ESC [ … m`.
    private static func endOfColour(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var end = start + 1
        while end < min(limit, start + 16), !text[end].isLetter { end += 1 }
        return min(limit, end + 1)
    }

    private static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start].opensWord { start += 1 }
        while start < end, text[end - 1].closesWord { end -= 1 }
        // The bracket of an address stays: `[fd00:20::5]:53567`.
        if start > range.lowerBound, text[start - 1] == ASCII.leftBracket,
            ByteScan.firstIndex(of: ASCII.rightBracket, in: text, start..<end) != nil
        {
            start -= 1
        }
        return start..<end
    }
}

extension UInt8 {
    fileprivate var separatesWords: Bool { isWhitespace || self == UInt8(ascii: "|") }

    fileprivate var opensWord: Bool {
        self == ASCII.quote || self == ASCII.leftParenthesis || self == ASCII.leftBracket
            || self == UInt8(ascii: "'")
    }

    fileprivate var closesWord: Bool {
        self == ASCII.quote || self == ASCII.rightParenthesis || self == ASCII.rightBracket
            || self == UInt8(ascii: "'") || self == ASCII.comma || self == ASCII.colon
            || self == ASCII.semicolon
    }
}
