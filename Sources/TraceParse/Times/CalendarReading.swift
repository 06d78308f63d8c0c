/// What a calendar layout says, before the reader's zone and year are applied.
struct CalendarReading {
    let end: Int
    let format: TimestampFormat
    let day: CalendarDay
    let clock: ClockTime
    /// Seconds east of UTC, nil if no zone is printed.
    let offset: Int?
}
