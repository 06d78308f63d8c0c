import Testing
import TraceParse

@testable import TraceReport

/// Logs of which the cause is plain, made of a few kinds of incidents.
private enum Log {
    /// A client's writes that failed: each on a new port, `gap` seconds apart.
    static func pipes(_ count: Int, peers: [String], gap: Int64 = 7, isReset: Bool = false)
        -> [IncidentRecord]
    {
        (0..<count).map { number in
            let peer = (peers[number % peers.count], 33_000 + number)
            let offset = Int64(number) * gap + Int64(number * number % 5)
            return RecordBuilder(
                isReset ? .connectionReset : .brokenPipe,
                kind: .httpPanic,
                operation: "write",
                local: ("10.0.0.1", 9093),
                peer: peer,
                client: peer,
                seconds: 1_700_000_000 + offset,
                line: number + 1
            ).record
        }
    }

    static func dials(_ errorClass: ErrorClass, _ count: Int) -> [IncidentRecord] {
        (0..<count).map { number in
            RecordBuilder(
                errorClass,
                operation: errorClass == .dns ? "lookup" : "dial",
                peer: ("10.2.0.9", 8545),
                client: ("10.1.0.\(number % 5)", 40_000 + number),
                seconds: 1_700_000_000 + Int64(number),
                line: number + 1
            ).record
        }
    }

    static func plain(
        _ errorClass: ErrorClass?,
        _ kind: IncidentKind,
        _ count: Int,
        operation: String? = nil,
        client: String? = nil
    ) -> [IncidentRecord] {
        (0..<count).map { number in
            RecordBuilder(
                errorClass,
                kind: kind,
                operation: operation,
                client: client.map { ($0, 40_000 + number) },
                seconds: 1_700_000_000 + Int64(number * 11),
                line: number + 1
            ).record
        }
    }

    static func timeouts(_ message: String, _ count: Int, _ operation: String? = nil)
        -> [IncidentRecord]
    {
        (0..<count).map { number in
            RecordBuilder(
                .timeout,
                message: message,
                operation: operation,
                client: ("10.1.0.1", 40_000 + number),
                seconds: 1_700_000_000 + Int64(number * 13),
                line: number + 1
            ).record
        }
    }

    static func handshakes(
        _ peers: [String],
        _ reason: String = "remote error: tls: bad certificate",
        at seconds: [Int64]
    ) -> [IncidentRecord] {
        seconds.enumerated().map { number, second in
            RecordBuilder(
                .tls,
                message: "http: TLS handshake error from \(peers[0]):5: \(reason)",
                peer: (peers[number % peers.count], 50_000 + number),
                seconds: second,
                line: number + 1
            ).record
        }
    }

    static let users = (0..<40).map { "203.0.113.\($0)" }
    static let dayOfThree = pipes(
        3,
        peers: ["198.51.100.1", "198.51.100.2", "203.0.113.3"],
        gap: 9_000
    )
}

@Suite struct DiagnosisTests {
    private func diagnosis(_ records: [IncidentRecord], lines: Int? = nil) -> Diagnosis {
        Diagnosis(Summary.of(records, lines: lines))
    }

