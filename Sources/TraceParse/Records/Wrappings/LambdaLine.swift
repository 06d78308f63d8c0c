/// A line of AWS Lambda's runtimes, and of its platform around each request.
///
///     line     = time TAB request TAB [ level TAB ] text                       ; Node.js
///              / "[" level "]" TAB time TAB request TAB text                   ; Python
///              / ( "START" / "END" / "REPORT" ) SP "RequestId: " request ...   ; the platform
///     time     = RFC 3339 with milliseconds and "Z"
///     request  = 8hex "-" 4hex "-" 4hex "-" 4hex "-" 12hex / "undefined"
///
/// Go's runtime prints nothing before a line. The platform's lines are no part of the program's.
enum LambdaLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        if takePlatform(text, &head) {
            guard let request = request(text, &head) else { return nil }
            return made(request, payload: line.range, time: 0..<0, line)
        }
        if head.take(ASCII.leftBracket, text) {
            guard let level = head.run(text, of: { $0.isUpperLetter }),
                LevelWord.stands(text, level), head.take("]\t", text)
            else { return nil }
        }
        guard let time = head.isoTime(text, zoned: true), head.take(ASCII.tab, text),
            let request = request(text, &head), head.take(ASCII.tab, text)
        else { return nil }
        takeLevel(text, &head)
        return made(request, payload: head.rest, time: time, line)
    }

    private static func made(
        _ request: Range<Int>,
        payload: Range<Int>,
        time: Range<Int>,
        _ line: PhysicalLine
    ) -> WrappedLine {
        var found = WrappedLine(.lambda, payload: payload, end: line.end)
        found.time = time
        found.identity.append(request)
        return found
    }

    private static func takePlatform(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Bool {
        (head.take("START ", text) || head.take("END ", text) || head.take("REPORT ", text))
            && head.take("RequestId: ", text)
    }

    private static func request(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        if let word = head.run(text, of: { $0.isLowerHex || $0 == ASCII.minus }) {
            return isRequest(text, word) ? word : nil
        }
        let start = head.position
        return head.take("undefined", text) ? start..<head.position : nil
    }

    private static func isRequest(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count == 36 else { return false }
        for (offset, index) in word.enumerated() {
            let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
            guard (text[index] == ASCII.minus) == isDash else { return false }
        }
        return true
    }

    private static func takeLevel(_ text: Span<UInt8>, _ head: inout HeadCursor) {
        var ahead = head
        guard let level = ahead.run(text, of: { $0.isUpperLetter }),
            LevelWord.stands(text, level), ahead.take(ASCII.tab, text)
        else { return }
        head = ahead
    }
}
