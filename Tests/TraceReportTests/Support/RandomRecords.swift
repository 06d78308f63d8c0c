import TraceParse

@testable import TraceReport

/// Numbers that look random and are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Incidents of all sorts, for laws that must hold for any.
enum RandomRecords {
    private static let classes: [ErrorClass?] = [
        .brokenPipe, .connectionReset, .timeout, .connectionRefused, .dns, .tls, .nilDereference,
        .tooManyOpenFiles, nil, ErrorClass(rawValue: "ledger_locked"),
    ]
    private static let languages: [Language?] = [.go, nil, .swift]
    private static let operations = ["read", "write", "dial", "accept", "lookup", "readfrom", nil]
    private static let hosts = [
        "10.0.0.1", "10.0.0.2", "172.31.34.109", "fd00:20::5", "/run/app.sock",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "db.internal.example.org",
        "a-name-that-is-longer-than-any-address-can-be.example.org",
    ]

    static func records(count: Int, seed: UInt64) -> [IncidentRecord] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { record(number: $0, &random) }
    }

    private static func record(number: Int, _ random: inout SplitMix) -> IncidentRecord {
        let errorClass = classes.randomElement(using: &random) ?? nil
        let operation = operations.randomElement(using: &random) ?? nil
        let kind = IncidentKind.allCases.randomElement(using: &random) ?? .error
        let isDated = Int.random(in: 0..<5, using: &random) > 0
        let seconds = 1_700_000_000 + Int64.random(in: -400...40_000, using: &random)
        var builder = RecordBuilder(
            errorClass,
            kind: kind,
            message: "failure \(number % 7)",
            operation: operation,
            transport: ["tcp", "unix", "pipe", nil].randomElement(using: &random) ?? nil,
            local: end(&random),
            peer: end(&random),
            client: end(&random),
            seconds: isDated ? seconds : nil,
            line: number + 1,
            fingerprint: UInt64.random(in: 0..<12, using: &random)
        )
        builder.record.repeats = Int.random(in: 0...2, using: &random)
        builder.record.truncated = Bool.random(using: &random)
        builder.record.language = languages[number / 3 % languages.count]
        if number % 3 == 0 {
            builder.goroutine(
                id: number,
                [FrameText("main.work", "0x1", "/go/src/app/main.go", number, 7)]
            )
            builder.record.handlerFrame = 0
            builder.record.originFrame = 0
        }
        return builder.record
    }

    private static func end(_ random: inout SplitMix) -> (String, Int)? {
        guard Int.random(in: 0..<3, using: &random) > 0 else { return nil }
        let host = hosts.randomElement(using: &random) ?? ""
        return (host, Int.random(in: -1...40, using: &random))
    }
}

extension Summary {
    /// The summary of some records, as if they stood in one input.
    static func of(
        _ records: [IncidentRecord],
        path: String = "a.log",
        limits: SummaryLimits = .standard,
        lines: Int? = nil
    ) -> Summary {
        var summary = Summary(limits: limits)
        for record in records { summary.add(record, path: path) }
        var statistics = ParseStatistics()
        statistics.incidents = records.count
        statistics.bytes = 100 * (lines ?? records.count)
        statistics.lines = lines ?? records.count
        summary.add(InputNote(path: path, statistics: statistics))
        return summary
    }
}
