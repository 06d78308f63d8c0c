/// A line as `logcli -o jsonl` and Grafana's download have it.
///
///     line   = [ "[" / "," ] object [ "," / "]" ]
///     object = with "line" ":" string, "timestamp" ":" time, and
///              [ "labels" ":" object ] / [ "fields" ":" object ] / [ "date" ":" time ]
enum LokiJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let start = JSONElement.start(text, line.range),
            var members = JSONMembers(text, at: start, before: line.stop)
        else { return nil }
        var payload: Range<Int>?
        var time = 0..<0
        var labels = StreamLabels()
        while let member = members.next(text) {
            func isKey(_ key: StaticString) -> Bool { text.same(key, as: member.key) }
            if isKey("line"), member.kind == .string {
                payload = member.value
            } else if isKey("timestamp"), member.kind != .object {
                time = member.value
            } else if isKey("labels") || isKey("fields") {
                labels.note(text, membersOf: member.value)
            } else if !isKey("date"), !isKey("entry"), !isKey("id") {
                return nil
            }
        }
        guard let payload, !time.isEmpty, members.isClosed else { return nil }
        var found = WrappedLine(.lokiJSON, payload: payload, end: line.end)
        found.encoding = .json
        found.time = time
        found.identity = labels.identity
        return found
    }
}

/// An object on a line of its own that may be an element of a list.
///
///     line = [ "[" / "," ] *SP object
enum JSONElement {
    /// Where the object begins, `nil` where none does within a few bytes.
    static func start(_ text: Span<UInt8>, _ line: Range<Int>) -> Int? {
        var position = line.lowerBound
        let bound = min(line.upperBound, position + 16)
        while position < bound, text[position].beginsElement { position += 1 }
        return position < bound && text[position] == ASCII.leftBrace ? position : nil
    }
}

extension UInt8 {
    fileprivate var beginsElement: Bool {
        isBlank || self == ASCII.comma || self == ASCII.leftBracket
    }
}
