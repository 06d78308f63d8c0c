/// Connections counted by state.
///
///     CLOSE_WAIT 1020          (awk '{++S[$NF]} …')
///        1020 CLOSE-WAIT       (sort | uniq -c)
struct StateCountForm: HostTextForm {
    private var states = StateCounts()

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard desk.admits([.netstat, .ss, .cat]), line.count < 80 else { return nil }
        var made = Self()
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 3)
        guard fields.count == 2 else { return false }
        for (name, figure) in [(fields[0], fields[1]), (fields[1], fields[0])] {
            guard figure.isDigits else { continue }
            if let state = TCPState(name) {
                if let count = desk.number(figure) { states.add(state, count) }
                return true
            }
            // The words of headers that were counted along.
            if !states.isEmpty || desk.command != nil, Self.isHeaderWord(name) { return true }
        }
        return false
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        guard !states.isEmpty else { return [] }
        let filter = desk.command?.stateFilter
        let scope: SocketTable.Scope =
            if let filter { .only(filter) } else {
                desk.command?.isFiltered ?? false ? .filtered : .all
            }
        return [.sockets(SocketTable(tool: .counts, scope: scope, states: states))]
    }

    private static func isHeaderWord(_ text: HostText) -> Bool {
        ["State", "established)", "servers)", "Foreign", "Address", "UNCONN", "Recv-Q"]
            .contains(text.string(clippedTo: 16))
    }
}

/// Hosts counted with `uniq -c`.
///
///        1382 ip-172-31-34-109
///         181 10.20.3.7:8545
struct HostCountForm: HostTextForm {
    private var counts: [String: Int] = [:]
    private var hasPorts = false
    private var others = 0

    /// How many hosts are held, and how many are kept.
    private static let held = 8_192
    private static let kept = 256

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard desk.admits([.netstat, .ss, .cat, .lsof]), line.count < 300 else { return nil }
        var made = Self()
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 3)
        guard fields.count == 2, fields[0].isDigits,
            let name = name(of: fields[1], isCounted: desk.command?.isPiped(to: "uniq") ?? false)
        else { return false }
        guard let count = desk.number(fields[0]) else { return true }
        if counts[name] != nil || counts.count < Self.held {
            counts[name] = (counts[name] ?? 0).saturatingSum(count)
        } else {
            others = others.saturatingSum(count)
        }
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        let ranked = HostCount.ranked(counts)
        guard !ranked.isEmpty else { return [] }
        var made = HostCounts(hosts: Array(ranked.prefix(Self.kept)), hasPorts: hasPorts)
        made.state = desk.command?.stateFilter
        made.others = ranked.dropFirst(Self.kept).reduce(others) { $0.saturatingSum($1.count) }
        return [.hostCounts(made)]
    }

    /// The host's name here, or `nil` where the word is none: without `uniq -c` before it only an
    /// address is told from other words.
    private mutating func name(of text: HostText, isCounted: Bool) -> String? {
        let host = HostAddress.canonical(text)
        if IPAddress(host) != nil || host == "*" { return host }
        if let end = HostAddress(text), let port = end.port, IPAddress(end.host) != nil {
            hasPorts = true
            let isIPv6 = end.host.utf8.contains(UInt8(ascii: ":"))
            return isIPv6 ? "[\(end.host)]:\(port)" : "\(end.host):\(port)"
        }
        guard isCounted, let first = text.first, first.isLetter, TCPState(text) == nil,
            text.bytes.allSatisfy({ $0.isLetter || $0.isDigit || ".-_".utf8.contains($0) })
        else { return nil }
        return host
    }
}
