/// A message of RFC 5424, as Docker's `syslog` driver, Heroku's drains and rsyslog's
/// `RSYSLOG_SyslogProtocol23Format` write it, in a frame that counts its bytes or without one.
///
///     frame  = [ count SP ] message        ; RFC 6587: so many bytes, line breaks included
///     message = priority "1" SP time SP host SP app SP pid SP id [ SP data ] [ SP [ BOM ] text ]
///     time   = "-" / RFC 3339
///     host, app, pid, id = "-" / 1*( printable )
///
/// Heroku leaves the data out. A counted message ends where its bytes do: in a later line, or
/// before the line's end, where the next frame begins.
enum StructuredSyslog {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let frame = Frame(text, line) else { return nil }
        let limit = min(line.stop, frame.message.upperBound)
        guard
            let start = SyslogPriority.end(text, at: frame.message.lowerBound, before: limit)
        else { return nil }
        var head = HeadCursor(start..<limit)
        guard head.take("1 ", text), let time = time(text, &head),
            let host = field(text, &head), let app = field(text, &head),
            let pid = field(text, &head), let id = head.token(text), head.takeSpaceOrEnd(text)
        else { return nil }
        takeData(text, &head, isAfter: id)
        _ = head.take("\u{FEFF}", text)
        let payload = head.position..<frame.message.upperBound
        var found = WrappedLine(.syslog5424, payload: payload, end: frame.end)
        found.time = time
        for name in [host, app, pid] where !isNil(text, name) { found.identity.append(name) }
        found.noteSyslogLimits()
        return found
    }

    /// Steps over the time; an absent one is empty.
    private static func time(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        if head.take("- ", text) { return 0..<0 }
        guard let time = head.isoTime(text, zoned: true), head.take(ASCII.space, text) else {
            return nil
        }
        return time
    }

    private static func field(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        guard let field = head.token(text), head.take(ASCII.space, text) else { return nil }
        return field
    }

    private static func takeData(
        _ text: Span<UInt8>,
        _ head: inout HeadCursor,
        isAfter id: Range<Int>
    ) {
        guard let end = StructuredData.end(text, at: head.position, before: head.limit) else {
            return
        }
        head.go(to: end)
        _ = head.take(ASCII.space, text)
    }

    private static func isNil(_ text: Span<UInt8>, _ field: Range<Int>) -> Bool {
        text.same("-", as: field)
    }

    /// A message and where it ends.
    private struct Frame {
        /// Without the line break at its end.
        var message: Range<Int>
        /// Past the frame, and past a line break that ends it.
        var end: Int

        /// The longest message that is taken for one.
        private static let longest: Int64 = 1 << 20

        init?(_ text: Span<UInt8>, _ line: PhysicalLine) {
            guard text[line.start].isDigit else {
                message = line.range
                end = line.end
                return
            }
            let digits = line.start..<text.endOfDigits(line.start, before: line.stop)
            guard digits.count <= 7, let count = text.decimal(digits), count <= Self.longest,
                text.has(" <", at: digits.upperBound, before: line.stop)
            else { return nil }
            let start = digits.upperBound + 1
            let counted = start + Int(count)
            let stop = min(counted, line.limit)
            message = start..<max(start, Self.withoutBreak(text, start, stop))
            end = stop
            // Some senders put a line break after the counted bytes.
            if end < line.limit, text[end] == ASCII.newline { end += 1 }
        }

        private static func withoutBreak(_ text: Span<UInt8>, _ start: Int, _ stop: Int) -> Int {
            var end = stop
            if end > start, text[end - 1] == ASCII.newline { end -= 1 }
            if end > start, text[end - 1] == ASCII.carriageReturn { end -= 1 }
            return end
        }
    }
}
