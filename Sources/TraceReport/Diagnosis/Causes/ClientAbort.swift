import TraceParse

/// Users left, or callers were stopped: the peers closed first, and no time limit is behind it.
struct ClientAbort: Cause {
    static let profile = CauseProfile(
        id: .clientAbort,
        can: [.both],
        title: "Clients left before the answer was complete",
        meaning: """
            Somebody closed a tab, pressed Control-C, lost the mobile network or was stopped, while \
            the server was still writing. It happens to every public server and is seldom worth \
            acting on.
            """,
        signs: [
            "many peers, few failures each, spread over time",
            "large or endless answers: downloads, event streams",
            "resets in the middle of an answer; times that scatter and no round limit",
        ],
        countersigns: [
            "one peer has nearly all of them",
            "the requests took just over a round time",
            "many sockets in CLOSE_WAIT",
        ],
        remedies: [
            .now("Usually nothing: compare the number with the requests that went well."),
            .fix(
                "Log it at debug level: `errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET)`.",
                in: .go
            ),
            .fix(
                "Log it at debug level: an `IOError` whose `errnoCode` is `EPIPE` or `ECONNRESET`, and `ChannelError.ioOnClosedChannel`.",
                in: .swift
            ),
            .hygiene("Let downloads resume (`Accept-Ranges`)."),
            .hygiene("Stop the work when the client has gone (`r.Context().Done()`).", in: .go),
            .hygiene(
                "Stop the work when the client has gone: Hummingbird `request.body.consumeWithCancellationOnInboundClose`, SwiftNIO `channelInactive`.",
                in: .swift
            ),
        ],
        sources: [
            "RFC 9110, 7.8 and 14", "write(2): EPIPE", "Linux net/ipv4/tcp_input.c: tcp_reset",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let closings = facts.closings
        guard closings.all.count > 0 else { return nil }
        var made = Finding(
            Self.profile,
            score: 20,
            statement: Self.statement(closings),
            doubt: """
                latencies just above a round time, or sockets in CLOSE_WAIT, would speak for a time \
                limit instead
                """,
            root: .itself,
            explains: closings.all
        )
        made.speaksFor(
            """
            \(words: Wording.count(closings.all.count, "connection")) closed before their answer was \
            whole\(closings.all.example)
            """
        )
        weighCrowd(closings.peers, &made)
        weighResets(closings, &made)
        weighLatency(facts, &made)
        if let phrase = facts.sizes.largePhrase { made.speaksFor(phrase, 10, .pairedLatency) }
        weighSockets(facts, &made)
        if facts.waits.callers.count > 0 {
            made.speaksAgainst(
                "the callers' own log says that their time limit ran out\(facts.waits.callers.example)",
                30
            )
        }
        made.noteOthers(facts)
        made.missing = [
            "what the requests were (downloads and streams are left more often)",
            "how long they took",
        ]
        made.checks = [ServerChecks.closeWait(facts, peer: nil)]
        return made
    }

    private static func statement(_ closings: ClosedFirst) -> Phrase {
        let count = closings.peers.count
        guard count > 0 else {
            return
                "clients left before \(words: Wording.count(closings.all.count, "answer")) was whole"
        }
        return """
            clients left: \(words: Wording.count(count, "peer")) closed first, in \
            \(words: Wording.count(closings.all.count, "failure"))
            """
    }

    private func weighCrowd(_ crowd: Crowd, _ made: inout Finding) {
        guard let top = crowd.top else { return }
        if crowd.isScattered {
            made.speaksFor(
                """
                \(words: Wording.count(crowd.count, "peer")), the busiest with \(top.count) of \
                \(crowd.total) (\(at: top.host.position)): many callers, few closings each
                """,
                crowd.count >= 20 && crowd.topShare < 20 ? 35 : 20
            )
            weighAddresses(crowd, &made)
        } else if crowd.isConcentrated || crowd.isFewPrograms, crowd.total >= 2 {
            made.speaksAgainst(
                """
                \(top.count) of \(crowd.total) are of one peer, \(data: top.host.name) \
                (\(at: top.host.position)): a program rather than users
                """,
                crowd.total >= 5 ? 5 : 0
            )
        }
    }

    private func weighAddresses(_ crowd: Crowd, _ made: inout Finding) {
        if crowd.outside * 2 > crowd.count {
            made.speaksFor(
                """
                \(crowd.outside) of \(crowd.count) peers have public addresses \
                (\(at: crowd.members[0].host.position)): users rather than services
                """,
                10
            )
        }
    }

    private func weighResets(_ closings: ClosedFirst, _ made: inout Finding) {
        guard closings.resets.count * 10 > closings.all.count * 3 else { return }
        made.speaksFor(
            """
            \(closings.resets.count) of \(closings.all.count) writes were reset\
            \(closings.resets.example): the peers left in the middle of an answer
            """,
            10
        )
    }

    private func weighLatency(_ facts: Facts, _ made: inout Finding) {
        let latency = facts.latency
        if let phrase = latency.limitPhrase {
            made.speaksAgainst(phrase, latency.shape == .cluster || latency.isFarApart ? 25 : 10)
        } else if latency.failed >= LatencyFacts.fewest {
            made.speaksFor(
                """
                \(latency.spread)\(latency.example): no limit shows
                """,
                10,
                .pairedLatency
            )
        }
    }

    private func weighSockets(_ facts: Facts, _ made: inout Finding) {
        if let pile = facts.host.pile, pile.isLarge {
            made.speaksAgainst(pile.statement + ": handlers were blocked", 25)
        } else if let calm = facts.host.noPile {
            made.speaksFor(
                """
                \(words: Wording.count(calm.value.count(.closeWait), "socket")) in CLOSE_WAIT beside \
                \(calm.value.count(.established)) ESTABLISHED (\(calm.source.citation)): no handler \
                is blocked
                """,
                10,
                .sockets,
                from: calm.source
            )
        }
    }
}
