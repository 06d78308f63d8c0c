/// One thing that a host's text says: what `ss` listed, a limit, an answer of `curl`.
struct HostReading: Hashable, Sendable {
    var source: EvidenceSource
    /// The command whose output it is, where a prompt shows it.
    var command: String?
    var value: Value

    /// What was read.
    enum Value: Hashable, Sendable {
        /// Sockets by state, and as far as the text goes by peer.
        case sockets(SocketTable)
        /// The summary that `ss -s` prints.
        case socketSummary(SocketSummary)
        /// One of `/proc/net/sockstat`'s two files.
        case socketMemory(SocketMemory)
        /// How often hosts stand in a list that was counted with `uniq -c`.
        case hostCounts(HostCounts)
        /// How many descriptors may be open.
        case descriptorLimit(DescriptorLimit)
        /// How many descriptors are open.
        case descriptors(DescriptorUse)
        /// How many lines `lsof` printed, which is no number of descriptors.
        case openFileLines(Int)
        /// The ports that connections of this host go out from.
        case portRange(PortRange)
        /// A kernel's setting, for example `net.core.somaxconn`.
        case setting(KernelSetting)
        /// Counters of the kernel's network code.
        case counters(KernelCounters)
        /// How full a table of the kernel is.
        case kernelTable(KernelTable)
        /// The memory of the machine.
        case memory(MemoryState)
        /// A process as `ps` or `/proc/PID/status` shows it.
        case process(ProcessState)
        /// A request that somebody made with `curl`.
        case probe(HTTPProbe)
        /// A time limit that somebody states.
        case timeLimit(StatedLimit)
        /// What the goroutines of a process were doing.
        case goroutines(GoroutineCensus)
        /// Something that the kernel logged.
        case kernelEvent(KernelEvent)
        /// The lines of a proxy's log, summed up.
        case proxy(ProxyLines)
        /// What a snapshot had no right to read.
        case denied(String)
    }
}

extension HostReading {
    /// What kind of reading it is, as the JSON report names it.
    var kind: String {
        switch value {
        case .sockets: "sockets"
        case .socketSummary: "socket_summary"
        case .socketMemory: "socket_memory"
        case .hostCounts: "host_counts"
        case .descriptorLimit: "descriptor_limit"
        case .descriptors: "descriptors"
        case .openFileLines: "open_file_lines"
        case .portRange: "port_range"
        case .setting: "setting"
        case .counters: "counters"
        case .kernelTable: "kernel_table"
        case .memory: "memory"
        case .process: "process"
        case .probe: "probe"
        case .timeLimit: "time_limit"
        case .goroutines: "goroutines"
        case .kernelEvent: "kernel_event"
        case .proxy: "proxy"
        case .denied: "denied"
        }
    }
}
