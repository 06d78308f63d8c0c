import TraceParse

/// A timeline as a chart of a few dozen rows.
struct TimelineRows {
    private static let most = 24

    /// How many seconds a row covers.
    let seconds: Int64
    let bars: [Page.Bar]
    /// When most happened, or `nil` where it would say nothing.
    let peak: Phrase?

    /// The rows of a timeline: its buckets, put together until there are few enough.
    init(_ timeline: Timeline, classes: ClassTable) {
        guard let buckets = timeline.buckets else {
            seconds = 1
            bars = []
            peak = nil
            return
        }
        var shift: Int64 = 0
        while (buckets.upperBound >> shift) - (buckets.lowerBound >> shift) >= Int64(Self.most) {
            shift += 1
        }
        seconds = timeline.bucketSeconds << shift
        let rows = Self.rows(of: timeline, buckets: buckets, shift: shift, classes: classes)
        bars = Self.bars(of: rows, seconds: seconds, severalClasses: classes.classes.count > 1)
        peak = Self.peak(of: rows, seconds: seconds)
    }

    private struct Row {
        var start: Int64
        var total = 0
        var counts: [(name: String, count: Int)] = []
    }

    private static func rows(
        of timeline: Timeline,
        buckets: ClosedRange<Int64>,
        shift: Int64,
        classes: ClassTable
    ) -> [Row] {
        let width = timeline.bucketSeconds << shift
        return ((buckets.lowerBound >> shift)...(buckets.upperBound >> shift)).map { number in
            var row = Row(start: number * width)
            let first = max(number << shift, buckets.lowerBound)
            let last = min((number << shift) + (1 << shift) - 1, buckets.upperBound)
            for (classNumber, errorClass) in classes.classes.enumerated() {
                let count = (first...last).reduce(0) {
                    $0 + timeline.count(bucket: $1, classNumber: classNumber)
                }
                guard count > 0 else { continue }
                row.total += count
                row.counts.append((errorClass?.rawValue ?? "none", count))
            }
            return row
        }
    }

    private static func bars(of rows: [Row], seconds: Int64, severalClasses: Bool) -> [Page.Bar] {
        var bars: [Page.Bar] = []
        var empty: Int64 = 0
        for row in rows {
            if row.total == 0 {
                empty += 1
                continue
            }
            if empty > 0 { bars.append(.gap(Wording.span(empty * seconds))) }
            empty = 0
            let label = Wording.time(Timestamp(seconds: row.start))
            let note = severalClasses ? mix(of: row) : ""
            bars.append(.bar(label: label, count: row.total, note: note))
        }
        return bars
    }

    private static func mix(of row: Row) -> String {
        let sorted = row.counts.sorted {
            $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count
        }
        let shown = sorted.prefix(3).map { "\($0.name) \(Wording.number($0.count))" }
        return shown.joined(separator: ", ") + (sorted.count > 3 ? ", …" : "")
    }

    private static func peak(of rows: [Row], seconds: Int64) -> Phrase? {
        guard let most = rows.max(by: { $0.total < $1.total }), most.total > 1, rows.count > 1
        else {
            return nil
        }
        let first = rows.first { $0.total == most.total } ?? most
        return
            "\(first.total) in \(words: Wording.span(seconds)) from \(words: Wording.time(Timestamp(seconds: first.start)))"
    }
}
