package import TraceParse

/// What all incidents of a run add up to, in bounded memory; two summaries can be merged.
public struct Summary: Sendable {
    /// Nothing added yet.
    public init() {}

    /// Adds one incident.
    package mutating func add(_ record: borrowing IncidentRecord, path: String) {}

    /// Adds what was read of an input, or why it could not be read.
    package mutating func add(_ input: InputNote) {}

    /// Adds the summary of what comes after in the order of inputs.
    package mutating func merge(_ other: Summary) {}
}
