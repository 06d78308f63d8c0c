/// The layouts of Go's log package and of gin, which write the date with slashes.
enum SlashedLayout {
    /// Reads a time with slashes.
    ///
    ///     go       = year "/" month "/" day " " clock
    ///     gin      = year "/" month "/" day " - " clock
    static func read(_ text: Span<UInt8>, at position: Int, before end: Int) -> CalendarReading? {
        var cursor = TimeCursor(at: position, before: end)
        guard let year = cursor.number(4, in: CalendarDay.years, text),
            cursor.take(ASCII.slash, text), let month = cursor.number(2, in: 1...12, text),
            cursor.take(ASCII.slash, text), let day = cursor.number(2, in: 1...31, text),
            let date = CalendarDay(year: year, month: month, day: day),
            cursor.take(ASCII.space, text)
        else { return nil }
        let isGin = cursor.take(ASCII.minus, text)
        guard !isGin || cursor.take(ASCII.space, text),
            let clock = ClockTime.read(text, &cursor, fraction: .goLog)
        else { return nil }
        return CalendarReading(
            end: cursor.position,
            format: isGin ? .gin : .goLog,
            day: date,
            clock: clock,
            offset: nil
        )
    }
}
