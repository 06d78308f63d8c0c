import TraceParse

/// Names could not be looked up.
struct DNSFailure: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally { $0.errorClass == .dns }
        guard failed.count > 0 else { return nil }
        let servers = facts.peers(of: [.dns])
        var made = Finding(
            .dnsFailure,
            title: "Names could not be looked up",
            score: 65,
            statement:
                "names could not be looked up, \(words: Wording.count(failed.count, "time")), so nothing was connected",
            doubt: "the same name looked up on the same machine at the time would refute it",
            root: .itself,
            explains: failed
        )
        made.speaksFor("a lookup failed in \(failed.ofAll(facts))")
        made.weighByShare(facts, least: 60)
        made.missing = ["what the name server answers on that machine"]
        made.checks = [Self.check(servers.top?.host)]
        made.remedies = [
            "See whether the name exists and the name server is reached from that machine or container.",
            "A final dot after a full name saves the search list; a cache on the node saves the way.",
        ]
        return made
    }

    private static func check(_ server: HostEntry?) -> Check {
        let reading: Phrase =
            "Whether the name server answers at all; ask it for the name that failed next."
        guard let server, let address = IPAddress(server.name) else {
            return Check(
                command: "cat /etc/resolv.conf; getent hosts localhost",
                reading: reading
            )
        }
        return Check(command: "dig +time=2 +tries=1 @\(address) . NS", reading: reading)
    }
}
