import TraceParse

/// Nobody listened where this process wanted to connect.
struct UpstreamRefused: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let refused = facts.tally { $0.errorClass == .connectionRefused }
        guard refused.count > 0 else { return nil }
        let crowd = facts.peers(of: [.connectionRefused])
        var made = Finding(
            .upstreamRefused,
            title: "Nobody listened at the address that was called",
            score: 65,
            statement: Self.statement(refused, crowd),
            doubt: "somebody who listened there at the time would refute it",
            root: .itself,
            explains: refused
        )
        made.speaksFor("connections were refused in \(refused.ofAll(facts))")
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) refusals came from \(Self.end(top.host)) (\(at: top.host.position))"
            )
        }
        made.weighByShare(facts, least: 60)
        made.missing = ["the called service's own log", "what listens on that port now"]
        made.checks = crowd.top.flatMap { ServerChecks.reach($0.host) }.map { [$0] } ?? []
        made.remedies = [
            "Start the service, or mend the address and port that are configured.",
            "Where it is a name with two addresses, see whether it listens on both (IPv4 and IPv6).",
            "Retry with growing pauses, and let the readiness check say that it is missing.",
        ]
        return made
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
