import TraceParse

/// Connections waited in the listener's queue, before the program had seen them.
struct AcceptQueue: Cause {
    static let profile = CauseProfile(
        id: .acceptQueue,
        can: [.root],
        title: "Connections waited to be accepted",
        meaning: """
            The kernel completes handshakes into a queue that the program empties with accept. If it \
            accepts too slowly, the queue fills: requests lie there unread while their clients' limits \
            run, and further connections are dropped without an answer, so that dialling times out. \
            The server itself logs nothing of it, and its own latencies stay flat.
            """,
        signs: [
            "LISTEN with Recv-Q at or above Send-Q, ListenOverflows and ListenDrops rise",
            "sockets without a process, in CLOSE_WAIT with Recv-Q above 1: never read",
            .go("clients: `dial …: i/o timeout`, while the server answers others quickly"),
            .swift(
                "clients: `HTTPClientError.connectTimeout`, while the server answers others quickly"
            ),
        ],
        countersigns: [
            "the listener's Recv-Q is 0 while it happens, no overflows",
            "dials are refused rather than left without an answer",
        ],
        remedies: [
            .now("Take load away: fewer clients, more instances behind the balancer."),
            .fix(
                "Accept faster: no work in the accept loop, no limit of connections below what clients open; bound requests instead and answer 503."
            ),
            .fix("`netutil.LimitListener` is such a limit.", in: .go),
            .fix(
                "Hummingbird's `availableConnectionsDelegate: MaximumAvailableConnections(…)` is such a limit: what is above it waits in the queue.",
                in: .swift
            ),
            .fix(
                "Deepen the queue: `sysctl -w net.core.somaxconn=4096`, `net.ipv4.tcp_max_syn_backlog=4096`; nginx `listen 80 backlog=4096`."
            ),
            .fix(
                "Start the program again after that: it reads somaxconn when it listens.",
                in: .go
            ),
            .fix(
                "Ask for that depth: Hummingbird `ApplicationConfiguration(backlog: 4096)`, Vapor `app.http.server.configuration.backlog = 4096` (both 256 unless set), SwiftNIO `.serverChannelOption(.backlog, value: 4096)` (128).",
                in: .swift
            ),
            .hygiene(
                "Watch `nstat -az TcpExtListenOverflows TcpExtListenDrops`; let clients keep connections alive."
            ),
        ],
        sources: [
            "listen(2): backlog", "Linux ip-sysctl.rst: somaxconn, tcp_abort_on_overflow", "ss(8)",
            .swift("SwiftNIO ChannelOptions.backlog"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let waits = facts.waits
        let closings = facts.closings
        let host = facts.host
        let seen = host.showsQueue
        guard
            seen || waits.callersDials.count > 0
                || host.listener != nil && closings.all.count > 0
        else { return nil }
        guard seen || waits.callersDials.count > 0 else { return rejected(facts) }
        var made = Finding(
            Self.profile,
            score: 10,
            statement:
                "connections waited in the listener's queue, before the program had seen them",
            doubt: "a queue that is empty while it happens would refute it",
            root: .noMechanism,
            explains: waits.callersDials
        )
        weighQueue(facts, &made)
        weighUnread(facts, &made)
        weighDials(waits.callersDials, facts, &made)
        if let phrase = facts.latency.quickPhrase, closings.all.count > 0,
            closings.all.areMost(of: facts)
        {
            made.speaksFor(
                phrase + ": the handlers were quick, so the time went by before them",
                15,
                .pairedLatency
            )
        } else if facts.latency.showsSlowHandlers, let phrase = facts.latency.limitPhrase {
            made.speaksAgainst(phrase + ": the handlers themselves took that long", 15)
        }
        if !host.hasFullQueue { made.missing.append("the listener's queue while it happens") }
        made.checks = [ServerChecks.queue(port: facts.serverPort)]
        return made
    }

    private func weighQueue(_ facts: Facts, _ made: inout Finding) {
        if let listener = facts.host.listener, let queued = listener.value.queued,
            let backlog = listener.value.backlog
        {
            if listener.value.isFull {
                made.speaksFor(
                    """
                    port \(words: "\(listener.value.port)") had \(queued) connections waiting to be \
                    accepted, with room for \(backlog) (\(listener.source.citation))
                    """,
                    45,
                    .seen,
                    from: listener.source
                )
            } else if queued == 0 {
                made.speaksAgainst(
                    """
                    none waited to be accepted on port \(words: "\(listener.value.port)") \
                    (\(listener.source.citation))
                    """,
                    25
                )
            }
        }
        guard let overflows = facts.host.overflows, overflows.value > 0 else { return }
        made.speaksFor(
            """
            the kernel found a listener's queue full \(words: Wording.count(overflows.value, "time")) \
            (\(overflows.source.citation))
            """,
            facts.host.listener.map { $0.value.isFull } ?? false ? 25 : 20,
            .sockets,
            from: overflows.source
        )
    }

    private func weighUnread(_ facts: Facts, _ made: inout Finding) {
        if let waiting = facts.host.waiting {
            made.speaksFor(
                """
                \(words: Wording.count(waiting.value, "established connection")) had a request that nobody \
                had read and no process (\(waiting.source.citation)): they waited to be accepted
                """,
                waiting.value >= 5 ? 20 : 10,
                .sockets,
                from: waiting.source
            )
        }
        guard let pile = facts.host.pile, pile.isUnread else { return }
        made.speaksFor(
            """
            \(max(pile.unread ?? 0, pile.ownerless ?? 0)) of \
            \(words: Wording.count(pile.count, "socket")) in CLOSE_WAIT (\(pile.source.citation)) have a \
            request that was never read, or no process: their callers left while they waited
            """,
            25,
            .sockets,
            from: pile.source
        )
    }

    private func weighDials(_ dials: Tally, _ facts: Facts, _ made: inout Finding) {
        guard dials.count > 0 else { return }
        let isAlive =
            facts.tally { $0.part == .plain && $0.side == .incoming }.count > 0
            || facts.signals.latency.lines > 0
        made.speaksFor(
            """
            \(words: Wording.count(dials.count, "attempt")) of callers to connect to this server had no \
            answer\(dials.example)\(words: isAlive ? ", while it served others" : "")
            """,
            isAlive ? 20 : 10
        )
    }

    /// Said where somebody has looked, and it was empty.
    private func rejected(_ facts: Facts) -> Finding? {
        guard let listener = facts.host.listener, let queued = listener.value.queued,
            !listener.value.isFull
        else { return nil }
        var made = Finding.rejected(
            Self.profile,
            "connections waited in the listener's queue",
            doubt: "a full queue while it happens would change it"
        )
        made.against = [
            """
            \(queued) waited to be accepted on port \(words: "\(listener.value.port)"), with room for \
            \(listener.value.backlog ?? 0) (\(listener.source.citation))
            """
        ]
        if let overflows = facts.host.overflows, overflows.value == 0 {
            made.against.append("0 overflows of listeners' queues (\(overflows.source.citation))")
        }
        return made
    }
}

extension HostFacts {
    /// Whether a text shows the listener's queue full.
    var hasFullQueue: Bool { listener?.value.isFull ?? false }
}
