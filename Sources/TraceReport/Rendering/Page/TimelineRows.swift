import TraceParse

/// A timeline as a chart of a few dozen rows.
struct TimelineRows {
    private static let most = 24

    /// How many seconds a row covers.
    let seconds: Int64
    let bars: [Page.Bar]
    /// When most happened, or `nil` where it would say nothing.
    let peak: Phrase?
    /// The longest stretch without an incident, or `nil` where there is none.
    let longestGap: Phrase?

    /// The rows of a timeline: its buckets, put together until there are few enough.
    init(_ timeline: Report.Timeline) {
        let rows = Self.rows(of: timeline)
        seconds = rows.seconds
        bars = Self.bars(of: rows.rows, seconds: seconds)
        peak = Self.peak(of: rows.rows, seconds: seconds)
        longestGap = Self.longestGap(of: rows.rows, seconds: seconds)
    }

    /// A row that is not empty.
    private struct Row {
        /// Its number, counted from the Unix epoch.
        var number: Int64
        var total = 0
        var counts: [String: Int] = [:]
    }

    private static func rows(of timeline: Report.Timeline) -> (seconds: Int64, rows: [Row]) {
        let width = max(1, Int64(timeline.bucketSeconds))
        guard let first = timeline.buckets.first, let last = timeline.buckets.last else {
            return (width, [])
        }
        var seconds = width
        while number(of: last.time, seconds) - number(of: first.time, seconds) >= Int64(most) {
            seconds *= 2
        }
        var rows: [Row] = []
        for bucket in timeline.buckets {
            let number = number(of: bucket.time, seconds)
            if rows.last?.number != number { rows.append(Row(number: number)) }
            rows[rows.count - 1].total += bucket.count
            for share in bucket.classes {
                rows[rows.count - 1].counts[share.name, default: 0] += share.count
            }
        }
        return (seconds, rows)
    }

    private static func number(of time: Timestamp, _ width: Int64) -> Int64 {
        let rest = time.seconds % width
        return (time.seconds - (rest < 0 ? rest + width : rest)) / width
    }

    private static func bars(of rows: [Row], seconds: Int64) -> [Page.Bar] {
        let severalClasses = Set(rows.flatMap(\.counts.keys)).count > 1
        let peak = peakIndex(of: rows)
        var bars: [Page.Bar] = []
        for (index, row) in rows.enumerated() {
            let empty = index == 0 ? 0 : row.number - rows[index - 1].number - 1
            if empty > 0 { bars.append(.gap(Wording.span(empty * seconds))) }
            let notes = [severalClasses ? mix(of: row) : "", index == peak ? "← peak" : ""]
            bars.append(
                .bar(
                    label: Wording.time(Timestamp(seconds: row.number * seconds)),
                    count: row.total,
                    note: notes.filter { !$0.isEmpty }.joined(separator: "  ")
                )
            )
        }
        return bars
    }

    private static func mix(of row: Row) -> String {
        let sorted = row.counts.sorted {
            $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
        }
        let shown = sorted.prefix(3).map { "\($0.key) \(Wording.number($0.value))" }
        return shown.joined(separator: ", ") + (sorted.count > 3 ? ", …" : "")
    }

    /// The first of the rows with most, or `nil` where all have the same.
    private static func peakIndex(of rows: [Row]) -> Int? {
        guard let most = rows.map(\.total).max(), rows.contains(where: { $0.total < most }) else {
            return nil
        }
        return rows.firstIndex { $0.total == most }
    }

    private static func peak(of rows: [Row], seconds: Int64) -> Phrase? {
        guard let index = peakIndex(of: rows) else { return nil }
        let start = Timestamp(seconds: rows[index].number * seconds)
        return
            "\(rows[index].total) in \(words: Wording.span(seconds)) from \(words: Wording.time(start))"
    }

    private static func longestGap(of rows: [Row], seconds: Int64) -> Phrase? {
        let gaps = rows.indices.dropFirst().map { index in
            (index: index, steps: rows[index].number - rows[index - 1].number - 1)
        }
        guard let longest = gaps.max(by: { $0.steps < $1.steps }), longest.steps > 0,
            let gap = gaps.first(where: { $0.steps == longest.steps })
        else { return nil }
        let start = Timestamp(seconds: (rows[gap.index - 1].number + 1) * seconds)
        return
            "\(words: Wording.span(gap.steps * seconds)) from \(words: Wording.time(start))"
    }
}
