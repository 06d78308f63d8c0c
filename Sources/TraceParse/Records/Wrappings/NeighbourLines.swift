/// The few lines around a line, which vouch for a wrapping that an application's own line might
/// imitate.
enum NeighbourLines {
    /// How many lines are looked at on each side, and how many bytes.
    private static let most = 4
    private static let reach = 4 << 10

    /// Whether a neighbour meets a condition; it is given without its line break.
    ///
    /// O(reach), whatever the lengths of the lines.
    static func any(
        _ text: Span<UInt8>,
        around line: PhysicalLine,
        most: Int = most,
        _ meets: (Range<Int>) -> Bool
    ) -> Bool {
        anyAfter(text, line, most, meets) || anyBefore(text, line, most, meets)
    }

    /// Whether a neighbour begins with the bytes of a range.
    static func anyBegins(
        _ text: Span<UInt8>,
        with head: Range<Int>,
        around line: PhysicalLine
    ) -> Bool {
        any(text, around: line) { neighbour in
            neighbour.count >= head.count
                && text.same(
                    head,
                    neighbour.lowerBound..<neighbour.lowerBound + head.count
                )
        }
    }

    static func anyAfter(
        _ text: Span<UInt8>,
        _ line: PhysicalLine,
        _ most: Int,
        _ meets: (Range<Int>) -> Bool
    ) -> Bool {
        let limit = min(line.limit, line.end + reach)
        var start = line.end
        for _ in 0..<most where start < limit {
            let next = PhysicalLine(text, at: start, floor: line.floor, before: limit)
            if meets(next.range) { return true }
            start = next.end
        }
        return false
    }

    static func anyBefore(
        _ text: Span<UInt8>,
        _ line: PhysicalLine,
        _ most: Int,
        _ meets: (Range<Int>) -> Bool
    ) -> Bool {
        let floor = max(line.floor, line.start - reach)
        var end = line.start
        for _ in 0..<most where end > floor {
            let newline = ByteScan.lastIndex(of: ASCII.newline, in: text, floor..<end - 1)
            // Of a line that begins before the reach nobody knows the head.
            guard let start = newline.map({ $0 + 1 }) ?? (floor == line.floor ? floor : nil) else {
                return false
            }
            let previous = PhysicalLine(text, at: start, floor: line.floor, before: end)
            if meets(previous.range) { return true }
            end = start
        }
        return false
    }
}
