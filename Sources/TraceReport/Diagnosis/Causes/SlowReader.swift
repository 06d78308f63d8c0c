import TraceParse

/// Peers took their answers in more slowly than the server's limit allows.
struct SlowReader: Cause {
    static let profile = CauseProfile(
        id: .slowReader,
        can: [.root],
        title: "Peers read their answers slowly",
        meaning: """
            The answer is ready, but the peer's window is closed: a slow line, or a client that does not \
            read. The server's send buffer fills (Send-Q), and its write waits until its limit cuts it off.
            """,
        signs: [
            "write timeouts in the middle of large answers, on public or mobile peers",
            "`ss`: large Send-Q towards them, `rwnd_limited`",
            "other peers fetch the same quickly",
        ],
        countersigns: ["Send-Q 0 while it happens", "small answers fail as well"],
        remedies: [
            .now("Nothing for the others; the limit does its work."),
            .fix(
                "Give large answers a limit that grows with what is sent; let a proxy buffer them (`proxy_buffering on`)."
            ),
            .fix("Call `SetWriteDeadline` before each part.", in: .go),
            .fix(
                "Write no faster than the peer reads: SwiftNIO's `channel.isWritable`, `ChannelOptions.writeBufferWaterMark`.",
                in: .swift
            ),
            .fix("Smaller answers: compress, page, let downloads resume (`Range`)."),
            .fix(
                "Vapor compresses with `app.http.server.configuration.responseCompression = .enabled`.",
                in: .swift
            ),
            .hygiene(
                "Bound how many large answers run at once; HAProxy or nginx `send_timeout 60s`."
            ),
        ],
        sources: [
            "ss(8): -i, rwnd_limited", "RFC 9293, 3.8.6", "ngx_http_core_module: send_timeout",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let writes = facts.tally(ServerTimeout.isWrite)
        guard writes.count > 0 else { return nil }
        let crowd = facts.peers(of: [.timeout], sides: [.incoming, .unknown])
        var made = Finding(
            Self.profile,
            score: 15,
            statement: "the peers took their answers in too slowly",
            doubt: "send queues that are empty while it happens would refute it",
            root: .noMechanism,
            explains: writes
        )
        made.speaksFor(
            """
            \(words: Wording.count(writes.count, "write")) waited for their peer until the server's \
            limit\(writes.example), or began after it
            """
        )
        weighSockets(facts, &made)
        weighLatency(facts, &made)
        if let phrase = facts.sizes.largePhrase { made.speaksFor(phrase, 10, .pairedLatency) }
        if crowd.total > 0, Self.publicShare(crowd) >= 80 {
            made.speaksFor(
                """
                \(crowd.outside) of their \(words: Wording.count(crowd.count, "peer")) have public addresses \
                (\(at: crowd.members[0].host.position)): lines that can be slow
                """,
                10
            )
        }
        if let phrase = SlowUpstream.slowCalls(facts) { made.speaksAgainst(phrase, 25) }
        if let blocked = facts.blocked { made.speaksAgainst(blocked.statement, 15) }
        if facts.host.stuffed == nil { made.missing = ["Send-Q of the sockets while it happens"] }
        return made
    }

    private func weighSockets(_ facts: Facts, _ made: inout Finding) {
        guard let stuffed = facts.host.stuffed else { return }
        let limited: Phrase =
            stuffed.value.receiverLimited > 0
            ? ", \(stuffed.value.receiverLimited) limited by their receiver" : ""
        made.speaksFor(
            """
            \(words: Wording.count(stuffed.value.unsent, "connection")) with bytes that the peer has not \
            taken in, up to \(stuffed.value.mostUnsent)\(limited) (\(stuffed.source.citation))
            """,
            stuffed.value.unsent >= 3 ? 45 : 25,
            .sockets,
            from: stuffed.source
        )
    }

    /// A write that waits for its peer ends just at the limit; a handler that is late writes any time
    /// after it.
    private func weighLatency(_ facts: Facts, _ made: inout Finding) {
        guard let phrase = facts.latency.limitPhrase else { return }
        if facts.latency.shape == .cluster {
            made.speaksFor(
                phrase + "; a late handler would write any time after it",
                15,
                .pairedLatency
            )
        } else {
            made.speaksAgainst(phrase, 5)
        }
    }

    private static func publicShare(_ crowd: Crowd) -> Int {
        crowd.outside * 100 / max(1, crowd.count)
    }
}
