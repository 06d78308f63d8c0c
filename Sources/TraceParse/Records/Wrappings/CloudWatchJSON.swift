/// An event of CloudWatch Logs as its API, and Insights' download, have it.
///
///     line     = [ "[" / "," ] object [ "," / "]" ]
///     event    = with "message" ":" string and "timestamp" ":" number, and
///                "ingestionTime" / "eventId" / "logStreamName"
///     insights = with "@message" ":" string, and [ "@timestamp" ] [ "@logStream" ] [ "@ptr" ]
enum CloudWatchJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let start = JSONElement.start(text, line.range),
            var members = JSONMembers(text, at: start, before: line.stop)
        else { return nil }
        var payload: Range<Int>?
        var time = 0..<0
        var stream = 0..<0
        var isEvent = false
        while let member = members.next(text) {
            func isKey(_ key: StaticString) -> Bool { text.same(key, as: member.key) }
            if isKey("message") || isKey("@message"), member.kind == .string {
                payload = member.value
                isEvent = isEvent || isKey("@message")
            } else if isKey("timestamp") || isKey("@timestamp") {
                time = member.value
            } else if isKey("logStreamName") || isKey("@logStream") {
                stream = member.value
                isEvent = true
            } else if isKey("ingestionTime") || isKey("eventId") {
                isEvent = true
            } else if !isKey("@ptr"), !isKey("@log"), !isKey("@ingestionTime"), !isKey("id") {
                return nil
            }
        }
        guard let payload, isEvent, members.isClosed else { return nil }
        var found = WrappedLine(.cloudWatchJSON, payload: payload, end: line.end)
        found.encoding = .json
        found.time = time
        found.identity.append(stream)
        return found
    }
}
