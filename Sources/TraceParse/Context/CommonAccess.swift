/// Access lines in the common and the combined layout of Apache and nginx, with what servers append.
///
/// ```
/// line   = … host SP ident SP user SP "[" time "]" SP <"> request <"> SP status SP bytes *( SP extra )
/// extra  = <"> referer <"> / <"> agent <"> / seconds / duration / key "=" value / microseconds
/// ```
///
/// How long it took stands at the end: nginx's `$request_time` in seconds with milliseconds, a
/// duration with a unit, `rt=0.005`, or Apache's `%D`, a whole number of microseconds.
enum CommonAccess {
    /// Reads a line whose time's bracket opens at a position.
    static func read(_ text: Span<UInt8>, _ range: Range<Int>, bracket: Int) -> AccessLine? {
        let limit = range.upperBound
        let window = bracket..<min(limit, bracket + 48)
        guard let close = ByteScan.firstIndex(of: ASCII.rightBracket, in: text, window),
            text.has("] \"", at: close, before: limit)
        else { return nil }
        let request = close + 3
        guard let quote = endOfQuoted(text, request, limit) else { return nil }
        var line = AccessLine()
        var words = ContextWords(quote + 1..<limit)
        guard let status = words.next(text) else { return nil }
        line.status = RequestText.status(text, status)
        guard line.status > 0 else { return nil }
        if let bytes = words.next(text) { line.bytes = wholeNumber(text, bytes) ?? -1 }
        noteRequest(text, request..<quote, in: &line)
        noteClient(text, range.lowerBound..<bracket, in: &line)
        line.latency = latency(text, words.position..<limit) ?? -1
        return line
    }

    /// The closing quote of what was opened before a position; a quote in it is escaped.
    private static func endOfQuoted(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var position = start
        while position < limit {
            if text[position] == ASCII.quote { return position }
            position += text[position] == ASCII.backslash ? 2 : 1
        }
        return nil
    }

    private static func noteRequest(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        in line: inout AccessLine
    ) {
        var words = ContextWords(range)
        guard let method = words.next(text), RequestText.isMethod(text, method),
            let target = words.next(text)
        else { return }
        line.route = RequestText.route(text, method: method, target: target)
    }

    /// The client is the third word before the bracket.
    private static func noteClient(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        in line: inout AccessLine
    ) {
        var end = range.upperBound
        for word in 0..<3 {
            while end > range.lowerBound, text[end - 1] == ASCII.space { end -= 1 }
            var start = end
            while start > range.lowerBound, text[start - 1] != ASCII.space { start -= 1 }
            if word == 2 { RequestText.note(text, client: start..<end, in: &line) }
            end = start
        }
    }

    private static func wholeNumber(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        let isNumber =
            range.count <= 15
            && text.endOfDigits(range.lowerBound, before: range.upperBound) == range.upperBound
        return isNumber ? text.decimal(range) : nil
    }

    /// How long it took by what is appended: a named value, else one with a unit, else a decimal
    /// fraction, else a last whole number.
    private static func latency(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        var withUnit: Int64?
        var fraction: Int64?
        var whole: Int64?
        var position = range.lowerBound
        while position < range.upperBound {
            if text[position] == ASCII.space {
                position += 1
                continue
            }
            let isQuoted = text[position] == ASCII.quote
            var end: Int
            if isQuoted {
                end = endOfQuoted(text, position + 1, range.upperBound) ?? range.upperBound
                end = min(end + 1, range.upperBound)
            } else {
                end = position
                while end < range.upperBound, text[end] != ASCII.space { end += 1 }
            }
            let word = position..<end
            position = end
            // Apache's combined layout is followed by what somebody chose, quoted or not.
            let value = isQuoted ? unquoted(word) : word
            if !isQuoted, let named = named(text, word) { return named }
            if let read = DurationText.read(text, value.lowerBound, before: value.upperBound),
                read.end == value.upperBound
            {
                withUnit = withUnit ?? read.nanoseconds
            } else if let microseconds = wholeNumber(text, value) {
                whole = isQuoted || value.count < 3 ? nil : microseconds * 1000
                continue
            } else if let read = DurationText.bare(text, value, unit: DurationText.second) {
                fraction = fraction ?? read
            }
            whole = nil
        }
        return withUnit ?? fraction ?? whole
    }

    private static func unquoted(_ range: Range<Int>) -> Range<Int> {
        range.count >= 2 ? range.lowerBound + 1..<range.upperBound - 1 : range
    }

    /// `rt=0.005`, `request_time=0.005`, `rt:0.005`.
    private static func named(_ text: Span<UInt8>, _ word: Range<Int>) -> Int64? {
        for key in ["rt=", "request_time=", "rt:", "request_time:"] as [StaticString]
        where text.has(key, at: word.lowerBound, before: word.upperBound) {
            var value = word.lowerBound + key.utf8CodeUnitCount..<word.upperBound
            if let first = value.first, text[first] == ASCII.quote { value = unquoted(value) }
            return DurationText.bare(text, value, unit: DurationText.second)
        }
        return nil
    }
}
