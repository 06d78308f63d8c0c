import TraceParse

/// Single streams of an HTTP/2 connection were reset while the connection lived on.
struct HTTP2StreamReset: Cause {
    static let profile = CauseProfile(
        id: .http2StreamReset,
        can: [.mechanism],
        title: "HTTP/2 streams were reset",
        meaning: """
            With HTTP/2 a peer gives up one request with RST_STREAM and keeps the connection, so there is \
            no broken pipe: the server's write to that stream fails, or the client gets a stream's error \
            with a code. CANCEL mostly means the caller's time limit; REFUSED_STREAM and GOAWAY that the \
            server sheds load or stops.
            """,
        signs: [
            "the same peer and port again and again",
            .go(
                "`http2: stream closed`, `client disconnected`, `stream error: stream ID n; CANCEL`"
            ),
            .swift("`NIOHTTP2Errors.StreamClosed`, `NIOHTTP2Errors.StreamError`"),
        ],
        countersigns: ["broken pipes on many ports: that is HTTP/1"],
        remedies: [
            .now(
                "Thousands of CANCELs a second from one peer are an attack (rapid reset): block it, update the server."
            ),
            .fix(
                "CANCEL after a fixed time: make the handler quicker than the caller's limit, and stop its work when the caller gives up."
            ),
            .fix("`r.Context()` ends when the stream does.", in: .go),
            .fix("gRPC Swift tells it: `withRPCCancellationHandler`.", in: .swift),
            .fix("Retry REFUSED_STREAM, and GOAWAY with NO_ERROR: nothing was processed."),
            .fix(
                "gRPC: `keepalive.EnforcementPolicy` on the server where it says `too_many_pings`.",
                in: .go
            ),
            .fix(
                "gRPC Swift: `keepalive.clientBehavior.minPingIntervalWithoutCalls` and `allowWithoutCalls` on the server where it closes for too many pings.",
                in: .swift
            ),
            .hygiene(
                "Bound the streams of a connection: `http2.Server{MaxConcurrentStreams: 250}`.",
                in: .go
            ),
            .hygiene(
                "Bound the streams of a connection: gRPC Swift `http2.maxConcurrentStreams`; and their resets: swift-nio-http2 `streamResetFrameRateLimit`.",
                in: .swift
            ),
            .hygiene("Log the error code."),
        ],
        sources: [
            "RFC 9113, 5.4.2, 6.4, 6.8, 8.7", .go("Go net/http/h2_bundle.go"),
            .swift("swift-nio-http2 HTTP2Error.swift"), "CVE-2023-44487",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let reset = facts.tally { $0.errorClass == .http2Stream }
        guard reset.count > 0 else { return nil }
        let clients = facts.clients(of: [.http2Stream])
        let peers = facts.peers(of: [.http2Stream])
        let crowd = clients.total >= peers.total ? clients : peers
        var made = Finding(
            Self.profile,
            score: 75,
            ground: .named,
            statement: Self.statement(reset, crowd),
            doubt:
                "an error code other than CANCEL, or a server that was stopping, would change it",
            root: .oneOf([.slowUpstream]),
            explains: reset
        )
        made.openEnd = "why they were given up, this input cannot tell"
        made.speaksFor(
            "a stream was given up in \(reset.ofAll(facts))",
            reset.count >= 5 ? 5 : 0
        )
        if let top = crowd.top, top.count >= 2 {
            made.speaksFor(
                """
                \(top.count) of \(crowd.total) are of \(data: top.host.name)\
                \(words: PortWords.distinct(top.host.ports)) (\(at: top.host.position))\
                \(words: top.host.ports.ports.count == 1 ? ": one connection that lived on" : "")
                """,
                top.host.ports.ports.count == 1 && top.count >= 5 ? 5 : 0
            )
        }
        if let phrase = facts.latency.limitPhrase { made.speaksFor(phrase, 0) }
        made.noteOthers(facts)
        made.missing = [
            "the error code of the resets (CANCEL, REFUSED_STREAM, …)", "the caller's limit",
        ]
        made.checks = ServerChecks.dumps(facts)
        return made
    }

    private static func statement(_ reset: Tally, _ crowd: Crowd) -> Phrase {
        let who: Phrase =
            crowd.isConcentrated ? crowd.top.map { "\(data: $0.host.name)" } ?? "a peer" : "peers"
        return """
            \(who) gave up \(words: Wording.count(reset.count, "HTTP/2 stream")) while the connection \
            lived on, most likely since a time limit of its own ran out
            """
    }
}
