/// What RFC 3164 put before a message, with its priority or without, as rsyslog and syslog-ng keep
/// it in files, and as journald prints it (`-o short`, `short-precise`, `short-iso`).
///
///     line = [ priority ] time SP [ host SP ] tag [ text ]
///          / priority time SP host SP text
///     time = name SP day SP clock [ fraction ]      ; "Sep  8 08:14:30", no year
///          / RFC 3339, with the `T`                 ; "2019-09-08T08:14:30.123456+02:00"
///     tag  = program [ "[" pid "]" ] ":" SP
///
/// Its own logger may have printed such a line too: a host or a pid must tell. The text of
/// `message repeated N times: [ text]` is what stands in its brackets. journald indents the further
/// lines of a message to the column of the first, and prints neither host nor tag again.
enum SyslogLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        let priority = SyslogPriority.end(text, at: line.start, before: line.stop)
        head.go(to: priority ?? line.start)
        guard let time = head.syslogTime(text) ?? head.isoTime(text, zoned: true),
            head.take(ASCII.space, text)
        else { return nil }
        let isNamedMonth = text[time.lowerBound].isLetter
        let trust: SyslogOrigin.Trust = priority != nil ? .full : isNamedMonth ? .some : .little
        guard let origin = SyslogOrigin(text, head.rest, trust) else { return nil }
        var found = WrappedLine(.syslog, payload: origin.end..<line.stop, end: line.end)
        found.time = time
        found.identity = origin.identity
        found.payload = repeated(text, found.payload)
        found.noteSyslogLimits()
        if priority == nil { found.takeContinuations(text, line) }
        return found
    }

    /// The text that a line says was repeated.
    ///
    ///     repeated = "message repeated " 1*DIGIT " times: [ " text "]"
    private static func repeated(_ text: Span<UInt8>, _ payload: Range<Int>) -> Range<Int> {
        var cursor = HeadCursor(payload)
        guard cursor.take("message repeated ", text),
            cursor.run(text, of: { $0.isDigit }) != nil,
            cursor.take(" times: [ ", text), cursor.position < payload.upperBound,
            text[payload.upperBound - 1] == ASCII.rightBracket
        else { return payload }
        return cursor.position..<payload.upperBound - 1
    }
}

/// Where a line of syslog or journald comes from: what stands between its time and its text.
///
///     origin = [ host SP ] tag
struct SyslogOrigin {
    private(set) var identity = StreamIdentity()
    /// Where the text begins.
    let end: Int

    /// How much what stands before the origin tells of its being one.
    enum Trust {
        /// Other lines begin so too: words in the right places are not enough, there must be a pid
        /// or a host that is no plain word.
        case little
        /// Hardly any other line begins so.
        case some
        /// No other line begins so: even the tag may be missing.
        case full
    }

    /// The origin that begins with a range, `nil` where none does.
    init?(_ text: Span<UInt8>, _ range: Range<Int>, _ trust: Trust) {
        let limit = range.upperBound
        if let tag = SyslogTag(text, at: range.lowerBound, before: limit) {
            guard !tag.pid.isEmpty || trust == .full else { return nil }
            self.init(host: 0..<0, tag)
            return
        }
        guard let end = SyslogHost.end(text, at: range.lowerBound, before: limit) else {
            return nil
        }
        let host = range.lowerBound..<end
        if let tag = SyslogTag(text, at: end + 1, before: limit) {
            guard trust != .little || !tag.pid.isEmpty || Self.isMarked(text, host) else {
                return nil
            }
            self.init(host: host, tag)
        } else {
            guard trust == .full else { return nil }
            self.init(host: host, end: end + 1)
        }
    }

    private init(host: Range<Int>, end: Int) {
        self.end = end
        identity.append(host)
    }

    private init(host: Range<Int>, _ tag: SyslogTag) {
        self.init(host: host, end: tag.end)
        identity.append(tag.program)
        identity.append(tag.pid)
    }

    /// Whether a host is no plain word.
    private static func isMarked(_ text: Span<UInt8>, _ host: Range<Int>) -> Bool {
        for index in host where !text[index].isLetter { return true }
        return false
    }
}

extension WrappedLine {
    /// Takes the further lines of a message, which journald indents to the column of the first.
    ///
    ///     further = width*SP text
    ///
    mutating func takeContinuations(_ text: Span<UInt8>, _ line: PhysicalLine) {
        let width = payload.lowerBound - line.start
        var next = end
        while next < line.limit, next - line.start < Self.longestMessage {
            var position = next
            let bound = min(line.limit, next + width)
            while position < bound, text[position] == ASCII.space { position += 1 }
            guard position - next == width else { return }
            let further = PhysicalLine(text, at: next, floor: line.floor, before: line.limit)
            payload = payload.lowerBound..<max(payload.upperBound, further.stop)
            encoding = .hanging
            end = further.end
            next = further.end
        }
    }

    /// journald keeps no longer message as one.
    private static let longestMessage = 1 << 20
}
