extension LogReader {
    /// Go's throw or Swift's trap, by the first letter.
    mutating func lookAtFatalWords(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let start = position - 1
        guard start >= floor else { return }
        if text[start] == UInt8(ascii: "F") {
            if takeKnownCrash(text, at: position, .trap, end) { return }
            lookAtTrap(text, start, end)
        } else if text.has("fatal error: ", at: start, before: end) {
            lookAtFatalError(text, start, end)
        }
    }

    /// A text of Swift's that an anchor stands in.
    mutating func lookAtSwift(
        _ text: Span<UInt8>,
        _ position: Int,
        _ anchor: SwiftAnchor,
        _ end: Int
    ) {
        if takeKnownCrash(text, at: position, anchor, end) { return }
        switch anchor {
        case .trap: lookAtTrap(text, startOfTrapWords(text, position), end)
        case .progress: lookAtProgress(text, position, end)
        case .reason: lookAtReason(text, position, end)
        case .list, .library: lookAtStackList(text, position, anchor, end)
        case .report: lookAtReport(text, position, end)
        case .apple: lookAtAppleReport(text, position, end)
        case .misuse: lookAtMisuse(text, position, end)
        case .shell: lookAtShell(text, position, end)
        }
    }

    private func startOfTrapWords(_ text: Span<UInt8>, _ position: Int) -> Int {
        text[position] == UInt8(ascii: "o") && text.has("Prec", endingAt: position, after: floor)
            ? position - 4 : position - 1
    }

    // MARK: - Traps

    /// A trap's line, with the backtrace after it or without.
    private mutating func lookAtTrap(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        guard start >= floor else { return }
        let place = place(text, of: start)
        let first = afterRuntimeNote(text, max(floor, place.record.range.lowerBound), start)
        guard var trap = SwiftTrapText.read(text, at: start, after: first, before: end) else {
            return
        }
        let outlook = SwiftOutlook(
            text,
            from: trap.messageStart,
            place: trap.file,
            before: end,
            skip: crash.noBacktraceBefore,
            times: times
        )
        if outlook.heading == nil {
            crash.noBacktraceBefore = max(crash.noBacktraceBefore, outlook.searched)
        }
        guard outlook.heading != nil || isFirst(text, trap, place) else {
            statistics.mentions += 1
            return
        }
        let line = trap.messageStart..<endOfMessage(text, trap, outlook, end)
        let message = trap.messageWithoutPlace(text, GoPanicText.trimmed(text, line))
        guard isTrap(text, trap, message, place, outlook) else {
            statistics.mentions += 1
            return
        }
        beginCrash(text, at: startOfLine(text, trap, place), place.record, end: line.upperBound)
        open?.messageStart = nil
        takeTrap(text, trap, message)
        guard let heading = outlook.heading else {
            return completeCrash(text, endingAt: line.upperBound)
        }
        open?.swift = outlook.isColoured ? .coloured : .text
        cursor = heading
    }

    /// After what the runtime says of itself where no backtracer is installed, line breaks lost.
    private func afterRuntimeNote(_ text: Span<UInt8>, _ start: Int, _ position: Int) -> Int {
        let near = max(start, position - 192)..<max(start, position)
        return text.firstRange(of: "; disabling backtracing.", in: near)?.upperBound ?? start
    }

    /// Where a message ends: before its backtrace, else with its line.
    private mutating func endOfMessage(
        _ text: Span<UInt8>,
        _ trap: SwiftTrapText,
        _ outlook: SwiftOutlook,
        _ end: Int
    ) -> Int {
        if outlook.heading != nil { return outlook.messageEnd }
        let found = finder.find(
            text,
            around: trap.messageStart,
            floor: trap.start,
            before: end
        )
        var stop = max(trap.messageStart, found.range.upperBound)
        if stop - trap.messageStart >= RecordFinder.reach {
            let limit = min(end, trap.messageStart + SwiftOutlook.longest)
            stop = ByteScan.firstIndex(of: ASCII.newline, in: text, stop..<limit) ?? limit
        }
        return outlook.messageEnd >= trap.messageStart ? min(stop, outlook.messageEnd) : stop
    }

    /// Whether a trap is the process's own words: the runtime's and a cast's are few, and what
    /// follows `Fatal error: ` without a place must be a text that is known.
    private mutating func isTrap(
        _ text: Span<UInt8>,
        _ trap: SwiftTrapText,
        _ message: Range<Int>,
        _ place: Place,
        _ outlook: SwiftOutlook
    ) -> Bool {
        switch trap.words {
        case .cast, .accesses: isFirst(text, trap, place)
        case .fatalError, .precondition, .assertion:
            outlook.heading != nil || !trap.file.isEmpty || errors.readTrap(text, message) != nil
        }
    }

