/// Lines of the kernel's log about memory and sockets, from dmesg or the journal.
///
///     [12345.678901] Out of memory: Killed process 2105 (bsc-wallet) total-vm:…
///     Apr 11 11:23:00 web-1 kernel: oom-kill:constraint=…,task=bsc-wallet,pid=2105,uid=0
///     nf_conntrack: nf_conntrack: table full, dropping packet
///
/// What watches over processes says the same in other words: `Reason: OOMKilled` (Kubernetes),
/// `"OOMKilled": true` (Docker), `Failed with result 'oom-kill'` (systemd).
struct KernelLogForm: HostTextForm {
    private var events: [KernelEvent] = []

    private static let kept = 64

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        var made = Self()
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 1024, desk.admits([.dmesg, .cat]) else { return false }
        guard let kind = Self.kind(line) else {
            // Other lines of the same log stand between.
            return !events.isEmpty && Self.isOfKernel(line)
        }
        if let known = events.firstIndex(where: { $0.kind.isSame(as: kind) }) {
            if !events[known].kind.isOneKill(with: kind) { events[known].count += 1 }
        } else if events.count < Self.kept {
            events.append(KernelEvent(kind: kind))
        }
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        events.map { .kernelEvent($0) }
    }

    private static func isOfKernel(_ line: HostText) -> Bool {
        line.contains(" kernel: ")
            || line.first == UInt8(ascii: "[")
                && line.range(of: "] ").map { stamp in
                    line[line.bytes.startIndex + 1..<stamp.lowerBound].trimmed.millionths != nil
                } ?? false
    }

    private static func kind(_ line: HostText) -> KernelEvent.Kind? {
        if let start = line.range(of: "ut of memory: Kill"),
            let process = process(line, after: start)
        {
            return .outOfMemoryKill(pid: process.pid, process: process.name)
        }
        if let start = line.range(of: "oom_reaper: reaped process "),
            let process = process(line, after: start.lowerBound..<start.upperBound - 9)
        {
            return .outOfMemoryKill(pid: process.pid, process: process.name)
        }
        if isKillTold(line) { return .outOfMemoryKill(pid: nil, process: nil) }
        if line.contains("conntrack: table full") { return .connectionTableFull }
        if let start = line.range(of: "ossible SYN flooding on port ") {
            let rest = line.from(start.upperBound).fields(atMost: 1).first
            let digits = rest?.split(UInt8(ascii: ":")).last?.trimmed { !$0.isDigit }
            return .synFlood(port: digits?.number.flatMap { (1...65535).contains($0) ? $0 : nil })
        }
        if line.contains("TCP: out of memory") || line.contains("too many orphaned sockets") {
            return .socketMemory
        }
        if line.contains("file-max limit ") { return .fileTableFull }
        if let fault = line.range(of: "]: segfault at ") { return segmentationFault(line, fault) }
        return nil
    }

    private static func isKillTold(_ line: HostText) -> Bool {
        if let word = line.range(of: "OOMKilled") {
            return !line.from(word.upperBound).contains("false")
        }
        return line.contains("esult 'oom-kill'") || line.contains("esult: oom-kill")
            || line.contains("killed by the OOM killer")
    }

    // `… process 2105 (bsc-wallet) …`, `… process 2105, UID 0, (bsc-wallet) …`
    private static func process(
        _ line: HostText,
        after start: Range<Int>
    ) -> (pid: Int?, name: String?)? {
        guard let word = line.range(of: "process ", from: start.lowerBound) else { return nil }
        let rest = line.from(word.upperBound)
        let pid = HostText(rest.bytes.prefix(while: \.isDigit)).number
        guard pid != nil else { return nil }
        guard let open = rest.range(of: "("),
            let close = rest.range(of: ")", from: open.upperBound),
            close.lowerBound - open.upperBound <= 32
        else { return (pid, nil) }
        return (pid, HostText(rest.bytes[open.upperBound..<close.lowerBound]).string())
    }

    // `api[2105]: segfault at 0 ip …`
    private static func segmentationFault(_ line: HostText, _ fault: Range<Int>) -> KernelEvent
        .Kind?
    {
        let before = HostText(line.bytes[..<fault.lowerBound])
        guard let open = before.bytes.lastIndex(of: UInt8(ascii: "[")) else { return nil }
        let name = HostText(before.bytes[..<open]).fields(atMost: 24).last
        return .segmentationFault(
            process: name?.string(clippedTo: 32),
            pid: before.from(open + 1).number
        )
    }
}

extension KernelEvent.Kind {
    /// The kernel says of one kill that it kills and that it has reaped.
    fileprivate func isSame(as other: Self) -> Bool {
        switch (self, other) {
        case (.outOfMemoryKill(let left, _), .outOfMemoryKill(let right, _)): left == right
        default: self == other
        }
    }

    fileprivate func isOneKill(with other: Self) -> Bool {
        if case .outOfMemoryKill = self, case .outOfMemoryKill = other { true } else { false }
    }
}
