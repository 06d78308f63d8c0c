/// The last dated line before a position, for incidents that print no time of their own.
struct DatedLines {
    /// How far before an incident a dated line lends it its time.
    static let reach = 64 << 10
    /// How far into a line its timestamp may stand.
    private static let prefix = 96

    /// How many bytes before a time without a year, and behind it, a neighbour is looked for.
    private static let neighbourhood = 2 << 10

    private var last: TimestampReading?
    /// The last moment of which the year is known.
    private var lastOfYear: Timestamp?
    private var searchedTo = 0

    /// The timestamp of the last dated line that begins within reach before a position.
    ///
    /// Each byte is searched once.
    mutating func before(
        _ text: Span<UInt8>,
        _ position: Int,
        _ times: TimestampReader
    ) -> TimestampReading? {
        let floor = max(0, position - Self.reach)
        if let found = search(text, max(floor, min(searchedTo, position))..<position, times) {
            last = found
        }
        searchedTo = max(searchedTo, position)
        guard let last, last.range.lowerBound >= floor, last.range.lowerBound < position else {
            return nil
        }
        return last
    }

    /// Takes note of a dated record that was read for another reason.
    mutating func note(_ time: TimestampReading) {
        guard time.range.lowerBound >= last?.range.lowerBound ?? 0 else { return }
        last = time
        searchedTo = max(searchedTo, time.range.upperBound)
    }

    /// The moment of a reading: where it names no year, that in which it is nearest to the last one
    /// that did, or to a neighbour that does.
    mutating func moment(
        _ text: Span<UInt8>,
        _ reading: TimestampReading,
        _ times: TimestampReader
    ) -> Timestamp {
        guard reading.needsYear else {
            lastOfYear = reading.time
            return reading.time
        }
        guard
            let other = lastOfYear ?? neighbour(of: reading, text, times),
            let moment = times.read(text, reading.range, near: other)
        else { return reading.time }
        lastOfYear = moment
        return moment
    }

    /// The moment of a line nearby that names its year; those before count first.
    private func neighbour(
        of reading: TimestampReading,
        _ text: Span<UInt8>,
        _ times: TimestampReader
    ) -> Timestamp? {
        let range = reading.range
        let before = max(0, range.lowerBound - Self.neighbourhood)..<range.lowerBound
        let after = range.upperBound..<min(text.count, range.upperBound + Self.neighbourhood)
        return firstOfYear(text, before, times) ?? firstOfYear(text, after, times)
    }

    private func firstOfYear(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ times: TimestampReader
    ) -> Timestamp? {
        var start: Int? = range.lowerBound == 0 ? 0 : endOfLine(text, range)
        while let line = start, line < range.upperBound {
            let head = line..<min(range.upperBound, line + Self.prefix)
            if let time = times.first(in: text, head), !time.needsYear { return time.time }
            start = endOfLine(text, line..<range.upperBound)
        }
        return nil
    }

    private func endOfLine(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        ByteScan.firstIndex(of: ASCII.newline, in: text, range).map { $0 + 1 }
    }

    /// Passes over a trace, whose lines are not dated.
    mutating func pass(to position: Int) {
        searchedTo = max(searchedTo, position)
    }

    private func search(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ times: TimestampReader
    ) -> TimestampReading? {
        var lineEnd = range.upperBound
        while lineEnd > range.lowerBound {
            let newline = ByteScan.lastIndex(
                of: ASCII.newline,
                in: text,
                range.lowerBound..<lineEnd
            )
            let start = newline.map { $0 + 1 } ?? range.lowerBound
            if let time = lastTime(text, start..<lineEnd, times) { return time }
            lineEnd = newline ?? range.lowerBound
        }
        return nil
    }

    /// The time of a line, or of its last record where its line breaks were lost.
    private func lastTime(
        _ text: Span<UInt8>,
        _ line: Range<Int>,
        _ times: TimestampReader
    ) -> TimestampReading? {
        let prefix = line.lowerBound..<min(line.upperBound, line.lowerBound + Self.prefix)
        guard var time = times.first(in: text, prefix) ?? nextTime(text, line, times) else {
            return nil
        }
        while time.range.upperBound < line.upperBound,
            let next = times.nextRecordStart(
                text,
                time.range.upperBound..<line.upperBound,
                like: time.format
            ),
            let later = times.first(
                in: text,
                next..<min(line.upperBound, next + Self.prefix)
            )
        {
            time = later
        }
        return time
    }

    /// The time of the next record on a line that was searched in part.
    private func nextTime(
        _ text: Span<UInt8>,
        _ line: Range<Int>,
        _ times: TimestampReader
    ) -> TimestampReading? {
        guard let last, line.lowerBound == searchedTo, searchedTo > 0,
            text[searchedTo - 1] != ASCII.newline,
            let next = times.nextRecordStart(text, line, like: last.format)
        else { return nil }
        return times.first(in: text, next..<min(line.upperBound, next + Self.prefix))
    }

    mutating func shift(by distance: Int) {
        searchedTo = max(0, searchedTo - distance)
        guard var moved = last else { return }
        guard moved.range.lowerBound >= distance else {
            last = nil
            return
        }
        moved.range = moved.range.lowerBound - distance..<moved.range.upperBound - distance
        last = moved
    }
}
