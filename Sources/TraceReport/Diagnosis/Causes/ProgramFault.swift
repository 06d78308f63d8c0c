import TraceParse

/// The program did what no program should: the fault is in its own code.
struct ProgramFault: Cause {
    static let profile = CauseProfile(
        id: .programFault,
        can: [.root, .both],
        title: "A fault in the program itself",
        meaning: """
            An index out of range, a nil pointer or unwrapped nil, data that two use at once: the program's \
            own code is wrong, and no network or limit has to do with it. Where Go recovers, the process \
            lives and the request is lost; a Swift trap ends the process.
            """,
        signs: [
            "the fault's own text, and a stack whose top is the program's own code",
            "always the same handler, or the same input",
        ],
        countersigns: ["the text only passes on an error of a call (a broken pipe)"],
        remedies: [
            .now("Take back the last change of that handler; refuse the input that leads there."),
            .fix("Mend the program's own topmost frame; test it with that input."),
            .fix(
                "`concurrent map writes`: a `sync.Mutex` or `sync.Map`; look for the rest with `go test -race`.",
                in: .go
            ),
            .fix(
                "Data races: `swift test --sanitize=thread`, and the Swift 6 language mode, which refuses to compile them.",
                in: .swift
            ),
            .fix(
                "Continuations: resume each exactly once, on every path; `CheckedContinuation` tells which was not.",
                in: .swift
            ),
            .hygiene("Fuzz tests of what parses input."),
            .hygiene("`go vet`; a recovery that logs the stack and counts.", in: .go),
            .hygiene(
                "`swift test --sanitize=address` where the code is unsafe or calls C.",
                in: .swift
            ),
        ],
        sources: [
            .go("Go runtime/panic.go, runtime/error.go"), .go("Go net/http/server.go: conn.serve"),
            .swift("The Swift Programming Language: The Basics"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let faults = facts.tally(Self.isFault)
        guard faults.count > 0 else { return nil }
        let handlers = facts.handlers { group in
            group.errorClass.map { ProgramFaults.classes.contains($0) } ?? false
        }
        let fatal = facts.tally { Self.isFault($0) && $0.kind.endsProcess }
        var made = Finding(
            Self.profile,
            score: 80,
            ground: .named,
            statement: Self.statement(faults, handlers),
            doubt: "a stack whose top is not the program's own code would change where to look",
            root: .itself,
            explains: faults
        )
        made.speaksFor(
            "the program's own fault in \(faults.ofAll(facts))",
            faults.count >= 5 ? 5 : 0
        )
        if let handler = handlers.first {
            made.speaksFor(
                """
                \(handler.count) of \(faults.count) in \
                \(data: handler.location.function)\(handler.location.place) (\(at: handler.position))
                """,
                faults.count >= 5 ? 5 : 0
            )
        }
        made.noteOthers(facts)
        // What ended the process is said first; the fault is then its root.
        if fatal.count * 2 >= faults.count {
            made.root = .noMechanism
            made.ceiling = Confidence(100)
        }
        made.missing = ["the input that leads there"]
        return made
    }

    private static func isFault(_ strand: Strand) -> Bool {
        guard let errorClass = strand.errorClass, ProgramFaults.classes.contains(errorClass) else {
            return false
        }
        return errorClass != .other || strand.kind != .error
    }

    private static func statement(_ faults: Tally, _ handlers: [HandlerCount]) -> Phrase {
        let times = Wording.count(faults.count, "time")
        guard let handler = handlers.first else {
            return "the program itself is at fault, \(words: times)"
        }
        return """
            the program itself is at fault, \(words: times): the code of \
            \(data: handler.location.function)\(handler.location.place)
            """
    }
}
