import TraceParse

/// Handlers were blocked: by a service that they call, by a lock, or by a queue.
struct SlowUpstream: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let closings = ClosedFirst(facts)
        let waited = Self.waited(facts, closings)
        guard closings.all.count > 0 || waited.count > 0 else { return nil }
        var made = Finding(
            .slowUpstream,
            title: "Handlers were blocked, most likely by a service that they call",
            score: 10,
            statement: "the handlers were blocked, most likely by a service that they call",
            doubt:
                "a dump that shows the handlers elsewhere, or a service that was quick, would refute it",
            root: .noMechanism,
            explains: waited
        )
        if waited.count > 0 {
            let points = closings.all.count > 0 ? 30 : 25
            made.speaksFor(
                "\(words: Wording.count(waited.count, "call")) of this program's own ran into a time limit\(waited.example)",
                waited.count >= 5 ? points : points / 2
            )
        }
        weighStacks(closings, &made)
        if waited.count == 0 {
            made.speaksAgainst(
                "none of \(words: Wording.count(facts.considered, "incident")) is a call of this program's own that took too long"
            )
        }
        made.missing = [
            "a goroutine or thread dump that shows where handlers stand",
            "latencies of the calls that handlers make",
        ]
        let called = facts.peers(of: [.timeout], sides: [.outgoing])
        made.checks =
            called.top.flatMap { ServerChecks.connections(to: $0.host) }.map { [$0] } ?? []
        made.remedies = [
            "Give every call that a handler makes a deadline, and end it when the request's context ends."
        ]
        return made
    }

    /// Calls that took too long, of the program whose clients closed first.
    ///
    /// Another input may be the log of those very clients: what they waited for is this program.
    private static func waited(_ facts: Facts, _ closings: ClosedFirst) -> Tally {
        let inputs = Set(
            closings.all.facets.map { facts.summary.facets.entries[$0].position.path }
        )
        return facts.tally { facet in
            ClientTimeout.isWaitInVain(facet)
                && (inputs.isEmpty || inputs.contains(facet.position.path))
        }
    }

    private func weighStacks(_ closings: ClosedFirst, _ made: inout Finding) {
        guard let handler = closings.handlers.first else { return }
        made.speaksFor(
            "the answer of \(data: handler.location.function)\(handler.location.place) came too late in \(handler.count) of \(closings.all.count) closed connections (\(at: handler.position))",
            5
        )
    }
}
