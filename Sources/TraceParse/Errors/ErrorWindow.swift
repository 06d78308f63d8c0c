/// The parts of a text that a reader looks at.
enum ErrorWindow {
    /// At most 8 KiB of a record, around a hit.
    static func clamped(_ record: Range<Int>, around hit: Int) -> Range<Int> {
        let lower = max(record.lowerBound, hit - 4096)
        return lower..<max(lower, min(record.upperBound, hit + 4096))
    }

    /// The line within a record that a hit stands in.
    static func line(
        _ text: Span<UInt8>,
        around hit: Int,
        _ window: Range<Int>
    ) -> Range<Int> {
        var upper = hit
        while upper < window.upperBound, ErrorBytes.lineBreak(text, upper, window.upperBound) == 0 {
            upper += 1
        }
        return startOfLine(text, hit, window)..<upper
    }

    private static func startOfLine(
        _ text: Span<UInt8>,
        _ hit: Int,
        _ window: Range<Int>
    ) -> Int {
        var start = hit
        let floor = max(window.lowerBound, hit - 2048)
        while start > floor {
            let length = ErrorBytes.lineBreak(text, start - 1, window.upperBound)
            if length > 0, start - 1 + length <= hit { return start - 1 + length }
            start -= 1
            // Where the line breaks are lost, a line begins with its time.
            if text[start].isDigit, ErrorTail.isHeader(text, start, hit) { return start }
        }
        return start
    }

    /// A message without the blanks and line breaks around it.
    static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while upper > lower, text[upper - 1].isWhitespace { upper -= 1 }
        while lower < upper, text[lower].isWhitespace { lower += 1 }
        return lower..<upper
    }
}
