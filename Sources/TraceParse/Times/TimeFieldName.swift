/// The name before a value, as in `"ts":1549993800.12` or `time="2015-…"`.
///
///     field    = name *SP ( ":" / "=" ) *SP value
///     name     = quote word quote / word
struct TimeFieldName {
    /// The word alone.
    let word: Range<Int>
    /// Where the name begins, its quotes included.
    let start: Int
    let isQuoted: Bool
    let isAssigned: Bool

    /// The longest word that is looked at; a longer one is seen from its end.
    private static let longest = 32
    /// The most spaces that stand between a name, its separator and the value.
    private static let spaces = 16

    /// The name of the value that begins at a position, the value's quotes not counted.
    static func before(_ value: Int, _ text: Span<UInt8>, from floor: Int) -> TimeFieldName? {
        let separator = skippingSpaces(before: value, text, from: floor) - 1
        guard separator > floor else { return nil }
        let isAssigned = text[separator] == ASCII.equals
        guard isAssigned || text[separator] == ASCII.colon else { return nil }
        let nameEnd = skippingSpaces(before: separator, text, from: floor)
        let closing = TimeQuoteMark.ending(at: nameEnd, text, from: floor)
        let end = closing ?? nameEnd
        var start = end
        while start > floor, end - start < longest, isWordPart(text[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        let opening = closing == nil ? nil : TimeQuoteMark.ending(at: start, text, from: floor)
        return TimeFieldName(
            word: start..<end,
            start: opening ?? start,
            isQuoted: closing != nil,
            isAssigned: isAssigned
        )
    }

    private static func skippingSpaces(
        before position: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int {
        var start = position
        while start > floor, position - start < spaces, text[start - 1] == ASCII.space {
            start -= 1
        }
        return start
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.at || byte == ASCII.minus || byte == ASCII.dot
            || byte == ASCII.slash
    }
}

extension TimeFieldName {
    private static let times = [
        "t", "ts", "@t", "time", "_time", "@timestamp", "timestamp", "time_stamp", "datetime",
        "date", "asctime", "eventtime", "event_time", "log_time", "logtime", "time_local",
        "time_iso8601", "timestamp_ns", "timestamp_ms", "msec", "date/time",
        "__realtime_timestamp", "_source_realtime_timestamp",
    ].map { Array($0.utf8) }

    private static let logfmtTimes = ["timestamp", "time", "ts"].map { Array($0.utf8) }

    /// Whether a record's time is called so, upper and lower case alike.
    func isTime(_ text: Span<UInt8>) -> Bool {
        Self.times.contains { $0.count == word.count && ends(with: $0, text) }
    }

    /// Where a logfmt record begins whose first field is this one.
    ///
    /// Where newlines were lost the text before touches the name: `status=200time=2026-…`. So the
    /// name may be the word's end, unless a mark before it shows a longer name: `start_time=`.
    func recordStart(_ text: Span<UInt8>) -> Int? {
        guard isAssigned, !isQuoted else { return nil }
        guard let name = Self.logfmtTimes.first(where: { ends(with: $0, text) }) else { return nil }
        let start = word.upperBound - name.count
        guard start > word.lowerBound else { return start }
        let before = text[start - 1]
        return before.isLetter || before.isDigit ? start : nil
    }

    private func ends(with name: [UInt8], _ text: Span<UInt8>) -> Bool {
        guard name.count <= word.count else { return false }
        let start = word.upperBound - name.count
        return name.indices.allSatisfy { name[$0] == Self.lowercased(text[start + $0]) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte.isUpperLetter ? byte | 0x20 : byte
    }
}
