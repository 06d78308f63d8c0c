/// A line that a mail reply, a chat or a forum quotes.
///
///     line  = 1*( ">" [ SP ] ) text
///
/// A shell's prompt and prose begin so too: the line before it or behind it must be quoted as well.
/// The marks are taken off all at once.
enum QuotedLine {
    private static let deepest = 16

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let start = endOfMarks(text, line.range),
            NeighbourLines.any(text, around: line, most: 1, { endOfMarks(text, $0) != nil })
        else { return nil }
        return WrappedLine(.quoted, payload: start..<line.stop, end: line.end)
    }

    /// Where the text behind the marks begins, `nil` where there are none.
    private static func endOfMarks(_ text: Span<UInt8>, _ line: Range<Int>) -> Int? {
        var head = HeadCursor(line)
        var depth = 0
        var isClosed = true
        while depth < deepest, head.take(ASCII.greater, text) {
            depth += 1
            isClosed = head.takeSpaceOrEnd(text)
        }
        // `>text` is quoted by some, but `>=`, `>>>` and `>&2` are not.
        return depth > 0 && isClosed ? head.position : nil
    }
}
