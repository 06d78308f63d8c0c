import TraceParse

/// Packets did not get there: no route, or nobody answered a connection's first packet.
struct NetworkPath: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let unreachable = facts.tally { $0.errorClass == .unreachable }
        let unanswered = facts.tally { $0.errorClass == .timeout && $0.operation == .dial }
        let all = unreachable.joined(unanswered)
        guard all.count > 0 else { return nil }
        let crowd = facts.peers(of: [.unreachable, .timeout], sides: [.outgoing])
        var made = Finding(
            .networkPath,
            title: "The way to a called service was broken",
            score: unreachable.count > 0 ? 60 : 30,
            statement: Self.statement(all, crowd),
            doubt:
                "a connection from the same machine that succeeded at the time would refute it; a full queue of the listener looks the same as dropped packets",
            root: .itself,
            explains: all
        )
        if unreachable.count > 0 {
            made.speaksFor("no route in \(unreachable.ofAll(facts))")
        }
        if unanswered.count > 0 {
            made.speaksFor("no answer to the attempt to connect in \(unanswered.ofAll(facts))")
        }
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) on the way to \(data: top.host.name) (\(at: top.host.position))"
            )
        }
        made.weighByShare(facts, least: 60)
        made.missing = ["routes and firewall rules", "the called service's own view"]
        made.checks = crowd.top.flatMap { ServerChecks.reach($0.host) }.map { [$0] } ?? []
        made.remedies = [
            "Mend the route, the security group or the firewall rule; a time limit for connecting keeps handlers from waiting for it."
        ]
        return made
    }

    private static func statement(_ all: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(all.count, "time")
        guard let top = crowd.top else {
            return "a called service could not be reached, \(words: times)"
        }
        return "\(data: top.host.name) could not be reached, \(words: times)"
    }
}
