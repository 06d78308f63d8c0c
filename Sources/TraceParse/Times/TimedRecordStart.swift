/// Where a record begins whose time is known, in text whose newlines were lost.
enum TimedRecordStart {
    /// The record's first byte, nil if the moment begins no record.
    static func of(
        _ reading: TimestampReading,
        _ text: Span<UInt8>,
        from floor: Int,
        before end: Int
    ) -> Int? {
        if let field = fieldStart(reading, text, from: floor) { return field }
        switch TimeSetting.of(reading, text, from: floor, before: end) {
        case .lineStart, .seam, .behindText:
            return reading.format.epochDigits == nil
                ? calendarStart(reading, text, from: floor)
                : epochStart(reading, text, from: floor, before: end)
        case .quotedTextStart, .timeField, .value:
            return nil
        }
    }

    /// The start of a record whose first field is its time: `time="…`, `{"ts":`.
    private static func fieldStart(
        _ reading: TimestampReading,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        let time = reading.range.lowerBound
        let value = TimeQuoteMark.ending(at: time, text, from: floor) ?? time
        guard let name = TimeFieldName.before(value, text, from: floor) else { return nil }
        if let start = name.recordStart(text) { return start }
        guard name.isTime(text) else { return nil }
        let isSpaced = name.start > floor && text[name.start - 1] == ASCII.space
        let brace = name.start - (isSpaced ? 2 : 1)
        return brace >= floor && text[brace] == ASCII.leftBrace ? brace : nil
    }

    private static func calendarStart(
        _ reading: TimestampReading,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int {
        let time = reading.range.lowerBound
        switch reading.format {
        case .klog, .glog:
            return time - 1
        case .gin:
            return ginTag(before: time, text, from: floor) ?? time
        case .commonLog:
            let bracket = time - 1
            return bracket >= floor && text[bracket] == ASCII.leftBracket
                ? AccessLineStart.start(bracket: bracket, text, from: floor) : time
        case .syslog:
            return priority(endingAt: time, text, from: floor) ?? time
        case .rfc3339:
            return version(before: time, text, from: floor)
                ?? bracketed(time, text, from: floor)
        default:
            return bracketed(time, text, from: floor)
        }
    }

    private static func epochStart(
        _ reading: TimestampReading,
        _ text: Span<UInt8>,
        from floor: Int,
        before end: Int
    ) -> Int? {
        let time = reading.range
        let isExact = reading.format != .epochSeconds || reading.time.fractionDigits > 0
        guard isExact, time.upperBound < end, text[time.upperBound] == ASCII.space else {
            return nil
        }
        guard time.lowerBound > floor else { return time.lowerBound }
        let before = text[time.lowerBound - 1]
        let isPartOfNumber = before == ASCII.dot || before == UInt8(ascii: "x")
        return isPartOfNumber ? nil : time.lowerBound
    }

    /// The bracket around a time, with the four letters of a level before it: `INFO[2015-…]`.
    private static func bracketed(_ time: Int, _ text: Span<UInt8>, from floor: Int) -> Int {
        guard time > floor, text[time - 1] == ASCII.leftBracket else { return time }
        let bracket = time - 1
        guard bracket - 4 >= floor else { return bracket }
        let isLevel = (bracket - 4..<bracket).allSatisfy { text[$0].isUpperLetter }
        return isLevel ? bracket - 4 : bracket
    }

    /// `[GIN] `, or the word that a program has put in its place.
    private static func ginTag(before time: Int, _ text: Span<UInt8>, from floor: Int) -> Int? {
        guard time - 2 > floor, text[time - 1] == ASCII.space,
            text[time - 2] == ASCII.rightBracket
        else { return nil }
        var start = time - 2
        while start > floor, time - start < 32,
            text[start - 1].isWord || text[start - 1] == ASCII.minus
        {
            start -= 1
        }
        return start > floor && text[start - 1] == ASCII.leftBracket ? start - 1 : nil
    }

    /// `<34>1 `: RFC 5424's priority and version.
    private static func version(before time: Int, _ text: Span<UInt8>, from floor: Int) -> Int? {
        guard time - 2 > floor, text[time - 1] == ASCII.space,
            text[time - 2] == UInt8(ascii: "1")
        else { return nil }
        return priority(endingAt: time - 2, text, from: floor)
    }

    /// `<34>`: RFC 3164's priority, one to three digits.
    private static func priority(
        endingAt end: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        guard end > floor, text[end - 1] == ASCII.greater else { return nil }
        var start = end - 1
        while start > floor, end - start < 4, text[start - 1].isDigit { start -= 1 }
        guard start < end - 1, start > floor, text[start - 1] == ASCII.less else { return nil }
        return start - 1
    }
}
