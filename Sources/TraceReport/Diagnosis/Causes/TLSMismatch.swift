import TraceParse

/// The two ends did not agree on how to encrypt, or on whom to trust.
struct TLSMismatch: Cause {
    static let profile = CauseProfile(
        id: .tlsMismatch,
        can: [.both],
        title: "TLS handshakes failed",
        meaning: """
            The handshake ended before any request: the certificate was not trusted or did not fit the \
            name, the versions or ciphers had nothing in common, or the other end did not speak TLS at \
            all. One own client that fails means configuration; many strangers are scanners.
            """,
        signs: [
            .go("`TLS handshake error from …`, `remote error: tls: bad certificate`, `x509: …`"),
            .swift("`NIOSSLError.handshakeFailed(…)`"),
            "one private address, always the same alert: an own client",
            "many public addresses, one to three each, all kinds of errors: scanners",
        ],
        countersigns: ["EOF at a fixed interval from one address: a health check"],
        remedies: [
            .now(
                "Strangers: nothing is broken. An own client: give it the CA, or serve the old chain again."
            ),
            .fix(
                "Serve the whole chain (leaf and intermediates in one file); put the CA into the client's store (`update-ca-certificates`)."
            ),
            .fix("Or into the client's own: `tls.Config{RootCAs: pool}`.", in: .go),
            .fix(
                "Or into the client's own: `TLSConfiguration.additionalTrustRoots`; the server's chain is `certificateChain`.",
                in: .swift
            ),
            .fix(
                "Versions: nginx `ssl_protocols TLSv1.2 TLSv1.3`; plain HTTP on a TLS port: mend the caller's URL."
            ),
            .fix("The least version: `tls.Config{MinVersion: tls.VersionTLS12}`.", in: .go),
            .fix("The least version: `TLSConfiguration.minimumTLSVersion = .tlsv12`.", in: .swift),
            .hygiene("Watch the certificate's end; limit the rate of scanners."),
            .hygiene("Filter the lines of scanners out of `http.Server.ErrorLog`.", in: .go),
        ],
        sources: [
            "RFC 8446, 6.2", "RFC 5280", .go("Go crypto/tls/alert.go"),
            .swift("swift-nio-ssl TLSConfiguration"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally { $0.errorClass == .tls }
        guard failed.count > 0 else { return nil }
        let crowd = facts.peers(of: [.tls])
        let silent = facts.tally { HealthCheck.isSilent($0) && $0.errorClass == .tls }
        var made = Finding(
            Self.profile,
            score: 75,
            ground: .named,
            statement: Self.statement(Self.counted(facts), crowd),
            doubt:
                "handshakes that fail at a fixed interval would speak for a health check instead",
            root: .itself,
            explains: failed
        )
        made.speaksFor("a handshake failed in \(failed.ofAll(facts))", failed.count >= 5 ? 5 : 0)
        weighCrowd(crowd, &made)
        let callers = facts.tally { $0.errorClass == .tls && $0.part == .caller }
        if callers.count > 0 {
            made.speaksFor(
                """
                a caller's own log says it as well, in \
                \(words: Wording.count(callers.count, "call"))\(callers.example)
                """,
                10
            )
        }
        if silent.count * 2 > failed.count {
            made.speaksAgainst(
                """
                \(silent.count) of \(failed.count) only connected and left without a word\
                \(silent.example): no disagreement about TLS
                """,
                crowd.isConcentrated ? 25 : 5
            )
        }
        made.noteOthers(facts)
        made.missing = ["what the peers are: own clients or strangers"]
        made.checks = Self.checks(port: failed.serverPort ?? facts.serverPort)
        return made
    }

    private func weighCrowd(_ crowd: Crowd, _ made: inout Finding) {
        guard let top = crowd.top else { return }
        if crowd.isConcentrated {
            made.speaksFor(
                """
                \(top.count) of \(crowd.total) are of one peer, \(data: top.host.name) \
                (\(at: top.host.position)): one client that does not agree
                """,
                crowd.total >= 5 ? 5 : 0
            )
        } else if crowd.isScattered {
            made.speaksFor(
                """
                \(words: Wording.count(crowd.count, "peer")), the busiest with \(top.count) of \
                \(crowd.total) (\(at: top.host.position)): strangers that try the port
                """
            )
        }
    }

    /// Those that the server tells; a caller's log tells the same ones again.
    private static func counted(_ facts: Facts) -> Tally {
        let own = facts.tally { $0.errorClass == .tls && $0.part != .caller }
        return own.count > 0 ? own : facts.tally { $0.errorClass == .tls }
    }

    private static func statement(_ failed: Tally, _ crowd: Crowd) -> Phrase {
        let times = Wording.count(crowd.total > 0 ? crowd.total : failed.count, "TLS handshake")
        if crowd.isConcentrated, let top = crowd.top {
            return
                "\(data: top.host.name) and this server did not agree on TLS: \(words: Wording.count(top.count, "handshake")) failed"
        }
        guard !crowd.members.isEmpty else { return "\(words: times) failed" }
        if crowd.isFewPrograms {
            return """
                \(words: times) failed, with \(words: Wording.count(crowd.count, "peer")) of a private \
                network: programs of one's own and this server did not agree on TLS
                """
        }
        return """
            \(words: times) failed, with \(words: Wording.count(crowd.count, "peer")): the ends \
            did not agree, or strangers tried the port
            """
    }

    private static func checks(port: Int?) -> [Check] {
        let port = port ?? 443
        return [
            Check(
                command: "openssl s_client -connect 127.0.0.1:\(port) -brief </dev/null",
                reading: """
                    The version, the cipher and the certificate that the server offers. If verification \
                    fails here too, its chain is not whole or its issuer is unknown; if it succeeds, look \
                    at what the client trusts.
                    """
            )
        ]
    }
}
