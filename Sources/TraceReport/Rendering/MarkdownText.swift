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
                piece.text.contains("|") || piece.text.contains("\\")
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
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: visible) + 1))
        return "\(fence)\(language)\n\(visible)\n\(fence)"
    }

    /// A code span, with more backticks than any run inside.
    ///
    /// Blanks keep its own from touching them; GitHub takes one off at each end, if there is one at
    /// both.
    static func code(_ text: String) -> String {
        let visible = VisibleText.line(text)
        guard !visible.isEmpty else { return "(empty)" }
        guard visible.contains(where: { $0 != " " }) else { return "(blank)" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: visible) + 1)
        let touches = visible.hasPrefix("`") || visible.hasSuffix("`")
        let loses = visible.hasPrefix(" ") && visible.hasSuffix(" ")
        let pad = touches || loses ? " " : ""
        return fence + pad + visible + pad + fence
    }

    /// Own words, with a backslash before what Markdown could take for markup.
    static func escaped(_ words: String) -> String {
        var made = ""
        var previous: Character = " "
        for character in VisibleText.line(words) {
            if isMarkup(character, after: previous) { made.append("\\") }
            made.append(character)
            previous = character
        }
        return made
    }

    private static func strong(_ words: String) -> String {
        let text = words.drop { $0 == " " }
        let trailing = text.reversed().prefix { $0 == " " }.count
        return "**\(escaped(String(text.dropLast(trailing))))**"
            + String(repeating: " ", count: trailing)
    }

    /// An underscore inside a word is no markup on GitHub.
    private static func isMarkup(_ character: Character, after previous: Character) -> Bool {
        switch character {
        case "\\", "`", "*", "[", "]", "<", ">", "&", "|", "~", "$", "@": true
        case "_": !previous.isLetter && !previous.isNumber
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

    private static func longestRun(of wanted: Character, in text: String) -> Int {
        var longest = 0
        var run = 0
        for character in text {
            run = character == wanted ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
