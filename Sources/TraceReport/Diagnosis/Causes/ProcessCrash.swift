import TraceParse

/// The process ended: by a panic that nobody recovered, a fatal error, a trap or a signal.
struct ProcessCrash: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let crashes = facts.tally { $0.kind.endsProcess }
        guard crashes.count > 0 else { return nil }
        let handlers = facts.handlers { $0.kind.endsProcess }
        var made = Finding(
            .processCrash,
            title: "The process ended by itself",
            score: 65,
            statement:
                "the process ended by itself, \(words: Wording.count(crashes.count, "time"))\(Self.place(handlers))",
            doubt: "the same process id in later lines would refute it",
            root: .oneOf([.memoryPressure, .programFault]),
            explains: crashes
        )
        made.speaksFor("a process ended in \(crashes.ofAll(facts))")
        for (errorClass, tally) in Self.byClass(facts).prefix(3) {
            made.speaksFor(
                "\(tally.count) of \(crashes.count): \(data: errorClass.rawValue)\(tally.example)"
            )
        }
        weighConsequences(facts, &made)
        made.missing = ["the supervisor's log: exit status, restarts"]
        made.remedies = [
            "Mend the code at the top of the trace; see that the supervisor restarts with growing pauses."
        ]
        return made
    }

    /// Callers that find nobody, or an answer cut off, are what a crash leaves behind: then it is said
    /// first, however many they are.
    private func weighConsequences(_ facts: Facts, _ made: inout Finding) {
        let consequences = facts.tally {
            $0.errorClass == .connectionRefused || $0.errorClass == .eof
        }
        if consequences.count > 0 {
            made.facets.formUnion(consequences.facets)
            made.speaksFor(
                "\(words: Wording.count(consequences.count, "call")) found nobody, or an answer cut off\(consequences.example), as after a crash"
            )
        }
        made.weighByShare(facts, least: consequences.count > 0 ? 100 : 80)
    }

    private static func place(_ handlers: [HandlerCount]) -> Phrase {
        handlers.first.map { ", in \(data: $0.location.function)\($0.location.place)" } ?? ""
    }

    private static func byClass(_ facts: Facts) -> [(ErrorClass, Tally)] {
        let classes = facts.summary.classes.classes.compactMap { $0 }
        let tallies = classes.map { errorClass in
            (errorClass, facts.tally { $0.errorClass == errorClass && $0.kind.endsProcess })
        }
        return tallies.filter { $0.1.count > 0 }.sorted {
            $0.1.count == $1.1.count ? $0.0.rawValue < $1.0.rawValue : $0.1.count > $1.1.count
        }
    }
}
