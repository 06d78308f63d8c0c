/// What was read of one host at one moment.
///
/// Texts carry no times, so moments are told apart by what they say. In one file a second list of
/// the same kind is another moment; lists of several files are the same moment where they agree.
/// Limits and settings hold for any moment and begin none.
struct HostSnapshot: Hashable, Sendable {
    /// The readings, in order.
    private(set) var readings: [HostReading]

    /// How a host fares at a moment, told by the figures alone.
    enum Condition: String, Hashable, Sendable {
        /// A figure shows that something is stuck, full or does not answer.
        case sick
        /// The sockets are all listed and none of the figures shows anything of the kind.
        case healthy
        /// The figures do not tell.
        case unclear
    }

    var sockets: Figure<SocketTable>? { richest }
    var descriptors: Figure<DescriptorUse>? { readings.descriptors.first }
    var socketMemory: [Figure<SocketMemory>] { readings.socketMemory }
    var probes: [Figure<HTTPProbe>] { readings.probes }

    /// The list of sockets that says most: all sockets rather than some, with peers rather than without.
    private var richest: Figure<SocketTable>? {
        let tables = readings.socketTables
        return tables.first { $0.value.scope == .all && !$0.value.groups.isEmpty }
            ?? tables.first { $0.value.scope == .all }
            ?? tables.first { !$0.value.groups.isEmpty }
            ?? tables.first
    }
}

extension HostSnapshot {
    /// So many snapshots back a reading's moment is looked for.
    private static let reach = 64

    /// The snapshots that readings make up, in the order in which they begin.
    static func snapshots(of readings: [HostReading]) -> [HostSnapshot] {
        var made: [HostSnapshot] = []
        var current: [String: Int] = [:]
        var latest = 0
        for reading in readings {
            let path = reading.source.position.path
            let index =
                current[path].map { index in
                    made[index].admits(reading, inOneText: true) ? index : made.count
                } ?? index(for: reading, among: made, latest: latest)
            if index == made.count { made.append(HostSnapshot(readings: [])) }
            made[index].readings.append(reading)
            current[path] = index
            latest = index
        }
        return made
    }

    /// The moment that a text's first reading is of: that of the text before, if it can be, else the
    /// latest that it agrees with.
    private static func index(
        for reading: HostReading,
        among snapshots: [HostSnapshot],
        latest: Int
    ) -> Int {
        let others = snapshots.indices.suffix(reach).reversed().filter { $0 != latest }
        let admitting = ((snapshots.indices.contains(latest) ? [latest] : []) + others).filter {
            snapshots[$0].readings.first?.source.folder == reading.source.folder
                && snapshots[$0].admits(reading, inOneText: false)
        }
        return admitting.first { snapshots[$0].agrees(with: reading) } ?? admitting.first
            ?? snapshots.count
    }

    private func admits(_ reading: HostReading, inOneText: Bool) -> Bool {
        readings.allSatisfy { known in
            guard
                known.source.host == nil || reading.source.host == nil
                    || known.source.host == reading.source.host
            else { return false }
            let isSameText =
                inOneText && known.source.position.path == reading.source.position.path
            return known.value.isCompatible(with: reading.value, inOneText: isSameText)
        }
    }

    /// Whether as many sockets are allocated as are listed.
    private func agrees(with reading: HostReading) -> Bool {
        let all = readings + [reading]
        guard let allocated = all.socketMemory.lazy.compactMap(\.value.allocated).first else {
            return true
        }
        return all.socketTables.allSatisfy { table in
            table.value.scope != .all
                || allocated >= table.value.openConnections
                    - max(5, table.value.openConnections / 20)
        }
    }
}

extension HostReading.Value {
    /// Whether two readings can be of the same moment.
    fileprivate func isCompatible(with other: Self, inOneText: Bool) -> Bool {
        switch (self, other) {
        case (.sockets(let left), .sockets(let right)):
            left.isCompatible(with: right, inOneText: inOneText)
        case (.socketMemory(let left), .socketMemory(let right)):
            left.isIPv6 != right.isIPv6 || !inOneText && left == right
        case (.socketSummary(let left), .socketSummary(let right)):
            !inOneText && left == right
        case (.descriptors(let left), .descriptors(let right)):
            left.pid != nil && right.pid != nil && left.pid != right.pid
                || (left.open ?? right.open) == (right.open ?? left.open)
        case (.goroutines(let left), .goroutines(let right)):
            left == right
        default:
            true
        }
    }
}

extension SocketTable {
    fileprivate func isCompatible(with other: SocketTable, inOneText: Bool) -> Bool {
        guard scope == .all && other.scope == .all else {
            if scope == other.scope { return !inOneText || states == other.states }
            return isPart(of: other) && other.isPart(of: self)
        }
        // The same command again asks what has changed.
        if inOneText && tool == other.tool { return false }
        return [TCPState.closeWait, .established].allSatisfy { state in
            let (left, right) = (count(state), other.count(state))
            let difference = max(left, right) - min(left, right)
            return difference <= max(5, max(left, right) / 10)
        }
    }

    /// Whether no more connections are listed than in a list of all, where the other is one.
    private func isPart(of other: SocketTable) -> Bool {
        guard other.scope == .all else { return true }
        return [TCPState.closeWait, .established].allSatisfy { state in
            count(state) <= other.count(state) + max(5, other.count(state) / 10)
        }
    }
}
