import TraceParse

/// The server was stopped and started again, and what was under way was cut off.
struct ServerRestart: Cause {
    static let profile = CauseProfile(
        id: .serverRestart,
        can: [.both],
        title: "The server was restarted",
        meaning: """
            A deploy or an operator stopped the process: open connections were cut off, and until the \
            new one listened, callers were refused. The errors stand in short windows around the stop \
            and the start.
            """,
        signs: [
            "lines of stopping and starting, exit status 0",
            "all errors within seconds of them, of all peers at once",
            .go("`http: Server closed`"),
        ],
        countersigns: ["errors at other times as well", "a crash or a signal ended the process"],
        remedies: [
            .now("Nothing to repair once it listens again; repeat what failed."),
            .fix(
                "Drain before the end: on SIGTERM fail the readiness check, wait 5 to 15 s (`preStop: sleep 10`), then stop accepting and finish what is open."
            ),
            .fix("`srv.Shutdown(ctx)` does that, `srv.Close()` does not.", in: .go),
            .fix(
                "Hummingbird's `app.runService()` does that, or a `ServiceGroup` with `gracefulShutdownSignals: [.sigterm]`; Vapor takes `app.http.server.configuration.shutdownTimeout` for it (10 s unless set); in SwiftNIO it is `ServerQuiescingHelper`.",
                in: .swift
            ),
            .fix(
                "systemd `TimeoutStopSec=` and Kubernetes `terminationGracePeriodSeconds` longer than the longest request; start the new one before the old one stops (socket activation, `maxUnavailable: 0`)."
            ),
            .fix(
                "A port that is still taken: `.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)`, which Hummingbird and Vapor set themselves.",
                in: .swift
            ),
            .hygiene("The proxy retries another instance: `proxy_next_upstream error timeout`."),
        ],
        sources: [
            .go("Go net/http/server.go: Shutdown, Close"),
            .swift("swift-service-lifecycle ServiceGroup"),
            "systemd.service(5): TimeoutStopSec", "systemd.kill(5)",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let processes = facts.signals.processes
        let stops = processes.count(of: .stopping, .stopped)
        let starts = processes.count(of: .started, .listening)
        let closed = facts.tally { $0.words.contains(.serverClosed) }
        guard stops + closed.count > 0 || starts >= 2 else { return nil }
        let cut = Outages(facts.signals.moments, series: [.stops, .starts])
        let explained = facts.tally { strand in
            strand.words.contains(.serverClosed)
                || Self.isConsequence(strand) && cut.holds(strand.facet.series)
        }
        guard explained.count > 0 else { return nil }
        var made = Finding(
            Self.profile,
            score: 35,
            ground: .named,
            statement: """
                the server was restarted, and \
                \(words: Wording.count(explained.count, "request or connection", "requests or connections")) \
                were cut off or found nobody
                """,
            doubt: "failures at other times, or a process that did not end, would refute it",
            root: .itself,
            explains: explained
        )
        weighEvents(stops, starts, closed, processes, &made)
        weighWindows(cut, explained, facts, &made)
        weighCrashes(facts, &made)
        made.noteOthers(facts)
        made.missing = ["who asked it to end (a deploy, an operator, a scheduler)"]
        made.checks = [Self.check]
        return made
    }

    private static func isConsequence(_ strand: Strand) -> Bool {
        guard !strand.kind.endsProcess, let errorClass = strand.errorClass else { return false }
        return [
            .connectionRefused, .eof, .connectionReset, .closedConnection, .brokenPipe, .canceled,
            .http2Stream, .connectionAborted, .addressInUse,
        ].contains(errorClass)
    }

    private func weighEvents(
        _ stops: Int,
        _ starts: Int,
        _ closed: Tally,
        _ processes: ProcessSignals,
        _ made: inout Finding
    ) {
        if stops > 0 {
            let example: Phrase =
                processes.first(of: .stopping, .stopped).map { " (\(at: $0.position))" } ?? ""
            made.speaksFor(
                "\(words: Wording.count(stops, "line")) of a process that stops\(example)",
                20
            )
        } else if closed.count > 0 {
            made.speaksFor(
                """
                \(words: Wording.count(closed.count, "line")) of a server that was closed\
                \(closed.example)
                """,
                20
            )
        }
        if starts > 0 {
            let example: Phrase =
                processes.first(of: .started, .listening).map { " (\(at: $0.position))" } ?? ""
            made.speaksFor(
                "\(words: Wording.count(starts, "line")) of a process that starts\(example)",
                stops + closed.count > 0 ? 5 : 10
            )
        }
    }

    private func weighWindows(
        _ cut: Outages,
        _ explained: Tally,
        _ facts: Facts,
        _ made: inout Finding
    ) {
        guard let share = cut.share else { return }
        let phrase: Phrase = """
            \(share) % of the incidents with a time lie between a stop and the next start, or within \
            seconds of them\(explained.example)
            """
        if share >= 50 {
            made.speaksFor(phrase, share >= 80 ? 30 : 15)
        } else {
            made.speaksAgainst(phrase, 15)
        }
    }

    private func weighCrashes(_ facts: Facts, _ made: inout Finding) {
        let crashes = facts.tally { $0.kind.endsProcess }
        let exits = facts.signals.processes.count(of: .exited, .killed, .outOfMemory)
        guard crashes.count + exits > 0 else { return }
        made.speaksAgainst(
            """
            \(words: Wording.count(max(crashes.count, exits), "process", "processes")) ended by \
            themselves\(crashes.example)
            """,
            40
        )
    }

    private static let check = Check(
        command:
            "journalctl --since -2h -o short-iso | grep -iE 'systemd.*(stopp|start)(ed|ing)' | tail -20",
        reading: """
            Who stopped and started what. If the times are those of the incidents, they are the restart's.
            """
    )
}
