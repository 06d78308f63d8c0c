/// The tables that `tracelens collect` makes of what is too long to be copied.
///
///     State       Sockets Way Port Peer           Unread Unsent Resent Ownerless
///     CLOSE_WAIT       50 in  9093 127.0.0.1           0      0      0         0
///
///     Listener               Queued Owner
///     *:9093                      0 2105/api
///
///     Process 2105 (api) has 57 descriptors open, the highest 60, 53 of sockets, 0 closed but open.
///
///     Not read: /proc/1/fd: Permission denied
struct SnapshotForm: HostTextForm {
    private var table = SocketTable(tool: .collect)
    private var part = Part.none
    private var made: [HostReading.Value] = []

    private enum Part { case none, groups, listeners }

    private static let kept = 1_024

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard !desk.isLog, line.count < 300 else { return nil }
        var made = Self()
        return made.takeHead(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 400 else { return false }
        if line.isEmpty { return true }
        return switch part {
        case .none: takeHead(line, &desk)
        case .groups: takeGroup(line, &desk) || takeHead(line, &desk)
        case .listeners: takeListener(line, &desk) || takeHead(line, &desk)
        }
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        var values = made
        if part != .none {
            table.hasQueues = true
            table.hasOwners = true
            let isOfProcess = desk.command?.has("of process") ?? false
            table.scope = isOfProcess ? .filtered : .all
            values.insert(.sockets(table), at: 0)
        }
        return values
    }

    private mutating func takeHead(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        if line.starts("State "), line.contains(" Sockets Way ") {
            part = .groups
            return true
        }
        if line.starts("Listener "), line.contains(" Queued Owner") {
            part = .listeners
            return true
        }
        if line.starts("Not read: ") {
            if made.count < Self.kept { made.append(.denied(line.dropFirst(10).string())) }
            return true
        }
        return takeProcess(line, &desk)
    }

    private mutating func takeGroup(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 10)
        guard fields.count == 9, let state = TCPState(fields[0]), let count = desk.number(fields[1])
        else { return false }
        table.states.add(state, count)
        guard table.groups.count < Self.kept, let port = desk.number(fields[3]), port <= 65535
        else {
            return true
        }
        guard !fields[4].same("-") else {
            table.ungrouped = table.ungrouped.saturatingSum(count)
            return true
        }
        table.groups.append(
            SocketGroup(
                direction: fields[2].same("out") ? .outgoing : .incoming,
                port: port,
                peer: HostAddress.canonical(fields[4]),
                state: state,
                count: count,
                unread: desk.number(fields[5]) ?? 0,
                unsent: desk.number(fields[6]) ?? 0,
                ownerless: desk.number(fields[8]) ?? 0,
                retransmitting: desk.number(fields[7]) ?? 0
            )
        )
        return true
    }

    private mutating func takeListener(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 4)
        guard fields.count == 3, let end = HostAddress(fields[0]), let port = end.port,
            fields[1].isDigits
        else { return false }
        table.states.add(.listen)
        let owner = fields[2].split(UInt8(ascii: "/"), atMost: 2)
        guard table.listeners.count < Self.kept else { return true }
        table.listeners.append(
            Listener(
                address: end.host,
                port: port,
                queued: desk.number(fields[1]),
                owner: owner.count == 2
                    ? owner[0].number.map {
                        SocketOwner(process: owner[1].string(clippedTo: 64), pid: $0)
                    } : nil
            )
        )
        return true
    }

    // `Process 2105 (api) has 57 descriptors open, the highest 60, 53 of sockets, 0 closed but open.`
    private mutating func takeProcess(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.starts("Process "), let open = line.range(of: " ("),
            let close = line.range(of: ") has ", from: open.upperBound),
            let pid = line[line.bytes.startIndex + 8..<open.lowerBound].number
        else { return false }
        let figures = line.from(close.upperBound).fields(atMost: 20).compactMap { field in
            field.trimmed { $0 == UInt8(ascii: ",") }.number
        }
        guard figures.count == 4, made.count < Self.kept else { return false }
        made.append(
            .descriptors(
                DescriptorUse(
                    process: line[open.upperBound..<close.lowerBound].string(clippedTo: 64),
                    pid: pid,
                    open: figures[0],
                    highest: figures[1],
                    sockets: figures[2],
                    closedButOpen: figures[3]
                )
            )
        )
        return true
    }
}
