import TraceParse

/// A timeline as columns of a chart, the classes of each one above the other.
struct TimelineChart {
    /// As many columns as are still told apart on a telephone.
    private static let most: Int64 = 72
    /// Classes with a colour of their own; the others share one.
    private static let colors = 6

    /// A stretch of time, and what happened in it.
    struct Column {
        let start: Int64
        /// Counts by series.
        var counts: [Int]

        var total: Int { counts.reduce(0, +) }
    }

    /// How many seconds a column covers.
    let seconds: Int64
    /// What is told apart: the names of classes, the most frequent first; `nil` for all others.
    let series: [String?]
    let columns: [Column]

    /// The chart of a report, or `nil` where all its moments are one.
    init?(_ report: Report) {
        let buckets = report.timeline.buckets
        guard buckets.count > 1, let first = buckets.first, let last = buckets.last else {
            return nil
        }
        var width = Int64(max(1, report.timeline.bucketSeconds))
        func number(_ time: Timestamp) -> Int64 {
            time.seconds >= 0 ? time.seconds / width : (time.seconds - width + 1) / width
        }
        while number(last.time) - number(first.time) >= Self.most { width *= 2 }
        let ranked = report.classes.map(\.errorClass)
        let named = ranked.count > Self.colors ? Self.colors - 1 : ranked.count
        let series = report.classes.prefix(named).map(\.name) + (named < ranked.count ? [nil] : [])
        let start = number(first.time)
        var columns = (start...number(last.time)).map {
            Column(start: $0 * width, counts: Array(repeating: 0, count: series.count))
        }
        for bucket in buckets {
            for share in bucket.classes {
                let place = min(ranked.firstIndex(of: share.errorClass) ?? named, series.count - 1)
                columns[Int(number(bucket.time) - start)].counts[place] += share.count
            }
        }
        seconds = width
        self.series = series
        self.columns = columns
    }

    var greatest: Int { columns.map(\.total).max() ?? 0 }
}

extension TimelineChart {
    /// The drawing's size in units of its own; it is stretched to the page's width.
    private static let height = 1_000
    private static let step = 100

