/// What causes ask of the hosts' texts.
struct HostFacts: Sendable {
    let evidence: HostEvidence
    /// The port that the log's program listens on, where that is known.
    let port: Int?
    /// The most sockets in CLOSE_WAIT that a text shows on that port.
    let pile: CloseWaitPile?
    /// A list of all sockets with next to none in CLOSE_WAIT.
    let calm: Figure<SocketTable>?
    /// The listening socket of the port, where its queue was fullest.
    let listener: Figure<Listener>?
    /// How often a connection found a listener's queue full.
    let overflows: Figure<Int>?
    /// The limit of open files that holds for a process.
    let processLimit: Figure<DescriptorLimit>?
    /// The most descriptors that a text shows open.
    let descriptors: Figure<DescriptorUse>?

    init(_ evidence: HostEvidence, port: Int?) {
        self.evidence = evidence
        self.port = port
        pile = CloseWaitPile(evidence, port: port)
        calm = evidence.socketTables.first { $0.value.isWhole && $0.value.count(.closeWait) < 5 }
        listener = Self.fullest(evidence, port: port)
        overflows = Self.overflows(evidence)
        processLimit = evidence.descriptorLimits.first {
            $0.value.isOfProcess && ($0.value.soft ?? 0) > 0
        }
        descriptors = evidence.descriptors.max { $0.value.atLeast < $1.value.atLeast }
    }

    /// Whether nothing was given.
    var isEmpty: Bool { evidence.readings.isEmpty }

    private static func fullest(_ evidence: HostEvidence, port: Int?) -> Figure<Listener>? {
        let all = evidence.socketTables.flatMap { table in
            table.value.listeners.filter { $0.queued != nil }
                .map { Figure(value: $0, source: table.source) }
        }
        let ofPort = all.filter { $0.value.port == port }
        return (ofPort.isEmpty && port == nil ? all : ofPort).max {
            ($0.value.queued ?? 0) < ($1.value.queued ?? 0)
        }
    }

    private static func overflows(_ evidence: HostEvidence) -> Figure<Int>? {
        let counts = evidence.counters.compactMap { counters -> Figure<Int>? in
            let count = counters.value["ListenOverflows"] ?? counters.value["ListenDrops"]
            return count.map { Figure(value: $0, source: counters.source) }
        }
        return counts.max { $0.value < $1.value }
    }
}

// MARK: - Processes and probes

extension HostFacts {
    /// The process that serves the port, where a text shows it.
    var pid: Int? {
        if let pid = listener?.value.owner?.pid { return pid }
        for table in evidence.socketTables {
            if let owner = table.value.owners.first { return owner.pid }
        }
        if let pid = descriptors?.value.pid { return pid }
        for limit in evidence.descriptorLimits {
            if case .process(let pid?) = limit.value.scope { return pid }
        }
        return nil
    }

    /// The port of Go's profiler, where a text shows it listening.
    var profilerPort: Int? {
        let ports = evidence.socketTables.flatMap { $0.value.listeners.map(\.port) }
        return ports.contains(6060) && port != 6060 ? 6060 : nil
    }

    /// Requests of somebody's to this program: to this machine itself, or to the port it serves.
    var ownProbes: [Figure<HTTPProbe>] { evidence.probes.filter { isOwn($0.value) } }

    /// Requests of somebody's to other services.
    var upstreamProbes: [Figure<HTTPProbe>] {
        evidence.probes.filter { $0.value.host != nil && !isOwn($0.value) }
    }

