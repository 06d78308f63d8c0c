import TraceParse

/// A connection was forgotten on the way while nothing was sent: what comes next is never answered.
struct IdleConnectionDropped: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let dead = facts.tally {
            $0.timeLimit == .kernel && ($0.operation == .read || $0.operation == .write)
        }
        guard dead.count > 0 else { return nil }
        let crowd = facts.peers(of: [.timeout])
        var made = Finding(
            .idleConnectionDropped,
            title: "Idle connections were dropped on the way",
            score: 50,
            statement: Self.statement(dead, crowd),
            doubt: "connections that were young, or in steady use, would refute it",
            root: .itself,
            explains: dead
        )
        made.speaksFor(
            "the kernel gave up sending, on connections that had been made, in \(dead.ofAll(facts))"
        )
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) with \(data: top.host.name) (\(at: top.host.position))"
            )
        }
        made.weighByShare(facts, least: 70)
        made.missing = ["how long the connections had been idle", "what stands between the ends"]
        made.checks = crowd.top.flatMap { ServerChecks.connections(to: $0.host) }.map { [$0] } ?? []
        made.remedies = [
            "Send keepalives more often than the firewall, NAT or load balancer between forgets.",
            "Close pooled connections before that; set TCP_USER_TIMEOUT so that a dead one is noticed soon.",
        ]
        return made
    }

    private static func statement(_ dead: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(dead.count, "established connection")
        guard let top = crowd.top else {
            return
                "\(words: times) got no answer any more: most likely dropped on the way while idle"
        }
        return
            "\(words: times), most with \(data: top.host.name), got no answer any more: most likely dropped on the way while idle"
    }
}
