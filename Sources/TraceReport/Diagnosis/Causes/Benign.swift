import TraceParse

/// Nothing worth acting on: now and then somebody leaves.
struct Benign: Cause {
    static let profile = CauseProfile(
        id: .benign,
        can: [.both],
        title: "Nothing worth acting on",
        meaning: """
            A few connections closed early among very many that did not: users who leave, each another. \
            Every public server has them.
            """,
        signs: ["fewer than one request in a hundred, each another peer, far apart in time"],
        countersigns: ["the same peer again and again", "bursts", "users who complain"],
        remedies: [.now("None needed.")],
        sources: ["write(2): EPIPE"]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let closings = facts.closings
        let lines = facts.summary.inputs.lines
        guard closings.all.count > 0, closings.all.count == facts.considered,
            closings.all.count * 100 <= lines,
            closings.peers.topShare <= 50 || closings.peers.total == 1,
            isRare(closings.all), facts.host.pile == nil
        else { return nil }
        var made = Finding(
            Self.profile,
            score: 60,
            statement: """
                nothing worth acting on: \(words: Wording.count(closings.all.count, "connection")) closed \
                early among \(words: Wording.count(lines, "line"))
                """,
            doubt: "the same peer again and again, or users who complain, would change it",
            root: .itself,
            explains: closings.all
        )
        made.speaksFor(
            """
            \(words: Wording.count(closings.all.count, "incident")) in \
            \(words: Wording.count(lines, "line")), of \
            \(words: Wording.count(closings.peers.count, "peer"))\(closings.all.example)
            """
        )
        made.missing = ["how many requests went well in the same time"]
        return made
    }

    /// Fewer than one in ten minutes, of what has a time.
    private func isRare(_ closings: Tally) -> Bool {
        guard let seconds = closings.times.seconds else { return false }
        return closings.count == 1 || seconds >= Int64(closings.count - 1) * 600
    }
}
