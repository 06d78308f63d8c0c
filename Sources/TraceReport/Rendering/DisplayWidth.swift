/// How many columns of a terminal text takes.
enum DisplayWidth {
    /// The columns of a text without controls: 2 for what is written full width, 0 for marks that
    /// stand on the letter before.
    static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    /// The text with blanks to a width, after it or before it.
    static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return right ? blanks + text : text + blanks
    }

    /// The text, or its beginning and `…` where it is wider; of a name that is told by its end, a third
    /// of the room is for the beginning and the rest for the end.
    static func clipped(_ text: String, to width: Int, keepingEnd: Bool = false) -> String {
        guard of(text) > width else { return text }
        guard keepingEnd else {
            return String(String.UnicodeScalarView(fitting(text.unicodeScalars, width - 1))) + "…"
        }
        let beginning = fitting(text.unicodeScalars, (width - 1) / 3)
        let room = width - 1 - beginning.reduce(0) { $0 + of($1) }
        let end = fitting(text.unicodeScalars.reversed(), room).reversed()
        return String(String.UnicodeScalarView(beginning)) + "…"
            + String(String.UnicodeScalarView(end))
    }

    /// The text in parts that are no wider than that; none of an empty text.
    static func chunks(_ text: String, of width: Int) -> [String] {
        guard of(text) > width else { return text.isEmpty ? [] : [text] }
        var chunks: [String] = []
        var rest = Array(text.unicodeScalars)[...]
        while !rest.isEmpty {
            let count = max(1, fitting(rest, width).count)
            chunks.append(String(String.UnicodeScalarView(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return chunks
    }

    private static func fitting(_ scalars: some Sequence<Unicode.Scalar>, _ width: Int)
        -> [Unicode.Scalar]
    {
        var kept: [Unicode.Scalar] = []
        var used = 0
        for scalar in scalars {
            used += of(scalar)
            if used > width { break }
            kept.append(scalar)
        }
        return kept
    }

    /// The blocks of East Asian Wide and Fullwidth characters, and of emoji.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