    private func isOwn(_ probe: HTTPProbe) -> Bool {
        if let port, let asked = probe.port { return asked == port }
        guard let host = probe.host else { return true }
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// A quick answer of this program, and one that was late or never came.
    var quickProbe: Figure<HTTPProbe>? {
        ownProbes.first { probe in
            !probe.value.isFailure && (probe.value.timing?.firstByte ?? .max) < 500_000
                && (probe.value.timing?.firstByte ?? 0) > 0
        }
    }

    var slowProbe: Figure<HTTPProbe>? {
        ownProbes.first { probe in
            probe.value.failure?.kind == .transferTimeout
                || (probe.value.timing?.firstByte ?? 0) >= 1_000_000
        }
    }

    /// A called service that took a second or more to answer somebody's request.
    var slowUpstreamProbe: Figure<HTTPProbe>? {
        upstreamProbes.first { probe in
            probe.value.failure?.kind == .transferTimeout
                || (probe.value.timing?.firstByte ?? 0) >= 1_000_000
        }
    }

    /// The limit of the client that somebody states.
    var clientLimit: Figure<Int>? { evidence.clientLimit }
}

// MARK: - Sockets

extension HostFacts {
    /// The service with most connections of a state out of this host, and how many.
    func busiestDestination(in state: TCPState) -> Figure<HostCount>? {
        let listed = evidence.socketTables.compactMap { table in
            table.value.destinations(in: state).first.map {
                Figure(value: $0, source: table.source)
            }
        }
        let counted = evidence.hostCounts.compactMap { list -> Figure<HostCount>? in
            guard list.value.state == state, list.value.hasPorts else { return nil }
            return list.value.hosts.first.map { Figure(value: $0, source: list.source) }
        }
        return (listed + counted).max { $0.value.count < $1.value.count }
    }

    /// Connections that came in and whose peers take in nothing: bytes wait to be sent.
    var stuffed: Figure<SocketGroup>? {
        groups { group in
            group.direction == .incoming && group.unsent > 0
                && (group.state == .established || group.state == .finWait1
                    || group.state == .closeWait)
                && (group.mostUnsent >= 16_384 || group.receiverLimited > 0)
        }
    }

    /// Connections to a service whose last bytes are sent again and again.
    var unheard: Figure<SocketGroup>? {
        groups { group in
            group.direction == .outgoing && group.state == .established && group.unsent > 0
                && group.retransmitting > 0
        }
    }

    /// Connections of all groups that are alike, added up.
    private func groups(where isMeant: (SocketGroup) -> Bool) -> Figure<SocketGroup>? {
        for table in evidence.socketTables {
            let alike = table.value.groups.filter(isMeant)
            guard var sum = alike.max(by: { $0.count < $1.count }) else { continue }
            sum.count = alike.reduce(0) { $0.saturatingSum($1.count) }
            sum.unsent = alike.reduce(0) { $0.saturatingSum($1.unsent) }
            sum.mostUnsent = alike.map(\.mostUnsent).max() ?? 0
            sum.receiverLimited = alike.reduce(0) { $0.saturatingSum($1.receiverLimited) }
            sum.retransmitting = alike.reduce(0) { $0.saturatingSum($1.retransmitting) }
            return Figure(value: sum, source: table.source)
        }
        return nil
    }

    /// Connections that are established and that nobody has accepted or read from.
    var waiting: Figure<Int>? {
        for table in evidence.socketTables where table.value.hasQueues && table.value.hasOwners {
            let groups = table.value.groups.filter { group in
                group.direction == .incoming && group.state == .established
                    && (port == nil || group.port == port)
            }
            let count = groups.reduce(0) { $0.saturatingSum(min($1.ownerless, $1.unread)) }
            if count > 0 { return Figure(value: count, source: table.source) }
        }
        return nil
    }

    /// Whether the sockets in CLOSE_WAIT are more than the process may have open: then it has not
    /// accepted them all.
    var pileIsAboveLimit: Bool {
        guard let pile, let soft = processLimit?.value.soft else { return false }
        return pile.count > soft
    }

    /// Whether anything shows that connections waited before they were accepted.
    var showsQueue: Bool {
        hasFullQueue || (overflows?.value ?? 0) > 0 || pile?.isUnread == true || waiting != nil
            || pileIsAboveLimit
    }

    /// That a list of all sockets shows next to none in CLOSE_WAIT, and none shows a pile.
    var noPile: Figure<SocketTable>? { pile == nil ? calm : nil }
}

extension SocketTable {
    /// Whether it lists or counts the connections of all states.
    var isWhole: Bool { scope == .all && !states.isEmpty && openConnections > 0 }
}

/// Sockets that their peers have closed and the server's process has not.
struct CloseWaitPile: Hashable, Sendable {
    var count: Int
    var established: Int?
    var source: EvidenceSource
    /// The peer with most of them, of how many, and where that is written.
    var peer: HostCount?
    var peerTotal = 0
    var peerSource: EvidenceSource?
    /// Those with a request that was never read, and those without a process; `nil` where the text
    /// does not show it.
    var unread: Int?
    var ownerless: Int?

