import Testing
import TraceParse

@testable import TraceReport

@Suite struct LatencyTests {
    private let millisecond: Int64 = 1_000_000

    private func histogram(_ milliseconds: [Double]) -> LatencyHistogram {
        var made = LatencyHistogram()
        for value in milliseconds { made.add(Int64(value * 1_000_000)) }
        return made
    }

    @Test(arguments: LatencySignals.roundMilliseconds)
    func `a round number begins a bucket`(limit: Int64) {
        let limit = limit * millisecond
        let bucket = LatencyHistogram.bucket(of: limit)
        #expect(LatencyHistogram.lowerBound(of: bucket) == limit)
        #expect(LatencyHistogram.bucket(of: limit - 1) == bucket - 1)
    }

    @Test func `buckets are in order and as fine as three digits`() {
        var before: UInt16 = 0
        for exponent in 0..<900 {
            var value = 10_000.0
            for _ in 0..<exponent { value *= 1.03 }
            let bucket = LatencyHistogram.bucket(of: Int64(min(value, 9e18)))
            #expect(bucket >= before)
            #expect(Int(bucket) < LatencyHistogram.buckets)
            before = bucket
        }
        #expect(LatencyHistogram.bucket(of: 0) == 0)
        #expect(LatencyHistogram.bucket(of: .max) == UInt16(LatencyHistogram.buckets - 1))
    }

    @Test func `percentiles and counts`() {
        let all = histogram([1, 2, 3, 4, 100])
        #expect(all.percentile(50) == 3 * millisecond)
        #expect(all.percentile(100) == 100 * millisecond)
        #expect(all.count(below: 3 * millisecond) == 2)
        #expect(all.count(from: 3 * millisecond) == 3)
        #expect(LatencyHistogram().percentile(50) == nil)
    }

    @Test(
        arguments: [
            ("just above five seconds", [5001, 5004, 5010, 5100, 5002, 5003], 5000),
            ("a server sees a little less", [498, 499, 500.2, 501, 502, 499.5], 500),
            ("a proxy's sixty", [60_001, 60_002, 60_010, 60_001, 60_300], 60_000),
            ("scattered", [100, 900, 2100, 3700, 5200, 8000], nil),
            ("as many below", [4850, 4900, 4920, 4930, 5010, 5020, 5030, 5040], nil),
            ("too few", [5001, 5002], nil),
        ] as [(String, [Double], Int64?)]
    )
    func `a cluster just above a limit`(what: String, latencies: [Double], limit: Int64?) {
        let found = LatencySignals.cluster(of: histogram(latencies))
        #expect(found?.limit == limit.map { $0 * millisecond })
    }

    private func signals(failed: [Double], answered: [Double]) -> LatencySignals {
        var made = LatencySignals()
        for (latencies, failure) in [(failed, AccessLine.Failure.clientGone), (answered, .none)] {
            for value in latencies {
                var line = AccessLine()
                line.status = 200
                line.failure = failure
                line.latency = Int64(value * 1_000_000)
                made.add(line, at: SourcePosition(path: "a", line: 1, byteOffset: 0))
            }
        }
        return made
    }

    @Test func `the limit lies between the slowest answered and the fastest failed`() {
        let made = signals(
            failed: [5100, 6300, 9000, 7000, 8200, 5600],
            answered: [10, 20, 4900, 30, 4800]
        )
        #expect(made.limitsBetween() == [5000 * millisecond])
        #expect(made.floorOfUnanswered()?.limit == 5000 * millisecond)
        #expect(made.unanswered.total == 6)
    }

    @Test func `one that failed sooner refutes a greater limit`() {
        let made = signals(failed: [2700, 8000, 9000, 8500, 9100, 8800], answered: [1])
        #expect(made.floorOfUnanswered()?.limit == 2500 * millisecond)
    }

    @Test(
        arguments: [
            (200, 0, .none, .answered), (499, 0, .none, .clientLeft), (504, 0, .none, .timedOut),
            (502, 0, .none, .refused), (200, 0x2D2D_4443, .none, .clientLeft),
            (504, 0x2D2D_4873, .none, .timedOut), (200, 0, .clientGone, .failed),
            (502, 0, .other, .faulted), (503, 0, .timeLimit, .overran),
        ] as [(Int16, UInt32, AccessLine.Failure, LatencySignals.Ending)]
    )
    func `how a request ended`(
        status: Int16,
        termination: UInt32,
        failure: AccessLine.Failure,
        ending: LatencySignals.Ending
    ) {
        var line = AccessLine()
        line.status = status
        line.termination = termination
        line.failure = failure
        #expect(LatencySignals.Ending(of: line) == ending)
    }

    @Test func `HAProxy's codes are asked for by their first letters`() {
        var made = LatencySignals()
        for (code, count) in [("sH--", 3), ("sD--", 2), ("cD--", 1)] {
            var line = AccessLine()
            for (index, byte) in code.utf8.enumerated() {
                line.termination |= UInt32(byte) << UInt32(index * 8)
            }
            for _ in 0..<count { made.add(line, at: .init(path: "a", line: 1, byteOffset: 0)) }
        }
        #expect(made.count(ofTermination: "sH") == 3)
        #expect(made.count(ofTermination: "s") == 5)
        #expect(made.count(ofTermination: "cD--") == 1)
        #expect(made.count(ofTermination: "C") == 0)
    }
}

@Suite struct MomentsTests {
    private func moments(_ events: [(Moments.Series, Int64)]) -> Moments {
        var made = Moments()
        for (series, second) in events { made.add(series, at: second) }
        return made
    }

