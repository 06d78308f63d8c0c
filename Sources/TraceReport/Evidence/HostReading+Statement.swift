import TraceParse

/// What a reading says, in one line for people.
extension HostReading {
    /// The reading in words, without a full stop and without its source.
    var statement: Phrase {
        switch value {
        case .sockets(let table): table.statement
        case .socketSummary(let summary): summary.statement
        case .socketMemory(let memory): memory.statement
        case .hostCounts(let counts): counts.statement
        case .descriptorLimit(let limit): limit.statement
        case .descriptors(let use): use.statement
        case .openFileLines(let lines): "lsof printed \(lines) lines, which count no descriptors"
        case .portRange(let range): range.statement
        case .setting(let setting): "`\(data: setting.name)` is \(setting.value)"
        case .counters(let counters): counters.statement
        case .kernelTable(let table): table.statement
        case .memory(let memory): memory.statement
        case .process(let process): process.statement
        case .probe(let probe): probe.statement
        case .timeLimit(let limit): limit.statement
        case .goroutines(let census): census.statement
        case .kernelEvent(let event): event.statement
        case .proxy(let lines): lines.statement
        case .denied(let what): "could not be read: \(data: what)"
        }
    }
}

/// Phrases with commas between them.
private func list(_ phrases: [Phrase]) -> Phrase {
    var made: Phrase = ""
    for (index, phrase) in phrases.enumerated() {
        if index > 0 { made += ", " }
        made += phrase
    }
    return made
}

/// A number with words for what it counts, or nothing where there is no number.
private func part(_ count: Int?, _ words: String) -> Phrase? {
    count.map { "\($0) \(words: words)" }
}

extension SocketTable {
    fileprivate var statement: Phrase {
        var parts = states.ranked.map { state, count -> Phrase in
            state == .unstated
                ? "\(count) in a state that the list does not name"
                : "\(count) \(words: state.rawValue)"
        }
        if let peer = peers(in: .closeWait).first, count(.closeWait) > 0 {
            parts.append("\(peer.count) of those in CLOSE_WAIT with \(data: peer.host)")
        }
        for state in [TCPState.closeWait, .established] {
            let unread = sum(\.unread, in: state)
            if unread > 0 {
                parts.append("\(unread) in \(words: state.rawValue) with bytes that were not read")
            }
        }
        let resent = groups.reduce(0) { $0.saturatingSum($1.retransmitting) }
        if resent > 0 { parts.append("\(resent) of them send again") }
        for listener in listeners where listener.isFull {
            parts.append(
                """
                the queue of port \(words: "\(listener.port)") is full (\(listener.queued ?? 0) \
                of \(listener.backlog ?? 0))
                """
            )
        }
        return parts.isEmpty ? "no sockets" : list(Array(parts.prefix(12)))
    }
}

extension SocketSummary {
    fileprivate var statement: Phrase {
        list(
            [
                part(established, "established"), part(closed, "closed"),
                part(orphans, "orphaned"), part(timeWait, "in TIME_WAIT"),
            ].compactMap(\.self)
        )
    }
}

extension SocketMemory {
    fileprivate var statement: Phrase {
        let family: Phrase = isIPv6 ? "TCP over IPv6: " : "TCP: "
        return family
            + list(
                [
                    part(inUse, "in use"), part(orphans, "orphaned"),
                    part(timeWait, "in TIME_WAIT"), part(allocated, "allocated"),
                    part(pages, "pages of memory"),
                ].compactMap(\.self)
            )
    }
}

extension HostCounts {
    fileprivate var statement: Phrase {
        let what: Phrase = state.map { " in \(words: $0.rawValue)" } ?? ""
        guard let top = hosts.first else { return "no hosts" }
        return """
            \(total)\(what), \(top.count) of them with \(data: top.host) (\(hosts.count) \
            \(words: hosts.count == 1 ? "host" : "hosts"))
            """
    }
}

extension DescriptorLimit {
    fileprivate var statement: Phrase {
        let soft = soft.map { Wording.number($0) } ?? "any number of"
        return switch scope {
        case .process(let pid?):
            "process \(words: "\(pid)") may have \(words: soft) descriptors open"
        case .process(nil): "the process may have \(words: soft) descriptors open"
        case .shell:
            "what this shell starts may have \(words: soft) descriptors open; a running service has its own limit"
        case .unit: "the unit may have \(words: soft) descriptors open"
        }
    }
}

extension DescriptorUse {
    fileprivate var statement: Phrase {
        var parts: [Phrase] = []
        if let open { parts.append("\(open) descriptors open") }
        if let highest { parts.append("the highest is \(words: "\(highest)")") }
        if closedButOpen > 0 {
            parts.append("\(closedButOpen) of sockets without a connection")
        }
        let who: Phrase =
            switch (process, pid) {
            case (let process?, let pid?): "\(data: process) (\(words: "\(pid)")): "
            case (let process?, nil): "\(data: process): "
            case (nil, let pid?): "process \(words: "\(pid)"): "
            case (nil, nil): ""
            }
        return who + list(parts)
    }
}

extension PortRange {
    fileprivate var statement: Phrase {
        """
        connections go out from the ports \(words: "\(first)") to \(words: "\(last)"), \(size) for \
        each destination
        """
    }
}

