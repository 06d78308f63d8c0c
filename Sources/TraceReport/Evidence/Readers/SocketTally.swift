/// Adds sockets up to a table, in bounded memory.
struct SocketTally {
    /// One socket of a list.
    struct Row {
        var state: TCPState
        var local: HostAddress
        var peer: HostAddress
        var receiveQueue: Int?
        var sendQueue: Int?
        var owner: SocketOwner?
        var isRetransmitting = false
        /// Whether no process owns it, where the list says so; else an owner that is not shown counts.
        var isOwnerless: Bool?
    }

    private struct Key: Hashable {
        var direction: SocketGroup.Direction
        var port: Int
        var peer: String
        var state: TCPState
    }

    /// How many groups are held while reading, and how many are kept.
    private static let held = 8_192
    private static let kept = 512
    /// How many listeners, and how many processes, are kept.
    private static let listeners = 256
    private static let processes = 256

    private(set) var table: SocketTable
    private var groups: [Key: SocketGroup] = [:]
    private var owners: [Int: SocketOwner] = [:]
    private var ports: Set<Int> = []
    private var ownedPorts: Set<Int> = []
    private var latest: Key?

    init(tool: SocketTable.Tool) {
        table = SocketTable(tool: tool)
    }

    var isEmpty: Bool { table.states.isEmpty }

    /// Adds a socket.
    mutating func add(_ row: Row) {
        table.states.add(row.state)
        if row.receiveQueue != nil { table.hasQueues = true }
        if let owner = row.owner { add(owner) }
        if row.state == .listen {
            latest = nil
            addListener(row)
        } else {
            addConnection(row)
        }
    }

    /// Notes that what the latest socket may send is limited by its receiver.
    mutating func markReceiverLimited() {
        if let latest { groups[latest]?.receiverLimited += 1 }
    }

    /// Notes that the latest socket sends a segment again.
    mutating func markRetransmitting() {
        if let latest { groups[latest]?.retransmitting += 1 }
    }

    /// The table, its sockets without a state being in the one that is given.
    consuming func finish(scope: SocketTable.Scope, unstated: TCPState?) -> SocketTable {
        var made = table
        made.scope = scope
        let ranked = groups.values.map { group in
            var group = group
            if group.state == .unstated, let unstated { group.state = unstated }
            if !isOwnerKnown(group) { group.ownerless = 0 }
            return group
        }
        .sorted(by: SocketGroup.precedes)
        made.groups = Array(ranked.prefix(Self.kept))
        for group in ranked.dropFirst(Self.kept) {
            made.ungrouped = made.ungrouped.saturatingSum(group.count)
        }
        if let unstated {
            let count = made.states[.unstated]
            made.states[.unstated] = 0
            made.states.add(unstated, count)
        }
        made.owners = owners.values.sorted {
            $0.sockets == $1.sockets ? $0.pid < $1.pid : $0.sockets > $1.sockets
        }
        made.hasOwners = !ownedPorts.isEmpty
        return made
    }

    /// Whoever lists sockets without the right to see owners sees none: that of a socket is known to
    /// be none only where another of its port has one.
    private func isOwnerKnown(_ group: SocketGroup) -> Bool {
        group.direction == .incoming ? ownedPorts.contains(group.port) : !ownedPorts.isEmpty
    }

    private mutating func add(_ owner: SocketOwner) {
        if var known = owners[owner.pid] {
            known.sockets += 1
            known.highestDescriptor = [known.highestDescriptor, owner.highestDescriptor]
                .compactMap(\.self).max()
            owners[owner.pid] = known
        } else if owners.count < Self.processes {
            owners[owner.pid] = owner
        }
    }

    private mutating func addListener(_ row: Row) {
        guard let port = row.local.port else { return }
        ports.insert(port)
        if row.owner != nil { ownedPorts.insert(port) }
        guard table.listeners.count < Self.listeners else { return }
        let hasBacklog = table.tool == .ss
        table.listeners.append(
            Listener(
                address: row.local.host,
                port: port,
                queued: row.receiveQueue,
                backlog: hasBacklog ? row.sendQueue : nil,
                owner: row.owner
            )
        )
    }

    private mutating func addConnection(_ row: Row) {
        let key = key(of: row)
        latest = key
        var group =
            groups[key]
            ?? SocketGroup(
                direction: key.direction,
                port: key.port,
                peer: key.peer,
                state: key.state
            )
        guard group.count > 0 || groups.count < Self.held else {
            latest = nil
            table.ungrouped = table.ungrouped.saturatingSum(1)
            return
        }
        group.count += 1
        if let queue = row.receiveQueue, queue > 1 { group.unread += 1 }
        if let queue = row.sendQueue, queue > 0 {
            group.unsent += 1
            group.mostUnsent = max(group.mostUnsent, queue)
        }
        if row.isRetransmitting { group.retransmitting += 1 }
        if row.isOwnerless ?? (row.owner == nil) { group.ownerless += 1 }
        let isOwned = row.owner != nil || row.isOwnerless == false
        if isOwned, key.direction == .incoming { ownedPorts.insert(key.port) }
        groups[key] = group
    }

    /// The service is the end whose port is known to be listened on, else the one with the lower
    /// port: ports that connections go out from are high.
    private func key(of row: Row) -> Key {
        let (local, peer) = (row.local.port ?? 0, row.peer.port ?? 0)
        let isIncoming =
            ports.contains(local) || !ports.contains(peer) && (local <= peer || peer == 0)
        return Key(
            direction: isIncoming ? .incoming : .outgoing,
            port: isIncoming ? local : peer,
            peer: row.peer.host,
            state: row.state
        )
    }
}

extension SocketGroup {
    /// The most frequent first; of equally frequent ones in the order of what they are.
    fileprivate static func precedes(_ left: SocketGroup, _ right: SocketGroup) -> Bool {
        if left.count != right.count { return left.count > right.count }
        if left.port != right.port { return left.port < right.port }
        if left.peer != right.peer { return left.peer < right.peer }
        if left.state != right.state { return left.state.rawValue < right.state.rawValue }
        return left.direction.rawValue < right.direction.rawValue
    }
}
