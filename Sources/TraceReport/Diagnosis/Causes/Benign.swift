import TraceParse

/// Nothing worth acting on: now and then somebody leaves.
struct Benign: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let closings = ClosedFirst(facts)
        let lines = facts.summary.inputs.lines
        guard closings.all.count > 0, closings.all.count == facts.considered,
            closings.all.count * 100 <= lines,
            closings.peers.topShare <= 50 || closings.peers.total == 1,
            isRare(closings.all)
        else { return nil }
        var made = Finding(
            .benign,
            title: "Nothing worth acting on",
            score: 50,
            statement:
                "nothing worth acting on: \(words: Wording.count(closings.all.count, "connection")) closed early among \(words: Wording.count(lines, "line"))",
            doubt: "the same peer again and again, or users who complain, would change it",
            root: .itself,
            explains: closings.all
        )
        made.speaksFor(
            "\(words: Wording.count(closings.all.count, "incident")) in \(words: Wording.count(lines, "line")), of \(words: Wording.count(closings.peers.members.count, "peer"))\(closings.all.example)"
        )
        made.missing = ["how many requests went well in the same time"]
        made.remedies = ["None needed."]
        return made
    }

    /// Fewer than one in ten minutes, of what has a time.
    private func isRare(_ closings: Tally) -> Bool {
        guard let seconds = closings.times.seconds else { return false }
        return closings.count == 1 || seconds >= Int64(closings.count - 1) * 600
    }
}
