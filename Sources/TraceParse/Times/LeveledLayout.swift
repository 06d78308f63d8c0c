/// The layouts of klog and glog, which write the date without separators behind a level's letter.
enum LeveledLayout {
    /// Reads the time behind the letter.
    ///
    ///     klog     = month day " " clock "." 6DIGIT
    ///     glog     = year month day " " clock "." 6DIGIT
    static func read(_ text: Span<UInt8>, at position: Int, before end: Int) -> CalendarReading? {
        var cursor = TimeCursor(at: position, before: end)
        let hasYear = cursor.digitCount(text, upTo: 5) == 5
        let year = hasYear ? cursor.number(4, in: CalendarDay.years, text) : nil
        guard hasYear == (year != nil),
            let month = cursor.number(2, in: 1...12, text),
            let day = cursor.number(2, in: 1...31, text),
            let date = CalendarDay(year: year, month: month, day: day),
            cursor.take(ASCII.space, text),
            let clock = ClockTime.read(text, &cursor, fraction: .six), clock.fractionDigits == 6
        else { return nil }
        return CalendarReading(
            end: cursor.position,
            format: hasYear ? .glog : .klog,
            day: date,
            clock: clock,
            offset: nil
        )
    }

    /// Whether a byte is the letter of a level: information, warning, error or fatal.
    static func isLevel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "I"), UInt8(ascii: "W"), UInt8(ascii: "E"), UInt8(ascii: "F"): true
        default: false
        }
    }
}
