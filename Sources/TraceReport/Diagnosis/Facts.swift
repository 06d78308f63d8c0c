import TraceParse

/// What causes ask of a summary and of the hosts' texts.
struct Facts: Sendable {
    let summary: Summary
    let host: HostFacts
    let latency: LatencyFacts
    let sizes: SizeFacts
    /// Where the program whose log was read listens.
    private let servers: ServerEnds
    /// All incidents, told apart by what causes ask.
    let strands: [Strand]
    /// Incidents that stand for a failure: all but dumps that somebody asked for.
    let considered: Int
    /// Where handlers stood while it happened, in a host's dump or in the log.
    let blocked: BlockedPlace?
    /// When a program was not there: stopped, ended or about to start.
    let outages: Outages
    /// What many causes ask, made once.
    private var kept: (closings: ClosedFirst, waits: WaitedInVain)?

    var signals: LogSignals { summary.signals }

    /// What causes ask of a summary, its tables folded.
    init(_ summary: Summary, _ evidence: HostEvidence = HostEvidence()) {
        self.summary = summary
        servers = ServerEnds(summary, evidence)
        strands = Strand.strands(of: summary, servers: servers)
        considered = strands.reduce(0) { $1.kind == .goroutineDump ? $0 : $0 + $1.count }
        host = HostFacts(evidence, port: Self.serverPort(of: strands))
        latency = LatencyFacts(summary.signals.latency)
        sizes = SizeFacts(summary.signals, example: latency.example)
        blocked = BlockedPlace.ofHost(evidence) ?? BlockedPlace.ofLog(summary.signals.blocked)
        outages = Outages(
            summary.signals.moments,
            series: [.stops, .starts, .crashes, .exits]
        )
        kept = (ClosedFirst(self), WaitedInVain(self))
    }

    /// Connections that the other end closed first.
    var closings: ClosedFirst { kept?.closings ?? ClosedFirst(self) }

    /// Calls that ran into a limit of the caller's.
    var waits: WaitedInVain { kept?.waits ?? WaitedInVain(self) }

    /// The port that this program listens on, as most of its incidents have it.
    var serverPort: Int? { Self.serverPort(of: strands) ?? host.listener?.value.port }

    /// The incidents whose strands a condition holds for.
    func tally(_ isMeant: (Strand) -> Bool) -> Tally {
        var tally = Tally()
        for (index, strand) in strands.enumerated()
        where strand.kind != .goroutineDump && isMeant(strand) {
            tally.add(strand, index: index)
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

    /// The address that calls of some classes went to most, by the peers and by the URLs in texts.
    ///
    /// - Parameters:
    ///   - classes: The classes that count.
    ///   - isOther: Whether it must be another service than the program whose log was read.
    /// - Returns: The address, or `nil` where no text and no peer tells it.
    func target(of classes: Set<ErrorClass>, isOther: Bool = false) -> CallTarget? {
        let groups = summary.groups.entries.filter { group in
            group.errorClass.map(classes.contains) ?? false
        }
        for group in groups.sorted(by: { $0.count > $1.count }) {
            guard let record = group.sample?.record,
                record.side == .outgoing
                    || !record.peer.isPresent
            else { continue }
            let found = CallTarget(peer: record) ?? group.message.flatMap(CallTarget.init(in:))
            if let found, !isOther || !servers.contains(found) { return found }
        }
        return nil
    }

    private static func serverPort(of strands: [Strand]) -> Int? {
        var ports = PortCounts()
        for strand in strands where strand.side == .incoming {
            ports.merge(strand.facet.localPorts)
        }
        return ports.top
    }

    private func numbers(of classes: Set<ErrorClass>) -> [Int] {
        summary.classes.classes.indices.filter { index in
            summary.classes.classes[index].map(classes.contains) ?? false
        }
    }
}

extension PortCounts {
    /// The most frequent port; of equally frequent ones the lowest.
    var top: Int? {
        entries.max {
            $0.count == $1.count ? $0.port > $1.port : $0.count < $1.count
        }?.port
    }
}

/// A number of incidents that are alike in what was asked.
struct Tally: Hashable, Sendable {
    private(set) var count = 0
    private(set) var strands: Set<Int> = []
    private(set) var times = TimeBounds()
    /// Where the first of them stands.
    private(set) var position: SourcePosition?
    private(set) var localPorts = PortCounts()

    fileprivate mutating func add(_ strand: Strand, index: Int) {
        count += strand.count
        strands.insert(index)
        times.merge(strand.times)
        if position == nil { position = strand.position }
        localPorts.merge(strand.facet.localPorts)
    }

    /// Both together.
    func joined(_ other: Tally) -> Tally {
        var made = self
        made.count += other.count
        made.strands.formUnion(other.strands)
        made.times.merge(other.times)
        made.position = position ?? other.position
        made.localPorts.merge(other.localPorts)
        return made
    }

    /// The port that this process listened on in most of them.
    var serverPort: Int? { localPorts.top }

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

        fileprivate func isBefore(_ other: Member) -> Bool {
            count == other.count ? host.name < other.host.name : count > other.count
        }
    }

    /// How many of the busiest are kept; the others are only counted.
    private static let limit = 64

    /// The busiest, the busiest first; of equally busy ones the one whose name comes first.
    private(set) var members: [Member] = []
    /// How many hosts there are.
    private(set) var count = 0
    /// How many incidents they had.
    private(set) var total = 0
    /// How many of them have public addresses.
    private(set) var outside = 0

    fileprivate init(_ table: HostTable, numbers: [Int], sides: Set<Side>) {
        for host in table.entries {
            var part = 0
            for number in numbers {
                for side in sides { part += host.count(ofClass: number, side: side) }
            }
            if part > 0 { add(Member(host: host, count: part)) }
        }
    }

    private mutating func add(_ member: Member) {
        count += 1
        total += member.count
        if let address = IPAddress(member.host.name), !address.isPrivate { outside += 1 }
        if members.count == Self.limit, let last = members.last, !member.isBefore(last) { return }
        let at = members.firstIndex { member.isBefore($0) } ?? members.count
        members.insert(member, at: at)
        if members.count > Self.limit { members.removeLast() }
    }

    var top: Member? { members.first }

    /// The busiest host's part, in percent.
    var topShare: Int { total == 0 ? 0 : (top?.count ?? 0) * 100 / total }

    /// Whether nearly all is of one host.
    var isConcentrated: Bool { topShare >= 80 }

    /// Whether a few hosts of a private network have nearly all: programs rather than users.
    var isFewPrograms: Bool {
        guard !members.isEmpty, total >= 2 * count else { return false }
        let few = members.prefix(5)
        return few.reduce(0) { $0 + $1.count } * 10 >= total * 9
            && few.allSatisfy { IPAddress($0.host.name)?.isPrivate ?? false }
    }

    /// Whether no host stands out of many.
    var isScattered: Bool { count >= 10 && topShare < 30 }
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
