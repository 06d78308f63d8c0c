/// A moment as it was read from a log's bytes.
package struct TimestampReading: Hashable, Sendable {
    /// Where the moment's text stands: without brackets, quotes or a level's letter around it.
    package var range: Range<Int>
    /// The layout of the text.
    package var format: TimestampFormat
    /// The moment in UTC.
    package var time: Timestamp
    /// Whether the text itself names its zone, as an epoch time does by its nature.
    package var hasZone: Bool
    /// Whether neither the text nor the options name a year, so that 1970 stands in for it.
    ///
    /// To mend it, read the same position again with a reader whose options have the year. 29
    /// February counts as the day after 28 February, in whatever year.
    package var needsYear: Bool
}

extension TimestampReading {
    /// Whether another moment is printed in the same layout and within a second after this one.
    func isAlike(_ next: TimestampReading) -> Bool {
        format == next.format && (0...1).contains(next.time.seconds &- time.seconds)
    }
}
