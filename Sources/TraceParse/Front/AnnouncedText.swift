/// The part of a recovery's log line that is the panic's own text.
enum AnnouncedText {
    /// What known recoveries print before it.
    private static let prefixes: [StaticString] = [
        "panic recovered: ", "[PANIC RECOVER] ", "recovered from panic: ", "Recovered from panic: ",
        "[Recovery] panic recovered: ", "Observed a panic: ", "recovered: ", "panic: ", "PANIC: ",
        "caught panic: ", "Panic: ", "panicked: ",
    ]

    /// A line's text without such a prefix; the whole of it where there is none.
    static func message(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var best: Int?
        for prefix in prefixes {
            guard let found = text.firstRange(of: prefix, in: range) else { continue }
            best = min(best ?? found.upperBound, found.upperBound)
        }
        var start = best ?? range.lowerBound
        while start < range.upperBound, text[start].isWhitespace { start += 1 }
        return start < range.upperBound ? start..<range.upperBound : range
    }
}
