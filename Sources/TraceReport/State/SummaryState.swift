/// A summary as a file: what one run knew, for others to be merged with.
///
/// Merging the states of any partition of the inputs, in their order, gives the summary of one run
/// over all of them, while no limit is reached.
package struct SummaryState: Sendable, Equatable {
    /// What was read.
    package var summary: Summary
    /// What the texts of hosts said.
    package var evidence: HostEvidence
    /// Whether the run was stopped before its end.
    package var isPartial: Bool

    /// The state of a run.
    package init(
        summary: Summary,
        evidence: HostEvidence = HostEvidence(),
        isPartial: Bool = false
    ) {
        self.summary = summary
        self.evidence = evidence
        self.isPartial = isPartial
    }

    /// Reads a state.
    ///
    /// - Throws: Where it is none, is cut or was changed: ``StateError``.
    package init(_ bytes: [UInt8]) throws(StateError) {
        var state = try StateReader(bytes)
        try state.mark("run")
        isPartial = try state.flag()
        summary = try Summary(from: &state)
        try state.mark("evidence")
        evidence = try HostEvidence(from: &state)
        try state.end()
    }

    /// The state as it is written.
    package var text: String {
        var state = StateWriter()
        state.mark("run")
        state.write(isPartial)
        summary.settled().write(to: &state)
        state.mark("evidence")
        evidence.write(to: &state)
        return state.finish()
    }

    /// Adds the state of what comes after in the order of inputs.
    package mutating func merge(_ other: SummaryState) {
        summary.merge(other.summary)
        evidence.merge(other.evidence)
        isPartial = isPartial || other.isPartial
    }

    /// What a state begins with.
    package static let opening = StateWriter.header
    /// A longer file is none.
    package static let longest = 256 << 20
}
