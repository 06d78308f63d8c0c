import TraceParse

/// Connections that came in and that the other end closed before this process had written all.
struct ClosedFirst: Sendable {
    /// Broken pipes: the peer had gone before the answer was written.
    let pipes: Tally
    /// Writes that were reset: the peer left with an answer half read.
    let resets: Tally
    /// Calls that a handler made and that ended because its own client had gone.
    let canceled: Tally
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
        canceled = facts.tally { $0.errorClass == .canceled && $0.side == .incoming }
        all = pipes.joined(resets).joined(canceled)
        panics = facts.tally { facet in
            (Self.isBrokenPipe(facet) || Self.isReset(facet))
                && (facet.kind == .httpPanic || facet.kind == .recoveredPanic)
        }
        let peers = facts.peers(of: Self.classes, sides: [.incoming, .unknown])
        self.peers = peers.total >= canceled.count ? peers : facts.clients(of: [.canceled])
        handlers = facts.handlers { group in
            group.errorClass.map { Self.classes.contains($0) } ?? false
        }
    }

    private static func isBrokenPipe(_ facet: Facet) -> Bool {
        facet.errorClass == .brokenPipe && isServed(facet)
    }

    private static func isReset(_ facet: Facet) -> Bool {
        (facet.errorClass == .connectionReset || facet.errorClass == .connectionAborted)
            && facet.operation == .write && isServed(facet)
    }

    private static func isServed(_ facet: Facet) -> Bool {
        facet.channel == .network && facet.side != .outgoing && !facet.kind.endsProcess
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
