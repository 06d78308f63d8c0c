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

    /// Whether nothing was read.
    package var isEmpty: Bool { readings.isEmpty }

    /// Adds a reading.
    mutating func add(_ reading: HostReading) {
        if readings.count < Self.limit { readings.append(reading) } else { omitted += 1 }
    }

    /// Adds what became of a text.
    mutating func add(_ text: EvidenceText) {
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
