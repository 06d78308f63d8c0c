/// What stands between two tokens of a trace: a line break however it is spelled, white space, or
/// nothing at all.
///
///     gap    = { break / indent / CR }
///     break  = LF / "\n" / "#012" / "\012" / "<br>" / "<br/>" / "&#10;"
///     indent = SP / HT / "\t" / "#011" / "\011" / "&nbsp;" / "&#9;" / NBSP
///
/// Backslashes may be doubled: each round of escaping adds some.
struct Gap {
    /// Where the next token begins.
    var end: Int
    /// How many line breaks it holds.
    var breaks = 0
    /// How those were spelled.
    var spelling = Spelling()
    /// White space after the last break (or in all, where there is none): tabs and spaces as
    /// printed or spelled.
    var indent = 0
    /// Whether that white space holds a tab.
    var hasTab = false

    struct Spelling: OptionSet {
        let rawValue: UInt8

        static let newline = Spelling(rawValue: 1)
        static let escaped = Spelling(rawValue: 2)
        static let octal = Spelling(rawValue: 4)
        static let markup = Spelling(rawValue: 8)
    }

    /// The longest gap that begins at a position.
    ///
    /// O(length of the gap).
    init(_ text: Span<UInt8>, at position: Int, before limit: Int) {
        end = position
        while end < limit {
            switch text[end] {
            case ASCII.newline: countBreak(.newline, 1)
            case ASCII.space: countIndent(1)
            case ASCII.tab: countTab(1)
            case ASCII.carriageReturn: end += 1
            case ASCII.backslash, ASCII.hash, ASCII.less, ASCII.ampersand, 0xC2:
                guard takeSpelledOut(text, limit) else { return }
            default: return
            }
        }
    }

    /// Whether there is neither a break nor white space between the tokens.
    var isEmpty: Bool { breaks == 0 && indent == 0 }

    /// Whether there is nothing between the tokens.
    func isEmpty(from position: Int) -> Bool { end == position }

    private mutating func countBreak(_ kind: Spelling, _ length: Int) {
        end += length
        breaks += 1
        spelling.insert(kind)
        indent = 0
        hasTab = false
    }

    private mutating func countIndent(_ length: Int) {
        end += length
        indent += 1
    }

    private mutating func countTab(_ length: Int) {
        countIndent(length)
        hasTab = true
    }

    /// Takes an escape, an octal code, an entity or an element; false where none stands here.
    private mutating func takeSpelledOut(_ text: Span<UInt8>, _ limit: Int) -> Bool {
        switch text[end] {
        case ASCII.backslash: return takeBackslash(text, limit)
        case ASCII.hash: return takeOctal(text, end + 1, limit)
        case ASCII.less: return takeElement(text, limit)
        case ASCII.ampersand: return takeEntity(text, limit)
        default:
            guard end + 1 < limit, text[end + 1] == 0xA0 else { return false }
            countIndent(2)
            return true
        }
    }

    private mutating func takeBackslash(_ text: Span<UInt8>, _ limit: Int) -> Bool {
        var after = end + 1
        // Eight backslashes are three rounds of escaping.
        while after < limit, after - end < 8, text[after] == ASCII.backslash { after += 1 }
        guard after < limit else { return false }
        switch text[after] {
        case UInt8(ascii: "n"): countBreak(.escaped, after + 1 - end)
        case UInt8(ascii: "t"): countTab(after + 1 - end)
        case UInt8(ascii: "r"): end = after + 1
        case ASCII.zero: return takeOctal(text, after, limit)
        default: return false
        }
        return true
    }

    /// `012`, `011`, `015` after a `#` or a backslash.
    private mutating func takeOctal(_ text: Span<UInt8>, _ digits: Int, _ limit: Int) -> Bool {
        guard digits + 2 < limit, text[digits] == ASCII.zero, text[digits + 1] == ASCII.zero + 1
        else { return false }
        switch text[digits + 2] {
        case UInt8(ascii: "2"): countBreak(.octal, digits + 3 - end)
        case UInt8(ascii: "1"): countTab(digits + 3 - end)
        case UInt8(ascii: "5"): end = digits + 3
        default: return false
        }
        return true
    }

    private mutating func takeElement(_ text: Span<UInt8>, _ limit: Int) -> Bool {
        for form in ["<br>", "<br/>", "<br />"] as [StaticString]
        where text.has(form, at: end, before: limit) {
            countBreak(.markup, form.utf8CodeUnitCount)
            return true
        }
        return false
    }

    private mutating func takeEntity(_ text: Span<UInt8>, _ limit: Int) -> Bool {
        if text.has("&nbsp;", at: end, before: limit) {
            countIndent(6)
        } else if text.has("&#10;", at: end, before: limit) {
            countBreak(.markup, 5)
        } else if text.has("&#9;", at: end, before: limit) {
            countTab(4)
        } else {
            return false
        }
        return true
    }
}
