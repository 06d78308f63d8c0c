/// The shapes of lines: their bytes, and which of their digits make no difference.
///
/// Two lines of one shape have the same key in ``ErrorMemory``. All lie in the same memory, one behind
/// the other, so that to look one up touches no count of references.
struct TextShapes: Sendable {
    private var bytes: [UInt8] = []
    /// For each of them 255 where it may be another digit, else 0.
    private var varying: [UInt8] = []
    private var bounds: [NumberBound] = []
    private var shapes: [Shape] = []

    private struct Shape {
        let start: Int
        let count: Int
        let bounds: Range<Int>
    }

    /// Adds the shape of a line, whose time is at a place of its own.
    mutating func append(_ text: Span<UInt8>, _ line: Range<Int>, time: Range<Int>) {
        let start = bytes.count
        let own = line.map { text[$0] }
        var digits = ByteScan.varyingDigits(text, line)
        let time = time.lowerBound - line.lowerBound..<time.upperBound - line.lowerBound
        for index in time { digits[index] = 0 }
        let firstBound = bounds.count
        bounds += NumberBound.all(own, digits)
        for index in time where own[index].isDigit { digits[index] = 255 }
        bytes += own
        varying += digits
        shapes.append(
            Shape(start: start, count: own.count, bounds: firstBound..<bounds.count)
        )
    }

    /// Whether a text of 16 bytes or more has the shape of a number, counted in their order.
    @inline(__always)
    func isAlike(_ number: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let shape = shapes[number]
        guard range.count == shape.count,
            ByteScan.isAlike(text, range, bytes.span, varying: varying.span, at: shape.start)
        else { return false }
        for index in shape.bounds where !bounds[index].holds(text, range.lowerBound) {
            return false
        }
        return true
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        varying.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
        shapes.removeAll(keepingCapacity: true)
    }
}

/// A number in a known text that must stay on its side of a bound: behind a colon, five digits may be
/// a port or too much for one, two may be minutes or too many for those.
private struct NumberBound {
    private let digits: Range<Int>
    private let isPast: Bool

    /// The bounds of the digits that vary.
    static func all(_ text: [UInt8], _ varying: [UInt8]) -> [NumberBound] {
        var found: [NumberBound] = []
        var start = 1
        while start < text.count {
            var end = start
            while end < text.count, varying[end] != 0 { end += 1 }
            if text[start - 1] == ASCII.colon, end - start == 2 || end - start == 5 {
                let isPast = isPast(text.span, start..<end)
                found.append(NumberBound(digits: start..<end, isPast: isPast))
            }
            start = end + 1
        }
        return found
    }

    @inline(__always)
    func holds(_ text: Span<UInt8>, _ start: Int) -> Bool {
        let digits = start + digits.lowerBound..<start + digits.upperBound
        return Self.isPast(text, digits) == isPast
    }

    @inline(__always)
    private static func isPast(_ text: Span<UInt8>, _ digits: Range<Int>) -> Bool {
        // Most are told by the first of their digits.
        if text[digits.lowerBound] <= ASCII.zero + 5 { return false }
        var value = 0
        for index in digits { value = value &* 10 &+ Int(text[index] &- ASCII.zero) }
        return digits.count == 2 ? value > 59 : value > 65_535
    }
}