    @Test(
        arguments: [
            ("one caller", Log.pipes(40, peers: ["10.0.0.7"]), "client_timeout", nil),
            (
                "one caller, and calls that took too long",
                Log.pipes(40, peers: ["10.0.0.7"]) + Log.plain(.timeout, .error, 20),
                "client_timeout",
                "slow_upstream"
            ),
            (
                "own calls that took too long", Log.plain(.timeout, .error, 30), "client_timeout",
                "slow_upstream"
            ),
            ("many users", Log.pipes(60, peers: Log.users), "client_abort", "client_abort"),
            (
                "many users, half read", Log.pipes(60, peers: Log.users, isReset: true),
                "client_abort",
                "client_abort"
            ),
            ("refused", Log.dials(.connectionRefused, 30), "upstream_refused", "upstream_refused"),
            (
                "refused, while a few users leave",
                Log.dials(.connectionRefused, 30) + Log.pipes(4, peers: Log.users),
                "upstream_refused",
                "upstream_refused"
            ),
            ("names", Log.dials(.dns, 30), "dns_failure", "dns_failure"),
            ("no route", Log.dials(.unreachable, 30), "network_path", "network_path"),
            ("no answer to a connection", Log.dials(.timeout, 30), "network_path", "network_path"),
            (
                "no route, and no answer to a connection",
                Log.dials(.unreachable, 10) + Log.dials(.timeout, 20), "network_path",
                "network_path"
            ),
            (
                "descriptors", Log.plain(.tooManyOpenFiles, .error, 30, operation: "accept"),
                "fd_limit", "fd_limit"
            ),
            (
                "descriptors, with pipes",
                Log.plain(.tooManyOpenFiles, .error, 5, operation: "accept")
                    + Log.pipes(40, peers: ["10.0.0.7"]) + Log.plain(.timeout, .error, 20),
                "fd_limit", "slow_upstream"
            ),
            (
                "descriptors, and a few own calls that took too long",
                Log.plain(.tooManyOpenFiles, .error, 20, operation: "accept")
                    + Log.plain(.timeout, .error, 4), "fd_limit", "fd_limit"
            ),
            (
                "a crash, and callers that find nobody",
                Log.plain(.nilDereference, .panic, 2) + Log.dials(.connectionRefused, 60),
                "process_crash", "program_fault"
            ),
            (
                "a handler's limit",
                Log.timeouts("write response failed: http: Handler timeout", 20),
                "server_timeout", "slow_upstream"
            ),
            (
                "a proxy's limit",
                Log.timeouts("upstream timed out (110: Connection timed out)", 20)
                    + Log.pipes(20, peers: ["10.0.0.5"]), "proxy_timeout", "proxy_timeout"
            ),
            (
                "the kernel's limit",
                Log.timeouts(
                    "read tcp 10.0.0.1:4->10.0.0.2:6379: read: connection timed out",
                    20,
                    "read"
                ),
                "idle_connection_dropped", "idle_connection_dropped"
            ),
            (
                "handlers whose client has gone",
                Log.plain(.canceled, .error, 30, client: "10.0.0.7"), "client_timeout", nil
            ),
            (
                "no port", Log.dials(.addressUnavailable, 30), "port_exhaustion",
                "no_connection_reuse"
            ),
            (
                "recovered nil", Log.plain(.nilDereference, .httpPanic, 12), "program_fault",
                "program_fault"
            ),
            ("crash", Log.plain(.concurrentMap, .fatalError, 12), "process_crash", "program_fault"),
            ("memory", Log.plain(.outOfMemory, .fatalError, 6), "process_crash", "memory_pressure"),
            (
                "one write timeout after the other",
                Log.plain(.timeout, .error, 12, operation: "write"), "server_timeout", nil
            ),
            (
                "a health check",
                Log.handshakes(["10.0.0.5"], "EOF", at: (0..<60).map { 1_700_000_000 + $0 * 10 }),
                "health_check", "health_check"
            ),
            (
                "strangers",
                Log.handshakes(Log.users, at: (0..<80).map { 1_700_000_000 + $0 * $0 * 3 }),
                "tls_mismatch", "tls_mismatch"
            ),
            (
                "one client that does not agree",
                Log.handshakes(["10.0.0.9"], at: (0..<30).map { 1_700_000_000 + $0 * $0 * 3 }),
                "tls_mismatch", "tls_mismatch"
            ),
            ("an error that no cause knows", Log.plain(.other, .error, 9), "unknown", nil),
            (
                "a class of the user's own", Log.plain(ErrorClass(rawValue: "ledger"), .error, 9),
                "unknown", nil
            ),
            ("a dump that was asked for", Log.plain(.signal, .goroutineDump, 1), "unknown", nil),
        ] as [(String, [IncidentRecord], String, String?)]
    )
    func `the verdict names what is plain`(
        log: String,
        records: [IncidentRecord],
        mechanism: String,
        root: String?
    ) {
        let verdict = diagnosis(records).verdict
        #expect(verdict.mechanism?.rawValue == mechanism)
        #expect(verdict.mechanism == .unknown || verdict.root?.rawValue == root)
        #expect(verdict.confidence <= Ground.named.cap)
    }

    @Test func `a few closings among many lines are nothing to act on`() {
        let verdict = diagnosis(Log.dayOfThree, lines: 1_000).verdict
        #expect(verdict.mechanism == .benign)
        #expect(diagnosis(Log.dayOfThree, lines: 100).verdict.mechanism != .benign)
        let burst = Log.pipes(3, peers: Log.users, gap: 1)
        #expect(diagnosis(burst, lines: 1_000).verdict.mechanism != .benign)
    }

    @Test func `the seed is a client's timeout, no surer than half, and an abort comes next`()
        throws
    {
        let made = Diagnosis(Seed.summary)
        #expect(made.verdict.mechanism == .clientTimeout)
        #expect(made.verdict.root == nil)
        #expect(made.verdict.confidence <= Confidence(50))
        #expect(made.verdict.confidence >= Confidence(40))
        #expect(made.findings.map(\.id).prefix(2) == [.clientTimeout, .clientAbort])
        let limit = try #require(made.findings.first { $0.id == .fdLimit })
        #expect(limit.role == .rejected)
        #expect(made.findings.last?.id == .fdLimit)
    }

