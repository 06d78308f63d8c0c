import TraceParse

/// The server's own time limit for writing an answer ran out.
struct ServerTimeout: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let cut = facts.tally {
            $0.timeLimit == .handler
                || ($0.timeLimit == .own && $0.operation == .write && $0.side != .outgoing)
        }
        guard cut.count > 0 else { return nil }
        var made = Finding(
            .serverTimeout,
            title: "The server's own time limit for an answer ran out",
            score: 55,
            statement:
                "the server's own time limit for an answer ran out, \(words: Wording.count(cut.count, "time"))",
            doubt:
                "answers that were short and quick would refute it; peers that read slowly look the same as handlers that are slow",
            root: .oneOf([.slowReader, .slowUpstream]),
            explains: cut
        )
        made.speaksFor("the answer ran into the server's time limit in \(cut.ofAll(facts))")
        if let handler = facts.handlers(where: { $0.errorClass == .timeout }).first {
            made.speaksFor(
                "\(handler.count) in \(data: handler.location.function)\(handler.location.place) (\(at: handler.position))"
            )
        }
        made.weighByShare(facts, least: 70)
        made.missing = ["how long the requests took", "Send-Q of the sockets while it happens"]
        made.remedies = [
            "Make WriteTimeout longer than the longest answer, or set it for each request.",
            "Find out whether the handler is slow or the peer reads slowly before changing it.",
        ]
        return made
    }
}
