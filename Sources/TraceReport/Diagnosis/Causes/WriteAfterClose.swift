import TraceParse

/// The program wrote to a connection that it had closed itself.
struct WriteAfterClose: Cause {
    static let profile = CauseProfile(
        id: .writeAfterClose,
        can: [.both],
        title: "The program wrote to connections that it had closed",
        meaning: """
            One part of the program closed the connection, often since the peer had gone, and another part \
            went on writing: `use of closed network connection`, SwiftNIO `I/O on closed channel`. It is the \
            program's own order of events; the data had no reader any more.
            """,
        signs: [
            .go("`use of closed network connection` on write, many peers"),
            .swift(
                "`I/O on closed channel`, `ChannelError.ioOnClosedChannel` on write, many peers"
            ),
            "the process goes on, no shutdown; often a closed-line of the same peer just before",
        ],
        countersigns: ["all within a second of a shutdown: then it is the restart"],
        remedies: [
            .now("Nothing breaks for users: the peer had gone."),
            .fix(
                "Let one goroutine own the connection; stop the writer when the reader ends (`context`, a closed channel); `errors.Is(err, net.ErrClosed)` is an end, no error.",
                in: .go
            ),
            .fix(
                "Stop in `channelInactive`, write only while `channel.isActive`; structured tasks that are cancelled with the channel (`NIOAsyncChannel.executeThenClose`); `ChannelError.ioOnClosedChannel` is an end, no error.",
                in: .swift
            ),
            .hygiene("Log it at debug level."),
        ],
        sources: [.go("Go net: ErrClosed"), .swift("SwiftNIO ChannelError.ioOnClosedChannel")]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let written = facts.tally(Self.isWritten)
        guard written.count > 0 else { return nil }
        let clients = facts.clients(of: [.closedConnection])
        let peers = facts.peers(of: [.closedConnection])
        let crowd = clients.total >= peers.total ? clients : peers
        var made = Finding(
            Self.profile,
            score: 68,
            ground: .named,
            statement: """
                the program wrote to \(words: Wording.count(written.count, "connection")) that it had \
                closed itself
                """,
            doubt: "a shutdown at those moments would explain it instead",
            root: .itself,
            explains: written
        )
        made.speaksFor(
            "a connection was used after it was closed here in \(written.ofAll(facts))",
            written.count >= 5 ? 7 : 0
        )
        if let top = crowd.top, crowd.count >= 2 {
            made.speaksFor(
                """
                \(words: Wording.count(crowd.count, "peer")), the busiest with \(top.count) of \
                \(crowd.total) (\(at: top.host.position))
                """,
                crowd.isScattered ? 5 : 0
            )
        }
        weighRestart(written, facts, &made)
        made.noteOthers(facts)
        made.missing = ["which part of the program closed the connection, and when"]
        return made
    }

    private static func isWritten(_ strand: Strand) -> Bool {
        guard strand.errorClass == .closedConnection, strand.channel == .network,
            !strand.words.contains(.serverClosed), !strand.kind.endsProcess
        else { return false }
        return strand.operation != .accept && strand.operation != .listen
            && strand.part != .caller
    }

    private func weighRestart(_ written: Tally, _ facts: Facts, _ made: inout Finding) {
        let outages = facts.outages
        guard outages.share != nil else { return }
        if outages.holds(.others) {
            made.speaksAgainst(
                """
                nearly all \(written.count) lie within seconds of a process that stops or \
                starts\(written.example)
                """,
                45
            )
        } else {
            made.speaksFor(
                "the process went on: they are not around a stop or a start\(written.example)",
                5
            )
        }
    }
}
