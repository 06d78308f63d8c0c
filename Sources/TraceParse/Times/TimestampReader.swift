/// Reads the moments that logs print, in every layout of ``TimestampFormat``.
///
/// It looks at bytes alone, allocates nothing, and its work is linear in what it is given.
package struct TimestampReader: Sendable {
    private let zoneOffset: @Sendable (_ localSeconds: Int64) -> Int
    private let year: Int?
    /// No time is later, by a day.
    private let latest: Timestamp?

    /// A reader that takes the zone and the year of times that print none from the options.
    ///
    /// A year out of 1 to 9999 counts as the nearest that is in.
    package init(options: ParserOptions) {
        zoneOffset = options.zoneOffset
        year = options.year.map { min(max($0, 1), 9999) }
        latest = options.lastWritten
    }

    private init(zoneOffset: @escaping @Sendable (Int64) -> Int, year: Int, latest: Timestamp?) {
        self.zoneOffset = zoneOffset
        self.year = min(max(year, 1), 9999)
        self.latest = latest
    }

    /// The same reader for times of a year.
    func of(year: Int) -> TimestampReader {
        TimestampReader(zoneOffset: zoneOffset, year: year, latest: latest)
    }

    /// Reads a moment that begins exactly at a position, nil if there is none.
    ///
    /// The position is the first digit or letter inside brackets or behind a level's letter. Text
    /// may touch the moment's end, as it does where newlines were lost: every field has a fixed
    /// number of digits but the fraction, whose end ``ClockTime/Fraction`` decides by layout.
    package func read(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int
    ) -> TimestampReading? {
        let end = min(end, text.count)
        guard position >= 0, position < end else { return nil }
        if let reading = calendar(text, at: position, before: end) {
            return dated(reading, from: position)
        }
        return EpochLayout.read(text, at: position, before: end)
    }

    /// Which layout may stand here is told by one or two bytes.
    private func calendar(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int
    ) -> CalendarReading? {
        guard text[position].isDigit else {
            return NamedMonthLayout.read(text, at: position, before: end)
        }
        guard position + 8 < end else { return nil }
        switch (text[position + 2], text[position + 4]) {
        case (ASCII.slash, _):
            return NamedMonthLayout.readCommonLog(text, at: position, before: end)
        case (_, ASCII.slash):
            return SlashedLayout.read(text, at: position, before: end)
        case (_, ASCII.minus):
            return ISOLayout.read(text, at: position, before: end)
        default:
            return LeveledLayout.read(text, at: position, before: end)
        }
    }

    private func dated(_ reading: CalendarReading, from position: Int) -> TimestampReading {
        let days = CivilDate.toDays(
            year: Int64(reading.day.year ?? year ?? lastYear(of: reading.day) ?? 1970),
            month: Int64(reading.day.month),
            day: Int64(reading.day.day)
        )
        let local = days * 86_400 + reading.clock.second
        return TimestampReading(
            range: position..<reading.end,
            format: reading.format,
            time: Timestamp(
                seconds: local - Int64(reading.offset ?? zoneOffset(local)),
                nanoseconds: reading.clock.nanoseconds,
                fractionDigits: reading.clock.fractionDigits
            ),
            hasZone: reading.offset != nil,
            needsYear: reading.day.year == nil && year == nil && latest == nil
        )
    }

    /// The last year in which a day was before the input was last written to: lines of December are
    /// of the year before one that ends in January, and 29 February is of a leap year.
    private func lastYear(of day: CalendarDay) -> Int? {
        guard let latest else { return nil }
        let last = latest.seconds / 86_400 + 1
        let (year, _, _) = CivilDate.fromDays(last)
        for candidate in (max(1, year - 8)...max(1, year)).reversed() {
            let days = CivilDate.toDays(
                year: candidate,
                month: Int64(day.month),
                day: Int64(day.day)
            )
            let (_, month, _) = CivilDate.fromDays(days)
            if days <= last, month == Int64(day.month) { return Int(candidate) }
        }
        return Int(year)
    }
}
