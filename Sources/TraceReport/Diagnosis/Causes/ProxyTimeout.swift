import TraceParse

/// A proxy gave up waiting for the program behind it.
struct ProxyTimeout: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let given = facts.tally { $0.timeLimit == .proxy }
        guard given.count > 0 else { return nil }
        let closings = ClosedFirst(facts)
        var made = Finding(
            .proxyTimeout,
            title: "A proxy's time limit ran out before the answer",
            score: 60,
            statement: Self.statement(given, facts),
            doubt: "answers that were quicker than the proxy's limit would refute it",
            root: .oneOf([.slowUpstream]),
            explains: given.joined(closings.all)
        )
        made.openEnd = "why that took so long, this input cannot tell"
        made.speaksFor("the proxy says so itself in \(given.ofAll(facts))")
        if closings.all.count > 0, let top = closings.peers.top {
            made.speaksFor(
                "\(words: Wording.count(closings.all.count, "connection")) closed first, \(top.count) of \(closings.peers.total) by \(data: top.host.name) (\(at: top.host.position)): the proxy's side of the same"
            )
        }
        made.weighByShare(facts, least: 70)
        made.missing = ["the proxy's time limit", "how long the program behind it took"]
        made.remedies = [
            "Find out why the program behind the proxy was slow before raising the limit.",
            "Let time limits shrink along the way: the client's above the proxy's, the proxy's above the program's, that above its own calls'.",
        ]
        return made
    }

    private static func statement(_ given: Tally, _ facts: Facts) -> Phrase {
        let times = Wording.count(given.count, "answer")
        guard let top = facts.peers(of: [.timeout]).top else {
            return "a proxy gave up on \(words: times): its time limit ran out first"
        }
        return
            "a proxy gave up on \(words: times) of \(data: top.host.name): its time limit ran out first"
    }
}
