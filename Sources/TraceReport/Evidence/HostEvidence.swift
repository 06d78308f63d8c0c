/// What the texts of hosts say: each figure with the place where it stands, in the order of inputs.
///
/// Its memory is bounded: past a limit readings are counted and not kept.
public struct HostEvidence: Sendable, Equatable {
    /// What was read, in order.
    private(set) var readings: [HostReading] = []
    /// The texts that were read, in order.
    private(set) var texts: [EvidenceText] = []
    /// Readings that were not kept.
    private(set) var omitted = 0
    /// Where a number was too big to be one.
    private(set) var overflows: [EvidenceSource] = []

    /// How many readings, and how many texts, are kept.
    static let limit = 2_048
    private static let overflowLimit = 16

    /// Nothing read.
    public init() {}

    /// What was read before and kept elsewhere.
    init(
        readings: [HostReading],
        texts: [EvidenceText],
        omitted: Int,
        overflows: [EvidenceSource]
    ) {
        self.readings = readings
        self.texts = texts
        self.omitted = omitted
        self.overflows = overflows
    }

    /// Whether nothing was read.
    package var isEmpty: Bool { readings.isEmpty }

    /// Adds a reading.
    mutating func add(_ reading: HostReading) {
        if readings.count < Self.limit { readings.append(reading) } else { omitted += 1 }
    }

    /// Adds what became of a text.
    package mutating func add(_ text: EvidenceText) {
        if texts.count < Self.limit { texts.append(text) }
    }

    /// Notes a number that is too big to be one.
    mutating func addOverflow(at source: EvidenceSource) {
        if overflows.count < Self.overflowLimit { overflows.append(source) }
    }

    /// Adds what comes after in the order of inputs.
    package mutating func merge(_ other: HostEvidence) {
        for reading in other.readings { add(reading) }
        for text in other.texts { add(text) }
        for source in other.overflows { addOverflow(at: source) }
        omitted = omitted.saturatingSum(other.omitted)
    }
}

extension HostEvidence {
    /// The evidence with lists of sockets in one state named by that state, where another list of
    /// the same directory has as many in it.
    ///
    /// `ss state close-wait` drops the column that says so, and a text may lack the command.
    package func settled() -> HostEvidence {
        var made = self
        for index in readings.indices {
            guard case .sockets(let table) = readings[index].value,
                table.scope == .only(.unstated),
                let state = state(like: table, of: readings[index])
            else { continue }
            made.readings[index].value = .sockets(table.named(state))
        }
        return made
    }

    /// The states by which people filter, the likeliest first.
    private static let listed = [
        TCPState.closeWait, .established, .timeWait, .finWait2, .synReceived,
    ]

    private func state(like table: SocketTable, of reading: HostReading) -> TCPState? {
        let count = table.count(.unstated)
        let others = readings.compactMap { other -> SocketTable? in
            guard case .sockets(let known) = other.value, known.scope == .all,
                other.source.folder == reading.source.folder
            else { return nil }
            return known
        }
        return Self.listed.first { state in
            others.contains { known in
                let difference = max(known.count(state), count) - min(known.count(state), count)
                return known.count(state) > 0 && difference <= max(1, count / 10)
            }
        }
    }
}

/// What became of one text that was given as evidence.
package struct EvidenceText: Hashable, Sendable {
    /// The name as given or found.
    package var path: String
    /// How many readings it gave.
    package var readings: Int
    /// Why it could not be read, or not to its end; `nil` where it was read whole.
    package var problem: String?

    /// What became of one text.
    package init(path: String, readings: Int, problem: String? = nil) {
        self.path = path
        self.readings = readings
        self.problem = problem
    }
}
