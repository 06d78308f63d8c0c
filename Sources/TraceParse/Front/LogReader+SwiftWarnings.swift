extension LogReader {
    // MARK: - Warnings of the runtime

    /// A continuation that was never resumed: the runtime warns, and the program goes on.
    ///
    ///     warning = "SWIFT TASK CONTINUATION MISUSE: " words
    mutating func lookAtMisuse(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let start = position - 11
        guard text.has("SWIFT TASK ", endingAt: position, after: floor) else { return }
        let place = place(text, of: start)
        let line = start..<endOfRecord(text, start, end)
        guard let reading = errors.readMessage(text, line),
            place.isAtLineStart || isLogPrefix(text, place) || endsInOpenQuote(text, before: start)
        else {
            statistics.mentions += 1
            return
        }
        beginCrash(text, at: start, place.record, end: line.upperBound)
        open = nil
        record.kind = .error
        record.message = MessageText.append(text, line, to: &record)
        record.hasMessage = true
        take(text, reading)
        record.layout = place.record.isJSON ? .json : .lines
        record.fingerprint = Fingerprint.ofCrash(record)
        self.place(text, line)
        cursor = line.upperBound
        floor = line.upperBound
        enqueue()
    }

    // MARK: - What a shell says

    /// `Illegal instruction (core dumped)`: part of the crash before it, or all that is left of one.
    ///
    ///     line = [ shell ": " ] [ "line " number ": " ] [ pid SP ] words SP "(core dumped)" …
    mutating func lookAtShell(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        var last = position
        while last > floor, text[last - 1] == ASCII.space { last -= 1 }
        guard last < position,
            let named = SwiftSignal.named(text, endingAt: last, after: floor)
        else { return }
        let found = place(text, of: named.start)
        guard isShellLine(text, before: named.start, found) else {
            statistics.mentions += 1
            return
        }
        let line =
            found.record.range.lowerBound..<max(position + 13, endOfRecord(text, position, end))
        cursor = line.upperBound
        if belongsToCrash(base + line.lowerBound) { return }
        beginCrash(text, at: line.lowerBound, found.record, end: line.upperBound)
        open = nil
        record.language = nil
        record.kind = .signal
        record.errorClass = .signal
        record.signalName = record.append(named.name)
        record.message = record.append(text, named.start..<last)
        record.hasMessage = true
        record.layout = .lines
        record.fingerprint = Fingerprint.ofCrash(record)
        self.place(text, line)
        floor = line.upperBound
        enqueue()
    }

    private func endOfRecord(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        max(
            position,
            finder.find(text, around: position, floor: position, before: end).range.upperBound
        )
    }

    /// Whether nothing but a shell's own words stands before the signal's.
    private func isShellLine(_ text: Span<UInt8>, before words: Int, _ place: Place) -> Bool {
        if place.isAtLineStart || isLogPrefix(text, place) { return true }
        var start = words
        while start > floor, text[start - 1] == ASCII.space { start -= 1 }
        let end = start
        while start > floor, text[start - 1].isDigit { start -= 1 }
        if start < end { return true }
        return start > floor && (text[start - 1] == ASCII.colon || text[start - 1] == ASCII.newline)
    }

    /// Whether a crash or a trace ended just before an offset.
    private func belongsToCrash(_ offset: Int) -> Bool {
        for index in queue.latestFirst {
            guard queue[index].byteEnd + IncidentQueue.reach >= offset else { return false }
            switch queue[index].kind {
            case .error, .goroutineDump, .dataRace, .httpPanic, .recoveredPanic: continue
            default: return true
            }
        }
        return false
    }
}
