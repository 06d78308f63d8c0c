import TraceParse

/// Each request has a connection of its own.
struct NoConnectionReuse: Cause {
    static let profile = CauseProfile(
        id: .noConnectionReuse,
        can: [.root, .amplifier],
        title: "Connections are not used again",
        meaning: """
            A client that opens a connection for each request pays a handshake each time and leaves a \
            socket in TIME_WAIT for 60 s. Enough of them to one address use up the local ports; and \
            every stuck request costs the server a whole connection.
            """,
        signs: [
            "each failure of a peer has another port",
            "TIME_WAIT towards one address near the size of the port range",
        ],
        countersigns: ["the same peer and port again and again", "few sockets in TIME_WAIT"],
        remedies: [
            .now(
                "Where ports run out: `sysctl -w net.ipv4.ip_local_port_range='1024 65535'` and `net.ipv4.tcp_tw_reuse=1` (outgoing)."
            ),
            .fix(
                "One `http.Client` for all calls, `MaxIdleConnsPerHost: 64`, read each body to its end and close it (`io.Copy(io.Discard, resp.Body)`).",
                in: .go
            ),
            .fix(
                "One `HTTPClient` for all calls (`HTTPClient.shared`, Vapor `req.client`), `connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit` (8 by default) as high as the concurrency, read each body to its end.",
                in: .swift
            ),
            .fix(
                "nginx: `upstream { keepalive 32; }`, `proxy_http_version 1.1; proxy_set_header Connection \"\";`."
            ),
            .hygiene("Idle limits in order: the client's below the server's."),
            .hygiene("Their settings: `IdleConnTimeout` below `IdleTimeout`.", in: .go),
            .hygiene(
                "Their settings: AsyncHTTPClient `connectionPool.idleTimeout` below Hummingbird's `idleTimeout`.",
                in: .swift
            ),
        ],
        sources: [
            "RFC 9112, 9.3", .go("Go net/http/transport.go: MaxIdleConnsPerHost"),
            .swift("AsyncHTTPClient HTTPClient.Configuration.ConnectionPool"),
            "Linux ip-sysctl.rst: tcp_tw_reuse",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally(PortExhaustion.isExhausted)
        let waiting = facts.host.busiestDestination(in: .timeWait)
        let range = facts.host.evidence.portRanges.first
        let size = range?.value.size ?? Self.usualRange
        let isLarge = waiting.map { $0.value.count * 2 >= size } ?? false
        guard failed.count > 0 || isLarge else { return nil }
        var made = Finding(
            Self.profile,
            score: failed.count > 0 ? 45 : 25,
            statement: "connections are opened for each call and not used again",
            doubt: "few sockets in TIME_WAIT to that address would refute it",
            root: .noMechanism,
            explains: failed
        )
        if failed.count > 0 {
            made.speaksFor(
                """
                local ports ran out \(words: Wording.count(failed.count, "time"))\(failed.example): it \
                takes as many connections to one address within a minute, open or just closed
                """,
                failed.count >= 5 ? 10 : 0
            )
        }
        if let waiting, isLarge {
            let of: Phrase =
                range.map { "of \(size) local ports (\($0.source.citation))" }
                ?? "of \(size) local ports, if the range is the usual one"
            made.speaksFor(
                """
                \(waiting.value.count) closed connections to \(data: waiting.value.host) wait in \
                TIME_WAIT (\(waiting.source.citation)), \(of)
                """,
                35,
                .sockets,
                from: waiting.source
            )
        } else if let waiting {
            made.speaksAgainst(
                """
                only \(waiting.value.count) connections to \(data: waiting.value.host) in TIME_WAIT \
                (\(waiting.source.citation))
                """,
                20
            )
        }
        // Without a port that ran out it does no more than add to the load.
        if failed.count == 0 { made.role = .amplifier }
        made.missing = ["how often connections are used again"]
        made.checks = [PortExhaustion.timeWait]
        return made
    }

    /// `ip_local_port_range` as Linux sets it: 32768 to 60999.
    static let usualRange = 28_232
}
