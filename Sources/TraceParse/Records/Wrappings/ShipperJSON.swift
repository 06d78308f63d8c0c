/// A record of what carries logs from machine to machine: Filebeat, Fluent Bit, Fluentd, FireLens
/// on ECS, Vector, stern, Docker's `gelf` driver, and what Elasticsearch, Datadog or Splunk give
/// back of it.
///
///     record  = object
///     text    = "log" / "_raw" / "message" / ... ":" string
///     mark    = "kubernetes" / "ecs_task_arn" / "agent" / "stream" ":" "stderr" / ...
///     wrapper = "_source" / "content" / "attributes" / "result" ":" record
///
/// Only with a mark is it a shipper's and not a program's. Shippers may also merge the fields of a
/// program's own record into theirs (``ProgramField``): such a record is left as it is, since its
/// text alone would be less.
enum ShipperJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var entry = Entry()
        guard entry.read(text, at: line.start, before: line.stop), entry.isMarked, !entry.isMerged,
            entry.hasText
        else { return nil }
        var found = WrappedLine(.shipperJSON, payload: entry.payload, end: line.end)
        found.encoding = .json
        found.time = entry.time
        found.identity = entry.labels.identity
        found.goesOn = entry.goesOn
        return found
    }

    private struct Entry {
        private(set) var payload = 0..<0
        private(set) var hasText = false
        private(set) var time = 0..<0
        private(set) var labels = StreamLabels()
        private(set) var goesOn = false
        private(set) var isMarked = false
        private(set) var isMerged = false
        private var textRank = Int.max
        private var timeRank = Int.max

        /// Reads an object; false where it is none or cut off.
        mutating func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Bool {
            guard var members = JSONMembers(text, at: start, before: limit) else { return false }
            var wrapped: Range<Int>?
            while let member = members.next(text) {
                if member.kind == .object, isOne(text, of: Self.wrappers, member.key) {
                    wrapped = member.value
                } else {
                    note(text, member)
                }
            }
            guard members.isClosed else { return false }
            if let wrapped, !hasText { readWrapped(text, wrapped) }
            return true
        }

        /// What a store gives back: a record in a field of its answer, which marks it.
        private mutating func readWrapped(_ text: Span<UInt8>, _ object: Range<Int>) {
            guard var members = JSONMembers(text, of: object) else { return }
            while let member = members.next(text) { note(text, member) }
            isMarked = isMarked || hasText
        }

        private mutating func note(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            if member.kind == .string { noteText(text, member) }
            noteTime(text, member)
            noteMark(text, member)
            if ProgramField.stands(text, member) { isMerged = true }
            if text.same("kubernetes", as: member.key), member.kind == .object {
                labels.note(text, membersOf: member.value)
            } else {
                labels.note(text, member)
            }
        }

        private mutating func noteText(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            guard let rank = Self.texts.firstIndex(where: { text.same($0, as: member.key) }),
                rank < textRank
            else { return }
            textRank = rank
            payload = member.value
            hasText = true
        }

        private mutating func noteTime(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            guard let rank = Self.times.firstIndex(where: { text.same($0, as: member.key) }),
                rank < timeRank, member.kind == .string || member.kind == .word
            else { return }
            timeRank = rank
            time = member.value
        }

        private mutating func noteMark(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            func isKey(_ key: StaticString) -> Bool { text.same(key, as: member.key) }
            if isOne(text, of: Self.marks, member.key) {
                isMarked = true
            } else if isKey("stream") {
                isMarked =
                    isMarked || text.same("stderr", as: member.value)
                    || text.same("stdout", as: member.value)
            } else if isKey("_p") || isKey("logtag") {
                isMarked = true
                goesOn = goesOn || text.same("P", as: member.value)
            } else if isKey("partial_last") {
                goesOn = goesOn || text.same("false", as: member.value)
            }
        }

        private func isOne(
            _ text: Span<UInt8>,
            of names: [StaticString],
            _ key: Range<Int>
        ) -> Bool {
            names.contains { text.same($0, as: key) }
        }

        private static let texts: [StaticString] = [
            "log", "_raw", "MESSAGE", "full_message", "message", "msg", "line", "short_message",
            "event",
        ]

        private static let times: [StaticString] = [
            "time", "@timestamp", "timestamp", "_time", "date", "@t",
        ]

        private static let marks: [StaticString] = [
            "kubernetes", "docker", "agent", "beat", "@metadata", "@version", "ecs", "container_id",
            "container_name", "ecs_task_arn", "ecs_cluster", "source_type", "podName", "pod_name",
            "short_message", "_raw", "_container_name", "partial_message", "_SYSTEMD_UNIT",
        ]

        private static let wrappers: [StaticString] = [
            "_source", "content", "attributes", "result",
        ]
    }
}
