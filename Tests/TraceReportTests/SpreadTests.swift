import Testing
import TraceParse

@testable import TraceReport

@Suite struct SpreadTests {
    private func spread(_ moments: [Int64]) -> Spread {
        moments.reduce(into: Spread()) { $0.add($1) }
    }

    private func total(_ spread: Spread) -> Int {
        spread.steps.map { steps in steps.reduce(0) { $0 + Int(spread.count(at: $1)) } } ?? 0
    }

    @Test(arguments: 0..<30)
    func `parts in any order come to the same`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let moments = (0..<50).map { _ in
            Int64.random(
                in: 0...Int64([5, 1_000, 1 << 33].randomElement(using: &random) ?? 5),
                using: &random
            )
        }
        let whole = spread(moments)
        var parts = spread(Array(moments[30...]).shuffled(using: &random))
        parts.merge(spread(Array(moments[..<30])))
        parts.merge(Spread())
        #expect(parts == whole)
        #expect(total(whole) == 50)
        #expect((whole.steps?.count ?? 99) <= Spread.slots)
    }

    @Test func `moments at the ends of their range are counted`() {
        #expect(total(spread([.min, -1, 0, .max])) == 4)
    }

    private static let even: [Int64] = Array(stride(from: 0, to: 160, by: 10))
    private static let late: [Int64] = Array(repeating: 120, count: 24)
    private static let early: [Int64] =
        Array(repeating: 20, count: 9) + Array(repeating: 50, count: 9)
    private static let once: [Int64] = Array(repeating: 70, count: 20)

    @Test(
        arguments: [
            (even + [90, 100, 110] + [90, 100, 130] + [140, 150, 130] + [80, 140], .rising),
            (early + [150], .falling), (even, .steady), (once + [0, 150], .burst),
            (even + late + late + late, .burst),
        ] as [([Int64], Report.Trend.Direction)]
    )
    func `a trend says where incidents go`(moments: [Int64], expected: Report.Trend.Direction) {
        var window = TimeBounds()
        for moment in moments { window.add(Timestamp(seconds: moment)) }
        let trend = Report.Trend(spread(moments), window: window)
        #expect(trend?.direction == expected)
        #expect(trend?.counts.reduce(0, +) == moments.count)
    }

    @Test func `a few say nothing, and a group is drawn over the whole window`() {
        var window = TimeBounds()
        window.add(Timestamp(seconds: 0))
        window.add(Timestamp(seconds: 159))
        let trend = Report.Trend(spread([150, 151]), window: window)
        #expect(trend?.direction == nil)
        #expect(trend?.counts == [0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
        #expect(trend?.stepSeconds == 16)
        #expect(Report.Trend(Spread(), window: window) == nil)
    }

    @Test func `a sparkline's tallest is the greatest, and nothing is a dot`() {
        #expect(Sparkline.text(of: [0, 1, 4, 8]) == "·▁▄█")
        #expect(Sparkline.text(of: []) == "")
    }
}
