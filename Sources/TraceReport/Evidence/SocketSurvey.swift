/// Adds up the sockets that `/proc/net/tcp` lists, and says them as `tracelens collect` writes them.
///
/// ``SnapshotForm`` reads it back. Its length is bounded however many sockets there are.
package struct SocketSurvey: Sendable {
    private var tally = SocketTally(tool: .collect)

    /// So many groups are written; the rest is added up by state.
    private static let rows = 200

    /// Nothing listed.
    package init() {}

    /// One socket of a list.
    package struct Socket: Sendable {
        fileprivate var row: SocketTally.Row
        /// The socket's number, by which a process's descriptors name it; 0 where it has none.
        package let inode: Int

        /// The socket of a row of `/proc/net/tcp` or `/proc/net/tcp6`, or `nil`.
        package init?(row line: ArraySlice<UInt8>) {
            let fields = HostText(line).fields(atMost: 12)
            guard fields.count >= 10, fields[0].last == UInt8(ascii: ":"),
                let socket = HexSocket(fields)
            else { return nil }
            row = socket.socket
            inode = socket.inode
        }

        /// The port that it listens on, or `nil`.
        package var listeningPort: Int? { row.state == .listen ? row.local.port : nil }
    }

    /// Adds a socket and the process that owns it, where that is known.
    package mutating func add(_ socket: Socket, process: String? = nil, pid: Int? = nil) {
        var row = socket.row
        if let pid { row.owner = SocketOwner(process: process ?? "", pid: pid) }
        tally.add(row)
    }

    /// The tables of connections and of listeners.
    package var text: String {
        let table = tally.finish(scope: .all, unstated: nil)
        return Self.connections(table) + "\n" + Self.listeners(table)
    }

    private static func connections(_ table: SocketTable) -> String {
        var lines = [
            "State       Sockets Way Port  Peer                     Unread Unsent Resent Ownerless"
        ]
        var rest = table.states
        rest[.listen] = 0
        for group in table.groups.prefix(rows) {
            rest[group.state] -= group.count
            let way = group.direction == .incoming ? "in" : "out"
            let figures = [group.unread, group.unsent, group.retransmitting, group.ownerless]
            lines.append(
                [
                    padded(group.state.rawValue, 11), aligned(group.count, 7), padded(way, 3),
                    padded("\(group.port)", 5), padded(group.peer, 24),
                    zip(figures, [6, 6, 6, 9]).map(aligned).joined(separator: " "),
                ].joined(separator: " ")
            )
        }
        for (state, count) in rest.ranked where count > 0 {
            lines.append(
                "\(padded(state.rawValue, 11)) \(aligned(count, 7)) -   0     - 0 0 0 0"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func listeners(_ table: SocketTable) -> String {
        var lines = ["Listener                 Queued Owner"]
        for listener in table.listeners {
            let isIPv6 = listener.address.utf8.contains(UInt8(ascii: ":"))
            let address = isIPv6 ? "[\(listener.address)]" : listener.address
            let owner = listener.owner.map { "\($0.pid)/\($0.process)" } ?? "-"
            lines.append(
                "\(padded("\(address):\(listener.port)", 24)) \(aligned(listener.queued ?? 0, 6)) \(owner)"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func aligned(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }
}
