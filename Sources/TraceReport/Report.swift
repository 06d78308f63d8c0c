import TraceParse

/// The model of a report: what every format renders, and nothing else does.
public struct Report: Sendable {
    /// What was read, its tables folded.
    let summary: Summary
    /// What texts of the hosts say.
    let evidence: HostEvidence
    let diagnosis: Diagnosis
    /// How many rows a page's table shows at most.
    let top: Int
    /// Whether the run was stopped before its end.
    let isPartial: Bool
    /// The classes, the most frequent first.
    let classes: [ClassRow]
    /// The peers and the clients, the busiest first.
    let peers: [HostEntry]
    let clients: [HostEntry]
    /// The groups, the biggest first.
    let groups: [IncidentGroup]
    /// The handlers that stacks name, the most frequent first.
    let handlers: [HandlerCount]
    /// What was not understood, not kept or not read.
    let notes: [Phrase]

    /// Makes the report of a summary.
    ///
    /// - Parameters:
    ///   - summary: What was read.
    ///   - evidence: What texts of the hosts say.
    ///   - top: How many rows a table shows at most.
    ///   - partial: Whether the run was stopped before its end.
    public init(
        summary: Summary,
        evidence: HostEvidence = HostEvidence(),
        top: Int = 10,
        partial: Bool = false
    ) {
        let settled = summary.settled()
        self.summary = settled
        self.evidence = evidence
        self.top = max(1, top)
        isPartial = partial
        diagnosis = Diagnosis(settled, evidence)
        classes = ClassRow.rows(of: settled)
        peers = Self.ranked(settled.peers)
        clients = Self.ranked(settled.clients)
        groups = Self.ranked(settled.groups)
        handlers = HandlerCount.counts(of: settled.groups.entries)
        notes = Notes.all(of: settled, partial: partial)
    }

    /// The busiest first; of equally busy ones the one whose name comes first.
    private static func ranked(_ table: HostTable) -> [HostEntry] {
        table.entries.sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
    }

    /// The biggest first; of equally big ones the one that came first.
    private static func ranked(_ table: GroupTable) -> [IncidentGroup] {
        let sorted = table.entries.enumerated().sorted {
            $0.element.count == $1.element.count
                ? $0.offset < $1.offset : $0.element.count > $1.element.count
        }
        return sorted.map(\.element)
    }
}

/// What there was of one class.
struct ClassRow: Hashable, Sendable {
    /// `nil` for incidents without a class.
    var errorClass: ErrorClass?
    var count = 0
    var times = TimeBounds()
    /// Where the first of them stands.
    var position: SourcePosition

    var name: String { errorClass?.rawValue ?? "none" }

    /// The classes, the most frequent first; of equally frequent ones the one whose name comes first.
    static func rows(of summary: Summary) -> [ClassRow] {
        var rows: [ClassRow] = []
        for facet in summary.facets.entries {
            let known = rows.firstIndex { $0.errorClass == facet.errorClass }
            let index = known ?? rows.count
            if known == nil {
                rows.append(ClassRow(errorClass: facet.errorClass, position: facet.position))
            }
            rows[index].count += facet.count
            rows[index].times.merge(facet.times)
        }
        return rows.sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
    }
}
