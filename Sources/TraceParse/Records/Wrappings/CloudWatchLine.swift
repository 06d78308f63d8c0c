/// What `aws logs tail` prints before an event's text.
///
///     line   = [ colour ] time [ colour ] SP [ colour ] stream [ colour ] SP text
///     time   = RFC 3339 with a zone
///     stream = 1*512( printable but ":", "*" )
///
/// Nearly any word may be a stream's name. Those that services make are known; of others a line
/// nearby must begin with the same name behind a time. An event's further lines have no prefix.
enum CloudWatchLine {
    /// Reads a line of a stream with any name.
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        read(text, line) { isMade(text, $0) || isRepeated(text, $0, after: $1, line) }
    }

    /// Reads a line of a stream with a name that a service makes.
    static func readMade(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        read(text, line) { stream, _ in isMade(text, stream) }
    }

    private static func read(
        _ text: Span<UInt8>,
        _ line: PhysicalLine,
        where isStream: (_ name: Range<Int>, _ timeLength: Int) -> Bool
    ) -> WrappedLine? {
        var head = HeadCursor(line.range)
        head.takeColours(text)
        guard let time = head.isoTime(text, zoned: true) else { return nil }
        head.takeColours(text)
        guard head.take(ASCII.space, text) else { return nil }
        head.takeColours(text)
        guard let stream = head.run(text, of: { $0.isStreamByte }) else { return nil }
        head.takeColours(text)
        guard head.takeSpaceOrEnd(text), isStream(stream, time.count) else { return nil }
        var found = WrappedLine(.cloudWatch, payload: head.rest, end: line.end)
        found.time = time
        found.identity.append(stream)
        return found
    }

    /// Whether a name is one that a service makes.
    ///
    ///     made = year "/" month "/" day "/[" version "]" 32hex       ; Lambda
    ///          / prefix "/" container "/" 32hex                      ; ECS
    ///          / "i-" 8*17hex                                        ; EC2
    ///          / name "-" 32hex                                      ; EKS
    static func isMade(_ text: Span<UInt8>, _ stream: Range<Int>) -> Bool {
        if text.has("i-", at: stream.lowerBound, before: stream.upperBound) {
            let hex = stream.lowerBound + 2
            return stream.upperBound - hex >= 8
                && text.endOfHex(hex, before: stream.upperBound) == stream.upperBound
        }
        let hex = stream.upperBound - 32
        guard hex > stream.lowerBound,
            text.endOfHex(hex, before: stream.upperBound) == stream.upperBound
        else { return false }
        switch text[hex - 1] {
        case ASCII.slash, ASCII.rightBracket, ASCII.minus: return true
        default: return false
        }
    }

    /// Whether a line nearby names the same stream, and the name is no word of prose.
    private static func isRepeated(
        _ text: Span<UInt8>,
        _ stream: Range<Int>,
        after timeLength: Int,
        _ line: PhysicalLine
    ) -> Bool {
        guard stream.count >= 8, holdsMark(text, stream) else { return false }
        return NeighbourLines.any(text, around: line) { neighbour in
            var head = HeadCursor(neighbour)
            guard head.isoTime(text, zoned: true)?.count == timeLength,
                head.take(ASCII.space, text),
                let other = head.run(text, of: { $0.isStreamByte })
            else { return false }
            return text.same(stream, other)
        }
    }

    private static func holdsMark(_ text: Span<UInt8>, _ stream: Range<Int>) -> Bool {
        var hasSlash = false
        var hasDigit = false
        for index in stream {
            hasSlash = hasSlash || text[index] == ASCII.slash || text[index] == ASCII.minus
            hasDigit = hasDigit || text[index].isDigit
        }
        return hasSlash && hasDigit
    }
}

extension UInt8 {
    fileprivate var isStreamByte: Bool {
        self > ASCII.space && self < 0x7F && self != ASCII.colon && self != ASCII.asterisk
    }
}
