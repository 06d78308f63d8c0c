import TraceParse

/// Single streams of an HTTP/2 connection were reset while the connection lived on.
struct HTTP2StreamReset: Cause {
    static let profile = CauseProfile(
        id: .http2StreamReset,
        can: [.mechanism],
        title: "HTTP/2 streams were reset",
        meaning: """
            With HTTP/2 a peer gives up one request with RST_STREAM and keeps the connection, so there is \
            no broken pipe: the server's write fails with `http2: stream closed`, or the client gets \
            `stream error: …; CANCEL`. CANCEL mostly means the caller's time limit; REFUSED_STREAM and \
            GOAWAY that the server sheds load or stops.
            """,
        signs: [
            "`http2: stream closed`, `client disconnected`, `stream error: stream ID n; CANCEL`",
            "the same peer and port again and again",
        ],
        countersigns: ["broken pipes on many ports: that is HTTP/1"],
        remedies: [
            .now(
                "Thousands of CANCELs a second from one peer are an attack (rapid reset): block it, update the server."
            ),
            .fix(
                "CANCEL after a fixed time: make the handler quicker than the caller's limit, stop its work with `r.Context()`."
            ),
            .fix(
                "Retry REFUSED_STREAM, and GOAWAY with NO_ERROR: nothing was processed. gRPC: `keepalive.EnforcementPolicy` on the server where it says `too_many_pings`."
            ),
            .hygiene("`http2.Server{MaxConcurrentStreams: 250}`; log the error code."),
        ],
        sources: ["RFC 9113, 5.4.2, 6.4, 6.8, 8.7", "Go net/http/h2_bundle.go", "CVE-2023-44487"]
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
        made.checks = [ServerChecks.dump(facts)]
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