    @Test(arguments: 1...4)
    func `few incidents are never sure`(count: Int) {
        for errorClass in [ErrorClass.connectionRefused, .dns, .tooManyOpenFiles, .unreachable] {
            let verdict = diagnosis(Log.dials(errorClass, count)).verdict
            #expect(verdict.confidence <= .fewIncidents)
        }
    }

    @Test func `a second cause of other incidents is named beside the first`() {
        let records =
            Log.dials(.connectionRefused, 30) + Log.plain(.nilDereference, .httpPanic, 20)
        let verdict = diagnosis(records).verdict
        #expect(verdict.mechanism == .programFault || verdict.mechanism == .upstreamRefused)
        #expect(verdict.also.count == 1)
        let both = [verdict.mechanism, verdict.also.first?.mechanism]
        #expect(Set(both) == [.programFault, .upstreamRefused])
    }

    @Test func `what a crash leaves behind is no cause beside it`() {
        let records = Log.plain(.nilDereference, .panic, 2) + Log.dials(.connectionRefused, 60)
        #expect(diagnosis(records).verdict.also.isEmpty)
    }

    @Test func `nothing read and nothing found are told apart`() {
        let nothing = Diagnosis(Summary())
        #expect(nothing.verdict.mechanism == nil)
        #expect(nothing.verdict.sentence.plain == "Nothing was read")
        let quiet = diagnosis([], lines: 1_204)
        #expect(quiet.verdict.mechanism == nil)
        #expect(quiet.verdict.sentence.plain == "No incident was found in 1,204 lines")
        #expect(quiet.findings.isEmpty)
    }

    @Test func `a broken pipe on a pipe or a file is no evidence of a network cause`() {
        let records = (0..<10).map { number in
            RecordBuilder(
                .brokenPipe,
                operation: "write",
                transport: number % 2 == 0 ? "pipe" : "file",
                seconds: Int64(number)
            ).record
        }
        #expect(diagnosis(records).verdict.mechanism == .unknown)
    }

    @Test func `broken pipes of own calls are a pool's, and no client's timeout`() {
        let records = (0..<10).map { number in
            RecordBuilder(
                .brokenPipe,
                operation: "write",
                local: ("10.0.0.1", 40_000 + number),
                peer: ("10.0.0.2", 5432),
                seconds: Int64(number)
            ).record
        }
        #expect(diagnosis(records).verdict.mechanism == .stalePooledConnection)
    }

    @Test(arguments: 0..<30)
    func `every line of evidence has a figure, and every finding keeps the rules`(seed: Int) {
        let summary = Summary.of(RandomRecords.records(count: 5 + seed * 7, seed: UInt64(seed)))
        let made = Diagnosis(summary)
        #expect(Set(made.findings.map(\.id)).count == made.findings.count)
        for finding in made.findings {
            #expect(finding.confidence <= Ground.named.cap)
            for line in finding.supporting + finding.against {
                #expect(line.plain.contains { $0.isNumber } || line.plain.contains("none"))
                #expect(!line.plain.lowercased().contains("guilty"))
            }
            for line in finding.supporting {
                #expect(line.pieces.contains { $0.text.hasPrefix("a.log:") }, "\(line.plain)")
            }
        }
        let first = made.findings.first
        #expect(first?.id == made.verdict.mechanism)
        let roles = made.findings.filter { [.mechanism, .both].contains($0.role) }
        #expect(roles.count == 1)
    }

    @Test(arguments: [(39, "low"), (40, "medium"), (79, "medium"), (80, "high"), (0, "low")])
    func `confidence has a level`(hundredths: Int, level: String) {
        #expect(Confidence(hundredths).level == level)
    }

    @Test(arguments: [(0, "0.00"), (5, "0.05"), (45, "0.45"), (100, "1"), (400, "1"), (-3, "0.00")])
    func `confidence is written with two digits`(hundredths: Int, text: String) {
        #expect(Confidence(hundredths).text == text)
    }

    @Test func `checks are filled in with what was parsed`() {
        let commands = diagnosis(Log.pipes(20, peers: ["fd00:20::5"])).findings.flatMap(\.checks)
            .map(\.command.text)
        #expect(commands.contains { $0.contains("close-wait '( sport = :9093 )'") })
        let refused = diagnosis(Log.dials(.connectionRefused, 9)).findings.flatMap(\.checks)
        #expect(refused.first?.command.text == "nc -vz -w 3 10.2.0.9 8545")
    }
}
