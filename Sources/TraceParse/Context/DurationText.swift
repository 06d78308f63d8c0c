/// Reads durations as programs print them.
///
/// ```
/// duration = 1*( number [SP] unit )          ; Go: "1m2.5s"; Swift: "5.2 seconds"
/// number   = 1*DIGIT [ "." 1*DIGIT ] [ ("e" / "E") ["+" / "-"] 1*DIGIT ]
/// unit     = "ns" / "us" / "µs" / "ms" / "s" / "sec" / "secs" / "second" / "seconds"
///          / "m" / "min" / "mins" / "minutes" / "h"
/// ```
enum DurationText {
    /// Nanoseconds, and the position after the text.
    typealias Found = (nanoseconds: Int64, end: Int)

    static let second = 1e9
    static let millisecond = 1e6
    static let microsecond = 1e3

    /// No request took longer: 11 days.
    private static let longest = 1e15

    /// Reads a duration with its unit that begins at a position.
    static func read(_ text: Span<UInt8>, _ position: Int, before limit: Int) -> Found? {
        var sum = 0.0
        var end = position
        var parts = 0
        while parts < 4, end < limit, let (value, after) = number(text, end, limit) {
            guard let (unit, next) = unit(text, after, limit) else { break }
            sum += value * unit
            end = next
            parts += 1
        }
        guard parts > 0, sum <= longest, end >= limit || !text[end].continuesWord else {
            return nil
        }
        return (Int64(sum.rounded()), end)
    }

    /// Reads a whole range as a number of a unit that is given in nanoseconds.
    static func bare(_ text: Span<UInt8>, _ range: Range<Int>, unit: Double) -> Int64? {
        guard let (value, end) = number(text, range.lowerBound, range.upperBound),
            end == range.upperBound, value * unit <= longest
        else { return nil }
        return Int64((value * unit).rounded())
    }

    /// Reads a number that begins with a digit.
    static func number(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> (value: Double, end: Int)? {
        var end = text.endOfDigits(position, before: min(limit, position + 18))
        guard end > position, let whole = text.decimal(position..<end) else { return nil }
        var value = Double(whole)
        if end + 1 < limit, text[end] == ASCII.dot, text[end + 1].isDigit {
            let digits = end + 1..<text.endOfDigits(end + 1, before: min(limit, end + 16))
            value += Double(text.decimal(digits) ?? 0) / power(digits.count)
            end = text.endOfDigits(digits.upperBound, before: limit)
        }
        return exponent(text, end, limit).map { (value * $0.factor, $0.end) } ?? (value, end)
    }

    private static func exponent(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> (factor: Double, end: Int)? {
        guard position + 1 < limit, text[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        let sign = text[position + 1]
        let isSigned = sign == ASCII.minus || sign == ASCII.plus
        let start = position + (isSigned ? 2 : 1)
        let end = text.endOfDigits(start, before: min(limit, start + 3))
        guard end > start, end - start <= 2, let digits = text.decimal(start..<end) else {
            return nil
        }
        let factor = power(Int(min(digits, 18)))
        return (sign == ASCII.minus ? 1 / factor : factor, end)
    }

    private static func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { value, _ in value * 10 }
    }

    /// Reads a unit, after a space or none; its length in nanoseconds.
    private static func unit(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> (Double, Int)? {
        var start = position
        if start < limit, text[start] == ASCII.space { start += 1 }
        for (name, length) in units where text.has(name, at: start, before: limit) {
            let end = start + name.utf8CodeUnitCount
            let isWhole = end >= limit || !text[end].isLetter
            // Only a word, not a letter, may stand apart from its number.
            if isWhole, start == position || name.utf8CodeUnitCount >= 2 { return (length, end) }
        }
        return nil
    }

    private static let units: [(StaticString, Double)] = [
        ("s", 1e9), ("ms", 1e6), ("\u{B5}s", 1e3), ("\u{3BC}s", 1e3), ("us", 1e3), ("ns", 1),
        ("m", 60e9), ("h", 3600e9), ("seconds", 1e9), ("second", 1e9), ("secs", 1e9),
        ("sec", 1e9), ("milliseconds", 1e6), ("microseconds", 1e3), ("minutes", 60e9),
        ("minute", 60e9), ("mins", 60e9), ("min", 60e9),
    ]
}

extension UInt8 {
    /// Whether a byte after a duration makes it a part of another word: `5s3x`, `1.2s_old`.
    fileprivate var continuesWord: Bool { isWord || self == ASCII.at || self >= 0x80 }
}
