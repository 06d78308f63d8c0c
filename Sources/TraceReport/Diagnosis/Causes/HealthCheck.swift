import TraceParse

/// A load balancer or a monitor knocks at a fixed interval and leaves at once.
struct HealthCheck: Cause {
    private static let classes: Set<ErrorClass> = [.tls, .eof, .connectionReset]

    func weigh(_ facts: Facts) -> Finding? {
        let crowd = facts.peers(of: Self.classes, sides: [.incoming, .unknown])
        let periodic = crowd.members.compactMap { member in
            Periodicity.of(member.host).map { (member, $0) }
        }
        let count = periodic.reduce(0) { $0 + $1.0.count }
        guard let (first, clock) = periodic.first, periodic.count <= 12,
            count * 10 >= crowd.total * 6
        else { return nil }
        let knocks = facts.tally { facet in
            facet.side != .outgoing && facet.errorClass.map { Self.classes.contains($0) } ?? false
        }
        var made = Finding(
            .healthCheck,
            title: "A health check that closes at once",
            score: 62,
            statement:
                "a health check: \(data: first.host.name) connects every \(clock.period) s and closes at once, \(words: Wording.count(first.count, "time"))",
            doubt: "a request, or a user's path, in those connections would refute it",
            root: .itself,
            explains: knocks
        )
        for (member, clock) in periodic.prefix(3) {
            made.speaksFor(
                "\(data: member.host.name): \(member.count) times, \(clock.share) of 100 in step with \(clock.period) s (\(at: member.host.position))"
            )
        }
        made.weighByShare(facts, least: 60)
        made.missing = ["whether that address is a load balancer's or a monitor's"]
        made.remedies = [
            "Let the check make a whole request (HTTP or HTTPS on a light path), or leave its address out of the log."
        ]
        return made
    }
}
