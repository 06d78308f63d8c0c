import TraceParse

/// A reused connection was closed by the server just when the next request was sent on it.
struct IdleTimeoutRace: Cause {
    static let profile = CauseProfile(
        id: .idleTimeoutRace,
        can: [.both],
        title: "A reused connection was closed as the next request was sent",
        meaning: """
            The server closes a kept connection when it was idle for its limit. If the client sends the \
            next request in the same moment, it gets EOF or a reset instead of an answer. Go's client \
            silently repeats what may be repeated; a POST is not, and fails.
            """,
        signs: [
            "the connection had been idle for about the server's limit",
            "a proxy's `upstream prematurely closed connection`, 502",
            .go(
                "EOF, `server closed idle connection` or a reset on a reused connection; POSTs only"
            ),
            .swift("`HTTPClientError.remoteConnectionClosed` or a reset on a reused connection"),
        ],
        countersigns: [
            "the connection was new", "the server was stopped or crashed at that moment",
        ],
        remedies: [
            .now(
                "Retry once where the request may be repeated; give POSTs an idempotency key (`Idempotency-Key`)."
            ),
            .now(
                "That is the program's own to do: AsyncHTTPClient's `retryConnectionEstablishment` repeats the connecting, not a request that was sent.",
                in: .swift
            ),
            .fix(
                "Let the side that opens connections give them up first: its idle limit below the server's; nginx upstream `keepalive_timeout`."
            ),
            .fix(
                "Client: `IdleConnTimeout` (90 s by default) below the server's `IdleTimeout`.",
                in: .go
            ),
            .fix(
                "Client: AsyncHTTPClient `connectionPool.idleTimeout` (60 s by default) below the server's, which Hummingbird calls `idleTimeout`.",
                in: .swift
            ),
            .fix(
                "Behind a balancer the server's idle limit must be longer than the balancer's: ALB 60 s, so 75 s; Google 600 s, so 620 s."
            ),
            .fix("The server's setting: `http.Server{IdleTimeout: 75*time.Second}`.", in: .go),
            .fix(
                "The server's setting, in Hummingbird: `server: .http1(configuration: .init(idleTimeout: .seconds(75)))`.",
                in: .swift
            ),
            .hygiene(
                "Log with each failed call whether its connection was used before, and how long it was idle."
            ),
            .hygiene("`httptrace.GotConnInfo{Reused, IdleTime}` tells it.", in: .go),
        ],
        sources: [
            "RFC 9112, 9.3 to 9.6", "RFC 9110, 9.2.2",
            .go("Go net/http/transport.go: shouldRetryRequest"),
            .swift("AsyncHTTPClient HTTPClient.Configuration.ConnectionPool"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let closed = facts.tally(Self.isClosed)
        guard closed.count > 0 else { return nil }
        let said = facts.tally { Self.isClosed($0) && $0.words.contains(.idleClose) }
        let target = facts.target(of: [.eof, .connectionReset])
        var made = Finding(
            Self.profile,
            score: 40,
            statement: Self.statement(closed, target),
            doubt: """
                new connections among the failed ones, or a service that was stopped at that moment, would \
                refute it
                """,
            root: .itself,
            explains: closed
        )
        made.speaksFor(
            """
            \(words: Wording.count(closed.count, "call")) of a service ended with EOF or a reset before \
            an answer\(closed.example)
            """,
            closed.count >= 5 ? 5 : 0
        )
        if said.count > 0 {
            made.speaksFor(
                """
                \(said.count) of \(closed.count) say that the server closed an idle \
                connection\(said.example)
                """,
                25,
                .pairedLatency
            )
        }
        weighPosts(closed, facts, &made)
        weighIdle(facts, &made)
        made.weighOutages(facts, closed)
        made.noteOthers(facts)
        made.missing = [
            "whether the failed calls had a connection that was used before, and how long it was idle",
            "the idle limits of both ends",
        ]
        if facts.signals.idleBeforeFailure.total > 0 { made.missing.removeFirst() }
        made.checks = [Self.check(target)].compactMap(\.self)
        return made
    }

    /// A call over HTTP that ended before its answer; a read of a connection that a pool of another
    /// protocol keeps is `stale_pooled_connection`.
    static func isClosed(_ strand: Strand) -> Bool {
        guard strand.part == .call, strand.channel == .network, !strand.kind.endsProcess,
            !StalePooledConnection.isOfStore(strand)
        else { return false }
        switch strand.errorClass {
        case .eof?: return true
        case .connectionReset?: return strand.operation == .read
        default: return false
        }
    }

    private func weighPosts(_ closed: Tally, _ facts: Facts, _ made: inout Finding) {
        let posts = facts.tally { Self.isClosed($0) && $0.words.contains(.notRepeated) }
        guard posts.count * 10 >= closed.count * 8 else { return }
        made.speaksFor(
            """
            \(posts.count) of \(closed.count) are of a kind that is not sent twice (POST, \
            PUT)\(posts.example): others would have been repeated without a word
            """,
            10
        )
    }

    private func weighIdle(_ facts: Facts, _ made: inout Finding) {
        let failed = facts.signals.idleBeforeFailure
        let all = facts.signals.idle
        if failed.total < 3, all.total >= LatencyFacts.fewest {
            return weighReuse(all, facts, &made)
        }
        guard failed.total >= 3, let least = failed.percentile(5), let most = failed.percentile(95),
            let median = all.percentile(50)
        else { return }
        let example: Phrase =
            facts.signals.position(of: .reuseBeforeFailure).map { " (\(at: $0))" } ?? ""
        let isNarrow = most <= least + least / 4
        made.speaksFor(
            """
            \(failed.total) of the failed calls had a connection that was used before, idle for \
            \(words: DurationWords.of(nanoseconds: least)) to \
            \(words: DurationWords.of(nanoseconds: most))\(example); half of \(all.total) reused ones \
            were idle for at most \(words: DurationWords.of(nanoseconds: median))
            """,
            isNarrow ? 30 : 15,
            .sockets
        )
    }

    /// Connections that were used again near the failures: that they are is half of the cause.
    private func weighReuse(
        _ all: LatencyHistogram,
        _ facts: Facts,
        _ made: inout Finding
    ) {
        guard let half = all.percentile(50), let most = all.percentile(95),
            let position = facts.signals.position(of: .reuse)
        else { return }
        made.speaksFor(
            """
            \(words: Wording.count(all.total, "connection")) near them were used again, half of them after \
            \(words: DurationWords.of(nanoseconds: half)) or more, hardly one after more than \
            \(words: DurationWords.of(nanoseconds: most)) (\(at: position)): older ones were closed by \
            then
            """,
            10,
            .pairedLatency
        )
    }

    private static func statement(_ closed: Tally, _ target: CallTarget?) -> Phrase {
        let whom: Phrase = target.map { "\(data: $0.text)" } ?? "a called service"
        return """
            \(whom) closed the connection just when a request was sent on it, \
            \(words: Wording.count(closed.count, "time")): most likely its idle limit
            """
    }

    private static func check(_ target: CallTarget?) -> Check? {
        guard let target, let address = IPAddress(target.host) else { return nil }
        return Check(
            command:
                "bash -c 'exec 3<>/dev/tcp/\(address)/\(target.port); printf \"GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n\" >&3; SECONDS=0; timeout 700 cat <&3 >/dev/null; echo closed after $SECONDS s'",
            reading: """
                How long the service keeps an idle connection. If that is about as long as this \
                program keeps one, or shorter, the race is there; if it is much longer, look for restarts \
                instead.
                """
        )
    }
}
