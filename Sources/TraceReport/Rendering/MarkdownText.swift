/// Text as GitHub's Markdown shows it unchanged.
///
/// Text from a log always stands in a code span or a fenced block: neither markup nor HTML nor links
/// nor mentions are looked for there.
enum MarkdownText {
    /// A phrase in a paragraph, a heading or a list.
    static func inline(_ phrase: Phrase) -> String {
        phrase.pieces.map { piece in
            switch piece.kind {
            case .words: escaped(piece.text)
            case .strong: strong(piece.text)
            case .data: code(piece.text)
            }
        }.joined()
    }

    /// A phrase in a table's cell, which ends at `|` even in a code span.
    static func cell(_ phrase: Phrase) -> String {
        phrase.pieces.map { piece in
            switch piece.kind {
            case .words: escaped(piece.text)
            case .strong: strong(piece.text)
            case .data:
                piece.text.utf8.contains(where: {
                    $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\\")
                })
                    ? "<code>\(entities(VisibleText.line(piece.text), markup: true))</code>"
                    : code(piece.text)
            }
        }.joined()
    }

    /// A phrase in a block of HTML, where Markdown is not looked for.
    static func html(_ phrase: Phrase) -> String {
        phrase.pieces.map { piece in
            let text = entities(VisibleText.line(piece.text), markup: false)
            switch piece.kind {
            case .words: return text
            case .strong: return "<strong>\(text)</strong>"
            case .data: return "<code>\(text)</code>"
            }
        }.joined()
    }

    /// A block of text that is shown as it is.
    ///
    /// > A code fence is a sequence of at least three consecutive backtick characters; […] the
    /// > closing code fence must be at least as long as the opening fence.
    static func fenced(_ text: String, language: String = "text") -> String {
        let visible = VisibleText.block(text)
        let fence = String(
            repeating: "`",
            count: max(3, longestRun(of: .backtick, in: visible) + 1)
        )
        return "\(fence)\(language)\n\(visible)\n\(fence)"
    }

    /// A code span, with more backticks than any run inside.
    ///
    /// Blanks keep its own from touching them; GitHub takes one off at each end, if there is one at
    /// both.
    static func code(_ text: String) -> String {
        let visible = VisibleText.line(text)
        guard !visible.isEmpty else { return "(empty)" }
        guard visible.utf8.contains(where: { $0 != .blank }) else { return "(blank)" }
        let fence = String(repeating: "`", count: longestRun(of: .backtick, in: visible) + 1)
        let ends = (visible.utf8.first, visible.utf8.last)
        let touches = ends.0 == .backtick || ends.1 == .backtick
        let loses = ends.0 == .blank && ends.1 == .blank
        let pad = touches || loses ? " " : ""
        return fence + pad + visible + pad + fence
    }

    /// Own words, with a backslash before what Markdown could take for markup.
    static func escaped(_ words: String) -> String {
        var made = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in VisibleText.line(words).unicodeScalars {
            if isMarkup(scalar, after: previous) { made.append("\\") }
            made.append(scalar)
            previous = scalar
        }
        return String(made)
    }

    private static func strong(_ words: String) -> String {
        let text = words.drop { $0 == " " }
        let trailing = text.reversed().prefix { $0 == " " }.count
        return "**\(escaped(String(text.dropLast(trailing))))**"
            + String(repeating: " ", count: trailing)
    }

    /// An underscore inside a word is no markup on GitHub.
    private static func isMarkup(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\\", "`", "*", "[", "]", "<", ">", "&", "|", "~", "$", "@": true
        case "_": !previous.properties.isAlphabetic && previous.properties.numericType == nil
        case "#": previous == " "
        default: false
        }
    }

    /// What HTML reads as markup, as entities; with what Markdown does, where that is looked for.
    private static func entities(_ text: String, markup: Bool) -> String {
        var made = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": made += "&amp;"
            case "<": made += "&lt;"
            case ">": made += "&gt;"
            case "\"": made += "&quot;"
            case "'", "`", "|", "\\", "*", "_", "[", "]", "~", "$", "@", "#", ":":
                if markup {
                    made += "&#\(scalar.value);"
                } else {
                    made.unicodeScalars.append(scalar)
                }
            default: made.unicodeScalars.append(scalar)
            }
        }
        return made
    }

    /// Bytes are counted, not characters: a mark that stands on a backtick does not hide it.
    private static func longestRun(of wanted: UInt8, in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == wanted ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}

extension UInt8 {
    fileprivate static let backtick = UInt8(ascii: "`")
    fileprivate static let blank = UInt8(ascii: " ")
}
