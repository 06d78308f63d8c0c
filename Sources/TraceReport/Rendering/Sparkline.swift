/// A few counts in one line of characters.
enum Sparkline {
    private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A character for each count, the greatest the tallest; a dot where there is none.
    static func text(of counts: [Int]) -> String {
        let greatest = counts.max() ?? 0
        return String(
            counts.map { count in
                count <= 0 ? "·" : levels[level(of: count, greatest)]
            }
        )
    }

    private static func level(of count: Int, _ greatest: Int) -> Int {
        guard count < greatest else { return levels.count - 1 }
        return Int(Double(count) / Double(greatest) * Double(levels.count - 1))
    }
}
