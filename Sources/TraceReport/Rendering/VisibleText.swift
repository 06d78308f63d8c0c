/// Text from a log, made fit to be looked at: nothing in it moves a cursor, turns the direction of
/// writing, or hides.
enum VisibleText {
    /// The text with every scalar that acts instead of showing spelled out (`\x1b`, `\u202e`), and
    /// newlines as `\n`: fit for one line.
    static func line(_ text: String) -> String {
        spelled(text, keepsLines: false)
    }

    /// The same with its newlines and tabs kept: fit for a block.
    static func block(_ text: String) -> String {
        spelled(text, keepsLines: true)
    }

    /// Whether a scalar acts instead of showing.
    ///
    /// These are the controls of C0 and C1, the separators of lines and paragraphs, what steers
    /// bidirectional text, and what shows nothing at all: zero-width characters, byte order marks,
    /// annotations, variation and language tags.
    static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5,
            0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164,
            0xFE00...0xFE0F,
            0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
            0xE0000...0xE0FFF:
            true
        default:
            false
        }
    }

    private static func spelled(_ text: String, keepsLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: acts) else { return text }
        var made = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where keepsLines, "\t" where keepsLines: made.append(scalar)
            case "\n": made.append(contentsOf: #"\n"#.unicodeScalars)
            case "\t": made.append(" ")
            case "\r": made.append(contentsOf: #"\r"#.unicodeScalars)
            case _ where acts(scalar): made.append(contentsOf: escape(scalar).unicodeScalars)
            default: made.append(scalar)
            }
        }
        return String(made)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        if scalar.value <= 0xFF {
            return #"\x"# + String(repeating: "0", count: 2 - digits.count) + digits
        }
        guard scalar.value <= 0xFFFF else { return #"\u{"# + digits + "}" }
        return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension String {
    /// The text, or its beginning and `…` where it has more characters than that.
    func clipped(to length: Int) -> String {
        // A character has at least a byte, so a short text need not be counted.
        guard utf8.count > length, unicodeScalars.count > length else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(length - 1))) + "…"
    }
}
