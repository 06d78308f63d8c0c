/// A copy of a piece of text in an incident's arena.
struct TextCopy {
    /// Where the copy is.
    let run: TextRange
    /// The range of the text that it is a copy of, byte for byte; `nil` where something was undone.
    let source: Range<Int>?

    /// Where the copy of a part of the text is, if it holds it.
    func run(of part: Range<Int>) -> TextRange? {
        guard let source, part.lowerBound >= source.lowerBound,
            part.upperBound <= source.upperBound, part.lowerBound < part.upperBound
        else { return nil }
        return TextRange(
            start: Int(run.start) + part.lowerBound - source.lowerBound,
            count: part.count
        )
    }
}
