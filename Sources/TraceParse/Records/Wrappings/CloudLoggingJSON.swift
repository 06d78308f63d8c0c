/// An entry of Google Cloud Logging, as `gcloud logging read --format=json` and the console's
/// download have it.
///
///     entry   = object with "logName" or "insertId", and
///               "textPayload" ":" string / "jsonPayload" ":" object / "protoPayload" ":" object
///     message = in jsonPayload: "message" / "msg" / "MESSAGE" / "log"
///
/// Where a program's own record says more than its message (``ProgramField``), all of it is the text.
/// Where it was split, `split.index` counts its parts from 0 to `split.totalSplits` - 1.
enum CloudLoggingJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard var members = JSONMembers(text, at: line.start, before: line.stop) else { return nil }
        var entry = Entry()
        while let member = members.next(text) { entry.note(text, member) }
        guard members.isClosed, entry.isEntry, !entry.payload.isEmpty else { return nil }
        var found = WrappedLine(.cloudLogging, payload: entry.payload, end: line.end)
        found.encoding = entry.encoding
        found.time = entry.time
        found.identity = entry.labels.identity
        found.identity.append(entry.log)
        found.goesOn = entry.goesOn
        return found
    }

    private struct Entry {
        var payload = 0..<0
        var encoding = PayloadEncoding.json
        var time = 0..<0
        /// The last part of the log's name: `stderr`.
        var log = 0..<0
        var labels = StreamLabels()
        var goesOn = false
        var isEntry = false

        mutating func note(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            func isKey(_ key: StaticString) -> Bool { text.same(key, as: member.key) }
            if isKey("textPayload"), member.kind == .string {
                payload = member.value
            } else if isKey("jsonPayload"), member.kind == .object {
                notePayload(text, member.value)
            } else if isKey("timestamp") {
                time = member.value
            } else if isKey("insertId") {
                isEntry = true
            } else if isKey("logName") {
                isEntry = true
                log = lastPart(text, member.value)
            } else if isKey("resource"), member.kind == .object {
                noteResource(text, member.value)
            } else if isKey("split"), member.kind == .object {
                goesOn = isInner(text, member.value)
            }
        }

        private static let messages: [StaticString] = ["message", "msg", "MESSAGE", "log"]

        private mutating func notePayload(_ text: Span<UInt8>, _ object: Range<Int>) {
            guard var members = JSONMembers(text, of: object) else { return }
            while let member = members.next(text) {
                if ProgramField.stands(text, member) {
                    payload = object
                    encoding = .plain
                    return
                }
                let isMessage = Self.messages.contains { text.same($0, as: member.key) }
                if isMessage, member.kind == .string, payload.isEmpty { payload = member.value }
            }
        }

        private func lastPart(_ text: Span<UInt8>, _ name: Range<Int>) -> Range<Int> {
            let slash = ByteScan.lastIndex(of: ASCII.slash, in: text, name)
            return (slash.map { $0 + 1 } ?? name.lowerBound)..<name.upperBound
        }

        private mutating func noteResource(_ text: Span<UInt8>, _ object: Range<Int>) {
            guard var members = JSONMembers(text, of: object) else { return }
            while let member = members.next(text) {
                if text.same("labels", as: member.key), member.kind == .object {
                    labels.note(text, membersOf: member.value)
                }
            }
        }

        private func isInner(_ text: Span<UInt8>, _ object: Range<Int>) -> Bool {
            guard var members = JSONMembers(text, of: object) else { return false }
            var index: Int64 = 0
            var total: Int64 = 0
            while let member = members.next(text) {
                guard
                    text.endOfDigits(member.value.lowerBound, before: member.value.upperBound)
                        == member.value.upperBound, let value = text.decimal(member.value)
                else { continue }
                if text.same("index", as: member.key) { index = value }
                if text.same("totalSplits", as: member.key) { total = value }
            }
            return index + 1 < total
        }
    }
}

extension JSONMembers {
    /// The members of an object that was read as a value.
    init?(_ text: Span<UInt8>, of object: Range<Int>) {
        self.init(text, at: object.lowerBound, before: object.upperBound)
    }
}
