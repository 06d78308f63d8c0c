import TraceParse

/// No cause can be told from the input; what would tell is asked for.
struct Unknown {
    static let profile = CauseProfile(
        id: .unknown,
        can: [.both],
        title: "The input cannot tell",
        meaning: """
            The log shows that something failed, but several causes fit equally, or none that is known. \
            The report names the one command that would tell most.
            """,
        signs: ["no cause is supported by more than its class alone"],
        countersigns: ["latencies, sockets by state and peer, or a dump would tell"],
        remedies: [
            .now(
                "Collect what is missing while it happens: `tracelens collect -o host.txt`, an access log with latencies, a dump of all stacks."
            )
        ],
        sources: ["ss(8)", .go("Go net/http/pprof")]
    )

    /// What is said where no cause is sure enough to be named.
    func finding(_ facts: Facts) -> Finding {
        let all = facts.tally { _ in true }
        var made = Finding(
            Self.profile,
            score: 0,
            statement: """
                what caused \(words: Wording.count(facts.summary.incidents, "incident")) cannot be told \
                from this input
                """,
            doubt: "a cause could be named with what is listed as missing below",
            root: .itself,
            explains: all
        )
        made.missing = [
            "an access log with latencies over the same time",
            "sockets by state and peer while it happens",
            "a dump of all stacks while it happens",
        ]
        made.checks = [
            Self.sockets(port: all.serverPort), ServerChecks.collect(port: all.serverPort),
        ]
        return made
    }

    private static func sockets(port: Int?) -> Check {
        let filter: Command = port.map { " '( sport = :\($0) or dport = :\($0) )'" } ?? ""
        return Check(
            command:
                "ss -Htan\(filter) | awk '{print $1, $5}' | sed 's/:[0-9]*$//' | sort | uniq -c | sort -nr | head -20",
            reading: """
                Sockets by state and peer, while it happens. Many in CLOSE-WAIT: this process's own \
                handlers are blocked. Many in TIME-WAIT: connections are not used again. Many in \
                SYN-SENT: the peer is not reached.
                """
        )
    }
}
