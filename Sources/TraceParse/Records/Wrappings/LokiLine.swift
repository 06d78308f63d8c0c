/// What `logcli query` prints before each line.
///
///     line   = [ colour ] time [ colour ] SP [ colour ] labels *SP [ colour ] SP text
///     labels = "{" [ label *( ", " label ) ] "}"
///     label  = name "=" DQUOTE value DQUOTE
///
/// Labels that all lines have are printed once, before the lines: then the braces are empty.
enum LokiLine {
    private static let longestLabels = 8 << 10

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        head.takeColours(text)
        guard let time = head.isoTime(text, zoned: true) else { return nil }
        head.takeColours(text)
        guard head.take(ASCII.space, text) else { return nil }
        head.takeColours(text)
        guard let labels = Labels(text, &head) else { return nil }
        let isPadded = head.takeSpaces(text) > 0
        guard head.takeColours(text) ? head.takeSpaceOrEnd(text) : isPadded || head.isAtEnd else {
            return nil
        }
        var found = WrappedLine(.loki, payload: head.rest, end: line.end)
        found.time = time
        found.identity = labels.stream.identity
        return found
    }

    /// The labels between the braces, by what they say of the stream.
    private struct Labels {
        private(set) var stream = StreamLabels()

        init?(_ text: Span<UInt8>, _ head: inout HeadCursor) {
            guard head.take(ASCII.leftBrace, text) else { return nil }
            let bound = min(head.limit, head.position + longestLabels)
            while !head.take(ASCII.rightBrace, text) {
                guard head.position < bound,
                    let name = head.run(text, of: { $0.isWord || $0 == ASCII.dot }),
                    head.take("=\"", text)
                else { return nil }
                let value = head.position
                guard let close = JSONMembers.endOfString(text, from: value, before: bound) else {
                    return nil
                }
                head.go(to: close + 1)
                stream.note(text, name, value..<close)
                _ = head.take(ASCII.comma, text)
                _ = head.take(ASCII.space, text)
            }
        }
    }
}
