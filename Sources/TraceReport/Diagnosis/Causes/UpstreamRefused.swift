import TraceParse

/// Nobody listened where this process wanted to connect.
struct UpstreamRefused: Cause {
    static let profile = CauseProfile(
        id: .upstreamRefused,
        can: [.both],
        title: "Nobody listened at the address that was called",
        meaning: """
            The called machine answered the first packet with a reset: it is up and reached, but no \
            socket listens on that port. The service is down, is just starting, or listens elsewhere.
            """,
        signs: [
            "`connection refused`, all to one address",
            "nothing in LISTEN on that port; `curl: (7)`",
            .swift("`Connection errors: SingleConnectionFailure(…)`: each address that was tried"),
        ],
        countersigns: [
            "somebody listened there at that time",
            "no answer at all: that would be the way, or a full queue",
        ],
        remedies: [
            .now("Start the service, or point the caller at one that runs."),
            .fix(
                "Check the address and port in the configuration, and whether it listens on 127.0.0.1 or ::1 only (`localhost` is both)."
            ),
            .fix(
                "Order the start: systemd `After=` and `Requires=`, readiness checks; retry with growing pauses."
            ),
            .fix(
                "AsyncHTTPClient tries again by itself until `timeout.connect` (10 s unless set) has passed; set it to what a handler can wait.",
                in: .swift
            ),
            .hygiene(
                "Answer without it where possible, quickly: a refusal costs no time, retries do."
            ),
        ],
        sources: [
            "connect(2): ECONNREFUSED", "RFC 9293, 3.10.7.1", "systemd.unit(5): After",
            .swift("AsyncHTTPClient ConnectionPool.retryConnectionEstablishment"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let refused = facts.tally { $0.errorClass == .connectionRefused }
        guard refused.count > 0 else { return nil }
        let crowd = facts.peers(of: [.connectionRefused])
        let own = facts.tally { $0.errorClass == .connectionRefused && $0.part == .caller }
        var made = Finding(
            Self.profile,
            score: 80,
            ground: .named,
            statement: Self.statement(refused, crowd),
            doubt: "somebody who listened there at the time would refute it",
            root: .itself,
            explains: refused
        )
        made.speaksFor(
            "connections were refused in \(refused.ofAll(facts))",
            refused.count >= 5 ? 5 : 0
        )
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) refusals came from \(Self.end(top.host)) (\(at: top.host.position))"
            )
        }
        weighProbe(facts, crowd, &made)
        if own.count * 2 > refused.count {
            made.speaksAgainst(
                """
                \(own.count) of them are calls of the very server whose log was read\(own.example): \
                why it did not listen is to be asked
                """,
                30
            )
        }
        made.weighOutages(facts, refused)
        made.noteOthers(facts)
        made.missing = ["the called service's own log", "what listens on that port now"]
        made.checks = [ServerChecks.reach(facts.target(of: [.connectionRefused]))].compactMap(
            \.self
        )
        return made
    }

    private func weighProbe(_ facts: Facts, _ crowd: Crowd, _ made: inout Finding) {
        let probe = facts.host.evidence.probes.first { probe in
            probe.value.failure?.kind == .refused
                && probe.value.host.map { host in crowd.members.contains { $0.host.name == host } }
                    ?? false
        }
        guard let probe else { return }
        made.speaksFor(
            "a request of somebody's was refused as well: \(probe.statement)",
            10,
            .seen,
            from: probe.source
        )
    }

    private static func statement(_ refused: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(refused.count, "time")
        guard let top = crowd.top else {
            return "a called service refused connections, \(words: times): nobody listened there"
        }
        return
            "\(end(top.host)) refused connections, \(top.count) of \(words: times): nobody listened there"
    }

    /// A host with its port, where it had only one.
    private static func end(_ host: HostEntry) -> Phrase {
        guard host.ports.ports.count == 1, let port = host.ports.lowest else {
            return .data(host.name)
        }
        return .data(Endpoint(host: host.name, port: port).description)
    }
}
