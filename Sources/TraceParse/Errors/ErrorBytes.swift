/// How quotes, line breaks and arrows of an error text are spelled where something escaped them.
///
/// ```
/// break  = LF | CR | "\"+ ("n" | "r") | "#012" | "#015" | "<br" … ">" | "&#10;" | "&#13;"
/// quote  = "\"* ('"' | "&#34;" | "&quot;")          as many backslashes as it is nested deep
/// arrow  = "->" | "-&gt;" | "-&amp;gt;" | "-" "\"+ ("u003e" | "x3e") | "→"
/// ```
enum ErrorBytes {
    /// A quotation mark: how long it is spelled, and how many backslashes stand before it.
    struct Quote: Equatable {
        var length: Int
        var depth: Int
    }

    /// Whether a literal stands at a position.
    static func starts(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int,
        _ literal: StaticString
    ) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard position >= 0, limit - position >= count else { return false }
        let bytes = unsafe literal.utf8Start
        for index in 0..<count where unsafe text[position + index] != bytes[index] { return false }
        return true
    }

    /// Whether a literal stands right before a position.
    static func ends(
        _ text: Span<UInt8>,
        _ position: Int,
        _ floor: Int,
        _ literal: StaticString
    ) -> Bool {
        let start = position - literal.utf8CodeUnitCount
        return start >= floor && starts(text, start, position, literal)
    }

    /// How long the line break at a position is, 0 where there is none.
    @inline(__always)
    static func lineBreak(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        text[position].beginsBreak ? spelledBreak(text, position, limit) : 0
    }

    private static func spelledBreak(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int {
        switch text[position] {
        case ASCII.newline, ASCII.carriageReturn:
            return 1
        case ASCII.backslash:
            let letter = endOfBackslashes(text, position, limit)
            guard letter < limit,
                text[letter] == UInt8(ascii: "n") || text[letter] == UInt8(ascii: "r"),
                !isDrive(text, position)
            else { return 0 }
            return letter + 1 - position
        case ASCII.hash:
            return starts(text, position, limit, "#012") || starts(text, position, limit, "#015")
                ? 4 : 0
        case ASCII.less:
            guard starts(text, position, limit, "<br") else { return 0 }
            var end = position + 3
            while end < min(limit, position + 8), text[end] != ASCII.greater { end += 1 }
            return end < limit && text[end] == ASCII.greater ? end + 1 - position : 0
        case ASCII.ampersand:
            return starts(text, position, limit, "&#10;") || starts(text, position, limit, "&#13;")
                ? 5 : 0
        default:
            return 0
        }
    }

    /// The quotation mark at a position.
    static func quote(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Quote? {
        guard position < limit else { return nil }
        let mark = endOfBackslashes(text, position, limit)
        guard mark < limit else { return nil }
        let length: Int
        switch text[mark] {
        case ASCII.quote: length = 1
        case ASCII.ampersand where starts(text, mark, limit, "&#34;"): length = 5
        case ASCII.ampersand where starts(text, mark, limit, "&quot;"): length = 6
        default: return nil
        }
        return Quote(length: mark - position + length, depth: mark - position)
    }

    /// The quotation mark that ends right before a position.
    static func quoteBefore(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Quote? {
        guard end > floor else { return nil }
        var mark = end
        switch text[end - 1] {
        case ASCII.quote: mark -= 1
        case ASCII.semicolon where ends(text, end, floor, "&#34;"): mark -= 5
        case ASCII.semicolon where ends(text, end, floor, "&quot;"): mark -= 6
        default: return nil
        }
        var start = mark
        while start > max(floor, mark - deepestNesting), text[start - 1] == ASCII.backslash {
            start -= 1
        }
        return Quote(length: end - start, depth: mark - start)
    }

    /// How long the arrow at a position is, 0 where there is none.
    static func arrow(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        guard position < limit else { return 0 }
        if text[position] == 0xE2 { return starts(text, position, limit, "→") ? 3 : 0 }
        guard text[position] == ASCII.minus, position + 1 < limit else { return 0 }
        switch text[position + 1] {
        case ASCII.greater:
            return 2
        case ASCII.ampersand:
            if starts(text, position + 1, limit, "&gt;") { return 5 }
            return starts(text, position + 1, limit, "&amp;gt;") ? 9 : 0
        case ASCII.backslash:
            let code = endOfBackslashes(text, position + 1, limit)
            if starts(text, code, limit, "u003e") || starts(text, code, limit, "u003E") {
                return code + 5 - position
            }
            return starts(text, code, limit, "x3e") ? code + 3 - position : 0
        default:
            return 0
        }
    }

    /// The first position from one on that holds neither a space nor a tab, spelled out or not.
    static func skipBlanks(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        var position = position
        while position < limit {
            if text[position] == ASCII.space || text[position] == ASCII.tab {
                position += 1
            } else if let length = escapedTab(text, position, limit) {
                position += length
            } else if starts(text, position, limit, "&nbsp;") {
                position += 6
            } else {
                break
            }
        }
        return position
    }

    /// Where the decimal digits from a position on end.
    static func endOfDigits(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        var position = position
        while position < limit, text[position].isDigit { position += 1 }
        return position
    }

    private static func escapedTab(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int? {
        if text[position] == ASCII.backslash {
            let letter = endOfBackslashes(text, position, limit)
            return letter < limit && text[letter] == UInt8(ascii: "t")
                ? letter + 1 - position : nil
        }
        return starts(text, position, limit, "#011") ? 4 : nil
    }

    /// No text is nested deeper than JSON in JSON in JSON; a longer run is a run of backslashes.
    private static let deepestNesting = 15

    private static func endOfBackslashes(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int {
        var end = position
        let most = min(limit, position + deepestNesting)
        while end < most, text[end] == ASCII.backslash { end += 1 }
        return end
    }

    /// Whether a backslash follows a drive's letter: `C:\new` holds no line break.
    private static func isDrive(_ text: Span<UInt8>, _ position: Int) -> Bool {
        position >= 2 && text[position - 1] == ASCII.colon && text[position - 2].isUpperLetter
            && (position == 2 || !text[position - 3].isWord)
    }
}

extension UInt8 {
    /// Whether a line break can begin so, spelled in one way or another.
    @inline(__always)
    fileprivate var beginsBreak: Bool {
        self == ASCII.newline || self == ASCII.carriageReturn || self == ASCII.backslash
            || self == ASCII.hash || self == ASCII.less || self == ASCII.ampersand
    }
}
