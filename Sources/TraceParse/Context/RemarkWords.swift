/// Words by which programs tell of calls that were slow, tried again, or made on a connection that
/// had been idle.
enum RemarkWords {
    /// A call that the line calls slow, in nanoseconds: `slow node call took 7.1s`, `took=7.1s`.
    static func slowCall(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ fields: borrowing StructuredLine
    ) -> Int64? {
        let isSlow = slow.contains { ContextPhrase.first($0, text, range) != nil }
        guard isSlow else { return nil }
        if fields.access.latency >= 0 { return fields.access.latency }
        return firstDuration(text, range)
    }

    private static let slow: [StaticString] = ["slow", "slowly", "took too long", "long-running"]

    /// A call that is tried again: `attempt 3/5 failed`, `retrying in 5ms`, `retry 2 of 5`.
    static func retry(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ fields: borrowing StructuredLine
    ) -> RetryHint? {
        var hint = RetryHint(attempt: fields.attempt, delay: -1)
        var isRetry = fields.attempt > 0
        for word in ["attempt", "retry", "try"] as [StaticString] {
            guard let found = ContextPhrase.first(word, text, range) else { continue }
            let number = number(text, after: found.upperBound, range.upperBound)
            if number > 0 {
                hint.attempt = number
                isRetry = true
                break
            }
        }
        if let found = ContextPhrase.first("retrying", text, range) {
            isRetry = true
            let rest = found.upperBound..<min(range.upperBound, found.upperBound + 24)
            hint.delay = firstDuration(text, rest) ?? -1
            hint.isAccept = ContextPhrase.first("accept", text, range) != nil
        }
        return isRetry ? hint : nil
    }

    /// A connection that had been idle and was used again, or failed then.
    static func idle(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ fields: borrowing StructuredLine
    ) -> Int64? {
        if fields.idle >= 0 { return fields.idle }
        for phrase in ["idle for", "idle since"] as [StaticString] {
            guard let found = ContextPhrase.first(phrase, text, range) else { continue }
            let rest = found.upperBound..<min(range.upperBound, found.upperBound + 24)
            return firstDuration(text, rest)
        }
        guard let idle = ContextPhrase.first("idle", text, range),
            let after = ContextPhrase.first("after", text, range.lowerBound..<idle.lowerBound)
        else { return nil }
        return firstDuration(text, after.upperBound..<idle.lowerBound)
    }

    /// What nginx says of the server behind it, or of its client.
    static func proxy(_ text: Span<UInt8>, _ range: Range<Int>) -> ProxyTrouble? {
        for (phrase, trouble) in troubles
        where ContextPhrase.first(phrase, text, range) != nil {
            guard trouble == .timedOutReading else { return trouble }
            let isConnecting =
                ContextPhrase.first("while connecting to upstream", text, range) != nil
            return isConnecting ? .timedOutConnecting : .timedOutReading
        }
        return nil
    }

    private static let troubles: [(StaticString, ProxyTrouble)] = [
        ("upstream timed out", .timedOutReading),
        ("upstream prematurely closed connection", .closedEarly),
        ("client prematurely closed connection", .clientLeft),
        ("client timed out", .clientLeft), ("no live upstreams", .noneLive),
        ("connect() failed", .refused), ("recv() failed", .reset), ("writev() failed", .reset),
        ("send() failed", .reset),
    ]

    /// The first duration with a unit that begins a word.
    static func firstDuration(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        var position = range.lowerBound
        var isStart = true
        while position < range.upperBound {
            let byte = text[position]
            if isStart, byte.isDigit,
                let found = DurationText.read(text, position, before: range.upperBound)
            {
                return found.nanoseconds
            }
            isStart = !byte.isWord && byte != ASCII.dot && byte != ASCII.colon
            position += 1
        }
        return nil
    }

    /// The number that stands after a word and `=`, `:`, `#` or spaces: `attempt 3`, `retry #2`.
    private static func number(_ text: Span<UInt8>, after position: Int, _ limit: Int) -> Int32 {
        var start = position
        while start < min(limit, position + 3), !text[start].isWord { start += 1 }
        let end = text.endOfDigits(start, before: min(limit, start + 4))
        guard end > start, end - start <= 3, end >= limit || !text[end].isLetter else { return 0 }
        return text.decimal(start..<end).map { Int32(clamping: $0) } ?? 0
    }
}
