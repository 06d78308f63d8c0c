import TraceParse

/// The program did what no program should: the fault is in its own code.
struct ProgramFault: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let faults = facts.tally(Self.isFault)
        guard faults.count > 0 else { return nil }
        let handlers = facts.handlers { group in
            group.errorClass.map(Self.isFault) ?? false
        }
        let fatal = facts.tally { Self.isFault($0) && $0.kind.endsProcess }
        var made = Finding(
            .programFault,
            title: "A fault in the program itself",
            score: 65,
            statement: Self.statement(faults, handlers),
            doubt: "a stack whose top is not the program's own code would change where to look",
            root: .itself,
            explains: faults
        )
        made.speaksFor("the program's own fault in \(faults.ofAll(facts))")
        if let handler = handlers.first {
            made.speaksFor(
                "\(handler.count) of \(faults.count) in \(data: handler.location.function)\(handler.location.place) (\(at: handler.position))"
            )
        }
        made.weighByShare(facts, least: 70)
        // What ended the process is said first; the fault is then its root.
        if fatal.count * 2 >= faults.count { made.root = .noMechanism }
        made.missing = ["the input that leads there"]
        made.remedies = [
            "Mend the code at the program's own topmost frame; a recovery only hides it."
        ]
        return made
    }

    private static func isFault(_ facet: Facet) -> Bool {
        guard let errorClass = facet.errorClass, isFault(errorClass) else { return false }
        return errorClass != .other || facet.kind != .error
    }

    private static func isFault(_ errorClass: ErrorClass) -> Bool {
        ProgramFaults.classes.contains(errorClass)
    }

    private static func statement(_ faults: Tally, _ handlers: [HandlerCount]) -> Phrase {
        let times = Wording.count(faults.count, "time")
        guard let handler = handlers.first else {
            return "the program itself is at fault, \(words: times)"
        }
        return
            "the program itself is at fault, \(words: times): the code of \(data: handler.location.function)\(handler.location.place)"
    }
}
