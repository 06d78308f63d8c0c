import TraceParse

/// Connections that came in and that the other end closed before this process had written all.
struct ClosedFirst: Sendable {
    /// Broken pipes: the peer had gone before the answer was written.
    let pipes: Tally
    /// Writes that were reset: the peer left with an answer half read.
    let resets: Tally
    /// Calls that a handler made and that ended because its own client had gone.
    let canceled: Tally
    /// Those of them whose text names the service that was called.
    let canceledCalls: Tally
    let all: Tally
    /// Those of them that became a panic.
    let panics: Tally
    /// Who closed, by address.
    let peers: Crowd
    let handlers: [HandlerCount]

    private static let classes: Set<ErrorClass> = [
        .brokenPipe, .connectionReset, .connectionAborted,
    ]

    init(_ facts: Facts) {
        pipes = facts.tally(Self.isBrokenPipe)
        resets = facts.tally(Self.isReset)
        canceled = facts.tally(Self.isCanceled)
        canceledCalls = facts.tally { Self.isCanceled($0) && $0.part == .call }
        all = pipes.joined(resets).joined(canceled)
        panics = facts.tally { strand in
            (Self.isBrokenPipe(strand) || Self.isReset(strand))
                && (strand.kind == .httpPanic || strand.kind == .recoveredPanic)
        }
        let peers = facts.peers(of: Self.classes, sides: [.incoming, .unknown])
        self.peers = peers.total >= canceled.count ? peers : facts.clients(of: [.canceled])
        handlers = facts.handlers { group in
            group.errorClass.map { Self.classes.contains($0) } ?? false
        }
    }

    /// Whether nearly all the writes that failed were reset rather than broken.
    var areMostlyResets: Bool { resets.count * 2 > all.count }

    private static func isBrokenPipe(_ strand: Strand) -> Bool {
        strand.errorClass == .brokenPipe && isServed(strand)
    }

    private static func isReset(_ strand: Strand) -> Bool {
        (strand.errorClass == .connectionReset || strand.errorClass == .connectionAborted)
            && strand.operation == .write && isServed(strand)
    }

    private static func isServed(_ strand: Strand) -> Bool {
        strand.channel == .network && strand.side != .outgoing && !strand.kind.endsProcess
    }

    /// A handler's context ends when its client has gone; who else ends it is seldom logged.
    private static func isCanceled(_ strand: Strand) -> Bool {
        strand.errorClass == .canceled && strand.facet.side == .incoming
            && !strand.kind.endsProcess
    }
}

/// Calls of services that ran into a limit of the caller's own.
struct WaitedInVain: Sendable {
    /// This program's calls of others.
    let own: Tally
    /// Other programs' calls of this one, in their own logs: they waited for an answer.
    let callers: Tally
    /// Other programs' attempts to connect to this one that nobody answered.
    let callersDials: Tally
    /// This program's attempts to connect that nobody answered.
    let dials: Tally

    init(_ facts: Facts) {
        own = facts.tally { Self.isWait($0) && $0.part != .caller }
        callers = facts.tally { Self.isWait($0) && $0.part == .caller }
        callersDials = facts.tally { Self.isDial($0) && $0.part == .caller }
        dials = facts.tally { Self.isDial($0) && $0.part != .caller }
    }

    private static func isWait(_ strand: Strand) -> Bool {
        strand.timeLimit == .own && strand.channel == .network
            && (strand.operation == .unnamed
                || strand.operation == .read && strand.side != .incoming)
    }

    private static func isDial(_ strand: Strand) -> Bool {
        strand.errorClass == .timeout && strand.operation == .dial
    }
}

extension IncidentKind {
    /// Whether the process is gone after it.
    var endsProcess: Bool {
        switch self {
        case .panic, .fatalError, .signal, .crash, .trap: true
        case .httpPanic, .recoveredPanic, .goroutineDump, .dataRace, .error: false
        }
    }
}
