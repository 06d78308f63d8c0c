import TraceParse

/// The process, or the machine, ran out of file descriptors.
struct FDLimit: Cause {
    static let profile = CauseProfile(
        id: .fdLimit,
        can: [.mechanism, .both],
        title: "The limit of open files was reached",
        meaning: """
            Every socket and file is a descriptor, and a process may hold `RLIMIT_NOFILE` of them. At \
            the limit, accept, dial, open and lookups fail with EMFILE (`too many open files`); with \
            ENFILE it is the whole machine. The process says so in its log: without such a line the \
            limit was not reached. What fills it is the root: a leak, stuck handlers, or a limit \
            that is too low for the load.
            """,
        signs: [
            "`/proc/PID/fd` holds about as many entries as `Max open files` allows",
            "dials, opened files and lookups fail with the same text",
            .go("`accept4: too many open files; retrying in 5ms`, growing to 1s"),
            .swift("`accept(…): Too many open files) (errno: 24)`"),
        ],
        countersigns: [
            "no such line in the log",
            "a descriptor number above the limit that is said to hold",
            "far fewer open files than the limit of the process",
        ],
        remedies: [
            .now(
                "Restart the process, or raise its limit while it runs: `prlimit --pid PID --nofile=65536:65536`."
            ),
            .fix(
                "Find what holds them: `ls -l /proc/PID/fd`, `ss -tnp`. Bound waiting handlers, close idle connections."
            ),
            .fix(
                "Close every body (`defer resp.Body.Close()`); set `http.Server.IdleTimeout`.",
                in: .go
            ),
            .fix(
                "Share one `HTTPClient` (`HTTPClient.shared`), read each response's body to its end; set Hummingbird's `idleTimeout` and `MaximumAvailableConnections`.",
                in: .swift
            ),
            .fix(
                "Raise the limit where it is in force: systemd `LimitNOFILE=65536`, `docker run --ulimit nofile=65536:65536`. `ulimit -n` in a shell and limits.conf do not reach a service."
            ),
            .hygiene("Watch open files against the limit (`process_open_fds`)."),
            .hygiene("Since 1.19 Go raises the soft limit to the hard one itself.", in: .go),
        ],
        sources: [
            "getrlimit(2): RLIMIT_NOFILE", "accept(2): EMFILE, ENFILE",
            "systemd.exec(5): LimitNOFILE", .go("Go net/http/server.go: Serve"),
            .swift("AsyncHTTPClient HTTPClient.shared"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let full = facts.tally(Self.isFull)
        return full.count > 0 ? reached(full, facts) : rejected(facts)
    }

    /// A lookup that failed for want of a descriptor has the class of lookups.
    static func isFull(_ strand: Strand) -> Bool {
        strand.errorClass == .tooManyOpenFiles
            || strand.errorClass == .dns && strand.words.contains(.tooManyFiles)
    }

    private func reached(_ full: Tally, _ facts: Facts) -> Finding {
        var made = Finding(
            Self.profile,
            score: 80,
            ground: .named,
            statement: """
                the limit of open files was reached, \
                \(words: Wording.count(full.count, "time"))\(Self.limitWords(facts))
                """,
            doubt: "a count of open files far below the limit in force would refute it",
            root: .oneOfOrItself([.slowUpstream]),
            explains: full.joined(Self.consequences(of: full, facts))
        )
        // A listener that cannot accept logs a line a second at most, however many wait.
        made.urgency = facts.tally { Self.isFull($0) && $0.operation == .accept }.count > 0 ? 8 : 2
        made.speaksFor("the text names itself in \(full.ofAll(facts))", full.count >= 5 ? 5 : 0)
        let late = Self.consequences(of: full, facts)
        if late.count > 0 {
            made.speaksFor(
                """
                \(words: Wording.count(late.count, "client")) had gone when they were served at \
                last\(late.example), though their handlers were quick: they had waited while nothing \
                could be accepted
                """
            )
        }
        weighDescriptors(facts, &made)
        weighLeak(facts, &made)
        made.noteOthers(facts)
        if facts.host.descriptors == nil {
            made.missing.append("how many files the process has open, and the limit in force")
        }
        made.missing.append("what the open files are (sockets by state and peer)")
        made.checks = [ServerChecks.openFiles(facts), ServerChecks.closeWait(facts, peer: nil)]
        return made
    }

    /// Clients that left while the process could not accept: quick handlers, and gone all the same.
    private static func consequences(of full: Tally, _ facts: Facts) -> Tally {
        let refused = facts.tally { isFull($0) && $0.operation == .accept }
        let closings = facts.closings
        let isQuick =
            facts.latency.failed >= LatencyFacts.fewest && facts.latency.most < 250_000_000
        guard refused.count > 0, isQuick, let first = full.times.first,
            let after = closings.all.times.first, first <= after
        else { return Tally() }
        return closings.all
    }

    private static func limitWords(_ facts: Facts) -> Phrase {
        guard let limit = facts.host.processLimit, let soft = limit.value.soft else { return "" }
        return ": the process may have \(soft) (\(limit.source.citation))"
    }

    private func weighDescriptors(_ facts: Facts, _ made: inout Finding) {
        guard let use = facts.host.descriptors, let limit = facts.host.processLimit,
            let soft = limit.value.soft
        else { return }
        if use.value.atLeast >= soft - soft / 10 {
            made.speaksFor(
                """
                \(use.value.atLeast) descriptors were open (\(use.source.citation)) of \(soft) that \
                the process may have (\(limit.source.citation))
                """,
                10,
                .seen,
                from: use.source
            )
        } else {
            made.speaksAgainst(
                """
                \(use.value.atLeast) descriptors were open (\(use.source.citation)) of \(soft) \
                (\(limit.source.citation)): not when that was taken, or it is another process
                """,
                10
            )
        }
    }

    /// Connections of this program's own that take up the limit: answers that nobody closed.
    private func weighLeak(_ facts: Facts, _ made: inout Finding) {
        guard let held = facts.host.busiestDestination(in: .established),
            let soft = facts.host.processLimit?.value.soft, held.value.count * 2 >= soft
        else { return }
        made.speaksFor(
            """
            \(held.value.count) of \(soft) possible descriptors are connections to \
            \(data: held.value.host) (\(held.source.citation)): as many as that are not in use, so \
            answers are probably not closed, or not read to their end
            """,
            5,
            .named,
            from: held.source
        )
    }

    /// Said where connections failed in another way, since it is often the first suspect.
    private func rejected(_ facts: Facts) -> Finding? {
        let suspicious = facts.closings.all.joined(facts.waits.own).joined(facts.waits.callers)
            .joined(facts.waits.dials).joined(facts.waits.callersDials)
        let isLookedAt =
            facts.host.descriptors != nil || !facts.host.evidence.descriptorLimits.isEmpty
        guard suspicious.count > 0 || isLookedAt else { return nil }
        if let near = near(facts) { return near }
        var made = Finding.rejected(
            Self.profile,
            "the limit of open files was reached",
            doubt: "a line that says so would change it"
        )
        made.against = [
            """
            none of \(words: Wording.count(facts.considered, "incident")) says \
            `too many open files`\(suspicious.example), as a process that runs into the limit does
            """
        ]
        made.against += Self.aboveLimit(facts) + Self.farBelow(facts) + Self.shellOnly(facts)
        if facts.host.processLimit == nil {
            made.missing = ["the limit in force for the process (`/proc/PID/limits`)"]
        }
        made.checks = [ServerChecks.openFiles(facts)]
        return made
    }

    /// Said where the limit was not reached, and not far either.
    private func near(_ facts: Facts) -> Finding? {
        guard let use = facts.host.descriptors, let limit = facts.host.processLimit,
            let soft = limit.value.soft, use.value.atLeast * 4 >= soft * 3,
            use.value.atLeast <= soft
        else { return nil }
        var made = Finding(
            Self.profile,
            score: 10,
            statement: "the limit of open files is near",
            doubt: "a line that says that it was reached would make it sure",
            root: .noMechanism,
            explains: Tally()
        )
        made.speaksFor(
            """
            \(use.value.atLeast) descriptors were open (\(use.source.citation)) of \(soft) that the \
            process may have (\(limit.source.citation)): when they run out, it can neither accept nor dial
            """,
            15,
            .sockets,
            from: use.source
        )
        made.speaksAgainst(
            """
            none of \(words: Wording.count(facts.considered, "incident")) says `too many open files`: it \
            was not reached in what was read
            """
        )
        made.checks = [ServerChecks.openFiles(facts), ServerChecks.closeWait(facts, peer: nil)]
        return made
    }

    /// Figures that cannot be under a limit that is said to hold.
    private static func aboveLimit(_ facts: Facts) -> [Phrase] {
        facts.host.evidence.contradictions
            .filter { $0.kind == .descriptorAboveLimit || $0.kind == .socketsAboveLimit }
            .map(\.statement)
    }

    private static func farBelow(_ facts: Facts) -> [Phrase] {
        guard let use = facts.host.descriptors, let limit = facts.host.processLimit,
            let soft = limit.value.soft, use.value.atLeast * 10 < soft * 8, !use.value.isPart
        else { return [] }
        return [
            """
            \(use.value.atLeast) descriptors were open (\(use.source.citation)) of \(soft) that the \
            process may have (\(limit.source.citation))
            """
        ]
    }

    private static func shellOnly(_ facts: Facts) -> [Phrase] {
        let shell = facts.host.evidence.descriptorLimits.first { $0.value.scope == .shell }
        guard let shell, let soft = shell.value.soft, facts.host.processLimit == nil else {
            return []
        }
        return [
            """
            the limit of \(soft) (\(shell.source.citation)) is that of a shell: a running service has its \
            own
            """
        ]
    }
}
