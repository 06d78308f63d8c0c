import TraceParse

/// No local port was left for another connection to the same address.
struct PortExhaustion: Cause {
    static let profile = CauseProfile(
        id: .portExhaustion,
        can: [.mechanism],
        title: "No local port was left for new connections",
        meaning: """
            An outgoing connection needs a local port, and towards one address and port there are only \
            as many as `ip_local_port_range` holds (28,232 by default). Those of closed connections \
            stay taken in TIME_WAIT for 60 s: more than about 470 new ones a second use them up.
            """,
        signs: [
            "`cannot assign requested address` on dials to one address",
            "TIME_WAIT and ESTABLISHED to it as many as the range holds",
        ],
        countersigns: ["few sockets to that address", "a bind, rather than a dial, fails"],
        remedies: [
            .now(
                "Widen the range and reuse: `sysctl -w net.ipv4.ip_local_port_range='1024 65535' net.ipv4.tcp_tw_reuse=1`."
            ),
            .fix(
                "Use connections again (see `no_connection_reuse`): one client, bodies read to their end; nginx upstream `keepalive 32`."
            ),
            .fix("Set `MaxIdleConnsPerHost: 64`, and close each body.", in: .go),
            .fix(
                "Call through one `HTTPClient` (`HTTPClient.shared`): `connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit` (8 by default) bounds what it keeps open to a host.",
                in: .swift
            ),
            .hygiene("More addresses on either side multiply the ports; watch `ss -s`."),
        ],
        sources: [
            "ip(7): ip_local_port_range", "connect(2): EADDRNOTAVAIL",
            "Linux ip-sysctl.rst: tcp_tw_reuse",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally(Self.isExhausted)
        guard failed.count > 0 else { return rejected(facts) }
        let target = facts.target(of: [.addressUnavailable])
        var made = Finding(
            Self.profile,
            score: 80,
            ground: .named,
            statement: Self.statement(failed, target),
            doubt: "few sockets to that address, open and in TIME_WAIT, would refute it",
            root: .oneOf([.noConnectionReuse]),
            explains: failed
        )
        made.openEnd = "what took them up, this input cannot tell"
        made.speaksFor("the text names itself in \(failed.ofAll(facts))", failed.count >= 5 ? 5 : 0)
        weighSockets(facts, &made)
        made.noteOthers(facts)
        made.missing = ["sockets by state and peer", "the range of local ports"]
        if facts.host.busiestDestination(in: .timeWait) != nil { made.missing.removeFirst() }
        if !facts.host.evidence.portRanges.isEmpty { made.missing.removeLast() }
        made.checks = [Self.timeWait]
        return made
    }

    /// Said where somebody has looked at the range.
    private func rejected(_ facts: Facts) -> Finding? {
        guard let range = facts.host.evidence.portRanges.first, facts.considered > 0 else {
            return nil
        }
        var made = Finding.rejected(
            Self.profile,
            "no local port was left for new connections",
            doubt: "a line that says so would change it"
        )
        made.against = [
            """
            none of \(words: Wording.count(facts.considered, "incident")) is a dial without a local port; \
            the range of \(range.value.size) (\(range.source.citation)) bounds only connections that go \
            out, to one address each
            """
        ]
        return made
    }

    /// A dial without a local port; a bind to an address that is not there is a setting's fault.
    static func isExhausted(_ strand: Strand) -> Bool {
        strand.errorClass == .addressUnavailable && strand.operation != .listen
    }

    private func weighSockets(_ facts: Facts, _ made: inout Finding) {
        guard let range = facts.host.evidence.portRanges.first,
            let waiting = facts.host.busiestDestination(in: .timeWait)
        else { return }
        let phrase: Phrase = """
            \(waiting.value.count) sockets in TIME_WAIT to \(data: waiting.value.host) \
            (\(waiting.source.citation)) of \(range.value.size) local ports \
            (\(range.source.citation))
            """
        if waiting.value.count * 10 >= range.value.size * 7 {
            made.speaksFor(phrase, 10, .seen, from: waiting.source)
        } else {
            made.speaksAgainst(phrase, 10)
        }
    }

    private static func statement(_ failed: Tally, _ target: CallTarget?) -> Phrase {
        let to: Phrase = target.map { " to \(data: $0.text)" } ?? ""
        return """
            no local port was left for new connections\(to), \
            \(words: Wording.count(failed.count, "time"))
            """
    }

    /// Closed connections by peer, and the range.
    static let timeWait = Check(
        command:
            "cat /proc/sys/net/ipv4/ip_local_port_range; ss -Htn state time-wait | awk '{print $4}' | sort | uniq -c | sort -nr | head",
        reading: """
            The range of local ports, and closed connections by peer. If you see about as many to one \
            address as the range spans, connections are opened and closed for each call; if few, look at \
            those that are open (`ss -Htn state established`).
            """
    )
}

extension CallTarget {
    /// `10.2.0.9:8545`, `[fd00::1]:80`.
    var text: String { Endpoint(host: host, port: port).description }
}
