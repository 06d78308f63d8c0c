/// A cause that can be told from a summary: one file each in `Causes`, and a line in the list below.
protocol Cause: Sendable {
    /// What is known of it before any log is read.
    static var profile: CauseProfile { get }

    /// What is said of the cause, or `nil` where nothing in the facts bears on it.
    func weigh(_ facts: Facts) -> Finding?
}

/// All causes that are weighed.
///
/// Of two that are equally sure the earlier comes first: what ends a process, what names itself, what
/// only its pattern gives away, then what can only be a root or an amplifier.
enum Causes {
    static let all: [any Cause] = [
        ProcessCrash(), SigPipe(), ServerRestart(), ProgramFault(), FDLimit(), PortExhaustion(),
        HealthCheck(), TLSMismatch(), DNSFailure(), UpstreamRefused(), NetworkPath(),
        HTTP2StreamReset(), StalePooledConnection(), IdleTimeoutRace(), IdleConnectionDropped(),
        ProxyTimeout(), ServerTimeout(), RequestBodyAborted(), WriteAfterClose(), Benign(),
        ClientTimeout(), ClientAbort(), SlowUpstream(), AcceptQueue(), SlowReader(),
        MemoryPressure(), NoConnectionReuse(), RetryStorm(),
    ]

    /// What is known of each cause, those that are not weighed included.
    static let profiles = all.map { type(of: $0).profile } + [Unknown.profile]

    /// What is known of a cause.
    static func profile(of id: CauseID) -> CauseProfile? { profiles.first { $0.id == id } }
}
