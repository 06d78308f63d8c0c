import TraceParse

/// A connection was forgotten on the way while nothing was sent: what comes next is never answered.
struct IdleConnectionDropped: Cause {
    static let profile = CauseProfile(
        id: .idleConnectionDropped,
        can: [.both],
        title: "Idle connections were dropped on the way",
        meaning: """
            A firewall, NAT or balancer forgets connections that are silent for long, and tells nobody. \
            The next packet is dropped: the sender repeats it until the kernel gives up with \
            `connection timed out`, up to 15 minutes later.
            """,
        signs: [
            "`read` or `write` fails with `connection timed out` on an established connection",
            "only the first calls after a long silence; new connections work",
            "`ss -o`: established, data in Send-Q, a retransmission timer that runs",
        ],
        countersigns: ["young connections, or connections in steady use", "dials fail as well"],
        remedies: [
            .now(
                "Close pooled connections that are idle for more than a few minutes; restart empties the pool."
            ),
            .fix(
                "Keepalives more often than the box between forgets (AWS NLB and NAT 350 s, Azure 240 s): Linux `net.ipv4.tcp_keepalive_time=120`, redis `tcp-keepalive 60`."
            ),
            .fix("Ask for them: `net.Dialer{KeepAlive: 30*time.Second}`.", in: .go),
            .fix(
                "Ask for them: SwiftNIO `.channelOption(.socketOption(.so_keepalive), value: 1)`, gRPC Swift `connection.keepalive`; PostgresNIO's `keepAliveBehavior` asks every 30 s unless it is changed.",
                in: .swift
            ),
            .fix("Notice a dead connection soon: `TCP_USER_TIMEOUT` 30 s."),
            .fix("On HTTP/2 a ping finds it: `ReadIdleTimeout`.", in: .go),
            .fix(
                "Or wait no longer than an answer may take: `HTTPClient.Configuration.timeout.read`, which is not set by default.",
                in: .swift
            ),
            .hygiene("Pools with an idle limit below the box's."),
            .hygiene(
                "Their settings: `IdleConnTimeout`, `db.SetConnMaxIdleTime(2*time.Minute)`.",
                in: .go
            ),
            .hygiene(
                "Their settings: AsyncHTTPClient `connectionPool.idleTimeout` and PostgresNIO `options.connectionIdleTimeout` (60 s unless set); FluentPostgresDriver closes none without `pruneInterval`.",
                in: .swift
            ),
        ],
        sources: [
            "tcp(7): TCP_USER_TIMEOUT", "Linux ip-sysctl.rst: tcp_retries2, tcp_keepalive_time",
            "RFC 5482",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let dead = facts.tally {
            $0.timeLimit == .kernel && ($0.operation == .read || $0.operation == .write)
        }
        guard dead.count > 0 else { return nil }
        let crowd = facts.peers(of: [.timeout])
        var made = Finding(
            Self.profile,
            score: 60,
            statement: Self.statement(dead, crowd),
            doubt: "connections that were young, or in steady use, would refute it",
            root: .itself,
            explains: dead
        )
        made.speaksFor(
            """
            the kernel gave up sending, on connections that had been made, in \(dead.ofAll(facts))
            """,
            dead.count >= 5 ? 5 : 0
        )
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) with \(data: top.host.name) (\(at: top.host.position))"
            )
        }
        if let unheard = facts.host.unheard {
            made.speaksFor(
                """
                \(unheard.value.retransmitting) established connections to \
                \(data: unheard.value.peer) send the same bytes again and again \
                (\(unheard.source.citation))
                """,
                20,
                .sockets,
                from: unheard.source
            )
        }
        weighDials(facts, &made)
        made.noteOthers(facts)
        made.missing = ["how long the connections had been idle", "what stands between the ends"]
        made.checks = [ServerChecks.connections(to: facts.target(of: [.timeout]))].compactMap(
            \.self
        )
        return made
    }

    /// Where new connections fail as well, the way is broken for all.
    private func weighDials(_ facts: Facts, _ made: inout Finding) {
        let dials = facts.tally { $0.errorClass == .timeout && $0.operation == .dial }
        guard dials.count > 0 else { return }
        made.speaksAgainst(
            """
            \(words: Wording.count(dials.count, "new connection")) had no answer either\(dials.example)
            """,
            15
        )
    }

    private static func statement(_ dead: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(dead.count, "established connection")
        let whom: Phrase = crowd.top.map { ", most with \(data: $0.host.name)," } ?? ""
        return """
            \(words: times)\(whom) got no answer any more: most likely dropped on the way while idle
            """
    }
}
