/// Words by which programs tell of calls that were slow, tried again, or made on a connection that
/// had been idle.
enum RemarkWords {
    /// A call that the line calls slow, in nanoseconds: `slow node call took 7.1s`, `took=7.1s`.
    static func slowCall(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ words: LineWords,
        _ fields: borrowing StructuredLine
    ) -> Int64? {
        guard
            words.holds(.slow) || words.holds(.slowly) || words.holds(.tookTooLong)
                || words.holds(.longRunning)
        else { return nil }
        if fields.access.latency >= 0 { return fields.access.latency }
        return firstDuration(text, range)
    }

    /// A call that is tried again: `attempt 3/5 failed`, `retrying in 5ms`, `retry 2 of 5`.
    static func retry(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ words: LineWords,
        _ fields: borrowing StructuredLine
    ) -> RetryHint? {
        guard fields.attempt > 0 || !words.isEmpty else { return nil }
        var hint = RetryHint(attempt: fields.attempt, delay: -1)
        var isRetry = fields.attempt > 0
        for word in [LineWords.Word.attempt, .retry, .try] where hint.attempt == 0 {
            guard let found = words.first(word) else { continue }
            hint.attempt = number(text, after: found.upperBound, range.upperBound)
            isRetry = isRetry || hint.attempt > 0
        }
        if let found = words.first(.retrying) {
            isRetry = true
            let rest = found.upperBound..<min(range.upperBound, found.upperBound + 24)
            hint.delay = firstDuration(text, rest) ?? -1
            hint.isAccept = words.holds(.accept)
        }
        return isRetry ? hint : nil
    }

    /// A connection that had been idle and was used again, or failed then.
    static func idle(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ words: LineWords,
        _ fields: borrowing StructuredLine
    ) -> Int64? {
        if fields.idle >= 0 { return fields.idle }
        guard let idle = words.first(.idle) else { return nil }
        if let found = words.first(.idleFor) ?? words.first(.idleSince) {
            let rest = found.upperBound..<min(range.upperBound, found.upperBound + 24)
            return firstDuration(text, rest)
        }
        guard let after = words.first(.after), after.upperBound < idle.lowerBound else {
            return nil
        }
        return firstDuration(text, after.upperBound..<idle.lowerBound)
    }

    /// What nginx says of the server behind it, or of its client.
    static func proxy(_ words: LineWords) -> ProxyTrouble? {
        guard !words.isEmpty else { return nil }
        if words.holds(.upstreamTimedOut) {
            return words.holds(.whileConnecting) ? .timedOutConnecting : .timedOutReading
        }
        if words.holds(.upstreamClosed) { return .closedEarly }
        if words.holds(.clientClosed) || words.holds(.clientTimedOut) { return .clientLeft }
        if words.holds(.noneLive) { return .noneLive }
        if words.holds(.connectFailed) { return .refused }
        let isReset =
            words.holds(.receiveFailed) || words.holds(.writeFailed) || words.holds(.sendFailed)
        return isReset ? .reset : nil
    }

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
