/// Durations as a reader says them.
enum DurationWords {
    /// `250 ms`, `5.02 s`, `2 min`; from nanoseconds.
    static func of(nanoseconds: Int64) -> String {
        of(milliseconds: Int(nanoseconds / 1_000_000))
    }

    /// `250 ms`, `5.02 s`, `2 min`.
    static func of(milliseconds: Int) -> String {
        switch milliseconds {
        case ..<1: "less than 1 ms"
        case ..<1000: "\(milliseconds) ms"
        case ..<120_000: seconds(hundredths: milliseconds / 10)
        default: Wording.span(Int64(milliseconds / 1000))
        }
    }

    private static func seconds(hundredths: Int) -> String {
        let fraction = hundredths % 100
        if fraction == 0 { return "\(hundredths / 100) s" }
        let digits = fraction < 10 ? "0\(fraction)" : "\(fraction)"
        return "\(hundredths / 100).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits) s"
    }
}
