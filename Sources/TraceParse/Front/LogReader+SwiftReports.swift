extension LogReader {
    /// A report as JSON: the backtracer's by its kind, Apple's by its first document.
    mutating func lookAtReport(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let isApple = text.has("bug_type", at: position, before: end)
        guard let start = startOfObject(text, around: position, isApple ? 1024 : 256),
            isReport(text, start, position, isApple, end)
        else { return }
        beginCrash(text, at: start, place(text, of: start).record, end: start)
        if isApple { crash.report.expectTwoDocuments() }
        open?.swift = .report
        cursor = start
    }

    private func startOfObject(_ text: Span<UInt8>, around position: Int, _ reach: Int) -> Int? {
        let most = max(floor, position - reach)
        return most < position
            ? ByteScan.lastIndex(of: ASCII.leftBrace, in: text, most..<position) : nil
    }

    private func isReport(
        _ text: Span<UInt8>,
        _ start: Int,
        _ position: Int,
        _ isApple: Bool,
        _ end: Int
    ) -> Bool {
        guard isApple else {
            return text.firstRange(of: "kind", in: start..<position) != nil
        }
        guard text.firstRange(of: "app_name", in: start..<position) != nil,
            let close = finder.endOfObject(text, start, before: min(end, start + 4096))
        else { return false }
        let next = Gap(text, at: close, before: end).end
        return text.has("{", at: next, before: end)
    }

    /// Reads the next tokens of an open report; false where more bytes are needed.
    mutating func readReport(_ text: Span<UInt8>, _ end: Int, _ atEnd: Bool) -> Bool {
        while true {
            switch crash.report.read(text, at: cursor, before: end, atEnd: atEnd, into: &record) {
            case .next(let position): cursor = position
            case .needMore: return false
            case .report, .ended:
                let position = cursor
                takeReport()
                completeCrash(text, endingAt: max(position, endOfReport(text, end)))
                return true
            }
        }
    }

    private func endOfReport(_ text: Span<UInt8>, _ end: Int) -> Int {
        let brace = Gap(text, at: cursor, before: end).end
        return crash.report.isComplete && text.has("}", at: brace, before: end) ? brace + 1 : cursor
    }

    /// Takes what the whole of a report tells: its time, and the trap that it quotes.
    private mutating func takeReport() {
        record.truncated = !crash.report.isComplete
        takeSignalOfReason()
        let arena = record.arena
        let stamp = crash.report.timestamp.range
        if record.timeSource != .own,
            let time = times.read(arena.span, at: stamp.lowerBound, before: stamp.upperBound)
        {
            record.time = time.time
            record.timeText = crash.report.timestamp
            record.timeSource = .own
        }
        let note = crash.report.note.range
        if record.errorClass == nil { takeQuotedTrap(arena.span, note) }
    }

    /// `Illegal instruction` in place of a signal's number.
    private mutating func takeSignalOfReason() {
        let reason = record.message.range
        guard record.signalName.isEmpty, record.errorClass == nil,
            let named = SwiftSignal.named(
                record.arena.span,
                at: reason.lowerBound,
                before: reason.upperBound
            )
        else { return }
        record.signalName = record.append(named.name)
    }

    /// The trap's line in a report's notes.
    mutating func takeQuotedTrap(_ text: Span<UInt8>, _ range: Range<Int>) {
        for words in ["Fatal error", "Precondition failed", "Assertion failed"] as [StaticString] {
            guard let found = text.firstRange(of: words, in: range),
                var trap = SwiftTrapText.read(
                    text,
                    at: found.lowerBound,
                    after: range.lowerBound,
                    before: range.upperBound
                )
            else { continue }
            let rest = GoPanicText.trimmed(text, trap.messageStart..<range.upperBound)
            takeTrap(text, trap, trap.messageWithoutPlace(text, rest))
            return
        }
    }

    // MARK: - Apple's text report

    /// `Exception Type:  EXC_BREAKPOINT (SIGTRAP)` in a report that Apple's reporter printed.
    mutating func lookAtAppleReport(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let type = Gap(text, at: position + 15, before: end).end
        guard text.has("EXC_", at: type, before: end) else { return }
        let head = max(floor, position - (8 << 10))..<position
        let identifier = lastRange(of: "Identifier: ", text, head) ?? position..<position
        let own = lastRange(of: "Process: ", text, head.lowerBound..<identifier.lowerBound)
        let start = own?.lowerBound ?? identifier.lowerBound
        beginCrash(text, at: start, place(text, of: start).record, end: type)
        if let open = ByteScan.firstIndex(
            of: ASCII.leftParenthesis,
            in: text,
            type..<min(end, type + 64)
        ),
            let close = ByteScan.firstIndex(
                of: ASCII.rightParenthesis,
                in: text,
                open..<min(end, open + 16)
            )
        {
            record.signalName = record.append(text, open + 1..<close)
        }
        let near = type..<min(end, type + (8 << 10))
        let thread = text.firstRange(of: "Thread 0", in: near)?.lowerBound ?? near.upperBound
        takeAppleTime(text, start..<position)
        takeQuotedTrap(text, type..<thread)
        open?.swift = .text
        crash.trace.expectThreads()
        cursor = thread
    }

    private mutating func takeAppleTime(_ text: Span<UInt8>, _ range: Range<Int>) {
        guard let key = text.firstRange(of: "Date/Time:", in: range) else { return }
        let start = Gap(text, at: key.upperBound, before: range.upperBound).end
        let limit = endOfZone(text, start, range.upperBound)
        guard let time = times.read(text, at: start, before: limit) else { return }
        record.time = time.time
        record.timeText = record.append(text, time.range)
        record.timeSource = .own
    }

    /// After the zone of a time, ` +0100`, which what follows it may touch.
    private func endOfZone(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let zone =
            text.firstRange(of: " +", in: start..<min(end, start + 32))
            ?? text.firstRange(of: " -", in: start..<min(end, start + 32))
        guard let zone else { return end }
        return text.endOfDigits(zone.upperBound, before: min(end, zone.upperBound + 4))
    }

    private func lastRange(
        of literal: StaticString,
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> Range<Int>? {
        var last: Range<Int>?
        var start = range.lowerBound
        while let found = text.firstRange(of: literal, in: start..<range.upperBound) {
            last = found
            start = found.upperBound
        }
        return last
    }
}
