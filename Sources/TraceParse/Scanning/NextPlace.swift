/// Where something rare stands next, each byte of the log searched once.
struct NextPlace {
    /// How much is searched beforehand.
    private static let stride = 2 << 10

    /// Up to this offset it does not stand, from the last one asked for on.
    private var absentBefore = 0
    private var found = -1

    /// Whether it is known not to stand in a range of the bytes at hand; ranges ascend.
    @inline(__always)
    func isAbsent(_ base: Int, _ range: Range<Int>) -> Bool {
        found < base + range.lowerBound
            ? base + range.upperBound <= absentBefore : base + range.upperBound <= found
    }

    /// The first place in a range of the bytes at hand; ranges ascend.
    ///
    /// Where ranges lie close together the next ones are searched with this one: to begin a search
    /// costs as much as a hundred bytes of it. Offsets count from a base, and no more is searched than
    /// up to the limit.
    @inline(__always)
    mutating func position(
        _ base: Int,
        _ range: Range<Int>,
        before limit: Int,
        _ search: (Range<Int>) -> Int?
    ) -> Int? {
        if found >= base + range.lowerBound {
            return found < base + range.upperBound ? found - base : nil
        }
        let from = max(range.lowerBound, absentBefore - base)
        guard from < range.upperBound else { return nil }
        let goesOn = from > range.lowerBound
        let end = goesOn ? max(range.upperBound, min(limit, from + Self.stride)) : range.upperBound
        guard let position = search(from..<end) else {
            absentBefore = base + end
            return nil
        }
        found = base + position
        return position < range.upperBound ? position : nil
    }
}
