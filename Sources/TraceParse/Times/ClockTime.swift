/// A time of day as a log prints it: `15:04:05`, with a fraction or without.
struct ClockTime {
    /// Seconds from midnight: 86,400 for `24:00:00`, and the minute's 60th second, a leap
    /// second, is the next minute's first.
    let second: Int64
    let nanoseconds: Int32
    let fractionDigits: UInt8
}

extension ClockTime {
    /// How many digits a layout's fraction has, which tells where it ends in joined text.
    enum Fraction {
        /// After a dot all digits, at most nine; after a comma three, six or nine.
        case free
        /// Go's log package prints six. More than six belong to the text that follows, as in
        /// `11:23:00.123456127.0.0.1`, but nine before a space are another program's nanoseconds.
        case goLog
        /// Exactly six, whatever follows.
        case six
    }

    /// Reads `hh:mm:ss` and a fraction, nil if a field is out of its bounds.
    ///
    ///     clock    = hour ":" minute ":" second [ ( "." / "," ) 1*9DIGIT ]
    ///     hour     = 2DIGIT   ; 00-24, 24 only as 24:00:00
    ///     second   = 2DIGIT   ; 00-60
    static func read(
        _ text: Span<UInt8>,
        _ cursor: inout TimeCursor,
        fraction: Fraction
    ) -> ClockTime? {
        guard let hour = cursor.number(2, in: 0...24, text), cursor.take(ASCII.colon, text),
            let minute = cursor.number(2, in: 0...59, text), cursor.take(ASCII.colon, text),
            let second = cursor.number(2, in: 0...60, text)
        else { return nil }
        let digits = fractionLength(text, cursor, fraction)
        let clock = ClockTime(
            second: Int64(hour * 3600 + minute * 60 + second),
            nanoseconds: nanoseconds(text, &cursor, digits: digits),
            fractionDigits: UInt8(digits)
        )
        let isPastMidnight = hour == 24 && (clock.second > 86_400 || clock.nanoseconds > 0)
        return isPastMidnight ? nil : clock
    }

    /// How many digits after the separator at the cursor belong to the fraction, 0 for none.
    private static func fractionLength(
        _ text: Span<UInt8>,
        _ cursor: TimeCursor,
        _ fraction: Fraction
    ) -> Int {
        let run = cursor.digitCount(text, ahead: 1, upTo: 10)
        switch (cursor.peek(text), fraction) {
        case (ASCII.comma, .free), (ASCII.comma, .goLog):
            return run == 3 || run == 6 || run == 9 ? run : 0
        case (ASCII.dot, .free):
            return min(run, 9)
        case (ASCII.dot, .goLog):
            let isBeforeSpace = cursor.peek(text, ahead: 1 + run) == ASCII.space
            return run == 9 && isBeforeSpace ? 9 : min(run, 6)
        case (ASCII.dot, .six):
            return run >= 6 ? 6 : 0
        default:
            return 0
        }
    }

    private static func nanoseconds(
        _ text: Span<UInt8>,
        _ cursor: inout TimeCursor,
        digits: Int
    ) -> Int32 {
        guard digits > 0 else { return 0 }
        cursor.skip(1)
        var value: Int32 = 0
        for index in 0..<9 {
            let digit = index < digits ? cursor.peek(text, ahead: index) ?? ASCII.zero : ASCII.zero
            value = value * 10 + Int32(digit &- ASCII.zero)
        }
        cursor.skip(digits)
        return value
    }
}
