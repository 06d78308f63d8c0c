import TraceParse

/// The client's time limit ran out before the answer was written, so the client closed first.
struct ClientTimeout: Cause {
    static let profile = CauseProfile(
        id: .clientTimeout,
        can: [.mechanism],
        title: "The client's time limit ran out before the answer",
        meaning: """
            A client waits no longer than its own limit allows, then closes. The server learns of it \
            when it writes at last: the first write is answered with a reset, the next one fails \
            with `broken pipe`. The log line comes when the server was done, not when the client left. \
            This says who closed first and by what rule; why the answer was late is the root.
            """,
        signs: [
            "writes fail with `broken pipe`, nearly all with one caller or a few programs",
            "those requests took just over a round time, and quicker ones did not fail",
            "CLOSE_WAIT on the server's port, held by its process, Recv-Q 0 or 1",
            "a proxy's log says 499",
            .go("the caller's log says `Client.Timeout exceeded`"),
            .swift("the caller's log says `HTTPClientError.readTimeout` or `deadlineExceeded`"),
        ],
        countersigns: [
            "answers that were quick when the writes failed",
            "many users, few each, cut off in the middle of large answers",
        ],
        remedies: [
            .now(
                "Refuse early what cannot be answered in time: bound concurrent requests, answer 503 with `Retry-After`."
            ),
            .fix(
                "Call on with `http.NewRequestWithContext(r.Context(), …)`, so that the work ends when the client has gone, and give each call a limit below the client's: `context.WithTimeout(r.Context(), 2*time.Second)`, `Transport.ResponseHeaderTimeout`.",
                in: .go
            ),
            .fix(
                "Give each call a limit below the client's: `httpClient.execute(request, timeout: .seconds(2))`, Vapor `app.http.client.configuration.timeout` for `req.client`, `URLSessionConfiguration.timeoutIntervalForRequest` (60 s unless set); let handlers stop when their task is cancelled.",
                in: .swift
            ),
            .fix(
                "Order the limits along the way: client > proxy (`proxy_read_timeout`) > handler > its own calls."
            ),
            .hygiene(
                "`http.Server{ReadHeaderTimeout: 5*time.Second, IdleTimeout: 120*time.Second}`, and WriteTimeout above the longest answer.",
                in: .go
            ),
            .hygiene(
                "A limit for idle connections, which have none unless it is set: Hummingbird `server: .http1(configuration: .init(idleTimeout: .seconds(120)))`, SwiftNIO `IdleStateHandler`.",
                in: .swift
            ),
            .hygiene(
                "The client: a limit above the slowest answer that is still useful, at most 2 retries, with jitter; connections kept alive and used again."
            ),
        ],
        sources: [
            "RFC 9293, 3.6 and 3.10.7.4", "Linux net/ipv4/tcp_input.c: tcp_reset",
            .go("Go net/http/server.go: backgroundRead"),
            .swift("AsyncHTTPClient HTTPClient.Configuration.Timeout"), "tcp(7)",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let closings = facts.closings
        let waits = facts.waits
        if closings.all.count > 0 { return served(closings, waits, facts) }
        let callers = waits.callers.joined(waits.callersDials)
        if callers.count > 0 { return toldByCallers(callers, waits, facts) }
        return waits.own.count > 0 ? called(waits.own, facts) : nil
    }

    private static func doubt(_ facts: Facts) -> Phrase {
        var confirming: [Phrase] = []
        if !facts.latency.showsSlowHandlers {
            confirming.append("latencies just above a round time")
        }
        if facts.host.pile == nil {
            confirming.append("many sockets of that peer in CLOSE_WAIT")
        }
        if facts.blocked == nil { confirming.append("a dump that shows the handlers waiting") }
        let refuting: Phrase = "answers that were quick at those moments would refute it"
        guard let last = confirming.popLast() else { return refuting }
        let first = confirming.isEmpty ? last : Phrase.joined(confirming) + " or " + last
        return refuting + "; " + first + " would confirm it"
    }

    private static let usualReading: Phrase = """
        The usual reading stops at \u{201C}the client closed, so raise its limit, and the limit of \
        open files\u{201D}. The client closed first because it had no answer in time; neither of the two \
        makes one come sooner. With a longer limit each stuck request is held for longer, so more of \
        them pile up; a higher limit of open files only makes room for the pile. What helps is a \
        deadline and a bound on what the handlers wait for.
        """

    // MARK: - Clients of this process

    private func served(_ closings: ClosedFirst, _ waits: WaitedInVain, _ facts: Facts) -> Finding {
        let callers = waits.callers.joined(waits.callersDials)
        var made = Finding(
            Self.profile,
            score: 30,
            statement: Self.statement(closings, facts),
            doubt: Self.doubt(facts),
            root: .oneOf([.slowUpstream, .acceptQueue]),
            explains: closings.all.joined(callers)
        )
        made.chain = Self.chain(facts)
        made.usualReading = Self.usualReading
        made.openEnd = "why the answer took so long, this input cannot tell"
        weighClosings(closings, &made)
        weighCrowd(closings, facts, &made)
        weighStacks(closings, &made)
        weighLatency(closings.all, facts, &made)
        weighCallers(callers, &made)
        weighUpstream(waits.own, facts, &made)
        weighSockets(closings, facts, &made)
        weighQueue(facts, &made)
        weighDump(facts, &made)
        weighStatedLimit(facts, &made)
        weighProxy(closings, facts, &made)
        weighRefusal(facts, &made)
        made.noteOthers(facts)
        if closings.all.count < 5, callers.count < 5 {
            made.speaksAgainst(
                """
                only \(words: Wording.count(closings.all.count, "such incident"))\
                \(closings.all.example): by themselves too few to tell a time limit from users who \
                leave
                """
            )
            // Two lines can be anything; figures of the host can carry them a little further.
            if made.ground < .sockets { made.cap(50) }
        }
        made.missing = Self.missing(facts)
        made.checks = [ServerChecks.closeWait(facts, peer: closings.peers.top?.host.name)]
        made.checks += ServerChecks.dumps(facts)
        made.checks.append(ServerChecks.queue(port: facts.serverPort))
        if closings.panics.count > 0 {
            made.remedies.append(
                .hygiene(
                    """
                    A failed write to a client that has gone is no reason to panic: handle the error \
                    where it occurs (gin before 1.9 panics in `c.JSON`: update it).
                    """,
                    in: .go
                )
            )
        }
        return made
    }

    private func weighClosings(_ closings: ClosedFirst, _ made: inout Finding) {
        let pipes = closings.pipes
        if pipes.count > 0 {
            made.speaksFor(
                """
                \(pipes.count) of \(words: Wording.count(closings.all.count, "closed connection")) \
                failed with broken pipe\(pipes.example): the peer had closed before the write, and \
                its kernel answered an earlier one with a reset
                """
            )
        }
        if closings.canceled.count > 0 {
            made.speaksFor(
                """
                \(words: Wording.count(closings.canceled.count, "call")) of handlers ended because \
                the handler's own client had gone\(closings.canceled.example)
                """,
                closings.canceled.count >= 5 ? 10 : 5
            )
        }
        if closings.resets.count * 10 > closings.all.count * 3 {
            made.speaksAgainst(
                """
                \(closings.resets.count) of \(closings.all.count) writes were reset\
                \(closings.resets.example): those peers left in the middle of an answer
                """,
                10
            )
        }
    }

    private func weighCrowd(_ closings: ClosedFirst, _ facts: Facts, _ made: inout Finding) {
        let crowd = closings.peers
        guard let top = crowd.top else { return }
        if crowd.isConcentrated, top.count >= 2 {
            made.speaksFor(
                """
                \(top.count) of \(crowd.total) were connections of one peer, \
                \(data: top.host.name)\(words: PortWords.distinct(top.host.ports)) \
                (\(at: top.host.position)): one caller, one time limit
                """,
                crowd.total >= 5 ? 20 : 10
            )
        } else if crowd.isFewPrograms, crowd.total >= 5 {
            made.speaksFor(
                """
                \(crowd.total) of them were connections of \
                \(words: Wording.count(crowd.count, "peer")) with private addresses, the busiest \
                \(data: top.host.name) with \(top.count) (\(at: top.host.position)): programs \
                rather than users
                """,
                15
            )
        } else if crowd.isScattered {
            made.speaksAgainst(
                """
                \(words: Wording.count(crowd.count, "peer")), the busiest with \(top.count) of \
                \(crowd.total) (\(at: top.host.position)): no single caller with a time limit
                """,
                15
            )
        }
    }

    private func weighStacks(_ closings: ClosedFirst, _ made: inout Finding) {
        guard let handler = closings.handlers.first else { return }
        made.speaksFor(
            """
            \(handler.count) of \(closings.all.count) have a stack in which \
            \(data: handler.location.function)\(handler.location.place) was writing its answer \
            (\(at: handler.position))
            """,
            5
        )
    }

    private func weighLatency(_ closings: Tally, _ facts: Facts, _ made: inout Finding) {
        let isSharp = facts.latency.shape == .cluster || facts.latency.isFarApart
        if let phrase = facts.latency.limitPhrase {
            made.speaksFor(phrase, isSharp ? 30 : 25, .pairedLatency)
        } else if let phrase = facts.latency.quickPhrase, closings.areMost(of: facts) {
            // The client's clock begins when it connects, the handler's when it is accepted.
            made.speaksAgainst(
                facts.host.showsQueue ? phrase + ", but they had waited before that" : phrase,
                facts.host.showsQueue ? 0 : 20
            )
        }
    }

    /// A caller that logs that its limit ran out says itself what this cause claims.
    private func weighCallers(_ callers: Tally, _ made: inout Finding) {
        guard callers.count > 0 else { return }
        made.speaksFor(
            """
            the callers' own log says it: \(words: Wording.count(callers.count, "call")) of this server \
            ran into the caller's time limit\(callers.example)
            """,
            callers.count >= 5 ? 40 : 20,
            .sockets
        )
    }

    private func weighUpstream(_ own: Tally, _ facts: Facts, _ made: inout Finding) {
        if own.count > 0 {
            made.speaksFor(
                """
                \(words: Wording.count(own.count, "call")) of this program's own ran into a time limit \
                in the same log\(own.example)
                """,
                own.count >= 5 ? 10 : 5
            )
        }
        if let phrase = SlowUpstream.slowCalls(facts) { made.speaksFor(phrase, 5) }
    }

    private func weighSockets(_ closings: ClosedFirst, _ facts: Facts, _ made: inout Finding) {
        guard let pile = facts.host.pile else {
            if let calm = facts.host.noPile, !facts.host.showsQueue {
                made.speaksAgainst(
                    """
                    \(words: Wording.count(calm.value.count(.closeWait), "socket")) in CLOSE_WAIT, \
                    \(calm.value.count(.established)) ESTABLISHED (\(calm.source.citation)): no handler \
                    was blocked when that was taken
                    """,
                    5
                )
            }
            return
        }
        let isQueued = pile.isUnread || facts.host.pileIsAboveLimit
        made.speaksFor(
            pile.statement + """
                : their peers have closed, and \
                \(words: isQueued ? "many still wait to be accepted" : Self.heldWords)
                """,
            pile.isLarge ? 20 : 10,
            pile.isLarge ? .sockets : .pairedLatency,
            from: pile.source
        )
        guard let peer = pile.peer, let source = pile.peerSource else { return }
        if let top = closings.peers.top, pile.isOf(top.host.name), pile.isOfOnePeer {
            made.speaksFor(
                """
                \(peer.count) of \(pile.peerTotal) in CLOSE_WAIT are of \(data: peer.host) \
                (\(source.citation)), the peer of \(top.count) of \(closings.peers.total) failed writes
                """,
                10,
                .sockets,
                from: source
            )
        }
    }

    /// Who waits in a full queue waits as long as for a handler.
    private func weighQueue(_ facts: Facts, _ made: inout Finding) {
        guard let listener = facts.host.listener, listener.value.isFull else { return }
        made.speaksFor(
            """
            \(listener.value.queued ?? 0) connections waited to be accepted on port \
            \(words: "\(listener.value.port)") (\(listener.source.citation)): their callers' time ran \
            meanwhile
            """,
            15,
            .sockets,
            from: listener.source
        )
    }

    private static let heldWords = "the server's own process still holds them"

    private func weighDump(_ facts: Facts, _ made: inout Finding) {
        guard let blocked = facts.blocked else { return }
        let phrase = blocked.statement + ": the answers were still to come"
        if let source = blocked.source {
            made.speaksFor(phrase, 15, .seen, from: source)
        } else {
            made.speaksFor(phrase, 15, .sockets)
        }
    }

    private func weighStatedLimit(_ facts: Facts, _ made: inout Finding) {
        guard let limit = facts.host.clientLimit else { return }
        made.speaksFor(
            """
            the client's limit is stated: \
            \(words: DurationWords.of(milliseconds: limit.value)) (\(limit.source.citation))
            """,
            5,
            .pattern,
            from: limit.source
        )
        if let probe = facts.host.slowProbe {
            made.speaksFor(
                """
                a request of somebody's was not answered in time (\(probe.source.citation)), \
                with that limit of \(words: DurationWords.of(milliseconds: limit.value))
                """,
                5,
                .pattern,
                from: probe.source
            )
        }
    }

    /// Where the peer is a proxy that tells of its own limit, that cause has the better name.
    private func weighProxy(_ closings: ClosedFirst, _ facts: Facts, _ made: inout Finding) {
        let told = ProxyTimeout.told(facts)
        guard told.count > 0, closings.peers.isConcentrated, let top = closings.peers.top else {
            return
        }
        made.speaksAgainst(
            """
            a proxy says \(words: Wording.count(told.count, "time")) that its own limit ran \
            out\(told.place): \(data: top.host.name) (\(at: top.host.position)) is most likely it
            """,
            30
        )
    }

    /// A refusal says that nobody listened: that is no time limit's doing.
    private func weighRefusal(_ facts: Facts, _ made: inout Finding) {
        let refused = facts.host.ownProbes.first { $0.value.failure?.kind == .refused }
        guard let refused else { return }
        made.speaksAgainst(
            """
            a request of somebody's to the program itself was refused: \(refused.statement): nobody \
            listened at that moment; if it is of the same time, look for a crash or a restart too
            """
        )
    }

    private static func statement(_ closings: ClosedFirst, _ facts: Facts) -> Phrase {
        let answered: Phrase =
            closings.handlers.first.map { "\(data: $0.location.function) had answered" }
            ?? "the answer was written"
        let limit: Phrase =
            facts.host.clientLimit.map {
                " of \(words: DurationWords.of(milliseconds: $0.value)) (\($0.source.citation))"
            } ?? ""
        if closings.peers.isConcentrated, let top = closings.peers.top {
            return """
                \(data: top.host.name) closed first, in \(top.count) of \
                \(words: Wording.count(closings.all.count, "failure")): most likely its time \
                limit\(limit) ran out before \(answered)
                """
        }
        return """
            clients closed first, in \(words: Wording.count(closings.all.count, "failure")): most \
            likely their time limit\(limit) ran out before \(answered)
            """
    }

    private static func chain(_ facts: Facts) -> Phrase {
        guard !facts.host.showsQueue else {
            return """
                Probably: the connection is made by the kernel and waits in the listener's queue; the \
                client's time runs meanwhile, and it closes; when the program accepts it at last and \
                answers, the first write is answered with a reset, and the next one fails.
                """
        }
        let seen: Phrase =
            facts.blocked.map { "The handlers stood in \(data: $0.function)." }
                ?? """
                What the handler waited for is inferred, not seen: it is the thing to look for.
                """
        return """
            Probably: the handler waits (for another service, a lock, a queue) longer than the client \
            does; the client closes; the server's socket is in CLOSE_WAIT, held by the server's own \
            process, until the handler comes back; what it then writes is answered with a reset, and \
            the next write fails. \(seen)
            """
    }

    private static func missing(_ facts: Facts) -> [Phrase] {
        var missing: [Phrase] = []
        if facts.latency.failed < LatencyFacts.fewest {
            missing.append("how long the requests took (an access log with latencies)")
        }
        if facts.host.clientLimit == nil { missing.append("the client's time limit") }
        if facts.host.pile == nil, facts.host.calm == nil {
            missing.append("sockets by state and peer while it happens")
        }
        if facts.blocked == nil {
            missing.append("a dump of all stacks while it happens")
        }
        return missing
    }

    // MARK: - Told by the clients alone

    /// The callers' logs are given and the server's has nothing to say: it answered what it saw.
    private func toldByCallers(
        _ callers: Tally,
        _ waits: WaitedInVain,
        _ facts: Facts
    ) -> Finding {
        var made = Finding(
            Self.profile,
            score: 50,
            statement: """
                callers of this server gave up on \(words: Wording.count(callers.count, "call")): their \
                time limit ran out first
                """,
            doubt: "a way that loses packets looks the same to a caller that cannot connect",
            root: .oneOf([.acceptQueue, .slowUpstream]),
            explains: callers
        )
        made.openEnd = "why they had no answer, this input cannot tell"
        made.speaksFor(
            "\(callers.ofAll(facts)) are time limits of the callers' own",
            callers.count >= 5 ? 15 : 5
        )
        if waits.callersDials.count > 0, facts.host.hasFullQueue {
            made.speaksFor(
                """
                \(words: Wording.count(waits.callersDials.count, "attempt")) to connect had no \
                answer\(waits.callersDials.example), and the listener's queue was full: reached, but not \
                accepted
                """,
                15,
                .sockets
            )
        }
        weighLatency(callers, facts, &made)
        made.noteOthers(facts)
        made.missing = Self.missing(facts)
        made.checks = [ServerChecks.queue(port: facts.serverPort)] + ServerChecks.dumps(facts)
        return made
    }

    // MARK: - This process as the client

    private func called(_ waited: Tally, _ facts: Facts) -> Finding {
        let target = facts.target(of: [.timeout], isOther: true)
        var made = Finding(
            Self.profile,
            score: 45,
            statement: """
                this program gave up on \(words: Wording.count(waited.count, "call")) that it made, since \
                no answer came within its own time limit
                """,
            doubt: "the called service's latencies would tell whether it was slow or not reached",
            root: .oneOf([.slowUpstream]),
            explains: waited
        )
        made.speaksFor(
            "\(waited.ofAll(facts)) are time limits of this program's own",
            waited.count >= 5 ? 15 : 0
        )
        made.noteOthers(facts)
        made.missing = [
            "how long the called service took", "its own log over the same time",
            "whether its answers were lost on the way",
        ]
        made.checks = [ServerChecks.timing(of: target), ServerChecks.connections(to: target)]
            .compactMap(\.self)
        made.remedies = [
            .now("Answer without that call where possible; stop retrying it at once."),
            .fix("Find out why the called service was slow before raising the time limit."),
            .fix(
                "The limit itself: `http.Client{Timeout: …}`, `context.WithTimeout`, `Transport.ResponseHeaderTimeout`.",
                in: .go
            ),
            .fix(
                "The limit itself: `HTTPClient.Configuration.timeout` (`readTimeout`), the `timeout:` or `deadline:` of `execute` (`deadlineExceeded`), `URLSessionConfiguration.timeoutIntervalForRequest`.",
                in: .swift
            ),
            .hygiene("Retry only what may be repeated, at most twice, with jitter."),
        ]
        return made
    }
}
