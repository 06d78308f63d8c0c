/// Times as a number since 1970-01-01T00:00:00Z.
enum EpochLayout {
    /// The seconds of the years 2001 to 2100; ten digits begin in September 2001.
    private static let plausible: ClosedRange<Int64> = 1_000_000_000...4_133_980_799

    /// Reads a number of 10, 13, 16 or 19 digits as seconds, milli-, micro- or nanoseconds.
    ///
    /// The digits of a fraction are kept as printed, the first nine after the second counting.
    /// A number that goes on as a word, an address or a version does is none.
    ///
    ///     epoch    = ( 10DIGIT / 13DIGIT / 16DIGIT / 19DIGIT ) [ "." 1*DIGIT ]
    static func read(_ text: Span<UInt8>, at position: Int, before end: Int) -> TimestampReading? {
        var cursor = TimeCursor(at: position, before: end)
        let digits = cursor.digitCount(text, upTo: 20)
        guard let format = format(ofDigits: digits),
            let seconds = cursor.number(10, in: 0...Int(plausible.upperBound), text),
            plausible.contains(Int64(seconds))
        else { return nil }
        var fraction = Fraction()
        while let byte = cursor.peek(text), byte.isDigit {
            fraction.append(byte)
            cursor.skip(1)
        }
        if cursor.digitCount(text, ahead: 1, upTo: 1) == 1, cursor.take(ASCII.dot, text) {
            while let byte = cursor.peek(text), byte.isDigit {
                fraction.append(byte)
                cursor.skip(1)
            }
            guard cursor.peek(text) != ASCII.dot else { return nil }
        }
        guard cursor.peek(text).map({ !$0.isWord }) ?? true else { return nil }
        return TimestampReading(
            range: position..<cursor.position,
            format: format,
            time: Timestamp(
                seconds: Int64(seconds),
                nanoseconds: fraction.nanoseconds,
                fractionDigits: fraction.count
            ),
            hasZone: true,
            needsYear: false
        )
    }

    private static func format(ofDigits digits: Int) -> TimestampFormat? {
        switch digits {
        case 10: .epochSeconds
        case 13: .epochMillis
        case 16: .epochMicros
        case 19: .epochNanos
        default: nil
        }
    }

    /// The digits after the second, as far as a nanosecond.
    private struct Fraction {
        var nanoseconds: Int32 = 0
        var count: UInt8 = 0
        private var unit: Int32 = 100_000_000

        mutating func append(_ digit: UInt8) {
            guard count < 9 else { return }
            nanoseconds += unit * Int32(digit &- ASCII.zero)
            unit /= 10
            count += 1
        }
    }
}
