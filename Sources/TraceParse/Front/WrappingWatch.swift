/// Tells, for each point of interest in a log, whether it stands on a line that a transport has
/// wrapped.
///
/// Each line is looked at once. What is decided depends on the bytes alone: where more of them may
/// matter, nothing is decided.
struct WrappingWatch {
    /// No longer line is taken out of its wrapping.
    static let longestLine = 2 << 20
    /// How much behind a line may be looked at.
    static let lookahead = 64 << 10
    /// How much before a line may be looked at.
    static let lookback = 4 << 10
    /// How far behind a point of interest a terminal's codes are looked for.
    private static let nearby = 1 << 10

    /// A point of interest.
    struct Hit {
        var position: Int
        var lineStart: Int
        /// The offset of the first byte at hand.
        var base: Int
        var kind: Anchors.Kind
    }

    /// A line that was found to be wrapped.
    struct Found {
        /// The offset of the line.
        var line: Int
        /// Whether its point of interest may be a trace's.
        var mayBeTrace: Bool
    }

    private var wrapped: Found?
    /// Up to this offset lines are read as they are.
    private var plainBefore = 0
    /// The line that begins at this offset is read as it is, however long.
    private var plainLine = -1
    private var codes = NextPlace()
    private var carets = NextPlace()

    /// Whether the line of a hit is read as it is; false where it is wrapped, or where more bytes
    /// are needed.
    mutating func isPlain(_ text: Span<UInt8>, _ hit: Hit, atEnd: Bool) -> Bool {
        guard hit.base + hit.position >= plainBefore, hit.base + hit.lineStart != plainLine,
            begins(text, hit)
        else { return true }
        let start = hit.lineStart
        let found = Found(line: hit.base + start, mayBeTrace: hit.kind.mayBeTrace)
        if hasCodes(text, hit) {
            wrapped = found
            return false
        }
        guard !Wrapping.isNone(text, at: start), Wrapping.mayBegin(text[start]),
            !isOwnLine(text, hit)
        else { return pass(hit) }
        let longest = min(text.count, start + Self.longestLine)
        var line = PhysicalLine(
            text,
            at: start,
            floor: max(0, start - Self.lookback),
            before: longest
        )
        let isWhole = line.end < longest || longest > start && text[longest - 1] == ASCII.newline
        guard isWhole || text.count - start < Self.longestLine else { return pass(hit) }
        guard atEnd || isWhole && text.count - line.end >= Self.lookahead else { return false }
        line.limit = min(text.count, line.end + Self.lookahead)
        guard Wrapping.read(text, line) != nil else {
            plainBefore = hit.base + line.end
            return true
        }
        wrapped = found
        return false
    }

    /// The same of a line that begins with a time of Go's log package, which no transport writes.
    mutating func isPlain(_ text: Span<UInt8>, goLog hit: Hit) -> Bool {
        guard hit.base + hit.position >= plainBefore, hit.base + hit.lineStart != plainLine else {
            return true
        }
        guard !hasCodes(text, hit) else {
            wrapped = Found(line: hit.base + hit.lineStart, mayBeTrace: hit.kind.mayBeTrace)
            return false
        }
        return pass(hit)
    }

    /// Whether the line of a hit is one that Swift's runtime has printed, as it stands: that of a trap
    /// begins with its own place, and a report as JSON says at once what it is.
    ///
    ///     trap   = path ".swift:" line ": Fatal error" …
    ///     report = "{" … "crashReport"              (neither a brace nor a backslash between)
    private func isOwnLine(_ text: Span<UInt8>, _ hit: Hit) -> Bool {
        let near = hit.position - hit.lineStart < 256
        switch hit.kind {
        case .fatalError, .swift(.trap):
            var start = hit.position
            while start > hit.lineStart, text[start - 1].isLetter { start -= 1 }
            return near
                && SwiftTrapText.place(text, endingAt: start, after: hit.lineStart)?.lowerBound
                    == hit.lineStart
        case .swift(.report):
            return near && text[hit.lineStart] == ASCII.leftBrace
                && text.has("crashReport", at: hit.position, before: text.count)
                && Self.ofReport.end(text, from: hit.lineStart + 1, before: hit.position)
                    == hit.position
        default: return false
        }
    }

    /// Bytes before the words of a report that is in no other text.
    private static let ofReport = ByteClass {
        $0 != ASCII.leftBrace && $0 != ASCII.backslash && $0 != ASCII.newline
    }

    /// Takes what was found.
    mutating func takeWrapped() -> Found? {
        defer { wrapped = nil }
        return wrapped
    }

    /// Reads a line as it is from now on.
    mutating func pass(lineAt offset: Int) {
        plainLine = offset
    }

    private mutating func pass(_ hit: Hit) -> Bool {
        plainLine = hit.base + hit.lineStart
        return true
    }

    /// Whether a line begins where one is said to: one of many KiB has its beginning out of sight.
    private func begins(_ text: Span<UInt8>, _ hit: Hit) -> Bool {
        guard hit.lineStart > 0 else { return hit.base == 0 }
        let before = text[hit.lineStart - 1]
        return before == ASCII.newline || before == ASCII.nul
    }

    /// Whether a terminal's codes stand on the line or just behind; those of a Swift trace do not
    /// count, whose own colours its reader knows.
    private mutating func hasCodes(_ text: Span<UInt8>, _ hit: Hit) -> Bool {
        if case .swift = hit.kind { return false }
        let limit = min(text.count, hit.position + Self.nearby)
        let line = hit.lineStart..<limit
        if codes.isAbsent(hit.base, line), carets.isAbsent(hit.base, line) {
            return hasLostCodes(text, hit)
        }
        let code = codes.position(hit.base, line, before: text.count) {
            ByteScan.firstIndex(of: ASCII.escape, in: text, $0)
        }
        let caret = carets.position(hit.base, line, before: text.count) {
            ByteScan.firstIndex(of: UInt8(ascii: "^"), in: text, $0)
        }
        if isCode(text, code, line) || isCode(text, caret, line) { return true }
        return hasLostCodes(text, hit)
    }

    private func isCode(_ text: Span<UInt8>, _ position: Int?, _ range: Range<Int>) -> Bool {
        guard let position, !text.has("💣 ", endingAt: position, after: range.lowerBound) else {
            return false
        }
        return TerminalCodes.end(text, at: position, before: range.upperBound) != nil
    }

    /// Whether colours that have lost their ESC stand around a hit: `[33mgoroutine 5 [running]:[0m`.
    private func hasLostCodes(_ text: Span<UInt8>, _ hit: Hit) -> Bool {
        guard text[hit.lineStart] == ASCII.leftBracket else { return false }
        return TerminalCodes.end(text, at: hit.lineStart, before: text.count) != nil
    }
}
