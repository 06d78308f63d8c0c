import TraceParse

/// How many incidents show what became of a log on its way; two of them can be merged.
struct DamageCounts: Hashable, Sendable {
    private var counts: [Damage: Int] = [:]

    /// Counts what was undone for an incident, and what its layout shows.
    mutating func add(_ record: borrowing IncidentRecord) {
        guard record.layout != .lines || record.truncated || !record.undone.isEmpty else { return }
        let hasLines = !record.goroutines.isEmpty || !record.threads.isEmpty
        for wrapping in Wrapping.allCases where record.undone.contains(Undone(wrapping)) {
            if hasLines, wrapping.splitsLines, record.layout == .lines { count(.split(wrapping)) }
            if record.undone.contains(.parts), wrapping.cutsLines { count(.parts(wrapping)) }
            if isCutOff(record), wrapping.cutsLines { count(.cutOff(wrapping)) }
        }
        if record.undone.contains(.terminalCodes) { count(.terminalCodes) }
        if record.undone.contains(.falseBreaks) { count(.falseBreaks) }
        if record.undone.contains(.utf16) { count(.utf16) }
        if record.truncated, !isCutOff(record) { count(.cut) }
        if let layout = Damage(record.layout), hasLines || record.layout != .joined {
            count(layout)
        }
    }

    /// Whether a transport's limit is what cut an incident short.
    private func isCutOff(_ record: borrowing IncidentRecord) -> Bool {
        record.truncated && record.undone.contains(.cutShort)
    }

    private mutating func count(_ damage: Damage) {
        counts[damage, default: 0] += 1
    }

    /// Adds what another has counted.
    mutating func merge(_ other: DamageCounts) {
        counts.merge(other.counts) { $0 + $1 }
    }

    /// What was counted, the most frequent first.
    var rows: [DamageRow] {
        counts.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }
            .map { damage, count in
                DamageRow(
                    what: damage.what,
                    transport: damage.transport,
                    setting: damage.setting,
                    count: count
                )
            }
    }
}

extension DamageCounts {
    func write(to state: inout StateWriter) {
        let sorted = counts.sorted { $0.key.code < $1.key.code }
        state.write(sorted) { state, entry in
            state.write(entry.key.code)
            state.write(entry.value)
        }
    }

    init(from state: inout StateReader) throws(StateError) {
        let entries = try state.list(upTo: Damage.mostCodes) { reader throws(StateError) in
            guard let damage = Damage(code: try reader.count(upTo: Damage.mostCodes)) else {
                throw reader.fault("a damage is unknown")
            }
            return (damage, try reader.count())
        }
        for (damage, count) in entries { counts[damage, default: 0] += count }
    }
}
