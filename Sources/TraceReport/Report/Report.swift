public import TraceParse

/// What a run found, whole: the model that every format renders, and nothing else does.
///
/// It is `tracelens.report.v1`: `rendered(as: .json)` writes it, and a decoder of JSON reads it
/// again. Secrets are masked in it, and names are replaced where that was wished, so no renderer
/// has to.
public struct Report: Hashable, Sendable, Codable {
    /// The name and version of the schema.
    public var schema = "tracelens.report.v1"
    /// What probably happened, and why.
    public var verdict: Verdict
    /// What was read, one by one, in order.
    public var inputs: [Input]
    /// What all inputs come to.
    public var totals: Totals
    /// The classes, the most frequent first.
    public var classes: [ClassCount]
    /// Incidents that are the same fault, the biggest group first.
    public var groups: [Group]
    /// The far ends of the connections that failed, the busiest first.
    public var peers: [Host]
    /// Whose requests were being served, the busiest first.
    public var clients: [Host]
    /// When incidents happened.
    public var timeline: Timeline
    /// What the hosts' texts say.
    public var evidence: [Reading]
    /// What is said of each cause, the verdict's first, the rejected last.
    public var causes: [Cause]
    /// What the log lost on its way.
    public var damage: [Damage]
    /// What was not understood, not kept or not read.
    public var notes: [Phrase]
}

extension Report {
    /// Makes the report of a summary.
    ///
    /// - Parameters:
    ///   - summary: What was read.
    ///   - evidence: What texts of the hosts say.
    ///   - partial: Whether the run was stopped before its end.
    ///   - redactor: What masks secrets, and replaces names if it is to.
    public init(
        summary: Summary,
        evidence: HostEvidence = HostEvidence(),
        partial: Bool = false,
        redactor: Redactor = Redactor()
    ) {
        var maker = ReportMaker(summary.settled(), evidence, partial: partial, redactor: redactor)
        self = maker.report()
    }

    /// The first and the last moment of all incidents.
    var times: TimeBounds { TimeBounds(totals.first, totals.last) }
}

extension Report {
    /// What there was of one class.
    public struct ClassCount: Hashable, Sendable, Codable {
        /// The class; `nil` for incidents without one.
        public var errorClass: ErrorClass?
        /// How many incidents.
        public var count: Int
        /// When the first of them was.
        public var first: Timestamp?
        /// When the last of them was.
        public var last: Timestamp?
        /// Where the first of them stands.
        public var source: SourcePosition

        private enum CodingKeys: String, CodingKey {
            case errorClass = "class"
            case count, first, last, source
        }

        /// The class's name, `none` where there is none.
        var name: String { errorClass?.rawValue ?? "none" }
        var times: TimeBounds { TimeBounds(first, last) }
    }
}
