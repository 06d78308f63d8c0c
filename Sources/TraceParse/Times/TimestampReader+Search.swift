extension TimestampReader {
    /// The first moment that begins in a range of whole records and is a record's own time.
    ///
    /// It may stand behind a host, a container, a level, a bracket or a quotation mark, or be the
    /// value of a field that is called like a time. A time that the text only speaks of, of which
    /// another field has the value, or that is a part of a path is passed over. A number alone is
    /// a time as such a field's value or at a line's start, never elsewhere.
    package func first(in text: Span<UInt8>, _ range: Range<Int>) -> TimestampReading? {
        let floor = max(range.lowerBound, 0)
        let end = min(range.upperBound, text.count)
        var position = floor
        while let reading = next(text, &position, from: floor, before: end) {
            let setting = TimeSetting.of(reading, text, from: floor, before: end)
            if isOwn(reading, setting, text, from: floor) { return reading }
        }
        return nil
    }

    /// Where the next record begins in text whose newlines were lost, by the layout of its time.
    ///
    /// The range begins past the time of the record before. What belongs to the record before its
    /// time is part of it: a bracket, a level's letter, gin's `[GIN] `, syslog's `<34>1 `, `time=`,
    /// `{"time":"`, the host of an access line (``AccessLineStart``). A year has four digits, so that
    /// in `0.0532026/11/22 17:24:44` the record begins at 2026; an epoch time, which has no such
    /// mark, is found only where no digit touches it, a space follows, and seconds have a fraction.
    package func nextRecordStart(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        like format: TimestampFormat
    ) -> Int? {
        let floor = max(range.lowerBound, 0)
        let end = min(range.upperBound, text.count)
        var position = floor
        while let reading = next(text, &position, from: floor, before: end) {
            guard reading.format == format else { continue }
            let start = TimedRecordStart.of(reading, text, from: floor, before: end)
            if let start { return start }
        }
        return nil
    }

    private func isOwn(
        _ reading: TimestampReading,
        _ setting: TimeSetting,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Bool {
        switch setting {
        case .timeField, .lineStart: true
        case .quotedTextStart, .seam: reading.format.epochDigits == nil
        case .behindText:
            reading.format.speaksForItself
                || reading.format.epochDigits == nil
                    && TimedLineHead.reaches(to: reading.range.lowerBound, text, from: floor)
        case .value: false
        }
    }

    /// The next moment of any layout, wherever it stands, and the position to go on from.
    private func next(
        _ text: Span<UInt8>,
        _ position: inout Int,
        from floor: Int,
        before end: Int
    ) -> TimestampReading? {
        while let window = ClockScanner.next(text, from: position, before: end) {
            let reading: TimestampReading?
            if ClockScanner.isClock(text, at: window) {
                position = window + 3
                reading = aroundClock(text, at: window, from: floor, before: end)
            } else {
                let run = TimeCursor(at: window, before: end).digitCount(text, upTo: 20)
                position = window + max(run - 2, 1)
                let isCut = window > floor && text[window - 1].isDigit
                reading =
                    run < 10 || isCut ? nil : EpochLayout.read(text, at: window, before: end)
            }
            if let reading { return reading }
        }
        return nil
    }

    /// The calendar moment whose `hh:mm:ss` stands at a position: the bytes before it tell how far
    /// back the layout begins.
    private func aroundClock(
        _ text: Span<UInt8>,
        at clock: Int,
        from floor: Int,
        before end: Int
    ) -> TimestampReading? {
        func byte(_ distance: Int) -> UInt8? {
            clock - distance >= floor ? text[clock - distance] : nil
        }
        func reading(_ distance: Int) -> TimestampReading? {
            clock - distance >= floor ? read(text, at: clock - distance, before: end) : nil
        }
        switch (byte(1), byte(2), byte(4)) {
        case (UInt8(ascii: "T"), _, _), (UInt8(ascii: "t"), _, _): return reading(11)
        case (ASCII.colon, _, _): return reading(12)
        case (ASCII.space, ASCII.minus, _): return reading(13)
        case (ASCII.space, _, ASCII.slash), (ASCII.space, _, ASCII.minus): return reading(11)
        case (ASCII.space, _, ASCII.space): return reading(11) ?? reading(7)
        case (ASCII.space, _, _): break
        default: return nil
        }
        if byte(3) == ASCII.space { return reading(10) ?? reading(6) }
        return byte(6).map(LeveledLayout.isLevel) ?? false ? reading(5) : reading(9)
    }
}
