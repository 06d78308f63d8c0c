import TraceParse

/// No local port was left for another connection to the same address.
struct PortExhaustion: Cause {
    func weigh(_ facts: Facts) -> Finding? {
        let failed = facts.tally {
            $0.errorClass == .addressUnavailable && $0.operation != .listen
        }
        guard failed.count > 0 else { return nil }
        let crowd = facts.peers(of: [.addressUnavailable])
        var made = Finding(
            .portExhaustion,
            title: "No local port was left for new connections",
            score: 60,
            statement:
                "no local port was left for new connections, \(words: Wording.count(failed.count, "time"))",
            doubt: "few sockets in TIME_WAIT to that address would refute it",
            root: .oneOf([.noConnectionReuse]),
            explains: failed
        )
        made.speaksFor("the text names itself in \(failed.ofAll(facts))")
        if let top = crowd.top {
            made.speaksFor(
                "\(top.count) of \(crowd.total) were calls of \(data: top.host.name) (\(at: top.host.position))"
            )
        }
        made.weighByShare(facts, least: 90)
        made.missing = ["sockets by state and peer", "the range of local ports"]
        made.checks = [
            Check(
                command:
                    "ss -Htn state time-wait | awk '{print $4}' | sort | uniq -c | sort -nr | head",
                reading:
                    "TIME_WAIT by peer. As many as `cat /proc/sys/net/ipv4/ip_local_port_range` spans mean that connections are opened and closed for each call."
            )
        ]
        made.remedies = [
            "Keep connections and use them again; read every answer's body to its end and close it.",
            "Widen `ip_local_port_range` only as head-room.",
        ]
        return made
    }
}