extension KernelCounters {
    fileprivate var statement: Phrase {
        let counted = counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        guard !counted.isEmpty else { return "all counters that matter are 0" }
        return list(counted.prefix(12).map { "\($0.value) \(words: $0.key)" })
    }
}

extension KernelTable {
    fileprivate var statement: Phrase {
        let what = name == .files ? "open files of the machine" : "tracked connections"
        return switch (used, limit) {
        case (let used?, let limit?): "\(used) of \(limit) \(words: what)"
        case (let used?, nil): "\(used) \(words: what)"
        case (nil, let limit?): "at most \(limit) \(words: what)"
        case (nil, nil): "\(words: what)"
        }
    }
}

extension MemoryState {
    fileprivate var statement: Phrase {
        let left: Phrase = available.map { ", \($0 / 1024) MiB of it available" } ?? ""
        return "\(total / 1024) MiB of memory\(left)"
    }
}

extension ProcessState {
    fileprivate var statement: Phrase {
        let parts = [
            residentMemory.map { "\($0 / 1024) MiB resident" as Phrase },
            part(threads, "threads"), elapsed.map { "running for \($0) s" as Phrase },
        ].compactMap(\.self)
        let named: Phrase = name.map { " (\(data: $0))" } ?? ""
        return "process \(words: "\(pid)")\(named): \(list(parts))"
    }
}

extension HTTPProbe {
    fileprivate var statement: Phrase {
        let asked: Phrase =
            switch (host, port) {
            case (let host?, let port?): " of \(data: host) port \(words: "\(port)")"
            case (let host?, nil): " of \(data: host)"
            case (nil, let port?): " of port \(words: "\(port)")"
            case (nil, nil): ""
            }
        var parts: [Phrase] = []
        if let timing { parts.append(timing.statement) }
        if let failure {
            parts.append("it failed with (\(words: "\(failure.number)")) \(data: failure.text)")
        }
        return "a request\(asked): \(list(parts))"
    }
}

extension HTTPProbe.Timing {
    fileprivate var statement: Phrase {
        var parts: [Phrase] = []
        if let status, status > 0 { parts.append("status \(words: "\(status)")") }
        if let firstByte, firstByte > 0 {
            parts.append("the first byte after \(words: Self.seconds(firstByte))")
        }
        if let total { parts.append("\(words: Self.seconds(total)) in all") }
        if let bytes, bytes > 0 { parts.append("about \(bytes) bytes") }
        return list(parts)
    }

    private static func seconds(_ microseconds: Int) -> String {
        "\(microseconds / 1_000_000)." + "\(microseconds % 1_000_000 / 1000 + 1000)".dropFirst()
            + " s"
    }
}

extension StatedLimit {
    /// `500 ms`, `5 s`, `2.5 s`.
    static func spoken(_ milliseconds: Int) -> String {
        guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
        let tenths = milliseconds % 1000 / 100
        return "\(milliseconds / 1000)" + (tenths > 0 ? ".\(tenths)" : "") + " s"
    }

    fileprivate var statement: Phrase {
        "`\(data: name)`: \(words: Self.spoken(milliseconds))"
    }
}

extension GoroutineCensus {
    fileprivate var statement: Phrase {
        guard let top else { return "\(total) goroutines" }
        let wait: Phrase = top.longestWait.map { ", up to \($0) min" } ?? ""
        let callee: Phrase = top.callee.map { " in \(data: $0)" } ?? ""
        return """
            \(total) goroutines, \(top.count) of them in \(data: top.place.function)\(callee) \
            [\(data: top.state)\(wait)]
            """
    }
}

extension KernelEvent {
    /// The event in words.
    var statement: Phrase {
        let times: Phrase = count > 1 ? " (\(count) times)" : ""
        return event + times
    }

    private var event: Phrase {
        switch kind {
        case .outOfMemoryKill(let pid, let process):
            "the kernel killed\(Self.named(process, pid)) for want of memory"
        case .connectionTableFull: "the firewall's table of connections was full"
        case .synFlood(let port):
            "the kernel took the connects for a flood\(port.map { " on port \(words: "\($0)")" } ?? "")"
        case .socketMemory: "the kernel ran out of memory for sockets"
        case .fileTableFull: "the machine's table of open files was full"
        case .segmentationFault(let process, let pid):
            "the kernel logged a segmentation fault of\(Self.named(process, pid))"
        }
    }

    private static func named(_ process: String?, _ pid: Int?) -> Phrase {
        switch (process, pid) {
        case (let process?, let pid?): " \(data: process) (\(words: "\(pid)"))"
        case (let process?, nil): " \(data: process)"
        case (nil, let pid?): " process \(words: "\(pid)")"
        case (nil, nil): " a process"
        }
    }
}

extension ProxyLines {
    fileprivate var statement: Phrase {
        var parts: [Phrase] = ["\(lines) lines of \(words: proxy.rawValue)"]
        for (status, count) in statuses.sorted(by: { $0.key < $1.key }).prefix(6) {
            parts.append("\(count) with status \(words: "\(status)")")
        }
        for (ending, count) in terminations.sorted(by: { $0.key < $1.key }).prefix(4) {
            parts.append("\(count) ended \(data: ending)")
        }
        for (phase, count) in timeouts.sorted(by: { $0.key < $1.key }).prefix(3) {
            parts.append("\(count) timed out while \(data: phase)")
        }
        if let longestFailure { parts.append("the longest failure took \(longestFailure) ms") }
        return list(parts)
    }
}
