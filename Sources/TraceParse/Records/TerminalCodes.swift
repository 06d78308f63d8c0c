/// What a terminal would not show: sequences that colour text, move the cursor or name a link, and
/// characters without width.
///
///     codes  = csi / osc / lost / zero
///     csi    = escape "[" { 0x20-0x3F } 0x40-0x7E
///     osc    = escape "]" { any } ( BEL / escape "\" )
///     escape = ESC / "^["
///     lost   = "[" { digit / ";" } "m"          (whose ESC a copy has lost; no "]" follows)
///     zero   = U+200B / U+200C / U+200D / U+2060 / U+FEFF
enum TerminalCodes {
    /// The longest sequence that is taken for one.
    private static let longest = 1024

    /// Bytes with which no code begins.
    private static let shown = ByteClass { byte in
        switch byte {
        case ASCII.escape, ASCII.leftBracket, UInt8(ascii: "^"), 0xE2, 0xEF: false
        default: true
        }
    }

    /// Whether a code stands in a range.
    static func stand(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while true {
            position = shown.end(text, from: position, before: range.upperBound)
            guard position < range.upperBound else { return false }
            if end(text, at: position, before: range.upperBound) != nil { return true }
            position += 1
        }
    }

    /// Copies a range without the codes in it.
    static func strip(_ text: Span<UInt8>, _ range: Range<Int>, into copy: inout MappedText) {
        var position = range.lowerBound
        var run = position
        while true {
            position = shown.end(text, from: position, before: range.upperBound)
            guard position < range.upperBound else { break }
            if let after = end(text, at: position, before: range.upperBound) {
                copy.copy(text, run..<position)
                run = after
                position = after
            } else {
                position += 1
            }
        }
        copy.copy(text, run..<range.upperBound)
    }

    /// The position after the code that begins at a position, or `nil`.
    static func end(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Int? {
        switch text[start] {
        case ASCII.escape: endOfSequence(text, start + 1, limit)
        case UInt8(ascii: "^"):
            text.has("^[", at: start, before: limit) ? endOfSequence(text, start + 2, limit) : nil
        case ASCII.leftBracket: endOfColour(text, start + 1, limit)
        case 0xE2, 0xEF: endOfCharacter(text, start, limit)
        default: nil
        }
    }

    private static func endOfSequence(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        guard start < limit else { return nil }
        let limit = min(limit, start + longest)
        switch text[start] {
        case ASCII.leftBracket:
            var position = start + 1
            while position < limit, text[position] &- 0x20 < 0x20 { position += 1 }
            return position < limit && text[position] &- 0x40 < 0x3F ? position + 1 : nil
        case ASCII.rightBracket:
            var position = start + 1
            while position < limit {
                if text[position] == 0x07 { return position + 1 }
                if text.has("\u{1B}\\", at: position, before: limit) { return position + 2 }
                position += 1
            }
            return nil
        default:
            return nil
        }
    }

    /// The end of a colour whose ESC was lost: at least one number, so that `[m` stays.
    private static func endOfColour(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var position = start
        while position < limit, position - start < 16,
            text[position].isDigit || text[position] == ASCII.semicolon
        {
            position += 1
        }
        guard position > start, position < limit, text[position] == UInt8(ascii: "m"),
            !text.has("]", at: position + 1, before: limit)
        else { return nil }
        return position + 1
    }

    private static func endOfCharacter(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        for character in ["\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}"]
            as [StaticString]
        where text.has(character, at: start, before: limit) {
            return start + 3
        }
        return nil
    }
}
