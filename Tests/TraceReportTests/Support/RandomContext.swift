import TraceParse

@testable import TraceReport

/// Lines near incidents of all sorts, for laws that must hold for any.
enum RandomContext {
    static func records(count: Int, seed: UInt64) -> [ContextRecord] {
        var random = SplitMix(seed: seed &+ 99)
        return (0..<count).map { number in
            let isDated = Int.random(in: 0..<6, using: &random) > 0
            let seconds = 1_700_000_000 + Int64.random(in: -9...9000, using: &random)
            return ContextRecord(
                time: isDated ? Timestamp(seconds: seconds) : nil,
                byteOffset: number * 100,
                line: number + 1,
                fact: fact(&random)
            )
        }
    }

    private static func fact(_ random: inout SplitMix) -> ContextRecord.Fact {
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            let kind = ProcessEvent.Kind.allCases.randomElement(using: &random) ?? .started
            return .process(ProcessEvent(kind: kind, code: .random(in: -1...140, using: &random)))
        case 1: return .slowCall(nanoseconds: nanoseconds(&random))
        case 2:
            return .retry(
                RetryHint(
                    attempt: .random(in: 0...9, using: &random),
                    delay: Bool.random(using: &random) ? -1 : nanoseconds(&random),
                    isAccept: Bool.random(using: &random)
                )
            )
        case 3:
            let isPaired = Bool.random(using: &random)
            return .reuse(ConnectionReuse(idle: nanoseconds(&random), isPaired: isPaired))
        case 4: return .proxy(ProxyTrouble.allCases.randomElement(using: &random) ?? .refused)
        default: return .access(access(&random))
        }
    }

    private static func access(_ random: inout SplitMix) -> AccessLine {
        var line = AccessLine()
        line.latency = Bool.random(using: &random) ? -1 : nanoseconds(&random)
        line.status = [200, 404, 499, 502, 504, 0].randomElement(using: &random) ?? 0
        line.bytes = Int64.random(in: -1...100_000, using: &random)
        line.failure =
            [.none, .none, .clientGone, .timeLimit, .other].randomElement(using: &random) ?? .none
        line.termination = [0, 0x2D2D_4873].randomElement(using: &random) ?? 0
        return line
    }

    private static func nanoseconds(_ random: inout SplitMix) -> Int64 {
        Int64.random(in: 0...99, using: &random) * [1, 100_000, 50_000_000, 3_000_000_000]
            .randomElement(using: &random)!
    }
}

extension Summary {
    /// The summary of random incidents and lines.
    static func random(seed: Int, count: Int = 120, path: String = "a.log") -> Summary {
        var made = Summary()
        for record in RandomRecords.records(count: count, seed: UInt64(seed)) {
            made.add(record, path: path)
        }
        for record in RandomContext.records(count: count, seed: UInt64(seed)) {
            made.add(record, path: path)
        }
        var statistics = ParseStatistics()
        statistics.bytes = count * 100
        statistics.lines = count
        statistics.incidents = count
        let problem = seed % 3 == 0 ? "it's 100 % \"odd\"\nand µ" : nil
        made.add(InputNote(path: path, statistics: statistics, problem: problem))
        return made
    }
}
