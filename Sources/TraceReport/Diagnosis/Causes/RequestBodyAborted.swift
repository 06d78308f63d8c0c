import TraceParse

/// Clients left, or were cut off, while they were still sending a request's body.
struct RequestBodyAborted: Cause {
    static let profile = CauseProfile(
        id: .requestBodyAborted,
        can: [.both],
        title: "Requests ended in the middle of their body",
        meaning: """
            The server was reading an upload when the peer closed (`unexpected EOF`) or reset. Mobile \
            networks and impatient users do that. The other way round, a server that answers early and \
            closes with unread data resets the upload itself.
            """,
        signs: [
            "upload routes, many addresses, most uploads succeed",
            .go(
                "`unexpected EOF`, `multipart: NextPart: EOF`, `read: connection reset by peer` of clients"
            ),
            .go("`http: request body too large`: the server's own limit"),
            .swift(
                "`stream ended at an unexpected time`, `read(…): Connection reset by peer) (errno: 104)`"
            ),
        ],
        countersigns: ["the failed read was of a service that this program called"],
        remedies: [
            .now("Usually nothing: count them against the uploads that succeed."),
            .fix(
                "Let uploads resume (parts with offsets, tus, S3 multipart); a limit that says so: nginx `client_max_body_size`."
            ),
            .fix("The server's own limit: `http.MaxBytesReader`.", in: .go),
            .fix(
                "The server's own limit: Hummingbird `request.body.collect(upTo:)`, Vapor `app.routes.defaultMaxBodySize`.",
                in: .swift
            ),
            .fix("Time enough for a slow line: nginx `client_body_timeout 60s`."),
            .fix("In the server: `ReadTimeout`, or a read deadline per part.", in: .go),
            .fix(
                "In the server: Hummingbird's `idleTimeout`, SwiftNIO `IdleStateHandler(readTimeout: .seconds(60))`: both count from the last part that came.",
                in: .swift
            ),
            .hygiene("Answer 400 at debug level; clients send `Expect: 100-continue`."),
        ],
        sources: [
            "RFC 9112, 8", "RFC 9110, 10.1.1", .go("Go net/http/request.go: MaxBytesReader"),
            .swift("SwiftNIO HTTPParserError.invalidEOFState"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let cut = facts.tally(Self.isCut)
        guard cut.count > 0 else { return nil }
        let large = facts.tally { $0.words.contains(.bodyTooLarge) }
        let crowd = facts.clients(of: [.eof, .connectionReset])
        var made = Finding(
            Self.profile,
            score: 65,
            ground: .sockets,
            statement: """
                clients left, or were cut off, while they were still sending, \
                \(words: Wording.count(cut.count, "time"))
                """,
            doubt: "a failed read of a service that this program called would refute it",
            root: .itself,
            explains: cut
        )
        made.speaksFor(
            "a request ended in the middle of its body in \(cut.ofAll(facts))",
            cut.count >= 5 ? 8 : 0
        )
        if large.count > 0 {
            made.speaksFor(
                """
                \(words: Wording.count(large.count, "body", "bodies")) larger than the server's own \
                limit\(large.example)
                """
            )
        }
        weighCrowd(crowd, &made)
        made.noteOthers(facts)
        made.missing = ["how many uploads succeeded in the same time"]
        made.checks = []
        return made
    }

    /// A read of what a client sent that ended before the end.
    private static func isCut(_ strand: Strand) -> Bool {
        guard strand.part == .plain, !strand.kind.endsProcess, strand.channel == .network else {
            return false
        }
        if strand.words.contains(.bodyTooLarge) { return true }
        switch strand.errorClass {
        case .eof?:
            return strand.words.contains(.unexpectedEnd) && strand.side != .outgoing
                && !StalePooledConnection.isOfStore(strand)
        case .connectionReset?: return strand.operation == .read && strand.side == .incoming
        default: return false
        }
    }

    private func weighCrowd(_ crowd: Crowd, _ made: inout Finding) {
        guard let top = crowd.top else { return }
        if crowd.isScattered {
            made.speaksFor(
                """
                \(words: Wording.count(crowd.count, "client")), the busiest with \(top.count) of \
                \(crowd.total) (\(at: top.host.position)): users on all kinds of lines
                """,
                10
            )
        } else if crowd.isConcentrated {
            made.speaksFor(
                """
                \(top.count) of \(crowd.total) are of one client, \(data: top.host.name) \
                (\(at: top.host.position))
                """
            )
        }
    }
}