    /// Whether a trap stands at the beginning of its line or record: a program that quotes one has
    /// words before it.
    private func isFirst(_ text: Span<UInt8>, _ trap: SwiftTrapText, _ place: Place) -> Bool {
        let head = afterRuntimeNote(text, place.record.range.lowerBound, trap.start)
        if GoPanicText.trimmed(text, head..<max(head, trap.start)).isEmpty { return true }
        guard place.record.time != nil || place.record.isJSON else { return false }
        if followsSpelledBreak(text, trap.start) { return true }
        let start = min(place.record.textStart, trap.start)
        return GoPanicText.trimmed(text, start..<trap.start).isEmpty
            || endsInOpenQuote(text, before: trap.start)
    }

    /// Whether a line break that is spelled out stands just before a position.
    private func followsSpelledBreak(_ text: Span<UInt8>, _ position: Int) -> Bool {
        (2...6).contains { length in
            guard position - length >= floor else { return false }
            let gap = Gap(text, at: position - length, before: position)
            return gap.end == position && gap.breaks > 0
        }
    }

    private func startOfLine(_ text: Span<UInt8>, _ trap: SwiftTrapText, _ place: Place) -> Int {
        place.record.time != nil && isLogPrefix(text, place) || place.record.isJSON
            ? min(place.record.range.lowerBound, trap.start) : trap.start
    }

    mutating func takeTrap(
        _ text: Span<UInt8>,
        _ trap: SwiftTrapText,
        _ message: Range<Int>
    ) {
        if !trap.file.isEmpty {
            record.trapFile = record.append(text, trap.file)
            record.trapLine = trap.line
        }
        record.trapIsPlain = trap.file.isEmpty
        switch trap.words {
        case .precondition: record.errorClass = .precondition
        case .assertion: record.errorClass = .assertion
        case .cast: record.errorClass = .typeAssertion
        case .accesses: record.errorClass = .exclusivity
        case .fatalError: record.errorClass = .explicitPanic
        }
        guard trap.hasMessage, !message.isEmpty else { return }
        let line = trap.words == .accesses ? firstLine(text, message) : message
        record.message = clipped(MessageText.append(text, line, to: &record))
        record.hasMessage = true
        guard trap.words == .fatalError, let reading = errors.readTrap(text, line) else { return }
        take(text, reading)
    }

    private func firstLine(_ text: Span<UInt8>, _ message: Range<Int>) -> Range<Int> {
        for position in message {
            if Gap(text, at: position, before: message.upperBound).breaks > 0
                || text.has("Previous access", at: position, before: message.upperBound)
            {
                return GoPanicText.trimmed(text, message.lowerBound..<position)
            }
        }
        return message
    }

    // MARK: - Backtraces without a message

    /// The line that announces a backtrace.
    private mutating func lookAtProgress(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        guard let start = SwiftProgress.start(text, ofWordsAt: position, after: floor) else {
            return
        }
        beginBacktrace(text, at: start, end)
    }

    /// The line that says why a program crashed, where none announced the backtrace.
    private mutating func lookAtReason(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        guard let start = SwiftProgress.start(text, ofWordsAt: position + 4, after: floor) else {
            return
        }
        beginBacktrace(text, at: start, end)
    }

    private mutating func beginBacktrace(_ text: Span<UInt8>, at start: Int, _ end: Int) {
        let isColoured =
            text[start] == 0xF0 && start + 5 < end
            && UncolouredText.endOfColour(text, at: start + 5, before: end) != nil
        let place = place(text, of: start)
        if !isColoured {
            guard let heading = SwiftHeading.read(text, at: start, before: end),
                isFollowed(text, heading, place.isAtLineStart, end)
            else {
                statistics.mentions += 1
                return
            }
        }
        let said = saidBefore(text, start)
        beginCrash(text, at: said?.lowerBound ?? start, place.record, end: start)
        crash.candidate?.looksBefore = true
        if let said {
            takeSaid(text, said)
            crash.candidate = nil
        }
        open?.swift = isColoured ? .coloured : .text
        cursor = start
    }

    /// What the runtime said before it aborted, in words that no anchor finds.
    func saidBefore(_ text: Span<UInt8>, _ heading: Int) -> Range<Int>? {
        let near = max(floor, heading - 512)..<heading
        guard let found = text.firstRange(of: "Incorrect actor executor assumption", in: near)
        else { return nil }
        return GoPanicText.trimmed(text, found.lowerBound..<heading)
    }

    private mutating func takeSaid(_ text: Span<UInt8>, _ said: Range<Int>) {
        record.message = MessageText.append(text, said, to: &record)
        record.hasMessage = true
        record.trapIsPlain = true
        record.errorClass = .concurrencyMisuse
    }

    /// Whether more of a crash follows a heading: prose that quotes one has nothing there.
    private func isFollowed(
        _ text: Span<UInt8>,
        _ heading: SwiftHeading,
        _ isAtLineStart: Bool,
        _ end: Int
    ) -> Bool {
        let next = Gap(text, at: heading.end, before: end).end
        if SwiftHeading.read(text, at: next, before: end) != nil { return true }
        guard isAtLineStart else { return false }
        if case .progress = heading { return true }
        let near = heading.end..<min(end, heading.end + 1024)
        return next == end || text.firstRange(of: "Thread ", in: near) != nil
    }

