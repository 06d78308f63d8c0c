import TraceParse

/// Moments with no more of the date than tells them apart: the window stands among the key numbers.
struct TimeFormat {
    /// How many characters of `2022-04-11 11:23:00` all moments share.
    private let shared: Int

    init(_ window: TimeBounds) {
        guard let first = window.first, let last = window.last else {
            shared = 0
            return
        }
        shared = Self.shared(Wording.time(first), Wording.time(last))
    }

    /// `11:23:00`, or as much of the date before it as is needed.
    func text(_ time: Timestamp) -> String {
        String(Wording.time(time).dropFirst(shared))
    }

    /// `11:23:00–12:27:53`.
    func range(_ first: Timestamp, _ last: Timestamp) -> String {
        guard first.seconds != last.seconds else { return text(first) }
        let common = max(shared, Self.shared(Wording.time(first), Wording.time(last)))
        return "\(text(first))–\(Wording.time(last).dropFirst(common))"
    }

    /// The length of the date, or of its year, where both are the same.
    private static func shared(_ first: String, _ last: String) -> Int {
        if first.prefix(11) == last.prefix(11) { return 11 }
        return first.prefix(5) == last.prefix(5) ? 5 : 0
    }
}
