/// How sure a cause is, in hundredths, so that it prints the same everywhere.
struct Confidence: Hashable, Sendable, Comparable {
    /// 0 to 100.
    let hundredths: Int

    init(_ hundredths: Int) {
        self.hundredths = min(max(hundredths, 0), 100)
    }

    static let none = Confidence(0)
    /// The most that a log without other evidence can give.
    static let logAlone = Confidence(65)
    /// The most that fewer than five incidents can give.
    static let fewIncidents = Confidence(60)
    /// The least with which a cause is named in the verdict.
    static let enoughToName = Confidence(25)
    /// The least with which a second, independent cause, or a root, is named beside it.
    static let enoughBeside = Confidence(40)

    /// `0.45`.
    var text: String {
        let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
        return hundredths == 100 ? "1" : "0.\(digits)"
    }

    /// `low`, `medium` or `high`.
    var level: String {
        hundredths < 40 ? "low" : hundredths < 80 ? "medium" : "high"
    }

    static func < (left: Confidence, right: Confidence) -> Bool {
        left.hundredths < right.hundredths
    }
}
