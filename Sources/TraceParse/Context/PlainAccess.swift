/// Access lines whose parts stand between spaces or bars in any order, as many programs print them.
///
/// ```
/// gin   = "[GIN] " time " |" status "|" duration "|" client "|" method <"> path <">
/// fiber = time " |" status "|" duration "|" client "|" method "|" path
/// chi   = <"> method url protocol <"> " from " client " - " status bytes "B in " duration
/// plain = method path [ client ] status [ bytes "B" ] duration / …
/// ```
///
/// A request is told by its method with a path behind it. The status is a number of three digits
/// that stands alone; nothing else in such lines looks like it but by chance.
enum PlainAccess {
    /// Reads a line that has a request and a status.
    static func read(_ text: Span<UInt8>, _ range: Range<Int>) -> AccessLine? {
        var line = AccessLine()
        // A number before the request may be something else: klog prints a thread's there.
        var before: Int16 = 0
        var words = ContextWords(range)
        var count = 0
        while count < 40, let word = words.next(text) {
            count += 1
            if line.route == 0, RequestText.isMethod(text, word) {
                guard let target = words.next(text) else { return nil }
                guard RequestText.isTarget(text, target) else { return nil }
                line.route = RequestText.route(text, method: word, target: target)
                before = line.status
                line.status = 0
            } else {
                take(text, word, range.upperBound, &line)
            }
        }
        if line.status == 0 { line.status = before }
        return line.route != 0 && line.status > 0 ? line : nil
    }

    private static func take(
        _ text: Span<UInt8>,
        _ word: Range<Int>,
        _ limit: Int,
        _ line: inout AccessLine
    ) {
        let first = text[word.lowerBound]
        if first == ASCII.leftBracket || first == ASCII.colon || first.isLetter {
            if line.client == 0 { RequestText.note(text, client: word, in: &line) }
            return
        }
        guard first.isDigit else { return }
        let status = RequestText.status(text, word)
        if status > 0, line.status == 0 {
            line.status = status
        } else if let bytes = bytes(text, word) {
            line.bytes = bytes
        } else if let found = DurationText.read(text, word.lowerBound, before: limit),
            found.end >= word.upperBound
        {
            if line.latency < 0 { line.latency = found.nanoseconds }
        } else if line.client == 0 {
            RequestText.note(text, client: word, in: &line)
        }
    }

    /// `4096B`.
    private static func bytes(_ text: Span<UInt8>, _ word: Range<Int>) -> Int64? {
        let end = text.endOfDigits(word.lowerBound, before: word.upperBound)
        guard end + 1 == word.upperBound, text[end] == UInt8(ascii: "B") else { return nil }
        return text.decimal(word.lowerBound..<end)
    }
}