    /// So many are no chance: a handler that ends closes its socket at once.
    private static let fewest = 5

    init?(_ evidence: HostEvidence, port: Int?) {
        let piles = evidence.socketTables.compactMap { Self.pile(of: $0, port: port) }
        let counted = evidence.hostCounts.filter { $0.value.state == .closeWait }
            .max { $0.value.total < $1.value.total }
        if let most = piles.max(by: { $0.count < $1.count }) {
            self = most
        } else if let counted {
            self.init(count: counted.value.total, established: nil, source: counted.source)
        } else {
            return nil
        }
        if peer == nil, let counted {
            peer = counted.value.hosts.first
            peerTotal = counted.value.total
            peerSource = counted.source
        }
        guard count >= Self.fewest else { return nil }
    }

    private init(count: Int, established: Int?, source: EvidenceSource) {
        self.count = count
        self.established = established
        self.source = source
    }

    private static func pile(of table: Figure<SocketTable>, port: Int?) -> CloseWaitPile? {
        let groups = table.value.groups.filter { $0.state == .closeWait }
        let meant = groups.filter {
            $0.direction == .incoming && (port == nil || $0.port == port)
        }
        let count =
            groups.isEmpty
            ? table.value.count(.closeWait)
            : meant.reduce(0) { $0.saturatingSum($1.count) }
        guard count > 0 else { return nil }
        var made = CloseWaitPile(
            count: count,
            established: table.value.scope == .all ? table.value.count(.established) : nil,
            source: table.source
        )
        if let top = table.value.peers(in: .closeWait, port: port).first {
            made.peer = top
            made.peerTotal = count
            made.peerSource = table.source
        }
        if !meant.isEmpty {
            if table.value.hasQueues {
                made.unread = meant.reduce(0) { $0.saturatingSum($1.unread) }
            }
            if table.value.hasOwners {
                made.ownerless = meant.reduce(0) { $0.saturatingSum($1.ownerless) }
            }
        }
        return made
    }

    /// Whether they are many, for themselves or beside those in use.
    var isLarge: Bool {
        count >= HostSnapshot.closeWaitPile
            || count >= 10 && (established.map { count * 2 >= $0 } ?? true)
    }

    /// Whether the text shows that a process holds nearly all of them and has read their requests.
    var isHeldByHandlers: Bool {
        guard let unread, unread * 5 <= count else { return false }
        return (ownerless ?? 0) * 5 <= count
    }

    /// Whether it shows that nobody has read the requests of many of them.
    var isUnread: Bool {
        max(unread ?? 0, ownerless ?? 0) * 2 >= count
    }

    /// Whether nearly all are of one peer.
    var isOfOnePeer: Bool { peer.map { $0.count * 10 >= peerTotal * 8 } ?? false }

    /// ` 88 sockets in CLOSE_WAIT beside 128 ESTABLISHED (host.txt:3)`.
    var statement: Phrase {
        let beside: Phrase = established.map { " beside \($0) ESTABLISHED" } ?? ""
        return
            "\(words: Wording.count(count, "socket")) in CLOSE_WAIT\(beside) (\(source.citation))"
    }
}

extension CloseWaitPile {
    /// Whether the peer of most of them is a host of the log, by its address or by the name that a
    /// cloud gives it.
    func isOf(_ host: String) -> Bool {
        guard let peer else { return false }
        return HostName.addressed(peer.host) == HostName.addressed(host)
    }
}

/// Names that are addresses in disguise.
enum HostName {
    /// `172.31.34.109` for `ip-172-31-34-109…`, and an address without its IPv4 mapping.
    static func addressed(_ name: String) -> String {
        let plain = name.hasPrefix("::ffff:") ? String(name.dropFirst(7)) : name
        guard plain.hasPrefix("ip-") else { return plain }
        let label = plain.dropFirst(3).prefix { $0 != "." }
        let parts = label.split(separator: "-", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return isAddress ? parts.joined(separator: ".") : plain
    }
}
