import TraceParse

/// A pool gave out a connection that the other end had closed long before.
struct StalePooledConnection: Cause {
    static let profile = CauseProfile(
        id: .stalePooledConnection,
        can: [.both],
        title: "A pool gave out connections that were closed already",
        meaning: """
            A pool keeps connections to a database or cache for longer than that service keeps idle ones. \
            The next use finds a closed socket: `broken pipe`, EOF or `bad connection`; the call after it \
            works.
            """,
        signs: [
            "the peer is a service that this program called (redis, SQL, a unix socket), no client",
            "`broken pipe` or EOF right after a quiet time",
            "single failures; the next call works",
            .go("`driver: bad connection`, `server has gone away`"),
            .swift(
                "`PSQLError(code: serverClosedConnection`, `HTTPClientError.remoteConnectionClosed`"
            ),
        ],
        countersigns: ["the service was restarted or down at that time", "every call fails"],
        remedies: [
            .now("Retry once on a new connection where the command may be repeated."),
            .fix(
                "Let the pool forget earlier than the service does (MySQL `wait_timeout`, redis `timeout`)."
            ),
            .fix(
                "The pool's settings: `db.SetConnMaxIdleTime(1*time.Minute)`, `db.SetConnMaxLifetime(5*time.Minute)`; go-redis `ConnMaxIdleTime`.",
                in: .go
            ),
            .fix(
                "The pool's settings: PostgresNIO `options.connectionIdleTimeout` (60 s unless set); FluentPostgresDriver `pruneInterval`, without which it keeps them for ever, and `maxIdleTimeBeforePruning`; AsyncHTTPClient `connectionPool.idleTimeout`.",
                in: .swift
            ),
            .fix("Or let the service keep them: redis `timeout 0`, `tcp-keepalive 60`."),
            .hygiene(
                "A test on borrow (`PING`) where a failure is dear; log whether the connection was pooled and how long it was idle."
            ),
        ],
        sources: [
            .go("Go database/sql: ErrBadConn, SetConnMaxIdleTime"),
            .swift("PostgresNIO PostgresClient.Configuration.Options"), "redis.conf: timeout",
            "unix(7)",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let stale = facts.tally(Self.isStale)
        guard stale.count > 0 else { return nil }
        let crowd = facts.peers(of: [.brokenPipe, .eof, .connectionReset], sides: [.outgoing])
        var made = Finding(
            Self.profile,
            score: 50,
            statement: Self.statement(stale, crowd),
            doubt: """
                a service that was restarted or down at that time, or every call failing, would refute it
                """,
            root: .itself,
            explains: stale
        )
        made.speaksFor(
            """
            a connection of this program's own to a store was found closed in \(stale.ofAll(facts)): the \
            other end had closed it before
            """,
            stale.count >= 5 ? 10 : 5
        )
        let said = facts.tally { Self.isStale($0) && $0.words.contains(.pooled) }
        if said.count > 0 {
            made.speaksFor(
                "\(said.count) of \(stale.count) say that the connection was a pool's\(said.example)",
                15
            )
        }
        let refused = facts.tally { $0.errorClass == .connectionRefused && $0.part != .caller }
        if refused.count > 0 {
            made.speaksAgainst(
                """
                \(words: Wording.count(refused.count, "connection")) were refused\(refused.example): \
                a service was down
                """,
                10
            )
        }
        made.noteOthers(facts)
        made.missing = [
            "how long the connections had been idle",
            "the idle limits of the pool and of the service",
        ]
        made.checks = [ServerChecks.connections(to: crowd.top.flatMap { CallTarget($0.host) })]
            .compactMap(\.self)
        return made
    }

    /// A connection that this program had opened, and that was closed before it wrote or read.
    private static func isStale(_ strand: Strand) -> Bool {
        guard strand.part != .caller, !strand.kind.endsProcess else { return false }
        switch strand.errorClass {
        case .brokenPipe?:
            return strand.channel != .local && (strand.isOutgoing || strand.channel == .unixSocket)
        case .eof?, .connectionReset?, .closedConnection?:
            return isOfStore(strand)
        default:
            return strand.words.contains(.pooled) && strand.errorClass == .other
        }
    }

    /// Whether the other end is a store with a pool: a socket of the machine's own, or its words.
    static func isOfStore(_ strand: Strand) -> Bool {
        !strand.words.isDisjoint(with: [.pooled, .store]) || strand.channel == .unixSocket
    }

    private static func statement(_ stale: Tally, _ crowd: Crowd) -> Phrase {
        let whom: Phrase = crowd.top.map { " to \(data: $0.host.name)" } ?? ""
        return """
            a pool gave out connections\(whom) that the other end had closed already, \
            \(words: Wording.count(stale.count, "time"))
            """
    }
}

extension CallTarget {
    /// A host of the tables, where it had only one port.
    init?(_ host: HostEntry) {
        guard host.ports.ports.count == 1, let port = host.ports.lowest else { return nil }
        self.init(host: host.name, port: port)
    }
}