    @Test func `what comes with what`() {
        let made = moments([
            (.starts, 100), (.closedByClient, 101), (.closedByClient, 103), (.closedByClient, 99),
            (.closedByClient, 500),
        ])
        #expect(made.count(of: [.closedByClient], within: 2, .after, [.starts]) == 1)
        #expect(made.count(of: [.closedByClient], within: 3, .after, [.starts]) == 2)
        #expect(made.count(of: [.closedByClient], within: 3, .before, [.starts]) == 1)
        #expect(made.count(of: [.closedByClient], within: 3, .around, [.starts]) == 3)
        #expect(made.share(of: [.closedByClient], within: 3, .around, [.starts]) == 75)
        #expect(made.share(of: [.retries], within: 3, .around, [.starts]) == nil)
        #expect(made.firstSecond(of: .closedByClient) == 99)
        #expect(made.lastSecond(of: .closedByClient) == 500)
    }

    @Test(arguments: 0..<10)
    func `neither order nor parts matter`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let span: Int64 = [300, 6000, 90_000, 4_000_000][seed % 4]
        let events = (0..<9000).map { _ in
            (
                Moments.Series.allCases.randomElement(using: &random)!,
                Int64.random(in: 0...span, using: &random)
            )
        }
        let whole = moments(events)
        #expect(moments(events.reversed()) == whole)
        var parts = moments(Array(events[..<4000]))
        parts.merge(moments(Array(events[4000...])))
        #expect(parts == whole)
        #expect(whole.rows.count <= Moments.limit)
        let sum = whole.rows.reduce(0) { sum, row in
            Moments.Series.allCases.reduce(sum) { $0 + row[$1] }
        }
        #expect(sum == 9000)
    }

    @Test func `time that is too coarse tells nothing`() {
        let made = moments((0..<9000).map { (.closedByClient, Int64($0) * 60) } + [(.starts, 60)])
        #expect(made.bucketSeconds > 60)
        #expect(made.count(of: [.closedByClient], within: 5, .around, [.starts]) == nil)
        #expect(made.count(of: [.closedByClient], within: 900, .after, [.starts]) != nil)
    }

    @Test func `a burst has a second and its peers`() {
        var made = Moments()
        for peer in 0..<12 {
            made.add(.closedByClient, at: 50, peer: UInt64(peer) &* 0x9E37_79B9, goroutine: 1)
        }
        made.add(.closedByClient, at: 51, peer: 1, goroutine: 1)
        let bursts = made.bursts(ofAtLeast: 5, peers: 3)
        #expect(bursts.map(\.bucket) == [50])
        #expect(bursts.first?.incidents == 12)
        #expect((9...14).contains(bursts.first?.distinctPeers ?? 0))
        #expect(made.bursts(ofAtLeast: 5, peers: 40).isEmpty)
    }

    @Test(
        arguments: [
            ([10, 5000, 9000, 20_000], 0), ([5000, 9000, 40, 300, 2000], 1),
            ([5000, 40, 5100, 5200, 60, 5300], 0), ([900, 20, 940], 0),
            ([40_000, 9, 50_000, 200_000, 12, 4000], 1),
        ] as [([Int64], Int)]
    )
    func `numbers of goroutines that begin anew`(numbers: [Int64], restarts: Int) {
        var made = Moments()
        for (second, number) in numbers.enumerated() {
            made.add(.faults, at: Int64(second), peer: nil, goroutine: number)
        }
        #expect(made.goroutineRestarts == restarts)
    }

    @Test func `the profile follows time`() {
        let made = moments([(.others, 0), (.others, 95), (.others, 99), (.retries, 50)])
        #expect(made.profile(of: .others, parts: 2) == [1, 2])
        #expect(made.profile(of: .retries, parts: 2) == [0, 1])
    }
}

@Suite struct BlockedHandlersTests {
    @Test func `goroutines are counted by where they stand`() {
        var builder = RecordBuilder(nil, kind: .goroutineDump)
        for id in 1...5 {
            builder.goroutine(
                id: id,
                [
                    FrameText(
                        "net/http.(*Client).Do",
                        "",
                        "/usr/local/go/src/net/http/client.go",
                        1,
                        1
                    ),
                    FrameText("shop/node.Call", "", "/srv/node.go", 7, 1),
                    FrameText("main.main", "", "/srv/main.go", 7, 1),
                ]
            )
        }
        builder.goroutine(
            id: 9,
            [FrameText("runtime.gopark", "", "/usr/local/go/src/runtime/proc.go", 1, 1)]
        )
        var summary = Summary()
        summary.add(builder.record, path: "a.log")
        let blocked = summary.signals.blocked
        #expect(blocked.goroutines == 6)
        #expect(blocked.ranked.first?.count == 5)
        #expect(blocked.ranked.first?.function == "shop/node.Call")
        #expect(blocked.ranked.first?.waitsIn == "net/http.(*Client).Do")
        #expect(blocked.stands.count == 1)
    }
}

@Suite struct DiagnosisSpeedTests {
    /// A million incidents of a thousand peers are as many table rows as a thousand.
    @Test func `what is asked of a big summary is bounded`() throws {
        var whole = Summary.random(seed: 1, count: 2000)
        for _ in 0..<9 { whole.merge(whole) }
        #expect(whole.incidentCount > 1_000_000)
        let clock = ContinuousClock()
        let spent = clock.measure { _ = Diagnosis(whole.settled()) }
        // Without optimisation it is some ten times slower than what users run.
        #expect(spent < .seconds(1))
    }
}
