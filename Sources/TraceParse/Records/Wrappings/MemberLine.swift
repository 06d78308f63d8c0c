/// The text of a record that was printed with each member on a line of its own: what `aws logs`,
/// `gcloud logging read` and `journalctl -o json-pretty` print, and `jq` of anything.
///
///     line   = 1*blank DQUOTE name DQUOTE *SP ":" *SP DQUOTE text DQUOTE [ "," ]
///     name   = "message" / "@message" / "textPayload" / "MESSAGE" / "log"
///            / "value"        ; of Insights, in the line after `"field": "@message"`
///
/// The members around it, up to those of another object, tell time and stream.
enum MemberLine {
    /// How many lines around the text are looked at.
    private static let reach = 12

    private static let texts: [StaticString] = [
        "message", "@message", "textPayload", "MESSAGE", "log",
    ]

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard text[line.start].isBlank, let member = Member(text, line.range),
            isText(text, member, line)
        else { return nil }
        var siblings = Siblings()
        siblings.read(text, around: line)
        guard siblings.count > 0 else { return nil }
        var found = WrappedLine(.memberLine, payload: member.value, end: line.end)
        found.encoding = .json
        found.time = siblings.time
        found.identity = siblings.labels.identity
        // The members around the text are no lines of its stream.
        if siblings.labels.isEmpty { found.identity.append(member.key) }
        return found
    }

    private static func isText(
        _ text: Span<UInt8>,
        _ member: Member,
        _ line: PhysicalLine
    ) -> Bool {
        guard member.isString else { return false }
        if texts.contains(where: { text.same($0, as: member.key) }) { return true }
        guard text.same("value", as: member.key) else { return false }
        return NeighbourLines.any(text, around: line, most: 1) { neighbour in
            guard let field = Member(text, neighbour), text.same("field", as: field.key) else {
                return false
            }
            return text.same("@message", as: field.value)
        }
    }

    /// A member on a line of its own.
    fileprivate struct Member {
        var key: Range<Int>
        var value: Range<Int>
        var isString: Bool

        init?(_ text: Span<UInt8>, _ line: Range<Int>) {
            var head = HeadCursor(line)
            _ = head.run(text, of: { $0.isBlank })
            guard head.take(ASCII.quote, text),
                let key = head.run(text, of: { $0.isKeyByte }),
                head.take(ASCII.quote, text)
            else { return nil }
            _ = head.takeSpaces(text)
            guard head.take(ASCII.colon, text) else { return nil }
            _ = head.takeSpaces(text)
            isString = head.take(ASCII.quote, text)
            var stop = line.upperBound
            if stop > head.position, text[stop - 1] == ASCII.comma { stop -= 1 }
            if isString {
                let close = JSONMembers.endOfString(text, from: head.position, before: stop)
                guard let close, close == stop - 1 else { return nil }
                stop = close
            }
            self.key = key
            value = head.position..<stop
        }
    }

    /// What the members around a text say.
    private struct Siblings {
        private(set) var labels = StreamLabels()
        private(set) var time = 0..<0
        private(set) var count = 0

        private static let times: [StaticString] = [
            "timestamp", "@timestamp", "__REALTIME_TIMESTAMP", "time",
        ]

        mutating func read(_ text: Span<UInt8>, around line: PhysicalLine) {
            // Once away from the text an object ends, what follows is another's.
            var found = self
            var isOwn = true
            _ = NeighbourLines.anyAfter(text, line, reach) { neighbour in
                isOwn = isOwn && found.note(text, neighbour)
                return !isOwn
            }
            isOwn = true
            _ = NeighbourLines.anyBefore(text, line, reach) { neighbour in
                isOwn = isOwn && found.note(text, neighbour)
                return !isOwn
            }
            self = found
        }

        /// Notes a line; false where it is no member.
        private mutating func note(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
            guard let member = Member(text, line) else { return false }
            count += 1
            labels.note(text, member.key, member.value)
            if Self.times.contains(where: { text.same($0, as: member.key) }), time.isEmpty {
                time = member.value
            }
            return true
        }
    }
}

extension UInt8 {
    fileprivate var isKeyByte: Bool {
        isWord || self == ASCII.at || self == ASCII.dot || self == ASCII.minus
    }
}
