import TraceParse

extension Moments {
    /// Where one thing lies in time as seen from another.
    enum Relation: Sendable {
        /// Not before it.
        case after
        /// Not after it.
        case before
        /// On either side.
        case around
    }

    /// How many there are of some series.
    func count(of series: Series...) -> Int {
        unorderedCount(of: series)
    }

    /// How many of some series lie within so many seconds of something of other series.
    ///
    /// - Returns: `nil` where the buckets have become too wide to tell.
    func count(
        of series: [Series],
        within seconds: Int,
        _ relation: Relation,
        _ others: [Series]
    ) -> Int? {
        guard bucketSeconds <= max(1, Int64(seconds)) else { return nil }
        let reach = (Int64(seconds) + bucketSeconds - 1) >> Int64(exponent)
        let rows = self.rows
        let marks = rows.filter { row in others.contains { row[$0] > 0 } }.map(\.bucket)
        var count = 0
        var next = 0
        for row in rows {
            let here = series.reduce(0) { $0 + row[$1] }
            guard here > 0 else { continue }
            // The first mark that is not before the reach.
            while next < marks.count, marks[next] < row.bucket - reach { next += 1 }
            let earliest = relation == .before ? row.bucket : row.bucket - reach
            let latest = relation == .after ? row.bucket : row.bucket + reach
            var at = next
            while at < marks.count, marks[at] < earliest { at += 1 }
            if at < marks.count, marks[at] <= latest { count += here }
        }
        return count
    }

    /// The part of some series, in percent, that lies within so many seconds of something of other
    /// series; `nil` where there is nothing of them or the buckets are too wide.
    func share(
        of series: [Series],
        within seconds: Int,
        _ relation: Relation,
        _ others: [Series]
    ) -> Int? {
        let all = unorderedCount(of: series)
        guard all > 0 else { return nil }
        return count(of: series, within: seconds, relation, others).map { $0 * 100 / all }
    }

    /// The second at which the first bucket with something of a series begins.
    func firstSecond(of series: Series...) -> Int64? {
        rows.first { row in series.contains { row[$0] > 0 } }.map { $0.bucket << Int64(exponent) }
    }

    /// The second at which the last bucket with something of a series begins.
    func lastSecond(of series: Series...) -> Int64? {
        rows.last { row in series.contains { row[$0] > 0 } }.map { $0.bucket << Int64(exponent) }
    }

    /// The buckets with at least so many incidents, of about so many peers, the fullest first.
    func bursts(ofAtLeast count: Int, peers: Int = 1) -> [Row] {
        unorderedRows.filter { $0.incidents >= count && $0.distinctPeers >= peers }
            .sorted {
                $0.incidents == $1.incidents
                    ? $0.bucket < $1.bucket : $0.incidents > $1.incidents
            }
    }

    /// How some series spread over the time of all that is counted, in so many equal parts.
    func profile(of series: Series..., parts: Int) -> [Int] {
        let rows = self.rows
        var made = [Int](repeating: 0, count: max(1, parts))
        guard let first = rows.first?.bucket, let last = rows.last?.bucket else { return made }
        let span = last - first + 1
        for row in rows {
            let part = Int((row.bucket - first) * Int64(made.count) / span)
            made[part] += series.reduce(0) { $0 + row[$1] }
        }
        return made
    }

    /// How often the numbers of goroutines began anew, as they do when a process does.
    ///
    /// Numbers only grow while a process lives, but a goroutine that was blocked for long fails late
    /// with an early number. So they began anew where the greatest of a bucket is below a thousand
    /// and below a quarter of what had been reached, and the next buckets stay below half of that.
    var goroutineRestarts: Int {
        let greatest = rows.filter { $0.greatestGoroutine > 0 }.map(\.greatestGoroutine)
        var reached: Int64 = 0
        var restarts = 0
        for (at, number) in greatest.enumerated() {
            let next = greatest[at..<min(at + 4, greatest.count)]
            if number < 1000, number < reached / 4, next.allSatisfy({ $0 < reached / 2 }) {
                restarts += 1
                reached = number
            }
            reached = max(reached, number)
        }
        return restarts
    }

    private func unorderedCount(of series: [Series]) -> Int {
        unorderedRows.reduce(0) { sum, row in series.reduce(sum) { $0 + row[$1] } }
    }
}
