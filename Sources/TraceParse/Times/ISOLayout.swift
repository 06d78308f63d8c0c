/// The layouts that descend from ISO 8601: RFC 3339 with its zone or without, and with a space.
enum ISOLayout {
    /// Reads a time with hyphens.
    ///
    ///     rfc3339  = year "-" month "-" day "T" clock [ zone ]
    ///     spaced   = year "-" month "-" day " " clock [ zone / " " zone ]
    static func read(_ text: Span<UInt8>, at position: Int, before end: Int) -> CalendarReading? {
        var cursor = TimeCursor(at: position, before: end)
        guard let year = cursor.number(4, in: CalendarDay.years, text),
            cursor.take(ASCII.minus, text), let month = cursor.number(2, in: 1...12, text),
            cursor.take(ASCII.minus, text), let day = cursor.number(2, in: 1...31, text),
            let date = CalendarDay(year: year, month: month, day: day)
        else { return nil }
        let isSpaced = cursor.take(ASCII.space, text)
        guard
            isSpaced || cursor.take(UInt8(ascii: "T"), text)
                || cursor.take(UInt8(ascii: "t"), text),
            let clock = ClockTime.read(text, &cursor, fraction: .free)
        else { return nil }
        let offset = zone(text, &cursor, maybeAfterSpace: isSpaced)
        return CalendarReading(
            end: cursor.position,
            format: isSpaced ? .spaced : offset == nil ? .rfc3339Local : .rfc3339,
            day: date,
            clock: clock,
            offset: offset
        )
    }

    private static func zone(
        _ text: Span<UInt8>,
        _ cursor: inout TimeCursor,
        maybeAfterSpace: Bool
    ) -> Int? {
        if let offset = ZoneOffset.read(text, &cursor) { return offset }
        return maybeAfterSpace ? ZoneOffset.readAfterSpace(text, &cursor) : nil
    }
}