    /// Writes the chart; the axes are told beside it, in letters that do not shrink with the page.
    func write(to page: inout HTMLWriter) {
        page.element("figure", #"class="timeline""#) { figure in
            figure.element("figcaption", #"id="timeline-title""#) { $0.add(caption) }
            writeLegend(to: &figure)
            figure.element("p", #"class="scale" aria-hidden="true""#) {
                $0.add(text: Wording.number(greatest))
            }
            draw(in: &figure)
            figure.element("p", #"class="axis" aria-hidden="true""#) { writeAxis(to: &$0) }
        }
    }

    /// What the chart shows, for those who do not see it as well.
    private var caption: Phrase {
        var phrase: Phrase = "Incidents in steps of \(words: Wording.span(seconds)), times in UTC."
        if let peak = columns.first(where: { $0.total == greatest }), greatest > 1 {
            phrase += " Most: \(greatest) from \(words: time(peak.start))."
        }
        if let gap = longestGap {
            let span = Wording.span(Int64(gap.count) * seconds)
            phrase +=
                " Longest gap: \(words: span) from \(words: time(columns[gap.lowerBound].start))."
        }
        return phrase
    }

    private func time(_ seconds: Int64) -> String { Wording.time(Timestamp(seconds: seconds)) }

    /// The longest stretch without an incident, if it is long enough to be named.
    private var longestGap: Range<Int>? {
        var longest = 0..<0
        var start = 0
        for (index, column) in columns.enumerated() where column.total > 0 {
            if index - start > longest.count { longest = start..<index }
            start = index + 1
        }
        return longest.count * 4 >= columns.count ? longest : nil
    }

    private func writeLegend(to figure: inout HTMLWriter) {
        figure.element("ul", #"class="legend""#) { legend in
            for (number, name) in series.enumerated() {
                let count = columns.reduce(0) { $0 + $1.counts[number] }
                legend.element("li") { item in
                    item.element("svg", #"viewBox="0 0 10 10" aria-hidden="true""#) {
                        $0.markup(
                            #"<rect class="c\#(color(of: number))" width="10" height="10"></rect>"#
                        )
                    }
                    item.add(name.map { .data($0) } ?? "others")
                    item.add(text: " " + Wording.number(count))
                }
            }
        }
    }

    private func writeAxis(to axis: inout HTMLWriter) {
        guard let first = columns.first?.start, let last = columns.last?.start else { return }
        let bounds = (Timestamp(seconds: first), Timestamp(seconds: last + seconds))
        var times = TimeBounds()
        times.add(bounds.0)
        times.add(bounds.1)
        axis.element("span") { $0.add(text: Wording.time(bounds.0)) }
        axis.element("span") { $0.add(text: TimeFormat(times).text(bounds.1)) }
    }

    private func draw(in page: inout HTMLWriter) {
        let width = columns.count * Self.step
        page.element(
            "svg",
            #"viewBox="0 0 \#(width) \#(Self.height)" preserveAspectRatio="none" role="img" aria-labelledby="timeline-title""#
        ) { svg in
            for quarter in 1...3 {
                let y = Self.height * quarter / 4
                svg.element("line", #"x2="\#(width)" y1="\#(y)" y2="\#(y)""#) { _ in }
            }
            for (index, column) in columns.enumerated() where column.total > 0 {
                draw(column, at: index, in: &svg)
            }
        }
    }

    private func draw(_ column: Column, at index: Int, in svg: inout HTMLWriter) {
        svg.element("g") { group in
            group.element("title") { $0.add(text: title(of: column)) }
            var y = Self.height
            for (number, count) in column.counts.enumerated() where count > 0 {
                // What is small beside the greatest is still to be seen.
                let height = max(12, count * Self.height / max(1, greatest))
                y = max(0, y - height)
                let x = index * Self.step + Self.step / 10
                let rectangle: Markup =
                    #"x="\#(x)" y="\#(y)" width="\#(Self.step * 4 / 5)" height="\#(height)""#
                group.element("rect", #"class="c\#(color(of: number))" \#(rectangle)"#) { _ in }
            }
        }
    }

    /// The number of a series' colour; what has no name has the last.
    func color(of number: Int) -> Int { series[number] == nil ? Self.colors : number }

    private func title(of column: Column) -> String {
        let counts = zip(series, column.counts).filter { $0.1 > 0 }
            .map { "\($0.0 ?? "others") \(Wording.number($0.1))" }
        return
            "\(time(column.start)): \(counts.joined(separator: ", "))"
    }
}

/// Drawings as small as a word; what they show stands beside them in words.
enum ShareBar {
    /// Draws a share as a bar.
    static func draw(_ part: Int, of whole: Int, in page: inout HTMLWriter) {
        let (tenths, overflow) = part.multipliedReportingOverflow(by: 1_000)
        let width = overflow ? part / max(1, whole / 1_000) : tenths / max(1, whole)
        page.element(
            "svg",
            #"class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true""#
        ) { svg in
            let shown = min(1_000, max(part > 0 ? 12 : 0, width))
            svg.element("rect", #"width="\#(shown)" height="8""#) { _ in }
        }
    }

    /// Draws a few counts as columns; a step without any has none.
    static func draw(columns counts: [Int], in page: inout HTMLWriter) {
        let greatest = max(1, counts.max() ?? 0)
        page.element(
            "svg",
            #"class="trend" viewBox="0 0 \#(counts.count * 10) 100" preserveAspectRatio="none" aria-hidden="true""#
        ) { svg in
            for (index, count) in counts.enumerated() where count > 0 {
                let height = max(8, Int(Double(count) / Double(greatest) * 100))
                let rectangle: Markup =
                    #"x="\#(index * 10 + 1)" y="\#(100 - height)" width="8" height="\#(height)""#
                svg.element("rect", rectangle) { _ in }
            }
        }
    }
}
