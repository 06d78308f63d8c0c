import TraceParse

/// What causes ask of a summary.
struct Facts: Sendable {
    let summary: Summary
    let evidence: HostEvidence
    /// Incidents that stand for a failure: all but dumps that somebody asked for.
    let considered: Int

    /// What causes ask of a summary, its tables folded.
    init(_ summary: Summary, _ evidence: HostEvidence = HostEvidence()) {
        self.summary = summary
        self.evidence = evidence
        considered = summary.facets.entries.reduce(0) {
            $1.kind == .goroutineDump ? $0 : $0 + $1.count
        }
    }

    /// The incidents whose facets a condition holds for.
    func tally(_ isMeant: (Facet) -> Bool) -> Tally {
        var tally = Tally()
        for (index, facet) in summary.facets.entries.enumerated()
        where facet.kind != .goroutineDump && isMeant(facet) {
            tally.add(facet, index: index)
        }
        return tally
    }

    /// The peers of incidents of some classes and sides, the busiest first.
    func peers(of classes: Set<ErrorClass>, sides: Set<Side> = Set(Side.allCases)) -> Crowd {
        Crowd(summary.peers, numbers: numbers(of: classes), sides: sides)
    }

    /// The clients of incidents of some classes, the busiest first.
    func clients(of classes: Set<ErrorClass>) -> Crowd {
        Crowd(summary.clients, numbers: numbers(of: classes), sides: Set(Side.allCases))
    }

    /// The handlers that the stacks of some incidents name, the most frequent first.
    func handlers(where isMeant: (IncidentGroup) -> Bool) -> [HandlerCount] {
        HandlerCount.counts(of: summary.groups.entries.filter(isMeant))
    }

    private func numbers(of classes: Set<ErrorClass>) -> [Int] {
        summary.classes.classes.indices.filter { index in
            summary.classes.classes[index].map(classes.contains) ?? false
        }
    }
}

/// A number of incidents that are alike in what was asked.
struct Tally: Hashable, Sendable {
    private(set) var count = 0
    private(set) var facets: Set<Int> = []
    private(set) var times = TimeBounds()
    /// Where the first of them stands.
    private(set) var position: SourcePosition?
    private(set) var localPorts = PortCounts()

    fileprivate mutating func add(_ facet: Facet, index: Int) {
        count += facet.count
        facets.insert(index)
        times.merge(facet.times)
        if position == nil { position = facet.position }
        localPorts.merge(facet.localPorts)
    }

    /// Both together.
    func joined(_ other: Tally) -> Tally {
        var made = self
        made.count += other.count
        made.facets.formUnion(other.facets)
        made.times.merge(other.times)
        made.position = position ?? other.position
        made.localPorts.merge(other.localPorts)
        return made
    }

    /// The port that this process listened on in most of them.
    var serverPort: Int? {
        localPorts.entries.max {
            $0.count == $1.count ? $0.port > $1.port : $0.count < $1.count
        }?.port
    }

    /// ` (app.log:1)`, or nothing.
    var example: Phrase {
        position.map { " (\(at: $0))" } ?? ""
    }
}

/// The hosts of some incidents.
struct Crowd: Sendable {
    struct Member: Sendable {
        var host: HostEntry
        var count: Int
    }

    /// The busiest first; of equally busy ones the one whose name comes first.
    let members: [Member]
    /// How many incidents they had.
    let total: Int

    fileprivate init(_ table: HostTable, numbers: [Int], sides: Set<Side>) {
        var members: [Member] = []
        for host in table.entries {
            var count = 0
            for number in numbers {
                for side in sides { count += host.count(ofClass: number, side: side) }
            }
            if count > 0 { members.append(Member(host: host, count: count)) }
        }
        self.members = members.sorted {
            $0.count == $1.count ? $0.host.name < $1.host.name : $0.count > $1.count
        }
        total = members.reduce(0) { $0 + $1.count }
    }

    var top: Member? { members.first }

    /// The busiest host's part, in percent.
    var topShare: Int { total == 0 ? 0 : (top?.count ?? 0) * 100 / total }

    /// Whether nearly all is of one host.
    var isConcentrated: Bool { topShare >= 80 }

    /// Whether no host stands out of many.
    var isScattered: Bool { members.count >= 10 && topShare < 30 }
}

/// How often the stacks of incidents name a handler.
struct HandlerCount: Hashable, Sendable {
    var location: CodeLocation
    var count: Int
    var times: TimeBounds
    /// Where the first stack that names it stands.
    var position: SourcePosition

    /// The handlers of some groups, the most frequent first; of equally frequent ones the one whose
    /// name comes first.
    static func counts(of groups: [IncidentGroup]) -> [HandlerCount] {
        var counts: [HandlerCount] = []
        var index: [String: Int] = [:]
        for group in groups {
            guard let handler = group.handler ?? group.origin else { continue }
            if let at = index[handler.function] {
                counts[at].count += group.count
                counts[at].times.merge(group.times)
            } else {
                index[handler.function] = counts.count
                counts.append(
                    HandlerCount(
                        location: handler,
                        count: group.count,
                        times: group.times,
                        position: group.position
                    )
                )
            }
        }
        return counts.sorted {
            $0.count == $1.count
                ? $0.location.function < $1.location.function : $0.count > $1.count
        }
    }
}
