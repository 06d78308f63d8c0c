/// Counters of the kernel's network code in their four forms.
///
///     TcpExtListenOverflows           562                0.0      (nstat)
///     TcpExt: SyncookiesSent … ListenOverflows …                  (/proc/net/netstat, /proc/net/snmp)
///     TcpExt: 0 … 562 …
///         792 times the listen queue of a socket overflowed       (netstat -s)
///         0 listen queue overflows                                (netstat -s, macOS)
struct CounterForm: HostTextForm {
    private var counts: [String: Int] = [:]
    private var isDelta = false
    /// The names of a pair of lines whose figures are still to come.
    private var names: (prefix: HostText, columns: [HostText])?

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard line.count < 16_384 else { return nil }
        var made = Self()
        // Without `-a` it prints what has come since it was last called.
        made.isDelta =
            desk.command.map { command in
                command.tool == .nstat
                    && !command.words.contains {
                        $0.starts("-") && $0.bytes.contains(UInt8(ascii: "a"))
                    }
            } ?? false
        if line.starts("#kernel") || line.starts("#nstat")
            || line.starts("#") && line.contains(".nstat")
        {
            return made
        }
        let isPair = line.starts("TcpExt: ") || line.starts("Tcp: ") || line.starts("IpExt: ")
        guard isPair || desk.admits([.nstat, .netstat, .cat]) else { return nil }
        guard made.take(line, &desk), isPair || !made.counts.isEmpty else { return nil }
        return made
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 16_384, let first = line.first else { return false }
        if first.isLetter {
            return takePair(line, &desk) || takeNamed(line, &desk) || Self.isHeading(line)
        }
        return first.isBlank && takePhrase(line, &desk)
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        counts.isEmpty ? [] : [.counters(KernelCounters(counts: counts, isDelta: isDelta))]
    }

    /// The counters that a diagnosis can use.
    private static let known: Set<String> = [
        "ListenOverflows", "ListenDrops", "TCPAbortOnData", "TCPAbortOnClose", "TCPAbortOnMemory",
        "TCPAbortOnTimeout", "TCPTimeouts", "TCPMemoryPressures", "TCPReqQFullDrop",
        "TCPReqQFullDoCookies", "SyncookiesSent", "TCPSynRetrans", "TCPBacklogDrop",
        "ActiveOpens", "PassiveOpens", "AttemptFails", "EstabResets", "CurrEstab", "RetransSegs",
        "OutRsts", "InSegs", "OutSegs",
    ]

    private mutating func set(_ name: String, _ figure: HostText, _ desk: inout ReadingDesk) {
        guard Self.known.contains(name), let count = desk.number(figure) else { return }
        counts[name] = count
    }

    // `TcpExtListenOverflows           562                0.0`
    private mutating func takeNamed(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 4)
        guard (2...3).contains(fields.count), fields[1].isDigits, fields[0].count < 48 else {
            return false
        }
        guard
            fields[0].starts("Tcp") || fields[0].starts("Ip") || fields[0].starts("Udp")
                || fields[0].starts("Icmp") || fields[0].starts("MPTcp")
        else { return false }
        let name = fields[0].dropFirst(fields[0].starts("TcpExt") ? 6 : 3)
        if fields[0].starts("Tcp") { set(name.string(clippedTo: 48), fields[1], &desk) }
        return true
    }

    // `TcpExt: names`, then `TcpExt: figures`
    private mutating func takePair(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard let colon = line.range(of: ": "), colon.lowerBound - line.bytes.startIndex < 12 else {
            return false
        }
        let prefix = HostText(line.bytes[..<colon.lowerBound])
        guard
            ["Tcp", "TcpExt", "Ip", "IpExt", "Icmp", "IcmpMsg", "Udp", "UdpLite", "MPTcpExt"]
                .contains(prefix.string())
        else { return false }
        let columns = line.from(colon.upperBound).fields(atMost: 400)
        guard let first = columns.first else { return true }
        guard let names, names.prefix.bytes == prefix.bytes, !first.isLetterFirst else {
            names = (prefix, columns)
            return first.isLetterFirst
        }
        self.names = nil
        guard prefix.starts("Tcp") else { return true }
        for (name, figure) in zip(names.columns, columns) {
            set(name.string(clippedTo: 48), figure, &desk)
        }
        return true
    }

    /// What `netstat -s` prints, and the counter that it means.
    private static let phrases: [(StaticString, String)] = [
        ("times the listen queue of a socket overflowed", "ListenOverflows"),
        ("SYNs to LISTEN sockets", "ListenDrops"),
        ("listen queue overflow", "ListenOverflows"),
        ("connections reset due to unexpected data", "TCPAbortOnData"),
        ("connections reset due to early user close", "TCPAbortOnClose"),
        ("connections aborted due to timeout", "TCPAbortOnTimeout"),
        ("connections aborted due to memory pressure", "TCPAbortOnMemory"),
        ("other TCP timeouts", "TCPTimeouts"),
        ("times TCP ran low on memory", "TCPMemoryPressures"),
        ("SYN cookies sent", "SyncookiesSent"),
        ("active connection", "ActiveOpens"),
        ("passive connection", "PassiveOpens"),
        ("failed connection attempts", "AttemptFails"),
        ("connection resets received", "EstabResets"),
        ("connections established", "CurrEstab"),
        ("segments retrans", "RetransSegs"),
        ("resets sent", "OutRsts"),
    ]

    private mutating func takePhrase(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let text = line.trimmed
        let figure = HostText(text.bytes.prefix(while: \.isDigit))
        guard text.count < 120 else { return false }
        if figure.isEmpty {
            // `TCPTimeouts: 12`
            let parts = text.split(UInt8(ascii: ":"), atMost: 2)
            guard parts.count == 2, parts[1].trimmed.isDigits else { return !counts.isEmpty }
            set(parts[0].string(clippedTo: 48), parts[1].trimmed, &desk)
            return true
        }
        let words = text.dropFirst(figure.count).trimmed
        guard let phrase = Self.phrases.first(where: { words.starts($0.0) }) else {
            return !counts.isEmpty && (words.first?.isLetter ?? false)
                && words.fields(atMost: 3).count > 1
        }
        set(phrase.1, figure, &desk)
        return true
    }

    /// `Tcp:`, `TcpExt:`, `tcp:` above the figures of netstat -s.
    private static func isHeading(_ line: HostText) -> Bool {
        line.trimmed.last == UInt8(ascii: ":") && line.count < 20
    }
}

extension HostText {
    fileprivate var isLetterFirst: Bool { first?.isLetter ?? false }
}
