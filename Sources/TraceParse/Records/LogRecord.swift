/// One record of a log: a line, an object of JSON, or what stands between two of them where line
/// breaks were lost.
struct LogRecord {
    var range: Range<Int>
    /// Whether it is an object of JSON.
    var isJSON = false
    /// Its own timestamp.
    var time: TimestampReading?
    /// Whether that begins the record, just before the position that it was looked up for.
    var hasNearTime = false
    /// Whether it has the shape of a log line: a timestamp, a level, a logger's mark or fields.
    var isLogLine = false
    /// Whether it stands in quotes that were opened before the position it was looked up for.
    var isInField = false
    /// Where its text begins, past the timestamp, the level and the like.
    var textStart: Int

    init(range: Range<Int>) {
        self.range = range
        self.textStart = range.lowerBound
    }
}
