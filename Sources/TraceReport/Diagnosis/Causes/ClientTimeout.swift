import TraceParse

/// The client's time limit ran out before the answer was written, so the client closed first.
///
/// In a server the log line comes late: when the answer is written at last, the first write is
/// answered with a reset and the next one fails.
struct ClientTimeout: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let closings = ClosedFirst(facts)
        let waited = facts.tally(Self.isWaitInVain)
        if closings.all.count > 0 { return served(closings, waited, facts) }
        if waited.count > 0 { return called(waited, facts) }
        let unanswered = facts.tally { $0.timeLimit == .own && $0.operation == .dial }
        return unanswered.count > 0 ? connecting(unanswered, facts) : nil
    }

    /// A call that this process made and gave up: no answer came within its own time limit.
    static func isWaitInVain(_ facet: Facet) -> Bool {
        facet.timeLimit == .own && facet.channel == .network
            && (facet.operation == .unnamed
                || (facet.operation == .read && facet.side != .incoming))
    }

    // MARK: - Clients of this process

    private func served(_ closings: ClosedFirst, _ waited: Tally, _ facts: Facts) -> Finding {
        var made = Finding(
            .clientTimeout,
            title: "The client's time limit ran out before the answer",
            score: 30,
            statement: Self.statement(closings),
            doubt: Self.doubt,
            root: .oneOf([.slowUpstream]),
            explains: closings.all
        )
        made.chain = Self.chain
        made.openEnd = "why that took so long, this input cannot tell"
        weighClosings(closings, &made)
        weighCrowd(closings, &made)
        weighStacks(closings, &made)
        if waited.count > 0 {
            let text: Phrase =
                "\(words: Wording.count(waited.count, "call")) ran into a time limit meanwhile\(waited.example)"
            made.speaksFor(text, waited.count >= 5 ? 10 : 5)
        }
        made.weighByShare(facts, least: 70)
        if closings.all.count < 5 {
            made.against.append(
                "only \(closings.all.count) such incidents\(closings.all.example): too few to tell a time limit from users who leave"
            )
            made.confidence = min(made.confidence, Confidence(50))
        }
        made.missing = Self.missing
        made.checks = Self.checks(closings)
        made.remedies = Self.remedies(panics: closings.panics.count > 0)
        return made
    }

    private func weighClosings(_ closings: ClosedFirst, _ made: inout Finding) {
        let pipes = closings.pipes
        if pipes.count > 0 {
            made.speaksFor(
                "\(pipes.count) of \(closings.all.count) closed connections failed with broken pipe\(pipes.example): the peer was gone before the answer was written"
            )
        }
        if closings.canceled.count > 0 {
            made.speaksFor(
                "\(words: Wording.count(closings.canceled.count, "call")) of handlers ended because the handler's own client had gone\(closings.canceled.example)"
            )
        }
        if closings.resets.count * 10 > closings.all.count * 3 {
            made.speaksAgainst(
                "\(closings.resets.count) of \(closings.all.count) writes were reset\(closings.resets.example): those peers left in the middle of an answer",
                5
            )
        }
    }

    private func weighCrowd(_ closings: ClosedFirst, _ made: inout Finding) {
        let crowd = closings.peers
        guard let top = crowd.top else { return }
        if crowd.isConcentrated, top.count >= 2 {
            let ports = top.host.ports
            made.speaksFor(
                "\(top.count) of \(crowd.total) were connections of one peer, \(data: top.host.name)\(words: PortWords.distinct(ports)) (\(at: top.host.position)): one caller, one time limit",
                crowd.total >= 5 ? 20 : 10
            )
        } else if crowd.isScattered {
            made.speaksAgainst(
                "\(words: Wording.count(crowd.members.count, "peer")), the busiest with \(top.count) of \(crowd.total) (\(at: top.host.position)): no single caller with a time limit",
                15
            )
        }
    }

    private func weighStacks(_ closings: ClosedFirst, _ made: inout Finding) {
        guard let handler = closings.handlers.first else { return }
        made.speaksFor(
            "\(handler.count) of \(closings.all.count) have a stack in which \(data: handler.location.function)\(handler.location.place) was writing its answer (\(at: handler.position))",
            5
        )
    }

    private static func statement(_ closings: ClosedFirst) -> Phrase {
        let answered: Phrase =
            closings.handlers.first.map { "\(data: $0.location.function) had answered" }
            ?? "the answer was written"
        if closings.peers.isConcentrated, let top = closings.peers.top {
            return
                "\(data: top.host.name) closed first, in \(top.count) of \(closings.all.count) failed writes: most likely its time limit ran out before \(answered)"
        }
        return
            "clients closed first, in \(words: Wording.count(closings.all.count, "failed write")): most likely their time limit ran out before \(answered)"
    }

    private static let doubt: Phrase =
        "answers that were quick would refute it; latencies just above a round number of seconds, or many sockets of that peer in CLOSE_WAIT, would confirm it"

    private static let chain: Phrase = """
        Probably: the handler waits (for another service, a lock, a queue) longer than the client \
        does; the client closes; the server's socket is in CLOSE_WAIT, held by the server's own \
        process, until the handler comes back; what it then writes is answered with a reset, and \
        the next write fails. What the handler waited for is inferred, not seen: it is the thing to \
        look for, since a longer time limit alone would only let more requests pile up.
        """

    private static let missing: [Phrase] = [
        "how long the requests took (an access log with latencies)",
        "the client's time limit",
        "sockets by state and peer while it happens",
        "a goroutine or thread dump while it happens",
    ]

    private static func checks(_ closings: ClosedFirst) -> [Check] {
        [
            closeWait(port: closings.all.serverPort, peer: closings.peers.top?.host.name),
            dump(port: closings.all.serverPort),
            ServerChecks.queue(port: closings.all.serverPort),
        ]
    }

    private static func closeWait(port: Int?, peer: String?) -> Check {
        let filter: Command = port.map { " '( sport = :\($0) )'" } ?? ""
        let whose: Phrase = peer.map { "of \(data: $0)" } ?? "of one peer"
        return Check(
            command:
                "ss -Htn state close-wait\(filter) | awk '{print $4}' | sed 's/:[0-9]*$//' | sort | uniq -c | sort -nr",
            reading:
                "CLOSE_WAIT by peer. Each is a socket that the peer has closed and the server's own process still holds: many \(whose) mean that its handlers are blocked, none means that they are not blocked now. Recv-Q above 1 (first column without the awk) means that the request was never read."
        )
    }

    private static func dump(port: Int?) -> Check {
        let reading: Phrase =
            "Where the handlers stand. Many goroutines for minutes in the same call name what they wait for. This needs net/http/pprof; without it `kill -QUIT` prints the same and ends the process."
        guard let port else {
            return Check(
                command: "curl -sS 'http://127.0.0.1:6060/debug/pprof/goroutine?debug=2'",
                reading: reading
            )
        }
        return Check(
            command: "curl -sS 'http://127.0.0.1:\(port)/debug/pprof/goroutine?debug=2'",
            reading: reading
        )
    }

    private static func remedies(panics: Bool) -> [Phrase] {
        let always: [Phrase] = [
            "Give every call that a handler makes a deadline, and pass the request's context on, so that it ends when the client has gone (Go: `http.NewRequestWithContext(r.Context(), …)`; Swift: a deadline for each request).",
            "Bound how many requests run at once and refuse the rest early (503); cache, or share one call among equal requests.",
            "Set the server's own limits: ReadHeaderTimeout, WriteTimeout above the longest answer, IdleTimeout.",
            "Then the client: a time limit above the slowest answer that is still useful, retries that are few and spread out.",
            "Keep connections alive on both legs. A higher limit of open files is head-room, no cure.",
        ]
        guard panics else { return always }
        return always + [
            "A failed write to a client that has gone is no reason to panic: handle the error where it occurs."
        ]
    }

    // MARK: - This process as the client

    private func called(_ waited: Tally, _ facts: Facts) -> Finding {
        var made = Finding(
            .clientTimeout,
            title: "This program's own time limit ran out before an answer",
            score: 40,
            statement:
                "this program gave up on \(words: Wording.count(waited.count, "call")) that it made, since no answer came within its own time limit",
            doubt: "the called service's latencies would tell whether it was slow or not reached",
            root: .oneOf([.slowUpstream]),
            explains: waited
        )
        made.speaksFor(
            "\(waited.ofAll(facts)) are time limits of this program's own",
            waited.count >= 5 ? 10 : 0
        )
        made.weighByShare(facts, least: 70)
        made.missing = [
            "how long the called service took", "its own log over the same time",
            "whether its answers were lost on the way",
        ]
        made.remedies = [
            "Find out why the called service was slow before raising the time limit.",
            "Retry only what may be repeated, few times, spread out.",
        ]
        return made
    }

    private func connecting(_ unanswered: Tally, _ facts: Facts) -> Finding {
        let crowd = facts.peers(of: [.timeout], sides: [.outgoing])
        var made = Finding(
            .clientTimeout,
            title: "The time limit for connecting ran out",
            score: 40,
            statement:
                "attempts to connect were given up, \(words: Wording.count(unanswered.count, "time")), since nobody answered within the caller's own time limit",
            doubt:
                "packets that were dropped on the way and a listener whose queue was full look the same from here",
            root: .oneOf([.acceptQueue]),
            explains: unanswered
        )
        made.speaksFor(
            "\(unanswered.ofAll(facts)) are attempts to connect",
            unanswered.count >= 5 ? 10 : 0
        )
        made.weighByShare(facts, least: 70)
        made.missing = [
            "the queue of the listening socket on the called machine", "routes and firewall rules",
        ]
        made.checks =
            crowd.top.flatMap { ServerChecks.reach($0.host) }.map { [$0] } ?? []
        made.checks.append(ServerChecks.queue(port: crowd.top?.host.ports.lowest))
        return made
    }
}
