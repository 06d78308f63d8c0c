/// The lists of `netstat` and `ss`, with their header or without.
///
///     netstat  Proto Recv-Q Send-Q Local Foreign [State] [User Inode] [PID/Program] [Timer]
///     macOS    tcp4  0      0      10.0.0.1.80  10.0.0.2.50000  ESTABLISHED
///     macOS    tcp4  0/0/128       *.8080                        (netstat -L: queued/…/backlog)
///     Windows  TCP   10.0.0.1:80   10.0.0.2:50000  ESTABLISHED  [PID]
///     ss       [Netid] State Recv-Q Send-Q Local:Port Peer:Port [users:((…))] [timer:(…)]
///     ss state X      Recv-Q Send-Q Local:Port Peer:Port …     (the column of the state is dropped)
struct SocketListForm: HostTextForm {
    private var tally: SocketTally
    private var hasHeader: Bool
    /// Whether the header says that no column shows the state.
    private var dropsState: Bool
    private var rows = 0

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard let first = line.first, first.isLetter || first.isDigit || first.isBlank else {
            return nil
        }
        if isHeader(line) {
            let name = line.fields(atMost: 1)[0]
            return Self(
                tally: SocketTally(tool: name.same("Proto") ? .netstat : .ss),
                hasHeader: true,
                dropsState: name.same("Recv-Q")
            )
        }
        guard desk.admits([.netstat, .ss, .cat]) else { return nil }
        let dropsState = desk.command?.tool == .ss && desk.command?.stateFilter != nil
        guard let row = SocketRow(line, dropsState: dropsState, &desk) else { return nil }
        var made = Self(
            tally: SocketTally(tool: row.isNetstat ? .netstat : .ss),
            hasHeader: false,
            dropsState: dropsState
        )
        made.add(row)
        return made
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        if line.first?.isBlank ?? false, rows > 0, tally.table.tool == .ss, takeDetails(line) {
            return true
        }
        if let row = SocketRow(line, dropsState: dropsState, &desk) {
            add(row)
            return true
        }
        return rows == 0 && Self.isHeader(line) || SocketRow.isOther(line)
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        guard rows > 0 || hasHeader else { return [] }
        let filter = desk.command?.stateFilter
        let scope = scope(desk.command, filter: filter)
        let table = tally.finish(scope: scope, unstated: filter)
        // Descriptors of sockets show how many the process has open, at the least.
        let owner = table.owners.first { $0.highestDescriptor != nil }
        let use = owner.map { owner in
            DescriptorUse(
                process: owner.process,
                pid: owner.pid,
                highest: owner.highestDescriptor,
                sockets: owner.sockets,
                isPart: true
            )
        }
        return [.sockets(table)] + (use.map { [.descriptors($0)] } ?? [])
    }

    private static func isHeader(_ line: HostText) -> Bool {
        line.count < 4096 && line.contains("Recv-Q") && line.contains("Send-Q")
            && line.contains("Local")
    }

    private mutating func add(_ row: SocketRow) {
        rows += 1
        if let socket = row.socket { tally.add(socket) }
        if let listener = row.queue { tally.add(listener) }
    }

    /// The second line that `ss -i` prints of a socket.
    private mutating func takeDetails(_ line: HostText) -> Bool {
        guard line.contains(":") else { return false }
        if line.contains("rwnd_limited:") { tally.markReceiverLimited() }
        if let retransmissions = line.range(of: " retrans:") {
            let digits = line.from(retransmissions.upperBound).bytes.prefix(while: \.isDigit)
            if let waiting = HostText(digits).number, waiting > 0 { tally.markRetransmitting() }
        }
        return true
    }

    private func scope(_ command: ShellCommand?, filter: TCPState?) -> SocketTable.Scope {
        if let filter { return .only(filter) }
        let states = tally.table.states
        let isOneState = states.ranked.count == 1
        if command?.listsListeners ?? false { return .listeners }
        if isOneState, states[.listen] > 0 { return .listeners }
        if isOneState, states[.unstated] > 0 { return .only(.unstated) }
        if command?.isCut ?? false || command?.isFiltered ?? false { return .filtered }
        if !hasHeader, command == nil, isOneState, let only = states.ranked.first {
            return .only(only.state)
        }
        return .all
    }
}
