/// A cause that can be told from a summary: one file each in `Causes`, and a line in the list below.
protocol Cause: Sendable {
    /// What is said of the cause, or `nil` where nothing in the summary bears on it.
    func weigh(_ facts: Facts) -> Finding?
}

/// All causes that are weighed.
///
/// Of two that are equally sure the earlier wins: first what ends a process, then what names itself,
/// then what only its pattern gives away.
enum Causes {
    static let all: [any Cause] = [
        ProcessCrash(), ProgramFault(), FDLimit(), PortExhaustion(), HealthCheck(), TLSMismatch(),
        DNSFailure(), UpstreamRefused(), NetworkPath(), IdleConnectionDropped(), ProxyTimeout(),
        ServerTimeout(), ClientTimeout(), ClientAbort(), Benign(), SlowUpstream(), MemoryPressure(),
    ]
}
