/// The layouts that name the month in English: the common log format, Apache's errors, syslog.
enum NamedMonthLayout {
    /// Reads an access line's time.
    ///
    ///     common   = 2DIGIT "/" name "/" year ":" clock [ " " zone ]
    static func readCommonLog(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int
    ) -> CalendarReading? {
        var cursor = TimeCursor(at: position, before: end)
        guard let day = cursor.number(2, in: 1...31, text), cursor.take(ASCII.slash, text),
            let month = cursor.name(in: EnglishNames.months, text), cursor.take(ASCII.slash, text),
            let year = cursor.number(4, in: CalendarDay.years, text),
            let date = CalendarDay(year: year, month: month + 1, day: day),
            cursor.take(ASCII.colon, text),
            let clock = ClockTime.read(text, &cursor, fraction: .free)
        else { return nil }
        let offset = ZoneOffset.readAfterSpace(text, &cursor)
        return CalendarReading(
            end: cursor.position,
            format: .commonLog,
            day: date,
            clock: clock,
            offset: offset
        )
    }

    /// Reads a time that begins with a weekday or a month.
    ///
    ///     apache   = weekday " " syslog " " [ ( "UTC" / "GMT" ) " " ] year
    ///     syslog   = name " " ( 2DIGIT / " " DIGIT / DIGIT ) " " clock
    static func read(_ text: Span<UInt8>, at position: Int, before end: Int) -> CalendarReading? {
        var cursor = TimeCursor(at: position, before: end)
        let hasWeekday = cursor.name(in: EnglishNames.weekdays, text) != nil
        guard !hasWeekday || cursor.take(ASCII.space, text),
            let (month, day) = monthAndDay(text, &cursor), cursor.take(ASCII.space, text),
            let clock = ClockTime.read(text, &cursor, fraction: .free)
        else { return nil }
        var offset: Int?
        let year = hasWeekday ? trailingYear(text, &cursor, &offset) : nil
        guard hasWeekday == (year != nil),
            let date = CalendarDay(year: year, month: month, day: day)
        else { return nil }
        return CalendarReading(
            end: cursor.position,
            format: hasWeekday ? .apacheError : .syslog,
            day: date,
            clock: clock,
            offset: offset
        )
    }

    private static func monthAndDay(
        _ text: Span<UInt8>,
        _ cursor: inout TimeCursor
    ) -> (month: Int, day: Int)? {
        guard let month = cursor.name(in: EnglishNames.months, text), cursor.take(ASCII.space, text)
        else { return nil }
        let isPadded = cursor.take(ASCII.space, text)
        let digits = isPadded ? 1 : cursor.digitCount(text, upTo: 2)
        guard digits > 0, let day = cursor.number(digits, in: 1...31, text) else { return nil }
        return (month + 1, day)
    }

    private static func trailingYear(
        _ text: Span<UInt8>,
        _ cursor: inout TimeCursor,
        _ offset: inout Int?
    ) -> Int? {
        guard cursor.take(ASCII.space, text) else { return nil }
        if ZoneOffset.readUTC(text, &cursor) {
            offset = 0
            guard cursor.take(ASCII.space, text) else { return nil }
        }
        return cursor.number(4, in: CalendarDay.years, text)
    }
}
