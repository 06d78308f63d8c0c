/// A copy of a part of a log without the escape sequences that colour a terminal's text or erase
/// its line, for tokens that change their colour inside.
///
///     colour = escape "[" { digit / ";" } ( "m" / "K" )
///     escape = ESC / "\x1b" / "\u001b" / "\033" / "#033"
struct UncolouredText {
    private(set) var bytes: [UInt8] = []
    /// Where runs of the copy begin, in it and in the log; the last is its end.
    private var runs: [(copy: Int, log: Int)] = []

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        bytes.reserveCapacity(range.count)
        var run = range.lowerBound
        var position = run
        while true {
            position = Self.plain.end(text, from: position, before: range.upperBound)
            guard position < range.upperBound else { break }
            guard let after = Self.endOfColour(text, at: position, before: range.upperBound) else {
                position += 1
                continue
            }
            append(text, run..<position)
            run = after
            position = after
        }
        append(text, run..<range.upperBound)
        runs.append((bytes.count, range.upperBound))
    }

    private mutating func append(_ text: Span<UInt8>, _ run: Range<Int>) {
        guard !run.isEmpty else { return }
        runs.append((bytes.count, run.lowerBound))
        unsafe text.withUnsafeBufferPointer { log in
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: log[run]))
        }
    }

    /// Bytes with which no escape begins.
    private static let plain = ByteClass { byte in
        byte != ASCII.escape && byte != ASCII.hash && byte != ASCII.backslash
    }

    /// Where a byte of the copy stands in the log.
    func position(of index: Int) -> Int {
        guard index < bytes.count else { return runs[runs.count - 1].log }
        var (low, high) = (0, runs.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].copy <= index { low = middle } else { high = middle }
        }
        return runs[low].log + index - runs[low].copy
    }

    /// The position after the sequence that begins at a position, or `nil`.
    static func endOfColour(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> Int? {
        guard var position = endOfEscape(text, at: start, before: limit),
            text.has("[", at: position, before: limit)
        else { return nil }
        position += 1
        while position < limit, text[position].isDigit || text[position] == ASCII.semicolon {
            position += 1
        }
        // A line that is written over is erased first.
        let isEnd =
            text.has("m", at: position, before: limit) || text.has("K", at: position, before: limit)
        return isEnd ? position + 1 : nil
    }

    private static func endOfEscape(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> Int? {
        switch text[start] {
        case 0x1B: return start + 1
        case ASCII.hash: return text.has("#033", at: start, before: limit) ? start + 4 : nil
        case ASCII.backslash:
            var position = start
            // Eight backslashes are three rounds of escaping.
            while position < limit, position - start < 8, text[position] == ASCII.backslash {
                position += 1
            }
            for code in ["u001b", "u001B", "x1b", "x1B", "033"] as [StaticString]
            where text.has(code, at: position, before: limit) {
                return position + code.utf8CodeUnitCount
            }
            return nil
        default: return nil
        }
    }
}
