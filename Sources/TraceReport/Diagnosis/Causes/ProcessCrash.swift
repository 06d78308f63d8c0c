import TraceParse

/// The process ended by itself: by a panic that nobody recovered, a fatal error, a trap or a signal.
struct ProcessCrash: Cause {
    static let profile = CauseProfile(
        id: .processCrash,
        can: [.mechanism],
        title: "The process ended by itself",
        meaning: """
            A panic outside a recovery, a fatal error, a trap or a signal ended the whole process: \
            every request under way was lost, and callers were refused until it ran again.
            """,
        signs: [
            .go("`panic:` or `fatal error:` with a dump, exit status 2"),
            .swift(
                "`Fatal error:`, `Program crashed`, exit status 132 (ILL), 133 (TRAP), 134 (ABRT)"
            ),
            "an exit status of 128 and the signal's number: 137 KILL, 139 SEGV",
            "then resets, EOF and refused connections at its callers",
        ],
        countersigns: [
            "the same process id in later lines", .go("the dump was asked for (SIGQUIT)"),
        ],
        remedies: [
            .now("See that it is started again: systemd `Restart=on-failure`, `RestartSec=1s`."),
            .fix("Mend the program's own topmost frame of the trace."),
            .fix(
                "A goroutine of one's own needs a recovery of its own: net/http recovers only its handlers'.",
                in: .go
            ),
            .fix(
                "Nothing can catch a trap, and it ends all requests at once: check before (`guard`, `indices.contains`, `Int(exactly:)`), and `throw` where `try!` and `fatalError` stand.",
                in: .swift
            ),
            .hygiene(
                "Keep the core (`LimitCORE=infinity`, `ulimit -c unlimited`); alert on restarts."
            ),
            .hygiene("Keep the trace of all goroutines: `GOTRACEBACK=all`.", in: .go),
            .hygiene(
                "Keep the trace: `SWIFT_BACKTRACE=enable=yes`, and `swift-backtrace` in the image (`swift-backtrace-static` without the runtime's libraries).",
                in: .swift
            ),
        ],
        sources: [
            .go("Go runtime/panic.go"), "systemd.service(5): Restart", "signal(7)",
            .swift("Swift backtracing documentation"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let crashes = facts.tally { $0.kind.endsProcess }
        let exits = ProcessEnds(facts)
        guard crashes.count > 0 || exits.unexplained > 0 else { return nil }
        let handlers = facts.handlers { $0.kind.endsProcess }
        let ended = max(crashes.count, exits.unexplained)
        var made = Finding(
            Self.profile,
            score: crashes.count > 0 ? 80 : 70,
            ground: .named,
            statement: """
                the process ended by itself, \(words: Wording.count(ended, "time"))\
                \(Self.place(handlers))
                """,
            doubt: "the same process id in later lines would refute it",
            root: .oneOf([.memoryPressure, .programFault]),
            explains: crashes
        )
        made.urgency = 10
        if crashes.count > 0 {
            made.speaksFor("a process ended in \(crashes.ofAll(facts))", crashes.count >= 5 ? 5 : 0)
            for (errorClass, tally) in Self.byClass(facts).prefix(3) {
                made.speaksFor(
                    "\(tally.count) of \(crashes.count): \(data: errorClass.rawValue)\(tally.example)"
                )
            }
        }
        weighExits(exits, isSeen: crashes.count > 0, &made)
        weighConsequences(crashes, facts, &made)
        if made.explained < 5 { made.cap(60) } else { made.ceiling = Confidence(100) }
        made.noteOthers(facts)
        if exits.unexplained == 0 {
            made.missing.append("the supervisor's log: exit status, restarts")
        }
        if crashes.count == 0 { made.missing.append("the trace that it printed, or the core") }
        made.checks = [Self.check(facts.strands.languages(of: made.strands))]
        return made
    }

    private func weighExits(_ exits: ProcessEnds, isSeen: Bool, _ made: inout Finding) {
        guard exits.unexplained > 0, let event = exits.first else { return }
        made.speaksFor(
            """
            \(words: Wording.count(exits.unexplained, "end")) of a process with a status of its \
            own, \(words: exits.words) (\(at: event.position))
            """,
            isSeen ? 5 : 0
        )
        if !isSeen { made.explained = max(made.explained, exits.unexplained) }
    }

    /// Callers that find nobody, or an answer cut off, are what a crash leaves behind.
    private func weighConsequences(_ crashes: Tally, _ facts: Facts, _ made: inout Finding) {
        let outages = Outages(facts.signals.moments, series: [.crashes, .exits])
        let consequences = facts.tally { strand in
            guard !strand.kind.endsProcess, let errorClass = strand.errorClass else { return false }
            let isOfEnd: Set<ErrorClass> = [.connectionRefused, .eof, .connectionReset, .canceled]
            guard isOfEnd.contains(errorClass) else { return false }
            // Without times, callers that find nobody are still what an end leaves behind.
            return strand.times.first == nil
                ? strand.isOutgoing : outages.holds(strand.facet.series)
        }
        guard consequences.count > 0 else { return }
        made.strands.formUnion(consequences.strands)
        made.explained = made.explained.saturatingSum(consequences.count)
        made.speaksFor(
            """
            \(words: Wording.count(consequences.count, "call")) found nobody, or an answer cut off, \
            within seconds of it\(consequences.example)
            """,
            5
        )
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

    private static func check(_ languages: Languages) -> Check {
        let faults: [Saying] = [
            .go("`status=2/INVALIDARGUMENT` is a Go panic"),
            .swift("`status=4/ILL` or `status=5/TRAP` is a Swift trap"),
        ]
        let own = faults.filter { languages.fit($0.language) }.map(\.text)
        return Check(
            command:
                "journalctl --since -24h -o short-iso | grep -E 'code=(exited|killed|dumped)|Main process exited|segfault|Out of memory' | tail -20",
            reading: """
                How processes ended: \(Phrase.joined(own)), `status=9/KILL` with an out-of-memory line \
                is the kernel, `status=11/SEGV` a bad pointer, `status=13/PIPE` a closed pipe.
                """
        )
    }
}

/// Ends of processes that nobody asked for, as supervisors tell them.
struct ProcessEnds: Sendable {
    /// Those that neither a closed pipe nor somebody's question explains.
    let unexplained: Int
    /// Those by SIGPIPE.
    let byPipe: Int
    /// Those by SIGKILL, or for want of memory.
    let byKill: Int
    let first: ProcessSignals.Event?
    /// `exit status 2 (2 times)`.
    let words: String

    init(_ facts: Facts) {
        let processes = facts.signals.processes
        byPipe = processes.count(ofExit: 141)
        let killed = processes.count(ofExit: 137)
        byKill = killed > 0 ? killed : processes.count(of: .outOfMemory)
        // SIGTERM and SIGINT are requests; a SIGQUIT makes Go print its goroutines and end with 2.
        let asked = [143, 130, 131].reduce(0) { $0 + processes.count(ofExit: $1) }
        let dumps = facts.summary.facets.entries.reduce(0) {
            $1.kind == .goroutineDump && $1.errorClass == .signal ? $0 + $1.count : $0
        }
        let questions = min(dumps, processes.count(ofExit: 2))
        // The kernel, the supervisor and its summary tell of the same end each for itself.
        let told = processes.count(of: .exited, .killed)
        let all = told > 0 ? told : processes.count(of: .outOfMemory)
        unexplained = max(0, all - byPipe - asked - questions)
        first = processes.first(of: .exited, .killed, .outOfMemory)
        words = Self.words(processes)
    }

    private static func words(_ processes: ProcessSignals) -> String {
        let exits = processes.exitCodes.entries.map { "exit status \($0.code)" + times($0.count) }
        let signals = processes.signals.entries.map { "signal \($0.code)" + times($0.count) }
        let all = (exits + signals).prefix(4)
        return all.isEmpty ? "for want of memory" : all.joined(separator: ", ")
    }

    private static func times(_ count: Int) -> String {
        count == 1 ? "" : " (\(Wording.number(count)) times)"
    }
}
