/// Stretches of time in which a program was not there: from a stop, an exit or a crash to the next
/// start, and the seconds around it.
struct Outages: Sendable {
    private var spans: [ClosedRange<Int64>] = []
    private var inside: [Moments.Series: Int] = [:]
    private var total: [Moments.Series: Int] = [:]

    /// How long a program is taken to be gone if no start is seen.
    private static let unseen: Int64 = 30
    /// A start that comes later than this belongs to something else.
    private static let longest: Int64 = 900
    /// Requests under way fail a little before, and callers notice a little after.
    private static let before: Int64 = 2
    private static let after: Int64 = 5

    /// - Parameters:
    ///   - moments: What happened when.
    ///   - series: What marks the beginning of an outage; `starts` alone counts too.
    init(_ moments: Moments, series: [Moments.Series]) {
        let rows = moments.rows
        let width = moments.bucketSeconds
        let starts = rows.filter { $0[.starts] > 0 }.map { $0.bucket << Int64(moments.exponent) }
        for row in rows where series.contains(where: { row[$0] > 0 }) {
            let begin = row.bucket << Int64(moments.exponent)
            let next = starts.first { $0 >= begin && $0 - begin <= Self.longest }
            let isStart = row[.starts] > 0
            let end = isStart ? begin : next ?? begin + Self.unseen
            spans.append((begin - Self.before)...(end + width + Self.after))
        }
        count(rows, exponent: moments.exponent)
    }

    private mutating func count(_ rows: [Moments.Row], exponent: Int) {
        var next = 0
        let ordered = spans.sorted { $0.lowerBound < $1.lowerBound }
        for row in rows where row.incidents > 0 {
            let second = row.bucket << Int64(exponent)
            while next < ordered.count, ordered[next].upperBound < second { next += 1 }
            let isInside = ordered[next...].prefix(64).contains { $0.contains(second) }
            for series in Moments.Series.incidents where row[series] > 0 {
                total[series, default: 0] += row[series]
                if isInside { inside[series, default: 0] += row[series] }
            }
        }
    }

    /// How many of a hundred incidents with a time lie inside; `nil` where there are none.
    var share: Int? {
        let all = total.values.reduce(0, +)
        guard all > 0, !spans.isEmpty else { return nil }
        return inside.values.reduce(0, +) * 100 / all
    }

    /// Whether nearly all incidents of a series lie inside.
    func holds(_ series: Moments.Series) -> Bool {
        guard let all = total[series], all > 0 else { return false }
        return (inside[series] ?? 0) * 10 >= all * 8
    }
}
