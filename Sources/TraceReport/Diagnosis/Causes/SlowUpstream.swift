import TraceParse

/// Handlers were blocked: by a service that they call, by a lock, or by a queue.
struct SlowUpstream: Cause {
    static let profile = CauseProfile(
        id: .slowUpstream,
        can: [.root],
        title: "Handlers were blocked: by a service they call, a lock or a queue",
        meaning: """
            The program took the request and then waited: for another service, a database, a lock, a \
            free connection of a pool. While handlers wait, their sockets stay open; those whose client \
            has closed are in CLOSE_WAIT, which is the server's own debt, since only its process can \
            close them.
            """,
        signs: [
            "a dump of all stacks: many handlers below the same call, for minutes",
            "own lines about slow or failed calls before the closed connections",
            "CLOSE_WAIT grows, held by the process, Recv-Q 0 or 1",
            "the failing requests took far longer than when all was well",
        ],
        countersigns: [
            "the called service was quick at that time",
            "requests lay unread in the listener's queue",
        ],
        remedies: [
            .now(
                "Open a circuit breaker, or answer without that call; restart frees stuck handlers only until the next stall."
            ),
            .fix(
                "A deadline for every call that a handler makes: `ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)`, `http.Client{Timeout: 2*time.Second}`, `db.QueryContext(ctx, …)`.",
                in: .go
            ),
            .fix(
                "A deadline for every call that a handler makes: `HTTPClient.Configuration(timeout: .init(connect: .seconds(1), read: .seconds(2)))`, Vapor `app.http.client.configuration.timeout`, gRPC Swift `CallOptions.timeout`.",
                in: .swift
            ),
            .fix(
                "Bound what waits: a semaphore per dependency, 503 beyond it; share one call among equal requests (singleflight), cache."
            ),
            .fix("Bound a database's connections: `db.SetMaxOpenConns`.", in: .go),
            .fix(
                "Pools that are too small make handlers wait as well: Fluent `maxConnectionsPerEventLoop` (1 by default) with `connectionPoolTimeout`, PostgresNIO `options.maximumConnections` (20).",
                in: .swift
            ),
            .fix("Do not hold a lock over a call or over long work."),
            .fix(
                "Do not block an event loop or a task's thread: `NIOThreadPool.singleton.runIfActive { … }` for calls that block.",
                in: .swift
            ),
            .hygiene(
                """
                Not by themselves: a higher limit of open files only makes room for the pile, and a longer \
                limit of the client holds each stuck request for longer.
                """
            ),
            .hygiene("Export the latency of each dependency."),
            .hygiene(
                "Set `MaxIdleConnsPerHost` as high as the concurrency (the default of 2 reconnects all the time).",
                in: .go
            ),
            .hygiene(
                "Set `connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit` as high as the concurrency (8 by default).",
                in: .swift
            ),
        ],
        sources: [
            "tcp(7)", "RFC 9293, 3.3.2 (CLOSE-WAIT)", .go("Go context, net/http/transport.go"),
            .swift("AsyncHTTPClient HTTPClient.Configuration"), "proc_pid_net(5)",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let closings = facts.closings
        let waits = facts.waits
        let late = ServerTimeout.cut(facts)
        let given = ProxyTimeout.given(facts)
        let streams = facts.tally { $0.errorClass == .http2Stream }
        let full = facts.tally {
            $0.errorClass == .tooManyOpenFiles || $0.errorClass == .poolExhausted
        }
        let anything = [closings.all, waits.own, waits.callers, late, given, streams, full]
        guard anything.contains(where: { $0.count > 0 }) || facts.host.pile?.isLarge == true else {
            return nil
        }
        var made = Finding(
            Self.profile,
            score: 10,
            statement: Self.statement(facts),
            doubt: """
                a dump that shows the handlers elsewhere, or a called service that was quick, would \
                refute it
                """,
            root: .noMechanism,
            explains: waits.own
        )
        weighWaits(waits.own, closings, &made)
        weighCanceled(closings, &made)
        weighSlowCalls(facts, &made)
        weighLatency(facts, late, closings.all.joined(late), &made)
        if let phrase = facts.sizes.largePhrase {
            made.speaksAgainst(phrase + ": the answers had begun", 25)
        }
        weighHandlers(ServerTimeout.handlers(facts), &made)
        weighStacks(closings, &made)
        weighSockets(facts, isFull: full.count > 0, &made)
        weighDump(facts, &made)
        weighProbes(facts, &made)
        if made.score <= 15, waits.own.count == 0 {
            made.speaksAgainst(
                """
                none of \(words: Wording.count(facts.considered, "incident")) is a call of this \
                program's own that took too long
                """
            )
        }
        finish(facts, &made)
        return made
    }

    private static func statement(_ facts: Facts) -> Phrase {
        guard let blocked = facts.blocked else {
            return "the handlers were blocked, most likely by a service that they call"
        }
        return blocked.isLock
            ? "the handlers were blocked by a lock, in \(data: blocked.function)"
            : "the handlers were blocked in \(data: blocked.function)"
    }

    /// What the program itself says of slow calls.
    static func slowCalls(_ facts: Facts) -> Phrase? {
        let calls = facts.signals.slowCalls
        guard calls.total > 0, let least = calls.percentile(5), let most = calls.percentile(95)
        else { return nil }
        let example: Phrase =
            facts.signals.position(of: .slowCall).map { " (\(at: $0))" } ?? ""
        return """
            \(words: Wording.count(calls.total, "call")) near the incidents are slow by the program's own \
            words, of \(words: DurationWords.of(nanoseconds: least)) to \
            \(words: DurationWords.of(nanoseconds: most))\(example)
            """
    }

    private func weighWaits(_ own: Tally, _ closings: ClosedFirst, _ made: inout Finding) {
        guard own.count > 0 else { return }
        made.speaksFor(
            """
            \(words: Wording.count(own.count, "call")) of this program's own ran into a time \
            limit\(own.example)
            """,
            own.count >= 5 ? 35 : 15
        )
    }

    /// The call that ended because the client had gone is what the handler was waiting for.
    private func weighCanceled(_ closings: ClosedFirst, _ made: inout Finding) {
        let calls = closings.canceledCalls
        guard calls.count > 0 else { return }
        made.speaksFor(
            """
            \(words: Wording.count(calls.count, "call")) of services were still under way when the \
            client had gone\(calls.example): the handlers waited for them
            """,
            calls.count >= 5 ? 35 : 15
        )
    }

    private func weighSlowCalls(_ facts: Facts, _ made: inout Finding) {
        guard let phrase = Self.slowCalls(facts) else { return }
        made.speaksFor(
            phrase,
            facts.signals.slowCalls.total >= 5 ? 40 : 15,
            // Its own clock says how long the service took, as an access line does.
            .pairedLatency
        )
    }

    /// A server's access line times its own handler: a long time means that the handler had begun.
    private func weighLatency(
        _ facts: Facts,
        _ late: Tally,
        _ failures: Tally,
        _ made: inout Finding
    ) {
        if facts.latency.showsSlowHandlers, let phrase = facts.latency.limitPhrase {
            // A write that waits for its peer until the server's limit looks the same.
            let isWrite = late.count * 2 > facts.considered
            made.speaksFor(
                isWrite ? phrase : phrase + "; the handlers themselves took that long",
                isWrite ? 10 : 45,
                .pairedLatency
            )
        } else if let phrase = facts.latency.quickPhrase, failures.areMost(of: facts) {
            made.speaksAgainst(phrase + ": the handlers were not slow", 20)
        }
    }

    /// `http.TimeoutHandler` answers in the handler's place: then it is the handler that was slow.
    private func weighHandlers(_ late: Tally, _ made: inout Finding) {
        guard late.count > 0 else { return }
        made.speaksFor(
            """
            \(words: Wording.count(late.count, "handler")) wrote after the server's own limit for \
            handlers\(late.example): they were slow, not their readers
            """,
            late.count >= 5 ? 35 : 15
        )
    }

    private func weighStacks(_ closings: ClosedFirst, _ made: inout Finding) {
        guard let handler = closings.handlers.first else { return }
        made.speaksFor(
            """
            the answer of \(data: handler.location.function)\(handler.location.place) came too late in \
            \(handler.count) of \(closings.all.count) closed connections (\(at: handler.position))
            """,
            5
        )
    }

    private func weighSockets(_ facts: Facts, isFull: Bool, _ made: inout Finding) {
        guard let pile = facts.host.pile else { return }
        if isFull || facts.host.pileIsAboveLimit, !pile.isHeldByHandlers {
            // A process without descriptors cannot accept: its sockets wait in the queue.
            made.speaksAgainst(
                pile.statement + """
                    , which may be sockets that a process without descriptors could not accept
                    """
            )
        } else if pile.isUnread {
            made.speaksAgainst(
                """
                \(max(pile.unread ?? 0, pile.ownerless ?? 0)) of \
                \(words: Wording.count(pile.count, "socket")) in CLOSE_WAIT (\(pile.source.citation)) \
                have a request that nobody has read: they waited before any handler
                """,
                30
            )
        } else if pile.isHeldByHandlers {
            made.speaksFor(
                pile.statement + """
                    , their requests read and the process still holding them: handlers had them and \
                    were blocked
                    """,
                pile.isLarge ? 55 : 35,
                .sockets,
                from: pile.source
            )
        } else if pile.isLarge {
            made.speaksFor(
                pile.statement + """
                    : the server's own process has not closed them, so its handlers had not come back
                    """,
                40,
                .sockets,
                from: pile.source
            )
        }
        weighPeer(pile, &made)
        weighContrast(pile, facts, &made)
        weighLittle(facts, &made)
    }

    private func weighPeer(_ pile: CloseWaitPile, _ made: inout Finding) {
        guard pile.isLarge, let peer = pile.peer, let source = pile.peerSource else { return }
        made.speaksFor(
            """
            \(peer.count) of \(pile.peerTotal) in CLOSE_WAIT are of \(data: peer.host) \
            (\(source.citation)): it closed first
            """,
            0,
            .pattern,
            from: source
        )
    }

    private func weighContrast(_ pile: CloseWaitPile, _ facts: Facts, _ made: inout Finding) {
        if let calm = facts.host.calm, pile.isLarge, calm.source != pile.source {
            made.speaksFor(
                """
                at another moment there were \(calm.value.count(.closeWait)) in CLOSE_WAIT and \
                \(calm.value.count(.established)) ESTABLISHED (\(calm.source.citation)): the pile is \
                not how it always is
                """,
                5,
                .pattern,
                from: calm.source
            )
        }
        if let use = facts.host.descriptors, let highest = use.value.highest, highest > pile.count,
            !pile.isUnread
        {
            made.speaksFor(
                """
                descriptor \(words: "\(highest)") was open (\(use.source.citation)), above the \
                \(pile.count) in CLOSE_WAIT: the process had most likely accepted them
                """,
                5,
                .pattern,
                from: use.source
            )
        }
    }

    /// Little's law: how long requests were held, from how many there are and how fast they come.
    private func weighLittle(_ facts: Facts, _ made: inout Finding) {
        let estimates = facts.host.evidence.holdEstimates
        guard let shortest = estimates.min(by: { $0.seconds < $1.seconds }),
            let longest = estimates.max(by: { $0.seconds < $1.seconds })
        else { return }
        let range: Phrase =
            shortest.seconds == longest.seconds
            ? "\(shortest.seconds) s" : "\(shortest.seconds) to \(longest.seconds) s"
        made.speaksFor(
            """
            by Little's law requests were held for about \(range): at most \(shortest.established) / \
            \(words: DurationWords.of(milliseconds: shortest.limit.value)) came in a second \
            (\(shortest.sockets.citation); \(shortest.limit.source.citation)) and \
            \(shortest.closeWait) were still held, if the load was steady; a somewhat longer limit of \
            the client would not have helped
            """,
            5,
            .pattern,
            from: shortest.sockets
        )
    }

    private func weighDump(_ facts: Facts, _ made: inout Finding) {
        guard let blocked = facts.blocked else { return }
        if let source = blocked.source {
            made.speaksFor(blocked.statement, 50, .seen, from: source)
        } else {
            // A dump that the runtime printed into its own log is hard to forge and hard to tell
            // from a forged one.
            made.speaksFor(blocked.statement, 50, .sockets)
        }
    }

    private func weighProbes(_ facts: Facts, _ made: inout Finding) {
        if let probe = facts.host.slowUpstreamProbe {
            made.speaksFor(
                "a request to the called service was slow: \(probe.statement)",
                25,
                .sockets,
                from: probe.source
            )
        }
        guard let slow = facts.host.slowProbe else { return }
        let quick: Phrase =
            facts.host.quickProbe.map { ", and quick at another moment: \($0.statement)" } ?? ""
        made.speaksFor(
            "a request to the program itself had no answer in time: \(slow.statement)\(quick)",
            10,
            .pattern,
            from: slow.source
        )
    }

    private func finish(_ facts: Facts, _ made: inout Finding) {
        if facts.blocked == nil {
            made.missing.append("a dump of all stacks that shows where handlers stand")
        }
        if facts.host.slowUpstreamProbe == nil {
            made.missing.append("latencies of the calls that handlers make")
        }
        let target = facts.target(of: [.timeout, .canceled], isOther: true)
        made.checks = ServerChecks.dumps(facts)
        made.checks += [ServerChecks.connections(to: target), ServerChecks.timing(of: target)]
            .compactMap(\.self)
    }
}

extension Figure where Value == HTTPProbe {
    /// `the first byte after 3.42 s (host.txt:9)`, or how it failed.
    var statement: Phrase {
        if let failure = value.failure {
            return "curl (\(words: "\(failure.number)")) \(data: failure.text) (\(source.citation))"
        }
        let milliseconds = (value.timing?.firstByte ?? 0) / 1000
        return """
            the first byte after \(words: DurationWords.of(milliseconds: milliseconds)) \
            (\(source.citation))
            """
    }
}
