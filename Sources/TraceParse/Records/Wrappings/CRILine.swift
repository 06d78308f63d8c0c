/// The log files that containerd and CRI-O keep of each container.
///
///     line   = time SP stream SP tags SP text
///     time   = RFC 3339 with a fraction and a zone
///     stream = "stdout" / "stderr"
///     tags   = ( "P" / "F" ) *( ":" tag )
///
/// `P` marks a part of a line that the next part goes on with, `F` a whole line or its last part.
enum CRILine {
    /// The longest time: `2022-04-11T11:23:00.123456789+00:00`.
    private static let longestTime = 35

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        let limit = min(line.stop, line.start + longestTime + 1)
        guard text.has("T", at: line.start + 10, before: limit),
            let space = ByteScan.firstIndex(of: ASCII.space, in: text, line.start..<limit)
        else { return nil }
        let stream = space + 1..<space + 7
        let tag = stream.upperBound + 1
        guard tag < line.stop, text[stream.upperBound] == ASCII.space,
            text.same("stdout", as: stream) || text.same("stderr", as: stream),
            text[tag] == UInt8(ascii: "P") || text[tag] == UInt8(ascii: "F")
        else { return nil }
        var end = tag + 1
        if end < line.stop, text[end] == ASCII.colon {
            while end < line.stop, text[end] != ASCII.space { end += 1 }
        }
        guard end == line.stop || text[end] == ASCII.space else { return nil }
        let start = min(end + 1, line.stop)
        var found = WrappedLine(.cri, payload: start..<line.stop, end: line.end)
        found.identity.append(stream)
        found.time = line.start..<space
        found.goesOn = text[tag] == UInt8(ascii: "P")
        return found
    }
}
