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
            "`Temporary failure in name resolution`; steps of 5 s (resolv.conf's default)",
            "`curl: (6) Could not resolve host`",
            .go("`lookup NAME on SERVER: no such host | server misbehaving | i/o timeout`"),
            .swift("`DNS error: SocketAddressError.UnknownHost`, `NSURLErrorDomain Code=-1003`"),
        ],
        countersigns: [
            "the name is found on the same machine at that time",
            "lookups fail with `too many open files`",
        ],
        remedies: [
            .now(
                "Ask the name server (the log's, or that of /etc/resolv.conf); put a needed name into /etc/hosts until it answers."
            ),
            .fix(
                "Mend the record or the name; in Kubernetes write it whole and with a dot at its end (ndots:5 asks five wrong names first)."
            ),
            .fix(
                "A cache on the node (NodeLocal DNS, systemd-resolved); `options timeout:1 attempts:3 single-request-reopen` in resolv.conf."
            ),
            .hygiene("Keep connections alive: fewer dials are fewer lookups."),
        ],
        sources: ["resolv.conf(5)", "RFC 2308", .go("Go net/dnsclient_unix.go")]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally { $0.errorClass == .dns && !FDLimit.isFull($0) }
        guard failed.count > 0 else { return nil }
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
        if let probe = facts.host.evidence.probes.first(where: { $0.value.failure?.kind == .lookup }
        ) {
            made.speaksFor(
                "a request of somebody's failed the same way: \(probe.statement)",
                10,
                .seen,
                from: probe.source
            )
        }
        made.noteOthers(facts)
        made.missing = ["what the name server answers on that machine"]
        made.checks = [Self.check(Self.server(facts))]
        return made
    }

    /// The name server that was asked, by the text: `lookup NAME on ADDR:53: …`.
    private static func server(_ facts: Facts) -> IPAddress? {
        for group in facts.summary.groups.entries where group.errorClass == .dns {
            guard let message = group.message, let on = message.firstRange(of: " on ") else {
                continue
            }
            let end = message[on.upperBound...].prefix { $0 != " " && $0 != "," }
            guard let colon = end.dropLast().lastIndex(of: ":") else { continue }
            let host = end[..<colon].filter { $0 != "[" && $0 != "]" }
            if let address = IPAddress(host) { return address }
        }
        return facts.peers(of: [.dns]).top.flatMap { IPAddress($0.host.name) }
    }

    private static func check(_ server: IPAddress?) -> Check {
        let reading: Saying = """
            Whether the name server answers at all. If it does, ask it for the name that failed: \
            NXDOMAIN means that the name is wrong or gone, SERVFAIL that the server fails; if it does \
            not answer, look at the way to it.
            """
        guard let address = server else {
            return Check(
                command: "cat /etc/resolv.conf; getent hosts localhost",
                reading: reading
            )
        }
        return Check(command: "dig +time=2 +tries=1 @\(address) . NS", reading: reading)
    }
}
