import TraceParse

/// The two ends did not agree on how to encrypt, or on whom to trust.
struct TLSMismatch: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally { $0.errorClass == .tls }
        guard failed.count > 0 else { return nil }
        let crowd = facts.peers(of: [.tls])
        var made = Finding(
            .tlsMismatch,
            title: "TLS handshakes failed",
            score: 60,
            statement: Self.statement(failed, crowd),
            doubt:
                "handshakes that fail at a fixed interval would speak for a health check instead",
            root: .itself,
            explains: failed
        )
        made.speaksFor("a handshake failed in \(failed.ofAll(facts))")
        weighCrowd(crowd, &made)
        made.weighByShare(facts, least: 60)
        made.missing = ["what the peers are: own clients or strangers"]
        made.checks = Self.checks(port: failed.serverPort)
        made.remedies = [
            "Own clients: mend the chain of certificates, the trust store, or the versions allowed.",
            "Strangers: nothing is broken; limit their rate, or leave them out of the log.",
        ]
        return made
    }

    private func weighCrowd(_ crowd: Crowd, _ made: inout Finding) {
        guard let top = crowd.top else { return }
        if crowd.isConcentrated {
            made.speaksFor(
                "\(top.count) of \(crowd.total) are of one peer, \(data: top.host.name) (\(at: top.host.position)): one client that does not agree"
            )
        } else if crowd.isScattered {
            made.speaksFor(
                "\(words: Wording.count(crowd.members.count, "peer")), the busiest with \(top.count) of \(crowd.total) (\(at: top.host.position)): strangers that try the port"
            )
        }
    }

    private static func statement(_ failed: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(failed.count, "TLS handshake")
        if crowd.isConcentrated, let top = crowd.top {
            return
                "\(data: top.host.name) and this server did not agree on TLS: \(words: times) failed"
        }
        return
            "\(words: times) failed, with \(words: Wording.count(crowd.members.count, "peer")): the ends did not agree, or strangers tried the port"
    }

    private static func checks(port: Int?) -> [Check] {
        guard let port else { return [] }
        return [
            Check(
                command: "openssl s_client -connect 127.0.0.1:\(port) -brief </dev/null",
                reading:
                    "The version, the cipher and the chain of certificates that the server offers."
            )
        ]
    }
}
