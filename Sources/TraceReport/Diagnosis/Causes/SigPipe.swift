import TraceParse

/// The process was ended by SIGPIPE: it wrote to a pipe that nobody read any more.
struct SigPipe: Cause {
    static let profile = CauseProfile(
        id: .sigpipe,
        can: [.both],
        title: "SIGPIPE ended the process",
        meaning: """
            Who writes to a pipe without a reader gets SIGPIPE, which ends the process without a word: \
            exit status 141. A Go program dies of it only when it writes to standard output or error \
            (its log!); Swift and C programs also on sockets, unless they ignore it.
            """,
        signs: [
            "exit status 141 or `signal: broken pipe`, no trace before it",
            "standard error goes to a pipe: a log shipper, `| tee`, `| head`",
        ],
        countersigns: ["a crash with a trace, or another exit status"],
        remedies: [
            .now("Start the log's reader again, then the process."),
            .fix(
                "Log to a file or the journal instead of a pipe to a process that may end: systemd `StandardError=journal`."
            ),
            .fix(
                "`signal.Ignore(syscall.SIGPIPE)` makes the write fail with EPIPE instead.",
                in: .go
            ),
            .fix(
                "`signal(SIGPIPE, SIG_IGN)` at the start of `main` makes the write fail with EPIPE instead; on Linux SwiftNIO does so with its first socket, other code has to.",
                in: .swift
            ),
            .hygiene(
                "Let the shipper be restarted on its own (`Restart=always`), and alert on exit status 141."
            ),
        ],
        sources: [
            "pipe(7)", "signal(7)", .go("Go os/signal: SIGPIPE"),
            .go("Go os/file_unix.go: epipecheck"),
            .swift("SwiftNIO NIOPosix: ignoreSIGPIPE"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let ends = ProcessEnds(facts)
        guard ends.byPipe > 0, let event = ends.first else { return nil }
        let crashes = facts.tally { $0.kind.endsProcess }
        var made = Finding(
            Self.profile,
            score: 82,
            ground: .named,
            statement: """
                SIGPIPE ended the process, \(words: Wording.count(ends.byPipe, "time")): it wrote to a \
                pipe, most likely its own log's, that nobody read any more
                """,
            doubt: "a trace before the ends, or another exit status, would refute it",
            root: .itself,
            explains: Tally()
        )
        made.explained = ends.byPipe
        made.urgency = 10
        made.ceiling = ends.byPipe < 5 ? .fewIncidents : Confidence(100)
        made.speaksFor(
            """
            \(words: Wording.count(ends.byPipe, "end")) of a process with exit status 141 or signal 13, \
            which is SIGPIPE (\(at: event.position))
            """,
            ends.byPipe >= 5 ? 5 : 0
        )
        if crashes.count == 0 {
            made.speaksFor(
                """
                none of \(words: Wording.count(facts.considered, "incident")) is a crash with a trace \
                before it (\(at: event.position)): SIGPIPE ends a process without a word
                """
            )
        } else {
            made.speaksAgainst(
                "\(words: Wording.count(crashes.count, "process", "processes")) ended with a trace\(crashes.example)",
                10
            )
        }
        made.missing = ["where standard output and error of the process go"]
        made.checks = [Self.check(facts)]
        return made
    }

    private static func check(_ facts: Facts) -> Check {
        let pid =
            facts.host.pid
            ?? facts.signals.processes.first.last { $0.event.pid > 0 }
            .map { Int($0.event.pid) }
        let process: Command =
            pid.map { "\($0)" }
            ?? facts.serverPort.map {
                "$(ss -Hltnp 'sport = :\($0)' | grep -o 'pid=[0-9]*' | cut -d= -f2 | head -1)"
            } ?? "$$"
        return Check(
            command: "ls -l /proc/\(process)/fd/1 /proc/\(process)/fd/2",
            reading: """
                Where the process's output goes. If you see `pipe:[…]`, whoever reads it must not end \
                before the process: `lsof` or `ls -l /proc/*/fd | grep` with that number names the reader.
                """
        )
    }
}
