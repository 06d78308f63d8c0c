extension PatternCache {
    /// The next cause from a position on, and the innermost of those that follow from it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where to begin.
    ///   - limit: Up to where the cause may begin.
    ///   - line: The line that it stands in.
    /// - Returns: The cause with what stands around it, or `nil`.
    mutating func cause(
        _ text: Span<UInt8>,
        from start: Int,
        to limit: Int,
        _ line: Range<Int>
    ) -> ErrorCause? {
        guard let outer = next(.network, text, from: start, to: limit, line) else { return nil }
        var found = outer
        var tail = ErrorTail.read(text, found.range.upperBound, line.upperBound)
        for _ in 0..<8 {
            guard let deeper = deeper(text, than: found, tail, line) else { break }
            found = deeper
            tail = ErrorTail.read(text, found.range.upperBound, line.upperBound)
        }
        let entry = entries[found.text]
        var first = outer.range.lowerBound
        if entry.isPreamble {
            let reason = ErrorBytes.skipBlanks(text, found.range.upperBound, line.upperBound)
            let end = ErrorTail.endOfField(text, reason, line.upperBound)
            found.range = reason..<max(reason, end)
            tail = ErrorTail.read(text, found.range.upperBound, line.upperBound)
        } else if found.text == outer.text, text[first] == ASCII.leftParenthesis {
            // An error number alone: the words before it are in no catalogue.
            first = startOfReason(text, first, line.lowerBound)
        }
        return ErrorCause(text, entry, found.range, first: first, tail, line)
    }

    /// The text that a text wraps.
    private mutating func deeper(
        _ text: Span<UInt8>,
        than outer: Match,
        _ tail: ErrorTail,
        _ line: Range<Int>
    ) -> Match? {
        let start = outer.range.upperBound
        let end =
            entries[outer.text].isPreamble
            ? min(line.upperBound, start + 400) : endOfReason(text, tail, line.upperBound)
        guard end > start,
            let found = next(.network, text, from: start, to: end, line),
            found.range.lowerBound >= start,
            let errorClass = entries[found.text].errorClass
        else { return nil }
        let isBridged = OperationChain.isBridge(text, start..<found.range.lowerBound)
        return isBridged || errorClass == .http2Stream ? found : nil
    }

    /// Up to where a deeper cause may follow a cause.
    private func endOfReason(_ text: Span<UInt8>, _ tail: ErrorTail, _ limit: Int) -> Int {
        if tail.isEnd { return tail.end }
        let goesOn =
            ErrorBytes.starts(text, tail.stop, limit, ": ")
            || ErrorBytes.starts(text, tail.stop, limit, ", received prior goaway")
        return goesOn ? min(limit, tail.stop + 400) : tail.end
    }

    /// Where the words begin that an error number follows.
    private func startOfReason(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Int {
        let most = max(floor, position - 120)
        var start = position
        while start > most, text[start - 1] != ASCII.quote {
            if ErrorBytes.ends(text, start, most, ": ") { return start }
            start -= 1
        }
        return position
    }
}
