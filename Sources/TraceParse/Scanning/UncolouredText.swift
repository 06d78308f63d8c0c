/// A copy of a part of a log without the escape sequences that colour a terminal's text or erase
/// its line, for tokens that change their colour inside.
///
///     colour = escape "[" { digit / ";" } ( "m" / "K" )
///     escape = ESC / "\x1b" / "\u001b" / "\033" / "#033"
struct UncolouredText {
    private(set) var bytes: [UInt8] = []
    /// Where each byte stands in the log, and where the part ends.
    private var positions: [Int] = []

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        bytes.reserveCapacity(range.count)
        positions.reserveCapacity(range.count + 1)
        var position = range.lowerBound
        while position < range.upperBound {
            if let after = Self.endOfColour(text, at: position, before: range.upperBound) {
                position = after
                continue
            }
            bytes.append(text[position])
            positions.append(position)
            position += 1
        }
        positions.append(range.upperBound)
    }

    /// Where a byte of the copy stands in the log.
    func position(of index: Int) -> Int { positions[index] }

    /// The position after the sequence that begins at a position, or `nil`.
    static func endOfColour(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> Int? {
        guard var position = endOfEscape(text, at: start, before: limit),
            text.has("[", at: position, before: limit)
        else { return nil }
        position += 1
        while position < limit, text[position].isDigit || text[position] == ASCII.semicolon {
            position += 1
        }
        // A line that is written over is erased first.
        let isEnd =
            text.has("m", at: position, before: limit) || text.has("K", at: position, before: limit)
        return isEnd ? position + 1 : nil
    }

    private static func endOfEscape(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> Int? {
        switch text[start] {
        case 0x1B: return start + 1
        case ASCII.hash: return text.has("#033", at: start, before: limit) ? start + 4 : nil
        case ASCII.backslash:
            var position = start
            // Eight backslashes are three rounds of escaping.
            while position < limit, position - start < 8, text[position] == ASCII.backslash {
                position += 1
            }
            for code in ["u001b", "u001B", "x1b", "x1B", "033"] as [StaticString]
            where text.has(code, at: position, before: limit) {
                return position + code.utf8CodeUnitCount
            }
            return nil
        default: return nil
        }
    }
}
