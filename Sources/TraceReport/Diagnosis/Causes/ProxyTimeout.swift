import TraceParse

/// A proxy gave up waiting for the program behind it.
struct ProxyTimeout: Cause {
    static let profile = CauseProfile(
        id: .proxyTimeout,
        can: [.mechanism, .both],
        title: "A proxy's time limit ran out before the answer",
        meaning: """
            The peer that closed is a proxy or balancer: its read limit is shorter than the handler. It \
            answers its client with 504 and closes towards the server, which finds a broken pipe when \
            it writes.
            """,
        signs: [
            "nginx `upstream timed out (110: …) while reading response header`, HAProxy `sH`, 504",
            "all closed connections are the proxy's; latencies just above its limit (60 s by default)",
        ],
        countersigns: ["answers quicker than the limit", "peers other than the proxy"],
        remedies: [
            .now(
                "Raise the limit on that route only, where the answer is worth the wait: nginx `location … { proxy_read_timeout 120s; }`, HAProxy `timeout server 120s`."
            ),
            .fix("Make the handler quicker, or answer 202 and let the client ask for the result."),
            .fix(
                "Order the limits: client > proxy > handler > its own calls, so that the innermost speaks first."
            ),
            .fix("The handler's limit: `http.TimeoutHandler`.", in: .go),
            .fix(
                "Its own calls' limit: `httpClient.execute(request, timeout: .seconds(2))`.",
                in: .swift
            ),
            .hygiene("Log `$upstream_response_time`."),
            .hygiene("`r.Context()` ends when the proxy closes: use it.", in: .go),
        ],
        sources: [
            "ngx_http_proxy_module: proxy_read_timeout",
            "HAProxy configuration.txt: 8.5 session state", "RFC 9110, 15.6.5",
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let given = Self.given(facts)
        let ended = Self.endedByLimit(facts)
        guard given.count + ended.count > 0 else { return nil }
        let closings = facts.closings
        let isOfProxy = closings.peers.isConcentrated || closings.all.count == 0
        var made = Finding(
            Self.profile,
            score: 72,
            ground: .named,
            statement: Self.statement(given, ended, closings, facts),
            doubt: "answers that were quicker than the proxy's limit would refute it",
            root: .oneOfOrItself([.slowUpstream]),
            explains: isOfProxy ? given.joined(closings.all) : given
        )
        if given.count > 0 {
            made.speaksFor(
                "the proxy says so itself in \(given.ofAll(facts))",
                given.count >= 5 ? 8 : 0
            )
        }
        if ended.count > 0, let position = ended.position {
            made.speaksFor(
                """
                the proxy answered \(words: Wording.count(ended.count, "request")) itself since its \
                limit for the server ran out (504, `sH`; \(position))
                """,
                ended.count >= 5 ? 8 : 0
            )
        }
        if closings.all.count > 0, let top = closings.peers.top {
            let phrase: Phrase = """
                \(words: Wording.count(closings.all.count, "connection")) closed first, \(top.count) of \
                \(closings.peers.total) by \(data: top.host.name) (\(at: top.host.position))
                """
            if isOfProxy {
                made.speaksFor(phrase + ": the server's side of the same", 5)
            } else {
                made.speaksAgainst(phrase + ": more than one peer, so not the proxy alone", 5)
            }
        }
        weighOwnTimes(facts, &made)
        if let phrase = facts.latency.limitPhrase {
            made.speaksFor(phrase, 5)
        } else if let phrase = facts.latency.quickPhrase {
            made.speaksAgainst(phrase, 15)
        }
        made.noteOthers(facts)
        made.missing = ["the proxy's time limit", "how long the program behind it took"]
        if facts.latency.failed >= LatencyFacts.fewest { made.missing.removeLast() }
        made.checks = [Self.check(facts)] + ServerChecks.dumps(facts)
        return made
    }

    /// How often a proxy says it, in either log, and where.
    static func told(_ facts: Facts) -> (count: Int, place: Phrase) {
        let given = given(facts)
        let ended = endedByLimit(facts)
        let place: Phrase = ended.position.map { " (\($0))" } ?? ""
        return given.count >= ended.count ? (given.count, given.example) : (ended.count, place)
    }

    /// What a proxy's error log says of its own limit.
    static func given(_ facts: Facts) -> Tally {
        facts.tally { $0.timeLimit == .proxy }
    }

    /// What a proxy's access log says of it, in the logs or among the hosts' texts.
    private static func endedByLimit(_ facts: Facts) -> (count: Int, position: Phrase?) {
        let latency = facts.signals.latency
        let sessions = latency.count(ofTermination: "s") + latency.count(ofStatus: 504)
        if latency.count(ofTermination: "s") > 0 {
            return (
                latency.count(ofTermination: "s"),
                latency.position(of: .timedOut).map { "\(at: $0)" }
            )
        }
        for proxy in facts.host.evidence.proxies {
            let ended = proxy.value.terminations.filter { $0.key.hasPrefix("s") }
                .reduce(0) { $0.saturatingSum($1.value) }
            let count = max(ended, proxy.value.statuses[504] ?? 0)
            if count > 0 { return (count, proxy.source.citation) }
        }
        return (sessions, latency.position(of: .timedOut).map { "\(at: $0)" })
    }

    /// The proxy's own lines show its limit exactly.
    private func weighOwnTimes(_ facts: Facts, _ made: inout Finding) {
        let times = facts.signals.latency.of(.timedOut)
        guard let edge = LatencySignals.cluster(of: times),
            let position = facts.signals.latency.position(of: .timedOut)
        else { return }
        made.speaksFor(
            """
            \(edge.justAbove) of \(words: Wording.count(edge.total, "request")) that it ended took just \
            over \(words: DurationWords.of(nanoseconds: edge.limit)) (\(at: position)): its limit
            """,
            5
        )
    }

    private static func statement(
        _ given: Tally,
        _ ended: (count: Int, position: Phrase?),
        _ closings: ClosedFirst,
        _ facts: Facts
    ) -> Phrase {
        let times = Wording.count(max(given.count, ended.count), "answer")
        let behind: Phrase =
            given.count > 0
            ? facts.peers(of: [.timeout]).top.map { " of \(data: $0.host.name)" } ?? "" : ""
        let who: Phrase =
            closings.peers.isConcentrated
            ? closings.peers.top.map { " (\(data: $0.host.name))" } ?? "" : ""
        return "a proxy\(who) gave up on \(words: times)\(behind): its time limit ran out first"
    }

    private static func check(_ facts: Facts) -> Check {
        Check(
            command:
                "nginx -T 2>/dev/null | grep -nE 'proxy_(read|connect|send)_timeout'; grep -nE 'timeout +(server|connect|client|tunnel)' /etc/haproxy/haproxy.cfg 2>/dev/null",
            reading: """
                The limits of nginx or HAProxy on the proxy's machine (no line means nginx's 60 s). If the \
                failing requests took just over one of them, it is the one.
                """
        )
    }
}
