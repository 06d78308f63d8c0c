/// The model of a report: what every format renders, and nothing else does.
public struct Report: Sendable {
    /// Makes the report of a summary.
    ///
    /// - Parameters:
    ///   - summary: What was read.
    ///   - top: How many rows a table shows at most.
    ///   - partial: Whether the run was stopped before its end.
    public init(summary: Summary, top: Int = 10, partial: Bool = false) {}
}
