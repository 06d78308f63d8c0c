/// How many descriptors a process may have open.
struct DescriptorLimit: Hashable, Sendable {
    /// For whom a limit holds.
    enum Scope: Hashable, Sendable {
        /// For a running process: `/proc/PID/limits`, `prlimit`. The only one that tells the truth
        /// of it.
        case process(pid: Int?)
        /// For a shell and what it starts from now on (`ulimit -n`): a service that runs already,
        /// or is started by something else, has its own.
        case shell
        /// For a unit of systemd (`LimitNOFILE=`).
        case unit
    }

    var scope: Scope
    /// `nil` where there is no limit.
    var soft: Int?
    var hard: Int?

    /// Whether it is known to hold for a running process.
    var isOfProcess: Bool {
        if case .process = scope { true } else { false }
    }
}

/// How many descriptors a process has open.
struct DescriptorUse: Hashable, Sendable {
    var process: String?
    var pid: Int?
    /// `nil` where only a part was listed.
    var open: Int?
    /// The highest number of a descriptor: at least as many were open at once, but for holes.
    var highest: Int?
    var sockets: Int = 0
    /// Sockets that are open but have no connection any more (`protocol: TCPv6` in lsof's list): the
    /// peer reset them, or they belong to another network namespace.
    var closedButOpen = 0
    /// Whether only a part of the list was given.
    var isPart = false

    /// So many descriptors were open; where only a part was listed, as many as the highest number
    /// says, since the lowest free one is given out.
    var atLeast: Int { open ?? highest.map { $0.saturatingSum(1) } ?? 0 }

    /// A process with the limit below this could not have them.
    var needed: Int { max(open ?? 0, highest.map { $0.saturatingSum(1) } ?? 0) }
}
