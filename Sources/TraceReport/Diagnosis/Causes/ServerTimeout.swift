import TraceParse

/// The server's own time limit for an answer ran out.
struct ServerTimeout: Cause {
    static let profile = CauseProfile(
        id: .serverTimeout,
        can: [.mechanism],
        title: "The server's own time limit for an answer ran out",
        meaning: """
            A limit for writing cuts the answer off, and the client sees EOF. Go's `WriteTimeout` counts \
            from the request's header, so it hits slow handlers and slow readers alike; `http.TimeoutHandler` \
            answers 503 in time, and what the late handler writes fails.
            """,
        signs: [
            "those requests took just over the configured time",
            .go("`write tcp …: i/o timeout`, `http: Handler timeout`"),
        ],
        countersigns: ["broken pipes: then the peer closed first"],
        remedies: [
            .now("Raise the limit for the routes that need it."),
            .now("`http.NewResponseController(w).SetWriteDeadline(deadline)` does.", in: .go),
            .fix(
                "Find out first which it is: a handler that is slow (give its calls deadlines) or a peer that reads slowly (Send-Q)."
            ),
            .fix(
                "WriteTimeout above the longest answer that is wanted; limits per route with `http.TimeoutHandler`.",
                in: .go
            ),
            .fix(
                "SwiftNIO `IdleStateHandler(writeTimeout:)` above the longest pause between two parts of an answer.",
                in: .swift
            ),
            .hygiene("Keep a limit: without one a slow reader holds its handler for ever."),
        ],
        sources: [
            .go("Go net/http/server.go: WriteTimeout, TimeoutHandler"),
            .go("Go net/http/responsecontroller.go"), .swift("SwiftNIO IdleStateHandler"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let cut = Self.cut(facts)
        guard cut.count > 0 else { return nil }
        let callers = facts.tally { $0.part == .caller && $0.errorClass == .eof }
        let handlers = Self.handlers(facts)
        var made = Finding(
            Self.profile,
            score: 72,
            ground: .named,
            statement: """
                the server's own time limit for an answer ran out, \
                \(words: Wording.count(cut.count, "time"))
                """,
            doubt: """
                answers that were short and quick would refute it; peers that read slowly look the same \
                as handlers that are slow
                """,
            root: .oneOf([.slowReader, .slowUpstream]),
            explains: cut.joined(callers)
        )
        made.speaksFor(
            "the answer ran into the server's time limit in \(cut.ofAll(facts))",
            cut.count >= 5 ? 8 : 0
        )
        if handlers.count > 0 {
            made.speaksFor(
                """
                \(handlers.count) of them wrote after the limit for handlers (`http.TimeoutHandler`)\
                \(handlers.example)
                """
            )
        }
        if let handler = facts.handlers(where: { $0.errorClass == .timeout }).first {
            made.speaksFor(
                """
                \(handler.count) in \(data: handler.location.function)\(handler.location.place) \
                (\(at: handler.position))
                """
            )
        }
        if callers.count > 0 {
            made.speaksFor(
                """
                callers found the connection closed without an answer \
                \(words: Wording.count(callers.count, "time"))\(callers.example)
                """,
                5
            )
        }
        if let phrase = facts.latency.limitPhrase {
            made.speaksFor(phrase, 5)
        } else if let phrase = facts.latency.quickPhrase {
            made.speaksAgainst(phrase, 10)
        }
        made.noteOthers(facts)
        made.missing = ["how long the requests took", "Send-Q of the sockets while it happens"]
        if facts.latency.failed >= LatencyFacts.fewest { made.missing.removeFirst() }
        made.checks = [Self.sendQueues(facts)] + ServerChecks.dumps(facts)
        return made
    }

    /// Answers that the server's own limits cut off.
    static func cut(_ facts: Facts) -> Tally {
        facts.tally { $0.timeLimit == .handler || isWrite($0) }
    }

    /// Handlers that wrote when their server had answered in their place.
    static func handlers(_ facts: Facts) -> Tally {
        facts.tally { $0.timeLimit == .handler }
    }

    /// Writes that waited until the limit.
    static func isWrite(_ strand: Strand) -> Bool {
        strand.timeLimit == .own && strand.operation == .write && strand.side != .outgoing
    }

    private static func sendQueues(_ facts: Facts) -> Check {
        let filter: Command = facts.serverPort.map { " 'sport = :\($0)'" } ?? ""
        return Check(
            command: "ss -Htn\(filter) | sort -k3,3nr | head",
            reading: """
                Connections with the most unsent bytes (third column), while it happens. If you see \
                hundreds of thousands, those peers read slowly; if all are 0, the handlers are slow.
                """
        )
    }
}
