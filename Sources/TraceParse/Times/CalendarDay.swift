/// A day as a log prints it, with its year or without.
struct CalendarDay {
    /// The years that a log's own time may name.
    ///
    /// Programs print the year 1 for a time that was never set and 9999 for one that never
    /// comes: neither is when a line was written.
    static let years = 1970...2199

    let year: Int?
    let month: Int
    let day: Int

    /// A day of the calendar, nil if the month has no such day; without a year, 29 February is one.
    init?(year: Int?, month: Int, day: Int) {
        guard day >= 1, day <= Self.length(ofMonth: month, in: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func length(ofMonth month: Int, in year: Int?) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.map(isLeap) ?? true ? 29 : 28
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}
