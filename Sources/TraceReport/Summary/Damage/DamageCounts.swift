import TraceParse

/// How many incidents show what became of a log on its way; two of them can be merged.
///
/// The incidents of a log came the same way, most often: what the last one showed is kept, so that
/// the next costs a comparison.
struct DamageCounts: Sendable {
    private var counts: [Damage: Int] = [:]
    private var latest = Traits()
    /// What the latest traits show, and how many incidents in a row had them.
    private var shown: [Damage] = []
    private var inRow = 0

    /// What an incident's damage is seen by.
    private struct Traits {
        var undone: Undone = []
        var layout = Layout.lines
        var hasLines = false
        var truncated = false

        @inline(__always)
        func isSame(as other: Traits) -> Bool {
            undone.rawValue == other.undone.rawValue && layout == other.layout
                && hasLines == other.hasLines && truncated == other.truncated
        }
    }

    /// Counts what was undone for an incident, and what its layout shows.
    mutating func add(_ record: borrowing IncidentRecord) {
        let traits = Traits(
            undone: record.undone,
            layout: record.layout,
            hasLines: !record.goroutines.isEmpty || !record.threads.isEmpty,
            truncated: record.truncated
        )
        if !traits.isSame(as: latest) {
            settle()
            latest = traits
            shown = Self.damages(of: traits)
        }
        inRow += 1
    }

    /// Counts what was kept back.
    private mutating func settle() {
        for damage in shown { counts[damage, default: 0] += inRow }
        inRow = 0
    }

    private func settled() -> [Damage: Int] {
        var made = self
        made.settle()
        return made.counts
    }

    private static func damages(of traits: Traits) -> [Damage] {
        let undone = traits.undone
        guard traits.layout != .lines || traits.truncated || !undone.isEmpty else { return [] }
        // A transport's limit is what cut it short.
        let isCutOff = traits.truncated && undone.contains(.cutShort)
        var found: [Damage] = []
        for wrapping in Wrapping.allCases where undone.contains(Undone(wrapping)) {
            if traits.hasLines, wrapping.splitsLines, traits.layout == .lines {
                found.append(.split(wrapping))
            }
            if undone.contains(.parts), wrapping.cutsLines { found.append(.parts(wrapping)) }
            if isCutOff, wrapping.cutsLines { found.append(.cutOff(wrapping)) }
        }
        if undone.contains(.terminalCodes) { found.append(.terminalCodes) }
        if undone.contains(.falseBreaks) { found.append(.falseBreaks) }
        if undone.contains(.utf16) { found.append(.utf16) }
        if traits.truncated, !isCutOff { found.append(.cut) }
        if let layout = Damage(traits.layout), traits.hasLines || traits.layout != .joined {
            found.append(layout)
        }
        return found
    }

    /// Adds what another has counted.
    mutating func merge(_ other: DamageCounts) {
        counts.merge(other.settled()) { $0 + $1 }
    }

    /// What was counted, the most frequent first.
    var rows: [DamageRow] {
        settled().sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }
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

extension DamageCounts: Equatable {
    static func == (left: DamageCounts, right: DamageCounts) -> Bool {
        left.settled() == right.settled()
    }
}

extension DamageCounts {
    func write(to state: inout StateWriter) {
        let sorted = settled().sorted { $0.key.code < $1.key.code }
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
