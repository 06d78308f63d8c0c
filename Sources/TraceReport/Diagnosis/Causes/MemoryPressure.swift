import TraceParse

/// There was not enough memory, for the process or for the network.
struct MemoryPressure: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let memory = facts.tally { $0.errorClass == .outOfMemory }
        let buffers = facts.tally { $0.errorClass == .noBufferSpace }
        let all = memory.joined(buffers)
        guard all.count > 0 else { return nil }
        var made = Finding(
            .memoryPressure,
            title: "Memory ran out",
            score: 60,
            statement: "memory ran out, \(words: Wording.count(all.count, "time"))",
            doubt: "memory use far below every limit would refute it",
            root: buffers.count > memory.count ? .itself : .noMechanism,
            explains: all
        )
        made.speaksFor("the text names itself in \(all.ofAll(facts))")
        made.weighByShare(facts, least: 90)
        made.missing = ["the limit in force (control group, `ulimit -v`)", "memory use over time"]
        made.checks = [
            Check(
                command: "dmesg -T | grep -iE 'out of memory|oom-kill' | tail",
                reading: "Whether the kernel ended processes for want of memory."
            )
        ]
        made.remedies = [
            "Look for what grows: queues without a bound, blocked handlers, caches.",
            "Set GOMEMLIMIT below the container's limit; raise the limit only after that.",
        ]
        return made
    }
}
