/// What journald prints before a message where RFC 3164 would not: `-o short-full`, `with-unit`,
/// `short-unix`, `short-monotonic`, `short-delta`.
///
///     line      = time SP [ host SP ] tag [ text ]
///     time      = weekday SP year "-" month "-" day SP clock SP zone    ; short-full, with-unit
///               / 1*DIGIT "." 6DIGIT                                    ; short-unix
///               / "[" *SP 1*DIGIT "." 6DIGIT [ SP "<" delta ">" ] "]"   ; short-monotonic, -delta
///     tag       = program [ "[" pid "]" ] ":" SP       ; of with-unit the program is the unit
///
/// The kernel's own ring buffer looks like the third, but has no host and no tag with a pid.
enum JournalLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        let isMonotonic = text[line.start] == ASCII.leftBracket
        guard
            let time = isMonotonic
                ? monotonic(text, &head) : unix(text, &head) ?? full(text, &head),
            head.take(ASCII.space, text),
            let origin = SyslogOrigin(text, head.rest, .little)
        else { return nil }
        guard !isMonotonic || origin.identity.count == 3 else { return nil }
        var found = WrappedLine(.journal, payload: origin.end..<line.stop, end: line.end)
        found.time = time
        found.identity = origin.identity
        found.noteSyslogLimits()
        found.takeContinuations(text, line)
        return found
    }

    /// `Mon 2024-01-02 15:04:05 UTC`: the weekday is left out, and a zone by a name that nobody
    /// else knows.
    private static func full(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        guard let weekday = head.run(text, of: { $0.isLetter }), weekday.count == 3,
            text[weekday.lowerBound].isUpperLetter, head.take(ASCII.space, text),
            let time = ISOLayout.read(text, at: head.position, before: head.limit),
            time.format == .spaced
        else { return nil }
        let start = head.position
        head.go(to: time.end)
        if time.offset == nil {
            guard head.take(ASCII.space, text),
                let zone = head.run(text, of: { $0.isUpperLetter || $0.isZoneMark }),
                (2...6).contains(zone.count)
            else { return nil }
        }
        return start..<time.end
    }

    /// Seconds with a fraction: `1342540861.416409`.
    private static func unix(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        guard let seconds = head.run(text, of: { $0.isDigit }), seconds.count == 10,
            head.take(ASCII.dot, text),
            let fraction = head.run(text, of: { $0.isDigit }), fraction.count == 6
        else { return nil }
        return seconds.lowerBound..<fraction.upperBound
    }

    /// `[   12.345678]`: since the machine's start, so no moment; nothing is given for it.
    private static func monotonic(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        guard head.take(ASCII.leftBracket, text) else { return nil }
        _ = head.takeSpaces(text)
        guard takeSeconds(text, &head) else { return nil }
        if head.takeSpaces(text) > 0, head.take(ASCII.less, text) {
            _ = head.takeSpaces(text)
            guard takeSeconds(text, &head) else { return nil }
            _ = head.take(ASCII.space, text) || head.take(ASCII.asterisk, text)
            guard head.take(ASCII.greater, text) else { return nil }
        }
        return head.take(ASCII.rightBracket, text) ? 0..<0 : nil
    }

    private static func takeSeconds(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Bool {
        head.run(text, of: { $0.isDigit }) != nil && head.take(ASCII.dot, text)
            && head.run(text, of: { $0.isDigit })?.count == 6
    }
}

extension UInt8 {
    /// What an unnamed zone is printed with: `+03`.
    fileprivate var isZoneMark: Bool { isDigit || self == ASCII.plus || self == ASCII.minus }
}
