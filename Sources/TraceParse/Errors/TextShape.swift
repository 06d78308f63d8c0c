/// The end of a line that was read, and which of its digits make no difference.
///
/// Two lines of one shape have the same key in ``ErrorMemory``, but for their times.
struct TextShape: Sendable {
    private let bytes: [UInt8]
    /// For each of them 255 where it may be another digit, else 0.
    private let varying: [UInt8]
    private let bounds: [NumberBound]

    /// The shape of a line from a position on, which no digit touches.
    init(_ text: Span<UInt8>, _ line: Range<Int>, from position: Int) {
        bytes = (position..<line.upperBound).map { text[$0] }
        varying = ByteScan.varyingDigits(text, line, from: position)
        bounds = NumberBound.all(bytes, varying)
    }

    /// Whether a text of 16 bytes or more has the shape.
    func isAlike(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count == bytes.count && ByteScan.isAlike(text, range, bytes, varying: varying)
            && bounds.allSatisfy { $0.holds(text, range.lowerBound) }
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
