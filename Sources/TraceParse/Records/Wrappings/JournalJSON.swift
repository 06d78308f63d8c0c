/// An entry of the journal as `journalctl -o json` prints it.
///
///     line    = object
///     MESSAGE = string / "null" / bytes / "[" 1*( string / bytes / "null" ) "]"
///     bytes   = "[" number *( "," number ) "]"
///
/// A message with bytes that are no UTF-8, or no printable text, is a list of numbers; one over
/// 4,096 bytes is `null` unless `--all` is given: that line's text is lost. A field that an entry
/// has more than once is a list of its values, of which the first is taken.
enum JournalJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard var members = JSONMembers(text, at: line.start, before: line.stop) else { return nil }
        var entry = Entry()
        while let member = members.next(text) { entry.note(text, member) }
        guard members.isClosed, entry.isJournal, let message = entry.message else { return nil }
        var found = WrappedLine(.journalJSON, payload: line.stop..<line.stop, end: line.end)
        found.take(text, message)
        found.time = entry.time
        found.identity.append(entry.host)
        found.identity.append(entry.container.isEmpty ? entry.unit : entry.container)
        found.identity.append(entry.pid)
        found.goesOn = entry.goesOn
        return found
    }

    /// What the fields of an entry say.
    private struct Entry {
        var message: JSONMembers.Member?
        var time = 0..<0
        var host = 0..<0
        var unit = 0..<0
        var container = 0..<0
        var pid = 0..<0
        var goesOn = false
        /// Whether a field is there that only the journal writes.
        var isJournal = false
        private var unitRank = 0

        mutating func note(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            // Every field of the journal begins with an underscore or a capital letter.
            guard let first = member.key.first, text[first] <= ASCII.underscore else { return }
            func isKey(_ key: StaticString) -> Bool { text.same(key, as: member.key) }
            if isKey("MESSAGE") {
                message = member
            } else if isKey("__REALTIME_TIMESTAMP") {
                time = member.value
                isJournal = true
            } else if isKey("__CURSOR") || isKey("_BOOT_ID") {
                isJournal = true
            } else if isKey("_HOSTNAME") {
                host = member.value
            } else if isKey("CONTAINER_NAME") {
                container = member.value
            } else if isKey("_PID") || isKey("SYSLOG_PID") && pid.isEmpty {
                pid = member.value
            } else if isKey("_LINE_BREAK") {
                goesOn = goesOn || text.same("line-max", as: member.value)
            } else if isKey("CONTAINER_PARTIAL_MESSAGE") {
                goesOn = goesOn || text.same("true", as: member.value)
            } else {
                noteUnit(text, member)
            }
        }

        /// The unit; a user's within that, which is the same for all of the user's.
        private mutating func noteUnit(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            guard let rank = JournalUnit.rank(text, member.key), rank > unitRank else { return }
            unitRank = rank
            unit = member.value
        }
    }
}

extension WrappedLine {
    /// Takes the message of an entry, of whatever kind; of `null` the text is lost.
    fileprivate mutating func take(_ text: Span<UInt8>, _ message: JSONMembers.Member) {
        switch message.kind {
        case .string:
            payload = message.value
            encoding = .json
        case .array:
            takeFirst(text, message.value)
        case .object, .word:
            break
        }
    }

    private mutating func takeFirst(_ text: Span<UInt8>, _ array: Range<Int>) {
        let inside = array.lowerBound + 1..<array.upperBound - 1
        var start = inside.lowerBound
        while start < inside.upperBound, text[start].isWhitespace { start += 1 }
        guard start < inside.upperBound else { return }
        switch text[start] {
        case ASCII.quote:
            let end = JSONMembers.endOfString(text, from: start + 1, before: inside.upperBound)
            payload = start + 1..<(end ?? inside.upperBound)
            encoding = .json
        case ASCII.leftBracket:
            let close = ByteScan.firstIndex(
                of: ASCII.rightBracket,
                in: text,
                start..<inside.upperBound
            )
            payload = start + 1..<(close ?? inside.upperBound)
            encoding = .byteNumbers
        case let byte where byte.isDigit:
            payload = start..<inside.upperBound
            encoding = .byteNumbers
        default:
            break
        }
    }
}
