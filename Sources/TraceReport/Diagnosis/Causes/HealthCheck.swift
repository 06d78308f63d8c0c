import TraceParse

/// A load balancer or a monitor knocks at a fixed interval and leaves at once.
struct HealthCheck: Cause {
    static let profile = CauseProfile(
        id: .healthCheck,
        can: [.both],
        title: "A health check that closes at once",
        meaning: """
            A balancer or monitor opens a connection to see that somebody accepts, and closes it without \
            a word. On a TLS port the server logs a failed handshake for each. No user is concerned.
            """,
        signs: [
            "a fixed interval (HAProxy 2 s, Google 5 s, kubelet 10 s, AWS 30 s)",
            "one address, or a few of them; EOF or a reset, never a request",
        ],
        countersigns: ["a user's path or a payload in the connection", "gaps that scatter"],
        remedies: [
            .now("Nothing: no request was lost."),
            .fix(
                "Let the check make a whole request: HAProxy `option httpchk GET /healthz` with `check-ssl verify none`, Kubernetes `httpGet` with `scheme: HTTPS`."
            ),
            .hygiene("Leave its address out of the log."),
            .hygiene("A filter in `http.Server.ErrorLog` does that.", in: .go),
        ],
        sources: [
            "HAProxy configuration.txt: option httpchk, tcp-check",
            .go("Go net/http/server.go: conn.serve"),
        ]
    )

    private static let classes: Set<ErrorClass> = [.tls, .eof, .connectionReset]

    func weigh(_ facts: Facts) -> Finding? {
        let knocks = facts.tally(Self.isSilent)
        let all = facts.tally { strand in
            strand.side != .outgoing && strand.errorClass.map { Self.classes.contains($0) } ?? false
        }
        // A check that speaks fails for a reason of its own.
        guard knocks.count * 10 >= all.count * 8 else { return nil }
        let crowd = facts.peers(of: Self.classes, sides: [.incoming, .unknown])
        let periodic = crowd.members.compactMap { member in
            Periodicity.of(member.host).map { (member, $0) }
        }
        let count = periodic.reduce(0) { $0 + $1.0.count }
        guard let (first, clock) = periodic.first, periodic.count <= 12,
            count * 10 >= crowd.total * 6
        else { return nil }
        var made = Finding(
            Self.profile,
            score: 72,
            ground: .sockets,
            statement: """
                a health check: \(data: first.host.name) connects every \(clock.period) s and closes at \
                once, \(words: Wording.count(first.count, "time"))
                """,
            doubt: "a request, or a user's path, in those connections would refute it",
            root: .itself,
            explains: knocks
        )
        for (member, clock) in periodic.prefix(3) {
            made.speaksFor(
                """
                \(data: member.host.name): \(member.count) times, \(clock.share) % of them in step with \
                \(clock.period) s (\(at: member.host.position))
                """
            )
        }
        made.speaksFor(
            """
            \(knocks.count) of \(all.count) ended without a word (EOF or a reset)\(knocks.example): \
            nobody wanted anything
            """,
            clock.share >= 90 ? 10 : 5
        )
        made.noteOthers(facts)
        made.missing = ["whether that address is a load balancer's or a monitor's"]
        made.checks = [Self.check(first.host)].compactMap(\.self)
        return made
    }

    /// A connection that came in and ended before a word was said.
    static func isSilent(_ strand: Strand) -> Bool {
        guard strand.side != .outgoing, !strand.kind.endsProcess else { return false }
        let ended = strand.words.contains(.endOfFile) || strand.words.contains(.reset)
        switch strand.errorClass {
        case .tls?: return ended
        case .eof?: return !strand.words.contains(.unexpectedEnd)
        case .connectionReset?: return strand.operation == .read
        default: return false
        }
    }

    private static func check(_ host: HostEntry) -> Check? {
        guard let address = IPAddress(host.name) else { return nil }
        return Check(
            command: "getent hosts \(address); ss -Htn 'dst \(bracketed: address)' | head",
            reading: """
                The name of that address, and its connections now. If it is a balancer's or a monitor's, \
                this is its check; if it belongs to a program of users, it is not.
                """
        )
    }
}
