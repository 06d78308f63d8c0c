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
        found.encoding = .json
        found.time = time
        found.identity.append(stream)
        found.goesOn = !text.has(#"\n"#, endingAt: found.payload.upperBound, after: line.start)
        return found
    }

    private static func isStream(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        text.same("stderr", as: name) || text.same("stdout", as: name)
    }
}
