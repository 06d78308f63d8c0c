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
        if let local = SlashedLayout.plainSecond(text, at: position, before: end) {
            return plain(local, at: position)
        }
        if let reading = calendar(text, at: position, before: end) {
            return dated(reading, from: position)
        }
        return EpochLayout.read(text, at: position, before: end)
    }

    private func plain(_ local: Int64, at position: Int) -> TimestampReading {
        TimestampReading(
            range: position..<position + SlashedLayout.plainCount,
            format: .goLog,
            time: Timestamp(
                seconds: local - Int64(zoneOffset(local)),
                nanoseconds: 0,
                fractionDigits: 0
            ),
            hasZone: false,
            needsYear: false
        )
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
        let year = reading.day.year ?? self.year ?? lastYear(of: reading.day) ?? 1970
        return TimestampReading(
            range: position..<reading.end,
            format: reading.format,
            time: moment(of: reading, in: Int64(year)),
            hasZone: reading.offset != nil,
            needsYear: reading.day.year == nil && self.year == nil && latest == nil
        )
    }

    private func moment(of reading: CalendarReading, in year: Int64) -> Timestamp {
        let days = CivilDate.toDays(
            year: year,
            month: Int64(reading.day.month),
            day: Int64(reading.day.day)
        )
        let local = days * 86_400 + reading.clock.second
        return Timestamp(
            seconds: local - Int64(reading.offset ?? zoneOffset(local)),
            nanoseconds: reading.clock.nanoseconds,
            fractionDigits: reading.clock.fractionDigits
        )
    }

    /// A moment without a year, in the year in which it is nearest to another; `nil` where it names
    /// its year.
    ///
    /// A line of December is of the year before that of a neighbour of January, and 29 February is
    /// of a leap year.
    func read(_ text: Span<UInt8>, _ range: Range<Int>, near other: Timestamp) -> Timestamp? {
        guard !range.isEmpty,
            let reading = calendar(text, at: range.lowerBound, before: range.upperBound),
            reading.day.year == nil
        else { return nil }
        let (year, _, _) = CivilDate.fromDays(other.seconds / 86_400)
        // Between two leap years may lie eight.
        return (max(1, year - 8)...max(1, year) + 8)
            .filter { Self.exists(reading.day, in: $0) }
            .map { moment(of: reading, in: $0) }
            .min { abs($0.seconds - other.seconds) < abs($1.seconds - other.seconds) }
    }

    /// Whether a year has a day.
    private static func exists(_ day: CalendarDay, in year: Int64) -> Bool {
        let days = CivilDate.toDays(year: year, month: Int64(day.month), day: Int64(day.day))
        let (_, month, _) = CivilDate.fromDays(days)
        return month == Int64(day.month)
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
            if days <= last, Self.exists(day, in: candidate) { return Int(candidate) }
        }
        return Int(year)
    }
}
