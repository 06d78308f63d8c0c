import TraceParse

/// Users left, or callers were stopped: the peers closed first, and no time limit is behind it.
struct ClientAbort: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let closings = ClosedFirst(facts)
        guard closings.all.count > 0 else { return nil }
        var made = Finding(
            .clientAbort,
            title: "Users left before the answer was complete",
            score: 20,
            statement:
                "users left: \(words: Wording.count(closings.peers.members.count, "peer")) closed first, in \(words: Wording.count(closings.all.count, "failed write"))",
            doubt:
                "latencies just above a round number of seconds would speak for a time limit instead",
            root: .itself,
            explains: closings.all
        )
        weighCrowd(closings.peers, &made)
        weighResets(closings, &made)
        made.weighByShare(facts, least: 70)
        made.missing = [
            "what the requests were (downloads and streams are left more often)",
            "how long they took",
        ]
        made.remedies = [
            "Usually none: log it at debug level where the error is a broken pipe or a reset (Go: `errors.Is(err, syscall.EPIPE)`)."
        ]
        return made
    }

    private func weighCrowd(_ crowd: Crowd, _ made: inout Finding) {
        guard let top = crowd.top else { return }
        if crowd.isScattered {
            let points = crowd.members.count >= 20 && crowd.topShare < 20 ? 30 : 20
            made.speaksFor(
                "\(words: Wording.count(crowd.members.count, "peer")), the busiest with \(top.count) of \(crowd.total) (\(at: top.host.position)): many callers, few closings each",
                points
            )
            weighAddresses(crowd, &made)
        } else if crowd.isConcentrated, crowd.total >= 2 {
            made.speaksAgainst(
                "\(top.count) of \(crowd.total) are of one peer, \(data: top.host.name) (\(at: top.host.position)): a program rather than users",
                crowd.total >= 5 ? 5 : 0
            )
        }
    }

    private func weighAddresses(_ crowd: Crowd, _ made: inout Finding) {
        let outside = crowd.members.reduce(0) { sum, member in
            IPAddress(member.host.name).map { $0.isPrivate ? sum : sum + 1 } ?? sum
        }
        if outside * 2 > crowd.members.count {
            made.speaksFor(
                "\(outside) of \(crowd.members.count) peers have public addresses: users rather than services",
                5
            )
        }
    }

    private func weighResets(_ closings: ClosedFirst, _ made: inout Finding) {
        guard closings.resets.count * 10 > closings.all.count * 3 else { return }
        made.speaksFor(
            "\(closings.resets.count) of \(closings.all.count) writes were reset\(closings.resets.example): the peers left in the middle of an answer",
            5
        )
    }
}
