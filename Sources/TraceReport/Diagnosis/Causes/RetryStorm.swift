import TraceParse

/// Failed requests were sent again at once, and multiplied the load.
struct RetryStorm: Cause {
    static let profile = CauseProfile(
        id: .retryStorm,
        can: [.amplifier],
        title: "Retries multiplied the load",
        meaning: """
            Callers repeat what failed, at once and several times: a server that is slow gets a multiple \
            of its load, gets slower, and fails more. It keeps a failure going after its cause has passed.
            """,
        signs: [
            "lines of attempts (`attempt 3/5`), the same request again within seconds",
            "the rate of requests of a peer grows after its first errors",
        ],
        countersigns: ["the rate stays as it was"],
        remedies: [
            .now("Switch retries off, or shed load at the front (503, `Retry-After`)."),
            .fix(
                "At most 2 retries, with exponential pauses and full jitter; a budget (one retry for ten requests); a circuit breaker."
            ),
            .fix(
                "Retry in one layer only, and only what may be repeated; stop when the caller's own deadline has passed."
            ),
            .fix(
                "AsyncHTTPClient connects again by itself, with growing pauses, until `timeout.connect` has passed: a loop around it multiplies that.",
                in: .swift
            ),
            .hygiene("Count attempts apart from requests; nginx `proxy_next_upstream_tries 2`."),
        ],
        sources: [
            "RFC 9110, 9.2.2 and 10.2.3", "ngx_http_proxy_module: proxy_next_upstream_tries",
            .swift("AsyncHTTPClient ConnectionPool.retryConnectionEstablishment"),
        ]
    )

    func weigh(_ facts: Facts) -> Finding? {
        let signals = facts.signals
        let said = facts.tally { $0.words.contains(.attempt) }
        let later = signals.attempts.entries.filter { $0.code >= 2 }.reduce(0) { $0 + $1.count }
        let count = max(said.count, signals.retries)
        guard count >= 3 else { return nil }
        let example: Phrase =
            said.count > 0
            ? said.example : signals.position(of: .retry).map { " (\(at: $0))" } ?? ""
        var made = Finding(
            Self.profile,
            score: 25,
            statement: "failed requests were sent again at once",
            doubt: "a rate of requests that stays as it was would refute it",
            root: .noMechanism,
            explains: said
        )
        made.role = .amplifier
        made.speaksFor(
            "\(words: Wording.count(count, "line")) speak of an attempt or of a call tried again\(example)",
            count >= 5 ? 15 : 0
        )
        if later > 0 {
            let highest = signals.attempts.entries.last?.code ?? 2
            made.speaksFor(
                """
                \(later) of them are second attempts or later, up to the \
                \(words: "\(highest)")th\(example)
                """,
                later >= 5 ? 10 : 5
            )
        }
        if said.count * 4 >= facts.considered, said.count >= 5 {
            made.speaksFor(
                "\(said.count) of \(facts.considered) incidents are such attempts\(example)",
                10
            )
        }
        made.missing = ["the rate of requests before the first failure and after it"]
        return made
    }
}
