/// A physical line, and how much of the text around it may be looked at.
struct PhysicalLine {
    /// The line without its line break (LF, CRLF or none at the end of the input).
    var range: Range<Int>
    /// Before this nothing may be looked at.
    var floor: Int
    /// From here on nothing may be looked at; at least the end of the line and of its line break.
    var limit: Int
    /// Past the line break.
    var end: Int

    /// Where it begins.
    var start: Int { range.lowerBound }
    /// Where its text ends.
    var stop: Int { range.upperBound }

    /// The line that begins at a position.
    init(_ text: Span<UInt8>, at start: Int, floor: Int, before limit: Int) {
        let newline = ByteScan.firstIndex(of: ASCII.newline, in: text, start..<limit)
        var stop = newline ?? limit
        if stop > start, text[stop - 1] == ASCII.carriageReturn { stop -= 1 }
        range = start..<stop
        end = newline.map { $0 + 1 } ?? limit
        self.floor = floor
        self.limit = limit
    }
}
