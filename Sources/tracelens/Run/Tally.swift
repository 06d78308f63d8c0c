internal import TraceParse
internal import TraceReport

/// How the reading of inputs went.
struct Tally: Sendable {
    /// How many inputs there were.
    private(set) var inputs = 0
    /// How many could not be read whole, or at all.
    private(set) var incomplete = 0
    /// How many gave nothing.
    private(set) var failed = 0
    /// How many incidents `--fail-on` names.
    private(set) var named = 0

    /// Counts incidents that `--fail-on` names.
    mutating func add(named: Int) {
        self.named += named
    }

    /// Counts an input.
    mutating func add(_ note: InputNote) {
        inputs += 1
        guard note.problem != nil else { return }
        incomplete += 1
        if note.statistics.bytes == 0 { failed += 1 }
    }

    /// Counts a text of evidence that could not be read whole; the report is made all the same.
    mutating func addUnreadableEvidence() {
        incomplete += 1
    }
}
