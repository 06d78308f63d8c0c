import TraceParse

/// The process, or the machine, ran out of file descriptors.
struct FDLimit: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let full = facts.tally { $0.errorClass == .tooManyOpenFiles }
        return full.count > 0 ? reached(full, facts) : rejected(facts)
    }

    private func reached(_ full: Tally, _ facts: Facts) -> Finding {
        let waited = facts.tally(ClientTimeout.isWaitInVain)
        var made = Finding(
            .fdLimit,
            title: "The limit of open files was reached",
            score: 65,
            statement:
                "the limit of open files was reached, \(words: Wording.count(full.count, "time"))",
            doubt: "a count of open files far below the limit in force would refute it",
            root: waited.count > 0 ? .oneOf([.slowUpstream]) : .itself,
            explains: full
        )
        made.speaksFor("the text names itself in \(full.ofAll(facts))")
        made.weighByShare(facts, least: 90)
        made.missing = ["what the open files are (sockets by state and peer)"]
        made.checks = [ServerChecks.openFiles(port: full.serverPort)]
        made.remedies = [
            "Look for the leak first: bodies of answers that are not closed, handlers that are blocked.",
            "Then raise the limit where it is in force: `LimitNOFILE=` of the unit, `--ulimit nofile=` of the container.",
        ]
        return made
    }

    /// Said where connections failed in another way, since it is often the first suspect.
    private func rejected(_ facts: Facts) -> Finding? {
        let suspicious = facts.tally { facet in
            facet.errorClass.map { $0.isNetwork } ?? false
        }
        guard suspicious.count > 0 else { return nil }
        var made = Finding(
            .fdLimit,
            title: "The limit of open files was reached",
            score: 5,
            statement: "the limit of open files was reached",
            doubt: "a line that says so would change it",
            root: .noMechanism,
            explains: Tally()
        )
        made.role = .rejected
        made.against = [
            "none of \(words: Wording.count(facts.considered, "incident")) says \(data: "too many open files")\(suspicious.example), as a process that runs into the limit does"
        ]
        made.missing = ["the limit in force for the process, and how many files it has open"]
        return made
    }
}
