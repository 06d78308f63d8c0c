/// One row of the lists of `netstat` and `ss`.
struct SocketRow {
    var isNetstat = false
    /// `nil` where the row is of a socket that is not TCP's.
    var socket: SocketTally.Row?
    /// The queue that `netstat -L` prints of a listener.
    var queue: SocketTally.Row?

    /// Reads a row; `dropsState` where no column shows the state.
    init?(_ line: HostText, dropsState: Bool, _ desk: inout ReadingDesk) {
        guard let first = line.first, first.isLetter || first.isDigit || first.isBlank else {
            return nil
        }
        let fields = line.fields(atMost: 16)
        guard fields.count >= 3 else { return nil }
        if Self.isTCP(fields[0]) {
            isNetstat = true
            guard takeNetstat(fields, line, &desk) else { return nil }
        } else if let state = TCPState(fields[0]), fields.count >= 5 {
            guard takeQueues(fields[1...], state: state, line, &desk) else { return nil }
        } else if dropsState, fields.count >= 4 {
            guard takeQueues(fields[...], state: .unstated, line, &desk) else { return nil }
        } else {
            return nil
        }
    }

    /// Whether a row is of another kind of socket, or a line between two parts of a list.
    static func isOther(_ line: HostText) -> Bool {
        line.starts("udp") || line.starts("raw") || line.starts("u_str") || line.starts("nl ")
            || line.starts("Active Internet") || line.starts("UNCONN") || line.starts("icmp")
            || line.starts("(Not all processes") || line.starts(" will not be shown")
    }

    private static func isTCP(_ text: HostText) -> Bool {
        guard text.count <= 5 else { return false }
        let name = text.lowercased()
        return name.same("tcp") || name.same("tcp4") || name.same("tcp6") || name.same("tcp46")
            || name.same("tcp64")
    }

    private mutating func takeNetstat(
        _ fields: [HostText],
        _ line: HostText,
        _ desk: inout ReadingDesk
    ) -> Bool {
        // ss -tu: `tcp ESTAB 0 0 …`
        if let state = TCPState(fields[1]) {
            isNetstat = false
            return takeQueues(fields[2...], state: state, line, &desk)
        }
        if fields[1].isDigits {
            guard fields.count >= 5 else { return false }
            let state = fields.count > 5 ? TCPState(fields[5]) : nil
            return takeQueues(fields[1...], state: state ?? .unstated, line, &desk)
        }
        if takeQueueColumn(fields) { return true }
        return takeWindows(fields)
    }

    // `tcp4  0/0/128  *.8080`
    private mutating func takeQueueColumn(_ fields: [HostText]) -> Bool {
        let parts = fields[1].split(UInt8(ascii: "/"), atMost: 4)
        guard parts.count == 3, let queued = parts[0].number, let local = HostAddress(fields[2]),
            let peer = HostAddress(HostText("*:*"))
        else { return false }
        queue = SocketTally.Row(state: .listen, local: local, peer: peer, receiveQueue: queued)
        return true
    }

    // `TCP  10.0.0.1:80  10.0.0.2:50000  ESTABLISHED  1234`
    private mutating func takeWindows(_ fields: [HostText]) -> Bool {
        guard fields.count >= 4, let state = TCPState(fields[3]),
            let local = HostAddress(fields[1]), let peer = HostAddress(fields[2])
        else { return false }
        let owner =
            fields.count > 4
            ? fields[4].number.map { SocketOwner(process: "", pid: $0) } : nil
        socket = SocketTally.Row(state: state, local: local, peer: peer, owner: owner)
        return true
    }

    // `Recv-Q Send-Q Local Peer …`
    private mutating func takeQueues(
        _ fields: ArraySlice<HostText>,
        state: TCPState,
        _ line: HostText,
        _ desk: inout ReadingDesk
    ) -> Bool {
        let start = fields.startIndex
        guard fields.count >= 4, fields[start].isDigits, fields[start + 1].isDigits,
            let local = HostAddress(fields[start + 2]), let peer = HostAddress(fields[start + 3])
        else { return false }
        var row = SocketTally.Row(state: state, local: local, peer: peer)
        row.receiveQueue = desk.number(fields[start])
        row.sendQueue = desk.number(fields[start + 1])
        row.owner = isNetstat ? Self.program(fields[(start + 4)...]) : Self.user(line)
        row.isRetransmitting = Self.isRetransmitting(line)
        socket = row
        return true
    }

    // `users:(("api",pid=11033,fd=3))`
    private static func user(_ line: HostText) -> SocketOwner? {
        guard let users = line.range(of: "users:((") else { return nil }
        let parts = line.from(users.upperBound).split(UInt8(ascii: ","), atMost: 4)
        guard parts.count >= 3, parts[1].starts("pid="),
            let pid = parts[1].dropFirst(4).number
        else { return nil }
        let digits = HostText(parts[2].dropFirst(3).bytes.prefix(while: \.isDigit))
        return SocketOwner(
            process: parts[0].trimmed { $0 == UInt8(ascii: "\"") }.string(clippedTo: 64),
            pid: pid,
            highestDescriptor: digits.number
        )
    }

    /// `11033/api`; `-` where there is none.
    private static func program(_ fields: ArraySlice<HostText>) -> SocketOwner? {
        for field in fields {
            let parts = field.split(UInt8(ascii: "/"), atMost: 2)
            if parts.count == 2, let pid = parts[0].number, !parts[1].isEmpty {
                return SocketOwner(process: parts[1].string(clippedTo: 64), pid: pid)
            }
        }
        return nil
    }

    /// `timer:(on,1.200ms,3)` of ss, `on (1.20/3/0)` of netstat: sent again three times.
    private static func isRetransmitting(_ line: HostText) -> Bool {
        if let timer = line.range(of: "timer:(on,") {
            let rest = line.from(timer.upperBound)
            guard let comma = rest.range(of: ",") else { return false }
            let digits = rest.from(comma.upperBound).bytes.prefix(while: \.isDigit)
            return (HostText(digits).number ?? 0) > 0
        }
        if let timer = line.range(of: " on (") {
            let parts = line.from(timer.upperBound).split(UInt8(ascii: "/"), atMost: 3)
            return parts.count == 3 && (parts[1].number ?? 0) > 0
        }
        return false
    }
}
