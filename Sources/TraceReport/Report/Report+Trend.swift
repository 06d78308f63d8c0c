import TraceParse

extension Report.Trend {
    /// So few say nothing of where they go.
    private static let fewest = 8

    /// The spread of a group over the window of all incidents, or `nil` where none is dated.
    init?(_ spread: Spread, window: TimeBounds) {
        guard spread.steps != nil, let first = window.first, let last = window.last else {
            return nil
        }
        let wide = spread.widened(to: Spread.exponent(from: first.seconds, to: last.seconds))
        let start = Self.step(first.seconds, wide)
        let counts = (start...max(start, Self.step(last.seconds, wide))).map {
            Int(wide.count(at: $0))
        }
        self.init(
            direction: Self.direction(of: counts),
            start: Timestamp(seconds: start << wide.exponent),
            stepSeconds: 1 << Int(wide.exponent),
            counts: counts
        )
    }

    private static func step(_ seconds: Int64, _ spread: Spread) -> Int64 {
        min(max(seconds, -(1 << 38)), 1 << 38) >> spread.exponent
    }

    private static func direction(of counts: [Int]) -> Direction? {
        let total = counts.reduce(0, +)
        guard total >= fewest, counts.count >= 4 else { return nil }
        if (counts.max() ?? 0) * 5 >= total * 4 { return .burst }
        let half = counts.count / 2
        let before = counts.prefix(half).reduce(0, +)
        let after = counts.suffix(half).reduce(0, +)
        if after >= 2 * before { return .rising }
        return before >= 2 * after ? .falling : .steady
    }
}
