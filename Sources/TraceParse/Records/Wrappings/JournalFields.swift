/// What the fields of one of the journal's entries tell of its message, in whatever form `journalctl`
/// prints them; the names are those of systemd.journal-fields(7).
struct JournalFields {
    private(set) var goesOn = false
    /// Whether a field is there that only the journal writes.
    private(set) var isJournal = false
    private var time = 0..<0
    private var host = 0..<0
    private var unit = 0..<0
    private var container = 0..<0
    private var pid = 0..<0
    private var unitRank = 0

    /// Names of a unit; the later one says more: a user's stands within that which is the same for all
    /// of the user's.
    private static let units: [StaticString] = [
        "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_SYSTEMD_USER_UNIT",
    ]

    /// Notes a field that is not the message.
    mutating func note(_ text: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) {
        func isName(_ field: StaticString) -> Bool { text.same(field, as: name) }
        if isName("__REALTIME_TIMESTAMP") {
            time = value
            isJournal = true
        } else if isName("__CURSOR") || isName("_BOOT_ID") {
            isJournal = true
        } else if isName("_HOSTNAME") {
            host = value
        } else if isName("CONTAINER_NAME") {
            container = value
        } else if isName("_PID") || isName("SYSLOG_PID") && pid.isEmpty {
            pid = value
        } else if isName("_LINE_BREAK") {
            goesOn = goesOn || text.same("line-max", as: value)
        } else if isName("CONTAINER_PARTIAL_MESSAGE") {
            goesOn = goesOn || text.same("true", as: value)
        } else if let rank = Self.units.firstIndex(where: isName), rank >= unitRank {
            unitRank = rank + 1
            unit = value
        }
    }

    /// Gives a line what is known of it.
    func describe(_ line: inout WrappedLine) {
        line.time = time
        line.identity.append(host)
        line.identity.append(container.isEmpty ? unit : container)
        line.identity.append(pid)
        line.goesOn = goesOn
    }
}
