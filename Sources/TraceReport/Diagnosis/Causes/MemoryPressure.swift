import TraceParse

/// There was not enough memory, for the process or for the network.
struct MemoryPressure: Cause {
    static let profile = CauseProfile(
        id: .memoryPressure,
        can: [.root, .both],
        title: "Memory ran out",
        meaning: """
            An allocation failed, the kernel's out-of-memory killer ended a process (exit status 137), or \
            the kernel had no buffers or connection-table entries left for the network.
            """,
        signs: [
            "`cannot allocate memory`, `no buffer space available`",
            "dmesg: `Out of memory: Killed process`; `nf_conntrack: table full`",
            .go("`fatal error: runtime: out of memory`"),
        ],
        countersigns: ["memory use far below every limit"],
        remedies: [
            .now(
                "Restart; take load away; raise the limit (systemd `MemoryMax=`, the container's) if there is room."
            ),
            .fix("Find what grows: caches and queues without a bound, requests that wait."),
            .fix(
                "Look at `pprof heap`, and for goroutines that wait (each has its buffers).",
                in: .go
            ),
            .fix(
                "Look with `heaptrack`; write no faster than peers read: SwiftNIO's `channel.isWritable` and `ChannelOptions.writeBufferWaterMark`.",
                in: .swift
            ),
            .fix("Set `GOMEMLIMIT` to nine tenths of the container's limit.", in: .go),
            .fix("The network: `net.netfilter.nf_conntrack_max`, `net.ipv4.tcp_mem`."),
            .hygiene("Alert on working set against the limit, and on `oom_kill` in memory.events."),
        ],
        sources: [
            .go("Go runtime/debug: SetMemoryLimit"), "systemd.resource-control(5): MemoryMax",
            "Linux nf_conntrack-sysctl.rst",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let memory = facts.tally { $0.errorClass == .outOfMemory }
        let buffers = facts.tally { $0.errorClass == .noBufferSpace }
        let all = memory.joined(buffers)
        let events = facts.host.memoryEvents
        let ends = ProcessEnds(facts)
        if let dropped = dropped(facts) { return dropped }
        guard all.count > 0 || !events.isEmpty || ends.byKill > 0 else { return rejected(facts) }
        var made = Finding(
            Self.profile,
            score: all.count > 0 ? 80 : 15,
            ground: all.count > 0 ? .named : .pattern,
            statement:
                all.count > 0
                ? "memory ran out, \(words: Wording.count(all.count, "time"))" : "memory ran out",
            doubt: "memory use far below every limit would refute it",
            root: buffers.count > memory.count ? .itself : .noMechanism,
            explains: all
        )
        if buffers.count > memory.count { made.urgency = 2 }
        if all.count > 0 {
            made.speaksFor("the text names itself in \(all.ofAll(facts))", all.count >= 5 ? 5 : 0)
        }
        for event in events.prefix(3) {
            made.speaksFor(
                "\(event.value.statement) (\(event.source.citation))",
                50,
                .named,
                from: event.source
            )
        }
        if ends.byKill > 0, let event = ends.first {
            made.speaksFor(
                """
                \(words: Wording.count(ends.byKill, "process", "processes")) ended by SIGKILL (137) or \
                for want of memory (\(at: event.position)), as the kernel does it; an operator may have \
                done it as well
                """,
                facts.signals.processes.count(of: .outOfMemory) > 0 ? 60 : 20,
                facts.signals.processes.count(of: .outOfMemory) > 0 ? .named : .pattern
            )
        }
        made.missing = ["the limit in force (control group, `ulimit -v`)", "memory use over time"]
        made.checks = [
            Check(
                command: "dmesg -T | grep -iE 'out of memory|oom-kill|table full' | tail",
                reading: """
                    Whether the kernel ended processes for want of memory, or dropped packets since its \
                    table was full. If there is no line, look at the process's own limits.
                    """
            )
        ]
        return made
    }

    /// Packets that the kernel dropped since a table of its own was full.
    private func dropped(_ facts: Facts) -> Finding? {
        let full = facts.host.memoryEvents.first { $0.value.kind == .connectionTableFull }
        let dials = facts.waits.dials
        guard let full, dials.count > 0 else { return nil }
        var made = Finding(
            Self.profile,
            score: 50,
            statement: """
                the kernel's table of connections was full and it dropped packets: \
                \(words: Wording.count(dials.count, "attempt")) to connect had no answer
                """,
            doubt: "a table that has room at that time would refute it",
            root: .itself,
            explains: dials
        )
        made.speaksFor(
            "\(full.value.statement) (\(full.source.citation))",
            20,
            .sockets,
            from: full.source
        )
        made.speaksFor("no answer to the attempt to connect in \(dials.ofAll(facts))")
        made.missing = ["`nf_conntrack_count` beside `nf_conntrack_max` while it happens"]
        made.checks = [
            Check(
                command:
                    "cat /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/netfilter/nf_conntrack_max",
                reading: """
                    How many connections the firewall keeps in mind, and how many it may. If the first is \
                    near the second, new packets are dropped; if far below, they are not now.
                    """
            )
        ]
        return made
    }

    /// Said where somebody has looked at the memory of sockets.
    private func rejected(_ facts: Facts) -> Finding? {
        let memory = facts.host.evidence.socketMemory.first { $0.value.pages != nil }
        // 64 MiB: far below what any machine sets aside for TCP (`tcp_mem`).
        guard let memory, let pages = memory.value.pages, pages < 16_384, facts.considered > 0
        else {
            return nil
        }
        var made = Finding.rejected(
            Self.profile,
            "memory ran out",
            doubt: "a line that says so, or of the kernel's, would change it"
        )
        made.against = [
            """
            none of \(words: Wording.count(facts.considered, "incident")) says so, and TCP had \(pages) \
            pages of memory (\(words: Wording.bytes(pages * 4096)); \(memory.source.citation))
            """
        ]
        return made
    }
}

extension HostFacts {
    /// What the kernel logged of memory that ran out.
    var memoryEvents: [Figure<KernelEvent>] {
        evidence.kernelEvents.filter { event in
            switch event.value.kind {
            case .outOfMemoryKill, .connectionTableFull, .socketMemory: true
            case .synFlood, .fileTableFull, .segmentationFault: false
            }
        }
    }
}
