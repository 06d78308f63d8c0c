/// Finds a literal that every match of a pattern holds, so that a scanner can look for it.
///
/// Only what is certain counts: runs of plain characters of the pattern's outermost sequence.
/// A pattern with an alternative at its outermost level, or with an option in it, has none.
struct PatternLiteral {
    private let pattern: [UInt8]
    private var position = 0
    private var run: [UInt8] = []
    private var best: [UInt8] = []

    /// The longest such literal of at least four bytes, or `nil`.
    static func required(by expression: String) -> String? {
        var finder = PatternLiteral(pattern: Array(expression.utf8))
        guard finder.read() else { return nil }
        return finder.best.count >= 4 ? String(validating: finder.best, as: UTF8.self) : nil
    }

    private init(pattern: [UInt8]) {
        self.pattern = pattern
    }

    /// Reads the pattern; `false` where it has no certain literal.
    private mutating func read() -> Bool {
        while position < pattern.count {
            let byte = pattern[position]
            switch byte {
            case UInt8(ascii: "|"), ASCII.rightParenthesis:
                return false
            case ASCII.leftParenthesis:
                guard skipGroup() else { return false }
                endRun()
                skipQuantifier()
            case ASCII.leftBracket:
                guard skipClass() else { return false }
                endRun()
                skipQuantifier()
            case ASCII.backslash:
                guard readEscape() else { return false }
            case ASCII.dot, UInt8(ascii: "^"), UInt8(ascii: "$"):
                position += 1
                endRun()
                skipQuantifier()
            default:
                position += 1
                append(byte)
            }
        }
        endRun()
        return true
    }

    /// Takes a plain character in, unless a quantifier makes it optional.
    private mutating func append(_ byte: UInt8) {
        guard let next = position < pattern.count ? pattern[position] : nil, isQuantifier(next)
        else {
            run.append(byte)
            return
        }
        if next == ASCII.plus { run.append(byte) }
        endRun()
        skipQuantifier()
    }

    private mutating func endRun() {
        if run.count > best.count { best = run }
        run = []
    }

    private func isQuantifier(_ byte: UInt8) -> Bool {
        byte == ASCII.plus || byte == ASCII.asterisk || byte == ASCII.question
            || byte == ASCII.leftBrace
    }

    /// Skips `+`, `*?`, `{2,3}+`; a brace that quantifies nothing is skipped as well.
    private mutating func skipQuantifier() {
        while position < pattern.count, isQuantifier(pattern[position]) {
            if pattern[position] == ASCII.leftBrace {
                while position < pattern.count, pattern[position] != ASCII.rightBrace {
                    position += 1
                }
            }
            position = min(pattern.count, position + 1)
        }
    }

    /// Reads `\.` as a plain full stop; other escapes end the run.
    private mutating func readEscape() -> Bool {
        guard position + 1 < pattern.count else { return false }
        let escaped = pattern[position + 1]
        // `\Q…\E` and references by number or name are left alone.
        if "QEgkKNoxcpPuU".utf8.contains(escaped) || escaped.isDigit { return false }
        position += 2
        if escaped.isLetter {
            endRun()
            skipQuantifier()
        } else {
            append(escaped)
        }
        return true
    }

    /// Skips a group and what is in it; `false` for one that sets an option.
    private mutating func skipGroup() -> Bool {
        let start = position
        guard !setsOption(start) else { return false }
        var depth = 0
        while position < pattern.count {
            switch pattern[position] {
            case ASCII.leftParenthesis:
                guard !setsOption(position) else { return false }
                depth += 1
            case ASCII.rightParenthesis:
                depth -= 1
            case ASCII.backslash:
                guard position + 1 < pattern.count, pattern[position + 1] != UInt8(ascii: "Q")
                else { return false }
                position += 1
            case ASCII.leftBracket:
                guard skipClass() else { return false }
                continue
            default:
                break
            }
            position += 1
            if depth == 0 { return true }
        }
        return false
    }

    /// Whether a group is one of `(?i)`, `(*VERB)`, `(?R)`, `(?#…)`: anything but a plain group, a
    /// look-around or a named one.
    private func setsOption(_ start: Int) -> Bool {
        guard start + 1 < pattern.count else { return true }
        if pattern[start + 1] == ASCII.asterisk { return true }
        guard pattern[start + 1] == ASCII.question else { return false }
        guard start + 2 < pattern.count else { return true }
        return !":=!<>P".utf8.contains(pattern[start + 2])
    }

    private mutating func skipClass() -> Bool {
        position += 1
        if position < pattern.count, pattern[position] == UInt8(ascii: "^") { position += 1 }
        if position < pattern.count, pattern[position] == ASCII.rightBracket { position += 1 }
        while position < pattern.count {
            let byte = pattern[position]
            if byte == ASCII.rightBracket {
                position += 1
                return true
            }
            if byte == ASCII.leftBracket, position + 1 < pattern.count,
                pattern[position + 1] == ASCII.colon
            {
                while position < pattern.count, pattern[position] != ASCII.rightBracket {
                    position += 1
                }
            }
            if byte == ASCII.backslash {
                guard position + 1 < pattern.count, pattern[position + 1] != UInt8(ascii: "Q")
                else { return false }
                position += 1
            }
            position += 1
        }
        return false
    }
}
