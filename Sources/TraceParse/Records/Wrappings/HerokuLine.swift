/// What `heroku logs` prints before each line, and what Logplex hands on.
///
///     line   = time SP source "[" dyno "]:" SP text
///     time   = RFC 3339 with a fraction and a zone
///     source = "app" / "heroku" / the name of an add-on
///     dyno   = letter *( letter / digit / "-" / "_" ) [ "." 1*( letter / digit ) ]    ; "web.1"
///
/// Logplex cuts a line at 10,000 bytes and does not mark it: a text that long goes on in the next.
enum HerokuLine {
    private static let longestText = 10_000

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        guard let time = head.isoTime(text, zoned: true), head.take(ASCII.space, text),
            let source = head.run(text, of: { $0.isLowerLetter || $0 == ASCII.minus }),
            head.take(ASCII.leftBracket, text),
            let dyno = head.run(text, of: { $0.isDynoByte }), text[dyno.lowerBound].isLetter,
            head.take("]:", text), head.takeSpaceOrEnd(text)
        else { return nil }
        var found = WrappedLine(.heroku, payload: head.rest, end: line.end)
        found.time = time
        found.identity.append(source)
        found.identity.append(dyno)
        found.goesOn = found.payload.count == longestText
        return found
    }
}

extension UInt8 {
    fileprivate var isDynoByte: Bool { isWord || self == ASCII.minus || self == ASCII.dot }
}
