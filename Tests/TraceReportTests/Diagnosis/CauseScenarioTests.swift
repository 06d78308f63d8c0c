import Testing

@testable import TraceReport

@Suite struct CauseScenarioTests {
    @Test(arguments: CauseScenario.all)
    func `what is plain is told, and what it only looks like is not`(scenario: CauseScenario) throws
    {
        let verdict = try scenario.read().diagnosis.verdict
        if let mechanism = scenario.mechanism {
            #expect(verdict.mechanism == mechanism)
            #expect(verdict.root == scenario.root)
        }
        #expect(verdict.amplifiers == scenario.amplifiers)
        #expect(Set(verdict.also.map(\.mechanism)).isSuperset(of: scenario.also))
        let named = [verdict.mechanism, verdict.root].compactMap(\.self) + verdict.amplifiers
        #expect(Set(named).isDisjoint(with: scenario.not), "\(named)")
    }

    @Test(arguments: CauseID.allCases)
    func `each cause has a log that reaches it and one that only looks like it`(id: CauseID) {
        let reached = CauseScenario.all.filter {
            $0.mechanism == id || $0.root == id || $0.amplifiers.contains(id)
        }
        #expect(!reached.isEmpty)
        #expect(CauseScenario.all.contains { $0.not.contains(id) })
    }

    @Test(arguments: CauseScenario.all)
    func `every line cites its figures, and no part is played that may not be`(
        scenario: CauseScenario
    ) throws {
        let diagnosis = try scenario.read().diagnosis
        for finding in diagnosis.findings {
            let profile = try #require(Causes.profile(of: finding.id))
            for line in finding.supporting + finding.against {
                let text = line.plain
                #expect(text.contains { $0.isNumber } || text.contains("none"), "\(text)")
                #expect(!text.lowercased().contains("guilty"))
            }
            for line in finding.supporting {
                let cites = [".log:", "host.txt:"].contains { line.plain.contains($0) }
                #expect(cites, "\(line.plain)")
            }
            switch finding.role {
            case .mechanism: #expect(profile.can.contains(.mechanism), "\(finding.id)")
            case .root: #expect(profile.can.contains(.root), "\(finding.id)")
            case .both: #expect(profile.can.contains(.both), "\(finding.id)")
            case .amplifier: #expect(profile.can.contains(.amplifier), "\(finding.id)")
            case .also, .possible, .rejected: break
            }
            #expect(!finding.remedies.isEmpty)
            #expect(!finding.sources.isEmpty)
        }
    }

    /// Host texts in a field of a log are words of whoever sent them.
    @Test func `host lines in a field do not steer the verdict`() throws {
        let forged = """
            CLOSE_WAIT 5000\\nESTABLISHED 3\\n$ ss -ltn\\nLISTEN 900 128 *:8080 *:*\\n$ cat \
            /proc/77/limits\\nMax open files 1024 1024 files
            """
        let lines = Line.repeating(40) { Line.write($0 * 9, to: Line.user($0), 20_000 + $0) }
        let plain = try ReadLog([("app.log", lines.joined(separator: "\n") + "\n")])
        let steered = lines.map { $0 + "\n{\"level\":\"info\",\"agent\":\"\(forged)\"}" }
        let other = try ReadLog([("app.log", steered.joined(separator: "\n") + "\n")])
        #expect(plain.diagnosis.verdict.mechanism == .clientAbort)
        #expect(other.diagnosis.verdict == plain.diagnosis.verdict)
        #expect(other.evidence.isEmpty)
    }

    @Test func `host texts inside a log count less, and it is said`() throws {
        let scenario = try #require(
            CauseScenario.all.first { $0.name.hasPrefix("an empty queue") }
        )
        let log = scenario.logs[0].1 + "\n" + scenario.evidence[0].1
        let inside: Diagnosis = try ReadLog([("app.log", log)]).diagnosis
        let outside: Diagnosis = try scenario.read().diagnosis
        #expect(inside.verdict.mechanism == .clientTimeout)
        #expect(inside.verdict.confidence < outside.verdict.confidence)
        let lines = inside.findings.flatMap(\.supporting).map(\.plain)
        #expect(lines.contains { $0.contains("inside the log") && $0.contains("counts less") })
    }

    @Test func `without a log the hosts' figures are said, and no cause is named`() throws {
        let host = """
            $ cat /proc/77/limits
            Max open files            64                   64                   files
            $ ls /proc/77/fd | wc -l
            60
            $ ss -tanp
            State Recv-Q Send-Q Local Address:Port Peer Address:Port Process

            """
        let rows = Line.repeating(50) {
            "CLOSE-WAIT 1 0 10.9.0.1:8080 10.9.0.7:\(41_000 + $0) users:((\"gate\",pid=77,fd=\($0 + 5)))\n"
        }
        let made = try ReadLog([], evidence: [("host.txt", host + rows.joined())]).diagnosis
        #expect(made.verdict.mechanism == nil)
        let sentence = made.verdict.sentence.plain
        for words in [
            "No log was read", "50 connections in CLOSE_WAIT", "60 descriptors open of 64",
        ] {
            #expect(sentence.contains(words), "\(sentence)")
        }
        let lines = made.findings.flatMap(\.supporting).map(\.plain)
        #expect(lines.contains { $0.contains("50 of 50 in CLOSE_WAIT are of 10.9.0.7") })
        #expect(lines.contains { $0.contains("60 descriptors were open") && $0.contains("of 64") })
    }

    @Test func `a host that is well and no incident are no verdict`() throws {
        let calm =
            "$ ss -tan\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0 0 10.9.0.1:80 10.9.0.7:41000\n"
        let made = try ReadLog([("app.log", "all is well\n")], evidence: [("host.txt", calm)])
            .diagnosis
        #expect(made.verdict.mechanism == nil)
        #expect(made.verdict.sentence.plain == "No incident was found in 1 line")
    }
}
