/// The sockets that a tool listed, added up.
struct SocketTable: Hashable, Sendable {
    /// Who listed them.
    enum Tool: String, Hashable, Sendable {
        case netstat, ss, lsof, procNetTCP, counts, collect
    }

    /// Which of the host's sockets were listed.
    enum Scope: Hashable, Sendable {
        /// All of them; `netstat -n` leaves out those that listen.
        case all
        /// Those in one state: what is not listed may be there all the same.
        case only(TCPState)
        /// Those that listen.
        case listeners
        /// Those that a filter let through: of one process, one port, of a cut list.
        case filtered
    }

    var tool: Tool
    var scope = Scope.all
    var states = StateCounts()
    /// Connections by service, peer and state, the most frequent first.
    var groups: [SocketGroup] = []
    /// Connections whose group was not kept.
    var ungrouped = 0
    var listeners: [Listener] = []
    /// Whether the text shows the queues of each socket.
    var hasQueues = false
    /// Whether the text shows which process owns a socket.
    var hasOwners = false
    /// Whether the text shows the timers of each socket.
    var hasTimers = false
    /// The processes that own them, the one with most first.
    var owners: [SocketOwner] = []

    /// How many connections are in a state.
    func count(_ state: TCPState) -> Int { states[state] }

    /// Connections that are neither listening sockets nor remembered ends (`TIME_WAIT`).
    var openConnections: Int {
        states.total - states[.listen] - states[.timeWait]
    }

    /// The peers that have connections in a state, with one port of this host or with any, the one
    /// with most first.
    func peers(in state: TCPState, port: Int? = nil) -> [HostCount] {
        var counts: [String: Int] = [:]
        for group in groups where group.state == state && group.direction == .incoming {
            guard port == nil || group.port == port else { continue }
            counts[group.peer, default: 0] = (counts[group.peer] ?? 0).saturatingSum(group.count)
        }
        return HostCount.ranked(counts)
    }

    /// The services that this host has connections to in a state, `host:port`, the one with most first.
    func destinations(in state: TCPState) -> [HostCount] {
        var counts: [String: Int] = [:]
        for group in groups where group.state == state && group.direction == .outgoing {
            let host = group.peer.utf8.contains(UInt8(ascii: ":")) ? "[\(group.peer)]" : group.peer
            let name = "\(host):\(group.port)"
            counts[name] = (counts[name] ?? 0).saturatingSum(group.count)
        }
        return HostCount.ranked(counts)
    }

    /// The ports of this host that have connections in a state, the one with most first.
    func ports(in state: TCPState) -> [(port: Int, count: Int)] {
        var counts: [Int: Int] = [:]
        for group in groups where group.state == state && group.direction == .incoming {
            counts[group.port] = (counts[group.port] ?? 0).saturatingSum(group.count)
        }
        return counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .map { ($0.key, $0.value) }
    }

    /// The same sockets, those whose state is not shown being in the one that is given.
    func named(_ state: TCPState) -> SocketTable {
        var made = self
        made.scope = .only(state)
        made.states[.unstated] = 0
        made.states.add(state, count(.unstated))
        made.groups = groups.map { group in
            var group = group
            if group.state == .unstated { group.state = state }
            return group
        }
        return made
    }

    /// The sum of one of the groups' figures over those in a state.
    func sum(_ figure: KeyPath<SocketGroup, Int>, in state: TCPState) -> Int {
        groups.reduce(0) { $1.state == state ? $0.saturatingSum($1[keyPath: figure]) : $0 }
    }
}

/// Connections of one service with one peer in one state.
struct SocketGroup: Hashable, Sendable {
    /// Who opened a connection, told by which end has the port of a service.
    enum Direction: String, Hashable, Sendable {
        case incoming, outgoing
    }

    var direction: Direction
    /// The service's port: of this host where the connections came in, of the peer where they went
    /// out.
    var port: Int
    /// The peer's address, or its name where the tool printed names.
    var peer: String
    var state: TCPState
    var count = 0
    /// Those with a request that the program has not read: more than one byte waits, the one being
    /// the peer's FIN.
    var unread = 0
    /// Those with bytes that the peer has not acknowledged.
    var unsent = 0
    /// The most bytes that one of them could not send.
    var mostUnsent = 0
    /// Those that no process owns: still in the accept queue, or closed by the process.
    var ownerless = 0
    /// Those whose last segment is being sent again.
    var retransmitting = 0
    /// Those whose receiver lets nothing more be sent (`ss -i`: `rwnd_limited`).
    var receiverLimited = 0
}

/// A socket that listens.
struct Listener: Hashable, Sendable {
    /// The address, `*` for all.
    var address: String
    var port: Int
    /// Connections that wait to be accepted; `nil` where the tool does not say.
    var queued: Int?
    /// How many may wait; the kernel lets one more in.
    var backlog: Int?
    var owner: SocketOwner?

    /// Whether no further connection has room.
    var isFull: Bool {
        guard let queued, let backlog else { return false }
        return queued > 0 && queued >= backlog
    }
}

/// A process and how many sockets it owns.
struct SocketOwner: Hashable, Sendable {
    var process: String
    var pid: Int
    var sockets = 1
    /// The highest descriptor of a socket.
    var highestDescriptor: Int?
}

/// A host and how often it stands somewhere.
struct HostCount: Hashable, Sendable {
    var host: String
    var count: Int

    /// The most frequent first; of equally frequent ones the one whose name comes first.
    static func ranked(_ counts: [String: Int]) -> [HostCount] {
        counts.map { HostCount(host: $0.key, count: $0.value) }
            .sorted { $0.count == $1.count ? $0.host < $1.host : $0.count > $1.count }
    }
}

/// A list of hosts that somebody counted with `uniq -c`.
struct HostCounts: Hashable, Sendable {
    /// The most frequent first.
    var hosts: [HostCount]
    /// Whether the hosts are peers with the port of a service, `10.20.3.7:8545`.
    var hasPorts = false
    /// The state that the list was filtered by, where the command shows it.
    var state: TCPState?
    /// Those of hosts that were not kept.
    var others = 0

    /// All that was counted.
    var total: Int { hosts.reduce(others) { $0.saturatingSum($1.count) } }
}
