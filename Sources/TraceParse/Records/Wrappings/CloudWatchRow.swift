/// An event as `aws logs --output text` prints it.
///
///     row    = "EVENTS" TAB [ id TAB ] ingested TAB [ stream TAB ] text TAB time
///     id     = 56DIGIT                 ; with `filter-log-events`, and so the stream
///     ingested, time = 13DIGIT
enum CloudWatchRow {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        guard head.take("EVENTS\t", text), var number = column(text, &head) else { return nil }
        let isFiltered = number.count == 56
        if isFiltered {
            guard let next = column(text, &head) else { return nil }
            number = next
        }
        guard isMoment(text, number) else { return nil }
        var stream = 0..<0
        if isFiltered {
            guard let name = column(text, &head) else { return nil }
            stream = name
        }
        let time = max(head.position, line.stop - 13)..<line.stop
        let stop = time.lowerBound - 1
        guard stop >= head.position, text[stop] == ASCII.tab, isMoment(text, time) else {
            return nil
        }
        var found = WrappedLine(.cloudWatch, payload: head.position..<stop, end: line.end)
        found.time = time
        found.identity.append(stream)
        return found
    }

    /// Steps over a column and the tab behind it.
    private static func column(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        guard let column = head.run(text, of: { $0 != ASCII.tab }), head.take(ASCII.tab, text)
        else {
            return nil
        }
        return column
    }

    private static func isMoment(_ text: Span<UInt8>, _ number: Range<Int>) -> Bool {
        number.count == 13
            && text.endOfDigits(number.lowerBound, before: number.upperBound) == number.upperBound
    }
}
