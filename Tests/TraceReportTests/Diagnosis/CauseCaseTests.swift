import Testing

@testable import TraceReport

@Suite struct CauseCaseTests {
    @Test(arguments: CauseCase.all)
    func `a failure that was made is told by its cause`(example: CauseCase) throws {
        let truth = try example.truth()
        let verdict = try example.read().diagnosis.verdict
        let mechanism = verdict.mechanism?.rawValue
        let root = verdict.root?.rawValue
        if let wanted = truth.mechanism {
            let fair = truth.accept?.mechanism ?? []
            #expect(mechanism == wanted || fair.contains(mechanism), "\(verdict)")
        }
        if let wanted = truth.root {
            let fair = truth.accept?.root ?? []
            #expect(root == wanted || fair.contains(root), "\(verdict)")
        }
        for wrong in truth.not { #expect(mechanism != wrong && root != wrong) }
        let amplifiers = verdict.amplifiers.map(\.rawValue)
        #expect(amplifiers == truth.amplifiers)
    }

    @Test func `there are cases`() {
        #expect(CauseCase.all.count >= 25)
    }
}

/// The log and the figures with which the project began.
@Suite struct SeedDiagnosisTests {
    private func seed(evidence: Bool) throws -> Diagnosis {
        try ReadLog(
            [("app.log", try CauseCase.text("demo/app.log"))],
            evidence: evidence
                ? [
                    ("bad.txt", try CauseCase.text("demo/evidence-bad.txt")),
                    ("healthy.txt", try CauseCase.text("demo/evidence-healthy.txt")),
                ] : []
        ).diagnosis
    }

    @Test func `with the figures the handlers were blocked, and no limit was reached`() throws {
        let made = try seed(evidence: true)
        #expect(made.verdict.mechanism == .clientTimeout)
        #expect(made.verdict.root == .slowUpstream)
        #expect(made.verdict.confidence == .fewIncidents)
        let rejected = made.findings.filter { $0.role == .rejected }.map(\.id)
        #expect(rejected.contains(.fdLimit))
        let limit = try #require(made.findings.first { $0.id == .fdLimit })
        let reasons = limit.against.map(\.plain).joined(separator: "\n")
        #expect(reasons.contains("none of 2 incidents says too many open files"))
        #expect(reasons.contains("descriptor 1878 was open (bad.txt:18)"))
        #expect(reasons.contains("limit of 1,024 (bad.txt:2)"))
    }

    @Test func `it says what is usually concluded and where that stops`() throws {
        let reading = try seed(evidence: true).verdict.usualReading.plain
        for words in ["raise its limit", "limit of open files", "longer limit", "pile up"] {
            #expect(reading.contains(words), "\(words)")
        }
        #expect(try seed(evidence: false).verdict.usualReading.isEmpty)
    }

    @Test func `no limit of the client is named where none is stated`() throws {
        let made = try seed(evidence: true)
        let said =
            [made.verdict.sentence, made.verdict.chain, made.verdict.usualReading]
            + made.findings.flatMap { $0.supporting + $0.against }
        #expect(!said.contains { $0.plain.contains(" 5 s") })
    }

    @Test func `a stated limit is named, and Little's law says how long requests were held`() throws
    {
        var read = try ReadLog(
            [("app.log", try CauseCase.text("demo/app.log"))],
            evidence: [("bad.txt", try CauseCase.text("demo/evidence-bad.txt"))]
        )
        read.evidence.merge(
            EvidenceReader.read(Array("client response timeout: 5s\n".utf8), path: "note.txt")
        )
        let made = read.diagnosis
        #expect(made.verdict.sentence.plain.contains("5 s (note.txt:1)"))
        let lines = made.findings.first { $0.id == .slowUpstream }?.supporting.map(\.plain) ?? []
        let law = try #require(lines.first { $0.contains("Little") })
        // 1,020 / (59 / 5 s) + 5 s = 91 s; 1,169 / (84 / 5 s) + 5 s = 74 s; 1,185 / (31 / 5 s) + 5 s = 196 s
        #expect(law.contains("74 to 196 s"), "\(law)")
    }

    @Test func `the log alone gives half at most, and an abort comes next`() throws {
        let made = try seed(evidence: false)
        #expect(made.verdict.mechanism == .clientTimeout)
        #expect(made.verdict.root == nil)
        #expect(made.verdict.confidence <= Confidence(50))
        #expect(made.findings.map(\.id).prefix(2) == [.clientTimeout, .clientAbort])
    }

    @Test func `prose around the figures changes nothing but how much they count`() throws {
        let log = try CauseCase.text("demo/app.log")
        let figures = try CauseCase.text("demo/evidence-bad.txt")
        let text =
            "We saw a broken pipe on the gateway, and looked.\n\n" + log
            + "\nThen somebody looked at the sockets:\n\n" + figures + "\nIt was slow.\n"
        let read = try ReadLog([("note.txt", text)])
        #expect(read.summary.incidentCount == 2)
        #expect(read.diagnosis.verdict.mechanism == .clientTimeout)
        #expect(read.diagnosis.verdict.root == .slowUpstream)
        #expect(read.diagnosis.verdict.confidence <= Confidence(50))
    }
}
