/// Docker's `json-file` log driver: a line, or a part of 16 KiB of a longer one, in an object.
///
///     line   = "{" member *( "," member ) "}"
///     member = DQUOTE "log" DQUOTE ":" string / DQUOTE "stream" DQUOTE ":" string
///            / DQUOTE "time" DQUOTE ":" string / DQUOTE "attrs" DQUOTE ":" object
///
/// The text of a whole line ends in `\n`, that of a part does not. Members stand in this order
/// where the daemon wrote them; whoever parses and prints them again may have sorted them.
enum DockerJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        if let found = readPrinted(text, line) { return found }
        guard var members = JSONMembers(text, at: line.start, before: line.stop) else { return nil }
        var found: WrappedLine?
        var stream = 0..<0
        var time = 0..<0
        while let member = members.next(text) {
            if text.same("log", as: member.key), member.kind == .string {
                found = WrappedLine(.dockerJSON, payload: member.value, end: line.end)
            } else if text.same("stream", as: member.key), member.kind == .string {
                stream = member.value
            } else if text.same("time", as: member.key), member.kind == .string {
                time = member.value
            } else if !text.same("attrs", as: member.key) {
                return nil
            }
        }
        guard var found, members.isClosed, isStream(text, stream) else { return nil }
        found.complete(text, stream, time, line)
        return found
    }

    /// A line as the daemon prints it without `attrs`, which takes a fraction of the time.
    private static func readPrinted(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard text.has(head, at: line.start, before: line.stop) else { return nil }
        let start = line.start + head.utf8CodeUnitCount
        guard let close = JSONMembers.endOfString(text, from: start, before: line.stop),
            text.has(beforeStream, at: close, before: line.stop)
        else { return nil }
        let first = close + beforeStream.utf8CodeUnitCount
        let stream = first..<first + 6
        guard stream.upperBound < line.stop, isStream(text, stream),
            text.has(beforeTime, at: stream.upperBound, before: line.stop)
        else { return nil }
        let time = stream.upperBound + beforeTime.utf8CodeUnitCount
        guard let end = JSONMembers.endOfString(text, from: time, before: line.stop),
            end == line.stop - 2, text[end + 1] == ASCII.rightBrace
        else { return nil }
        var found = WrappedLine(.dockerJSON, payload: start..<close, end: line.end)
        found.complete(text, stream, time..<end, line)
        return found
    }

    private static let head: StaticString = #"{"log":""#
    private static let beforeStream: StaticString = #"","stream":""#
    private static let beforeTime: StaticString = #"","time":""#

    private static func isStream(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        text.same("stderr", as: name) || text.same("stdout", as: name)
    }
}

extension WrappedLine {
    /// Takes what else a line of Docker's says of its text.
    fileprivate mutating func complete(
        _ text: Span<UInt8>,
        _ stream: Range<Int>,
        _ time: Range<Int>,
        _ line: PhysicalLine
    ) {
        encoding = .json
        self.time = time
        identity.append(stream)
        goesOn = !Self.endsLine(text, payload)
    }

    /// Whether an escaped line break ends a text: of `\\n`, which a part may end in, the second
    /// backslash is escaped, not the letter.
    private static func endsLine(_ text: Span<UInt8>, _ payload: Range<Int>) -> Bool {
        guard text.has(#"\n"#, endingAt: payload.upperBound, after: payload.lowerBound) else {
            return false
        }
        var start = payload.upperBound - 1
        while start > payload.lowerBound, text[start - 1] == ASCII.backslash { start -= 1 }
        return (payload.upperBound - 1 - start) % 2 == 1
    }
}
