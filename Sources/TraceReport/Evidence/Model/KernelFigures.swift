/// The ports that connections go out from (`ip_local_port_range`).
struct PortRange: Hashable, Sendable {
    var first: Int
    var last: Int

    var size: Int { last - first + 1 }
}

/// A setting of the kernel, by its name in sysctl.
struct KernelSetting: Hashable, Sendable {
    var name: String
    var value: Int

    static let acceptBacklog = "net.core.somaxconn"
    static let synBacklog = "net.ipv4.tcp_max_syn_backlog"
    static let abortOnOverflow = "net.ipv4.tcp_abort_on_overflow"
}

/// Counters of the kernel's network code, since it started or since the last look.
struct KernelCounters: Hashable, Sendable {
    /// By the kernel's name, for example `ListenOverflows`.
    var counts: [String: Int]
    /// Whether they were counted since the last look (`nstat` without `-a`).
    var isDelta = false

    subscript(name: String) -> Int? { counts[name] }
}

/// How full a table of the kernel is.
struct KernelTable: Hashable, Sendable {
    enum Name: String, Hashable, Sendable {
        /// Open files of the machine (`/proc/sys/fs/file-nr`).
        case files
        /// Connections that the firewall keeps in mind (`nf_conntrack`).
        case connectionTracking = "conntrack"
    }

    var name: Name
    var used: Int?
    var limit: Int?

    /// Whether nine tenths of it are used.
    var isNearlyFull: Bool {
        guard let used, let limit, limit > 0 else { return false }
        return used >= limit - limit / 10
    }
}

/// The memory of a machine, in KiB.
struct MemoryState: Hashable, Sendable {
    var total: Int
    var available: Int?
    var swapTotal: Int?
    var swapFree: Int?

    /// Whether less than a twentieth is left.
    var isShort: Bool {
        guard let available, total > 0 else { return false }
        return available < total / 20
    }
}

/// A process as `ps` or `/proc/PID/status` shows it.
struct ProcessState: Hashable, Sendable {
    var pid: Int
    var name: String?
    /// In KiB.
    var residentMemory: Int?
    var threads: Int?
    /// How long it has run, in seconds.
    var elapsed: Int?
}

/// Something that the kernel logged.
struct KernelEvent: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// `Out of memory: Killed process 2105 (bsc-wallet)`
        case outOfMemoryKill(pid: Int?, process: String?)
        /// `nf_conntrack: table full, dropping packet`
        case connectionTableFull
        /// `TCP: request_sock_TCP: Possible SYN flooding on port 9093`
        case synFlood(port: Int?)
        /// `TCP: out of memory -- consider tuning tcp_mem`, `too many orphaned sockets`
        case socketMemory
        /// `VFS: file-max limit 65536 reached`
        case fileTableFull
        /// `api[2105]: segfault at 0 ip …`
        case segmentationFault(process: String?, pid: Int?)
    }

    var kind: Kind
    var count = 1
}
