/// The position of a frame: its file and line, and where in the function the call stands.
///
///     position = file ":" line [ " +0x" hex ] [ " fp=0x" hex " sp=0x" hex [ " pc=0x" hex ] ]
///
/// As printed by `traceback` in the Go runtime's `traceback.go`. A path may hold spaces and colons;
/// it ends where a colon, digits and what may follow them stand.
struct GoPosition {
    var file: ByteRun
    /// The digits of the line.
    var line: ByteRun
    /// The digits of the offset, none where there are none.
    var offset = ByteRun.none
    /// The digits of `pc=`, none where there are none.
    var pc = ByteRun.none
    var end: Int

    /// How long a path may be.
    static let maximumPath = 1024

    /// The run of digits that ends the position: what the next token may touch.
    var lastRun: ByteRun { !pc.isEmpty ? pc : !offset.isEmpty ? offset : line }

    /// The line as a number, -1 where it is too large for one.
    func lineNumber(_ text: Span<UInt8>) -> Int32 {
        text.decimal(line.range).flatMap(Int32.init(exactly:)) ?? -1
    }

    /// The offset as a number, -1 where there is none.
    func offsetNumber(_ text: Span<UInt8>) -> Int64 {
        offset.isEmpty ? -1 : text.hexadecimal(offset.range) ?? -1
    }

    /// The position that begins at a place, or `nil`.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoPosition? {
        guard let colon = endOfPath(text, at: start, limit) else { return nil }
        let lineEnd = text.endOfDigits(colon + 1, before: limit)
        var position = GoPosition(
            file: ByteRun(start..<colon),
            line: ByteRun(colon + 1..<lineEnd),
            end: lineEnd
        )
        position.readOffset(text, limit)
        position.readRegisters(text, limit)
        return position
    }

    private mutating func readOffset(_ text: Span<UInt8>, _ limit: Int) {
        let prefix = Self.offsetPrefix(text, at: end, limit)
        guard prefix > 0 else { return }
        let digits = end + prefix..<text.endOfHex(end + prefix, before: limit)
        guard !digits.isEmpty else { return }
        offset = ByteRun(digits)
        end = digits.upperBound
    }

    /// The length of ` +0x`, with the plus sign as HTML templates escape it, or 0.
    private static func offsetPrefix(_ text: Span<UInt8>, at end: Int, _ limit: Int) -> Int {
        guard end < limit, text[end] == ASCII.space else { return 0 }
        if text.has(" +0x", at: end, before: limit) { return 4 }
        return text.has(" &#43;0x", at: end, before: limit) ? 8 : 0
    }

    private mutating func readRegisters(_ text: Span<UInt8>, _ limit: Int) {
        guard let registers = GoRegisterTail(text, at: end, before: limit) else { return }
        pc = registers.pc
        end = registers.end
    }

    /// The colon that ends the path; one that is relative, to a module, holds no spaces.
    private static func endOfPath(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Int? {
        guard start < limit, text[start] > ASCII.space else { return nil }
        let limit = min(limit, start + maximumPath)
        var position = start
        while true {
            position = paths.end(text, from: position, before: limit)
            guard position < limit else { return nil }
            switch text[position] {
            case ASCII.colon:
                if endsPath(text, start..<position, limit) { return position }
            case ASCII.hash where !text.has("#01", at: position, before: limit):
                break
            default:
                return nil
            }
            position += 1
        }
    }

    /// What stands in a path; a colon and a hash may, and are looked at.
    private static let paths = ByteClass { byte in
        switch byte {
        case 0..<ASCII.space, ASCII.quote, ASCII.backslash, ASCII.colon, ASCII.hash: false
        default: true
        }
    }

    /// Whether a path may end at a colon: digits follow, and the path is a source file's or what
    /// follows the digits can only follow a line number.
    private static func endsPath(_ text: Span<UInt8>, _ path: Range<Int>, _ limit: Int) -> Bool {
        let digits = path.upperBound + 1
        guard digits < limit, text[digits].isDigit, !path.isEmpty,
            isAbsolute(text, path) || ByteScan.firstIndex(of: ASCII.space, in: text, path) == nil
        else { return false }
        if isSourceFile(text, path) { return true }
        let after = text.endOfDigits(digits, before: limit)
        return text.has(" +0x", at: after, before: limit)
            || text.has(" fp=0x", at: after, before: limit)
    }

    /// Whether a path begins at a root, or at that of a drive.
    private static func isAbsolute(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
        text[path.lowerBound] == ASCII.slash
            || path.count > 2 && text[path.lowerBound + 1] == ASCII.colon
    }

    /// Whether a path ends as the source files of Go, assembly and C do, or is one of the
    /// runtime's stand-ins for a path.
    static func isSourceFile(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
        let end = path.upperBound
        let start = path.lowerBound
        if text.has(".go", endingAt: end, after: start) { return end - start > 3 }
        guard path.count >= 2 else { return false }
        return switch text[end - 1] {
        case UInt8(ascii: "s"), UInt8(ascii: "S"), UInt8(ascii: "c"), UInt8(ascii: "h"):
            text[end - 2] == ASCII.dot || text.has(".cc", endingAt: end, after: start)
        case ASCII.question: text.has("??", endingAt: end, after: start)
        case ASCII.greater: text.has("<autogenerated>", endingAt: end, after: start)
        case ASCII.semicolon: text.has("&lt;autogenerated&gt;", endingAt: end, after: start)
        case UInt8(ascii: "p"):
            text.has(".cpp", endingAt: end, after: start)
                || text.has(".hpp", endingAt: end, after: start)
        default: false
        }
    }
}
