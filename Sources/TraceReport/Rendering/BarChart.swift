/// A bar chart in characters.
enum BarChart {
    private static let longest = 30

    /// The chart, a line for each row; the longest bar is the greatest count.
    static func text(of bars: [Page.Bar]) -> String {
        let greatest = bars.map(\.count).max() ?? 0
        let digits = bars.map { Wording.number($0.count).count }.max() ?? 0
        return bars.map { bar in
            switch bar {
            case .gap(let span): return "   … \(span) without an incident"
            case .bar(let label, let count, let note):
                let filled = max(1, count * longest / max(1, greatest))
                let bar = String(repeating: "█", count: filled)
                let number = DisplayWidth.padded(Wording.number(count), to: digits, right: true)
                let line = "\(label)  \(number) \(bar)"
                return note.isEmpty ? line : "\(line)  \(note)"
            }
        }.joined(separator: "\n")
    }
}

extension Page.Bar {
    /// What the row counts; none in a gap.
    var count: Int {
        switch self {
        case .bar(_, let count, _): count
        case .gap: 0
        }
    }
}
