import TraceParse

/// Names could not be looked up.
struct DNSFailure: Cause {
    static let profile = CauseProfile(
        id: .dnsFailure,
        can: [.both],
        title: "Names could not be looked up",
        meaning: """
            The call failed before it had an address. `no such host` is an answer (NXDOMAIN: the name is \
            wrong or gone); `server misbehaving` is a failing name server (SERVFAIL); `i/o timeout` \
            is one that does not answer.
            """,
        signs: [
            "`lookup NAME on SERVER: no such host | server misbehaving | i/o timeout`",
            "`Temporary failure in name resolution`; steps of 5 s (resolv.conf's default)",
            "`curl: (6) Could not resolve host`",
        ],
        countersigns: ["the name is found on the same machine at that time", "lookups fail with `too many open files`"],
        remedies: [
            .now("Ask the server that the log names; put a needed name into /etc/hosts until it answers."),
            .fix("Mend the record or the name; in Kubernetes write it whole and with a dot at its end (ndots:5 asks five wrong names first)."),
            .fix("A cache on the node (NodeLocal DNS, systemd-resolved); `options timeout:1 attempts:3 single-request-reopen` in resolv.conf."),
            .hygiene("Keep connections alive: fewer dials are fewer lookups."),
        ],
        sources: ["resolv.conf(5)", "RFC 2308", "Go net/dnsclient_unix.go"]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally { $0.errorClass == .dns && !FDLimit.isFull($0) }
        guard failed.count > 0 else { return nil }
        let servers = facts.peers(of: [.dns])
        var made = Finding(
            Self.profile,
            score: 80,
            ground: .named,
            statement: """
                names could not be looked up, \(words: Wording.count(failed.count, "time")), so \
                nothing was connected
                """,
            doubt: "the same name looked up on the same machine at the time would refute it",
            root: .itself,
            explains: failed
        )
        made.speaksFor("a lookup failed in \(failed.ofAll(facts))", failed.count >= 5 ? 5 : 0)
        if let probe = facts.host.evidence.probes.first(where: { $0.value.failure?.kind == .lookup }) {
            made.speaksFor(
                "a request of somebody's failed the same way: \(probe.statement)",
                10,
                .seen,
                from: probe.source
            )
        }
        made.noteOthers(facts)
        made.missing = ["what the name server answers on that machine"]
        made.checks = [Self.check(servers.top?.host)]
        return made
    }

    private static func check(_ server: HostEntry?) -> Check {
        let reading: Phrase = """
            Whether the name server answers at all. If it does, ask it for the name that failed: \
            NXDOMAIN means that the name is wrong or gone, SERVFAIL that the server fails; if it does \
            not answer, look at the way to it.
            """
        guard let server, let address = IPAddress(server.name) else {
            return Check(
                command: "cat /etc/resolv.conf; getent hosts localhost",
                reading: reading
            )
        }
        return Check(command: "dig +time=2 +tries=1 @\(address) . NS", reading: reading)
    }
}
