import Testing
import TraceParse

@testable import TraceReport

@Suite struct `Caps on confidence` {
    private static let lines = Line.repeating(60) { number in
        Line.write(number * 7, to: "10.9.0.7", 33_000 + number)
    }

    private func verdict(_ log: [String], evidence: String = "") throws -> Verdict {
        try ReadLog(
            [("app.log", log.joined(separator: "\n") + "\n")],
            evidence: evidence.isEmpty ? [] : [("host.txt", evidence)]
        ).diagnosis.verdict
    }

    private func clientTimeout(_ log: [String], evidence: String = "") throws -> Confidence {
        let findings = try ReadLog(
            [("app.log", log.joined(separator: "\n") + "\n")],
            evidence: evidence.isEmpty ? [] : [("host.txt", evidence)]
        ).diagnosis.findings
        return try #require(findings.first { $0.id == .clientTimeout }).confidence
    }

    private static let paired = lines.enumerated().flatMap { number, line in
        [
            line, Line.access(number * 7, "10.9.0.7", in: "5.0\(10 + number)"),
            Line.access(number * 7 + 3, "10.9.0.8", "/ok", in: "0.012"),
        ]
    }

    private static let sockets =
        "$ ss -tanp\nState Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n"
        + Line.repeating(80) {
            "CLOSE-WAIT 1 0 10.9.0.1:8080 10.9.0.7:\(41_000 + $0) users:((\"gate\",pid=77,fd=\($0 + 9)))\n"
        }.joined()
        + Line.repeating(9) {
            "ESTAB 0 0 10.9.0.1:8080 10.9.0.8:\(51_000 + $0) users:((\"gate\",pid=77,fd=\($0 + 99)))\n"
        }.joined()

    private static let dump = Line.repeating(40) { Line.goroutine(80 + $0) }.joined(separator: "\n")

    @Test func `a log alone gives 0_65 at most`() throws {
        #expect(try clientTimeout(Self.lines) <= Confidence(65))
        #expect(try clientTimeout(Self.lines + Self.lines + Self.lines) <= Confidence(65))
    }

    @Test func `each further kind of evidence raises the cap`() throws {
        let alone = try clientTimeout(Self.lines)
        let paired = try clientTimeout(Self.paired)
        let sockets = try clientTimeout(Self.paired, evidence: Self.sockets)
        let seen = try clientTimeout(Self.paired, evidence: Self.sockets + "\n" + Self.dump)
        #expect(alone < paired && paired < sockets && sockets < seen)
        #expect(paired <= Confidence(75))
        #expect(sockets <= Confidence(85))
        #expect(seen <= Confidence(95))
    }

    @Test func `sockets of another peer do not join`() throws {
        let other = Self.sockets.split(separator: "10.9.0.7").joined(separator: "10.9.0.66")
        let joined = try clientTimeout(Self.lines, evidence: Self.sockets)
        #expect(try clientTimeout(Self.lines, evidence: other) < joined)
    }

    @Test func `a verdict is as sure as the less sure of its halves`() throws {
        let read = try ReadLog([("app.log", Self.paired.joined(separator: "\n") + "\n")])
        let made = read.diagnosis
        let mechanism = try #require(made.findings.first { $0.role == .mechanism })
        let root = try #require(made.findings.first { $0.role == .root })
        #expect(made.verdict.confidence == min(mechanism.confidence, root.confidence))
    }

    @Test(arguments: 1...4)
    func `fewer than five incidents are never surer than 0_6, whatever the evidence`(
        count: Int
    ) throws {
        let few = Array(Self.lines.prefix(count))
        let made = try verdict(few, evidence: Self.sockets + "\n" + Self.dump)
        #expect(made.confidence <= .fewIncidents)
        let named = Line.repeating(count) {
            Line.call($0, "http://10.9.3.7/h", "dial tcp 10.9.3.7:80: connect: connection refused")
        }
        #expect(try verdict(named).confidence <= .fewIncidents)
    }

    @Test func `what names itself is surer than what only looks like it`() throws {
        let named = Line.repeating(60) {
            Line.call($0, "http://10.9.3.7/h", "dial tcp 10.9.3.7:80: connect: connection refused")
        }
        #expect(try verdict(named).confidence > Ground.pattern.cap)
        #expect(try verdict(named).confidence <= Ground.named.cap)
    }

    @Test func `a host that was calm speaks against blocked handlers`() throws {
        let calm =
            "$ netstat -n | awk '/^tcp/ {++S[$NF]} END {for(a in S) print a, S[a]}'\nESTABLISHED 21\n"
        #expect(try clientTimeout(Self.lines, evidence: calm) < clientTimeout(Self.lines))
    }

    @Test func `a summary of a million incidents is weighed quickly`() {
        let records = (0..<8_000).map { number in
            RecordBuilder(
                number % 3 == 0 ? .brokenPipe : number % 3 == 1 ? .tls : .timeout,
                kind: .error,
                message:
                    "Get \"http://10.0.0.\(number % 200):80/\(number)\": context deadline exceeded",
                operation: number % 3 == 0 ? "write" : nil,
                local: ("10.0.0.1", 9093),
                peer: ("10.\(number % 7).\(number % 251).\(number % 241)", 33_000 + number),
                client: ("10.1.\(number % 251).\(number % 241)", 40_000),
                seconds: 1_700_000_000 + Int64(number),
                line: number + 1,
                fingerprint: UInt64(number)
            ).record
        }
        var summary = Summary.of(records)
        while summary.incidentCount < 1_000_000 { summary.merge(summary) }
        let settled = summary.settled()
        let elapsed = ContinuousClock().measure { _ = Diagnosis(settled) }
        // An unoptimised build takes ten times as long as what is promised, and a busy machine more.
        #expect(elapsed < .seconds(4), "\(elapsed)")
    }
}
