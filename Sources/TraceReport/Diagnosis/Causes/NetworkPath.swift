import TraceParse

/// Packets did not get there: no route, or nobody answered a connection's first packet.
struct NetworkPath: Cause {
    static let profile = CauseProfile(
        id: .networkPath,
        can: [.both],
        title: "The way to a called service was broken",
        meaning: """
            `no route to host` and `network is unreachable` are told by a router or by this machine; no answer \
            at all (`i/o timeout` on a dial) means that packets are dropped: by a firewall, a security \
            group, a dead machine, or a listener whose queue is full.
            """,
        signs: [
            "`no route to host`, `network is unreachable`, to one address or subnet",
            "dials without an answer to an address that answers others neither",
            "small answers arrive, large ones hang (MTU)",
        ],
        countersigns: [
            "that service answers others: then its queue may be full",
            "refused: then it is reached",
        ],
        remedies: [
            .now("Route around it: another instance, another zone."),
            .fix(
                "Mend the route, security group or firewall rule: `ip route get ADDR`, `nft list ruleset`, `traceroute -T -p PORT ADDR`."
            ),
            .fix(
                "Large answers only: clamp the MSS (`tcp option maxseg size set rt mtu`), `net.ipv4.tcp_mtu_probing=1`."
            ),
            .hygiene(
                "A limit for connecting of 1 to 3 s, so that handlers do not wait for the kernel's 127 s."
            ),
            .hygiene("Its setting: `net.Dialer{Timeout: 2*time.Second}`.", in: .go),
            .hygiene(
                "Its settings: `HTTPClient.Configuration.timeout.connect` and SwiftNIO's `connectTimeout(.seconds(2))` (10 s unless set).",
                in: .swift
            ),
        ],
        sources: [
            "connect(2): EHOSTUNREACH, ETIMEDOUT",
            "Linux ip-sysctl.rst: tcp_syn_retries, tcp_mtu_probing", "RFC 792",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let unreachable = facts.tally { $0.errorClass == .unreachable }
        let dials = facts.tally { $0.errorClass == .timeout && $0.operation == .dial }
        let waits = facts.waits
        let all = unreachable.joined(dials)
        guard all.count > 0 else { return nil }
        let crowd = facts.peers(of: [.unreachable, .timeout], sides: [.outgoing])
        var made = Finding(
            Self.profile,
            score: unreachable.count > 0 ? 80 : 45,
            ground: unreachable.count > 0 ? .named : .pattern,
            statement: Self.statement(all, crowd),
            doubt: """
                a connection from the same machine that succeeded at the time would refute it; a full \
                queue of the listener looks the same as dropped packets
                """,
            root: .itself,
            explains: all
        )
        if unreachable.count > 0 {
            made.speaksFor(
                "no way to the host or network in \(unreachable.ofAll(facts))",
                unreachable.count >= 5 ? 5 : 0
            )
        }
        if dials.count > 0 {
            made.speaksFor(
                "no answer to the attempt to connect in \(dials.ofAll(facts))",
                unreachable.count == 0 && dials.count >= 5 ? 5 : 0
            )
        }
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) on the way to \(data: top.host.name) (\(at: top.host.position))"
            )
        }
        weighOwnServer(waits.callersDials, facts, &made)
        weighHost(facts, &made)
        made.noteOthers(facts)
        made.missing = ["routes and firewall rules", "the called service's own view"]
        made.checks =
            [ServerChecks.reach(facts.target(of: [.unreachable, .timeout]))].compactMap(\.self)
        return made
    }

    /// A server that answers others is reached: then it is its queue that is full.
    private func weighOwnServer(_ dials: Tally, _ facts: Facts, _ made: inout Finding) {
        guard dials.count > 0 else { return }
        made.speaksAgainst(
            """
            \(dials.count) of them wanted to reach the very server whose log was read\(dials.example), \
            and it served others
            """,
            20
        )
        guard facts.host.hasFullQueue, let listener = facts.host.listener else { return }
        made.speaksAgainst(
            """
            the queue of its port \(words: "\(listener.value.port)") was full \
            (\(listener.source.citation)): packets got there
            """,
            25
        )
    }

    private func weighHost(_ facts: Facts, _ made: inout Finding) {
        guard let sent = facts.host.busiestDestination(in: .synSent), sent.value.count >= 3 else {
            return
        }
        made.speaksFor(
            """
            \(sent.value.count) attempts to connect to \(data: sent.value.host) without an answer \
            (SYN_SENT, \(sent.source.citation))
            """,
            10,
            .sockets,
            from: sent.source
        )
    }

    private static func statement(_ all: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(all.count, "time")
        guard let top = crowd.top else {
            return "a called service could not be reached, \(words: times)"
        }
        return "\(data: top.host.name) could not be reached, \(words: times)"
    }
}
