/// The part of a recovery's log line that is the panic's own text.
enum AnnouncedText {
    /// What known recoveries print before it.
    private static let prefixes: [StaticString] = [
        "panic recovered:", "[PANIC RECOVER] ", "recovered from panic: ", "Recovered from panic: ",
        "Observed a panic: ", "recovered: ", "panic: ", "PANIC: ",
        "caught panic: ", "Panic: ", "panicked: ",
    ]

    /// A line's text without such a prefix; the whole of it where there is none.
    static func message(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var best: Int?
        for prefix in prefixes {
            guard let found = text.firstRange(of: prefix, in: range) else { continue }
            best = min(best ?? found.upperBound, found.upperBound)
        }
        let start = Gap(text, at: best ?? range.lowerBound, before: range.upperBound).end
        return start < range.upperBound ? start..<range.upperBound : range
    }

    /// What recoveries say before `panic: `.
    private static let recoveries: [StaticString] = [
        "Observed a ", "observed a ", "recovered from ", "Recovered from ", "recovered from a ",
        "Recovered from a ", "recovered ", "Recovered ", "caught ", "Caught ", "caught a ",
    ]

    /// Whether a recovery says that what follows is a panic.
    static func isRecovery(_ text: Span<UInt8>, before panic: Int, after floor: Int) -> Bool {
        recoveries.contains { text.has($0, endingAt: panic, after: floor) }
    }

    /// The value of a panic that was printed twice, first as Go's source would spell it.
    ///
    ///     text = source " (" value ")"
    ///
    /// The whole of a text of another form.
    static func value(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard range.count > 4, text[range.upperBound - 1] == ASCII.rightParenthesis,
            let end = endOfSource(text, range),
            text.has(" (", at: end, before: range.upperBound - 1)
        else { return range }
        return end + 2..<range.upperBound - 1
    }

    /// Where a literal of Go ends: `"boom"`, `&errors.errorString{s:"boom"}`.
    private static func endOfSource(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if let quote = Quote(text, at: range.lowerBound, before: range.upperBound) {
            let start = range.lowerBound + quote.count
            return quote.close(text, from: start, before: range.upperBound).map { $0 + quote.count }
        }
        var depth = 0
        var position = range.lowerBound
        while position < range.upperBound {
            if let quote = Quote(text, at: position, before: range.upperBound) {
                let start = position + quote.count
                guard let close = quote.close(text, from: start, before: range.upperBound) else {
                    return nil
                }
                position = close + quote.count
                continue
            }
            switch text[position] {
            case ASCII.leftBrace: depth += 1
            case ASCII.rightBrace:
                depth -= 1
                if depth == 0 { return position + 1 }
            case ASCII.space where depth == 0: return nil
            default: break
            }
            position += 1
        }
        return nil
    }
}