    /// A list of the standard library or of the older backtrace library that nothing announced.
    private mutating func lookAtStackList(
        _ text: Span<UInt8>,
        _ position: Int,
        _ anchor: SwiftAnchor,
        _ end: Int
    ) {
        var start = position
        if case .library = anchor {
            while start > max(floor, position - 4), text[start - 1].isDigit { start -= 1 }
            start -= 16
        }
        guard start >= floor, let heading = SwiftHeading.read(text, at: start, before: end),
            Self.hasRow(text, after: heading.end, end)
                || Self.hasLibraryRow(text, below: heading, end)
        else { return }
        beginCrash(text, at: start, place(text, of: start).record, end: start)
        open?.swift = .text
        cursor = start
    }

    /// Whether a row of the library's list stands below its heading, behind lines of another process.
    private static func hasLibraryRow(
        _ text: Span<UInt8>,
        below heading: SwiftHeading,
        _ end: Int
    ) -> Bool {
        guard case .library = heading else { return false }
        let end = min(end, heading.end + 1024)
        var position = heading.end
        while position < end,
            let newline = ByteScan.firstIndex(of: ASCII.newline, in: text, position..<end)
        {
            if SwiftLibraryFrame.isLine(text, at: newline + 1, before: end) { return true }
            position = newline + 1
        }
        return false
    }

    private static func hasRow(_ text: Span<UInt8>, after position: Int, _ end: Int) -> Bool {
        let start = Gap(text, at: position, before: end).end
        return SwiftListFrame.read(text, at: start, expected: 0, before: end) != nil
            || SwiftLibraryFrame.read(text, at: start, before: end) != nil
    }

    // MARK: - What they share

    /// Opens the incident of a crash.
    mutating func beginCrash(_ text: Span<UInt8>, at start: Int, _ found: LogRecord, end: Int) {
        crash.begin()
        if found.range.lowerBound <= start { take(text, found) }
        begin(text, at: start, end: end)
        open?.isJSON = found.isJSON
        record.language = .swift
        crash.candidate?.note(record)
    }

    /// Reads the next rows of the open crash; false where more bytes are needed.
    mutating func readCrash(
        _ text: Span<UInt8>,
        _ layout: SwiftCrashLayout,
        _ end: Int,
        _ atEnd: Bool
    ) -> Bool {
        crash.candidate?.noteRows(at: base + cursor)
        return switch layout {
        case .text: readRows(text, end, atEnd)
        case .coloured: readColouredRows(text, end, atEnd)
        case .report: readReport(text, end, atEnd)
        }
    }

    private mutating func readRows(_ text: Span<UInt8>, _ end: Int, _ atEnd: Bool) -> Bool {
        while true {
            switch crash.trace.read(text, at: cursor, before: end, atEnd: atEnd, into: &record) {
            case .next(let position):
                cursor = position
                if crash.trace.isAtTail { noteTail(at: crash.trace.end.lowerBound) }
            case .needMore: return false
            case .report(let position):
                open?.swift = .report
                cursor = position
                return true
            case .ended(let position):
                completeCrash(text, endingAt: position)
                return true
            }
        }
    }

    /// How much is read without its colours at a time.
    private static let colouredStep = 28 << 10

    private mutating func readColouredRows(
        _ text: Span<UInt8>,
        _ end: Int,
        _ atEnd: Bool
    ) -> Bool {
        guard atEnd || end - cursor >= Self.colouredStep else { return false }
        record.undone.insert(.terminalCodes)
        let range = cursor..<min(end, cursor + Self.colouredStep)
        let isLast = atEnd && range.upperBound == end
        var plain = crash.takePlain()
        defer { crash.plain = plain }
        plain.begin(range)
        var position = 0
        while true {
            // No more is copied than the next row may ask for: a crash is a tenth of what may be.
            plain.copy(text, atLeast: position + SwiftTraceReader.tailLookahead)
            let isDecided = crash.trace.isDecided(
                plain.bytes.span.extracting(0..<plain.count),
                at: position
            )
            if !isDecided {
                plain.copy(text, atLeast: position + SwiftTraceReader.lookahead)
            }
            let step = crash.trace.read(
                plain.bytes.span.extracting(0..<plain.count),
                at: position,
                before: plain.count,
                atEnd: isLast && plain.isWhole,
                into: &record
            )
            switch step {
            case .next(let next):
                position = next
                if crash.trace.isAtTail {
                    noteTail(at: plain.position(of: crash.trace.end.lowerBound))
                }
            case .report(let next):
                open?.swift = .report
                cursor = plain.position(of: next)
                return true
            case .needMore where position > 0:
                cursor = plain.position(of: position)
                return true
            case .needMore:
                completeCrash(text, endingAt: cursor)
                return true
            case .ended(let last):
                completeCrash(text, endingAt: plain.position(of: last))
                return true
            }
        }
    }
}
