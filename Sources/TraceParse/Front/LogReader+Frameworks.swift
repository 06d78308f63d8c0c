extension LogReader {
    // MARK: - Stacks without headers

    /// The position of a frame in a stack that nothing announced.
    mutating func lookAtPosition(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        guard
            let stack = GoBareStack.read(text, sourceFile: position, after: floor, before: end)
        else { return }
        takeAnnounced(text, withoutTouchingTime(text, stack), end)
    }

    /// A stack as a list of JSON objects.
    mutating func lookAtStackObject(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let key = startOfKey(text, position)
        guard let stack = GoBareStack.readObjects(text, at: key, before: end) else { return }
        takeAnnounced(text, stack, end)
    }

    /// Where the key begins whose anchor stands at a position: one with an entity for its mark
    /// begins behind it.
    func startOfKey(_ text: Span<UInt8>, _ position: Int) -> Int {
        if text[position] == ASCII.quote { return position }
        let entity = text.has("&quot;", endingAt: position, after: 0) ? 6 : 5
        return max(0, position - entity)
    }

    private mutating func takeAnnounced(_ text: Span<UInt8>, _ stack: GoBareStack, _ end: Int) {
        let announcement = bareAnnouncement(text, before: stack.start)
        begin(text, at: announcement?.range.lowerBound ?? stack.start, end: stack.end)
        record.language = .go
        if let announcement { take(text, announcement, before: stack.start) }
        store(text, stack)
        finishBare(text, stack, end)
    }

    /// The record that announces a stack without headers: gin prints the request between.
    private mutating func bareAnnouncement(
        _ text: Span<UInt8>,
        before position: Int
    ) -> LogRecord? {
        guard let near = announcement(text, before: position) else { return nil }
        guard near.time == nil, !near.isJSON else { return near }
        let reach = max(floor, near.range.lowerBound - 2048)
        guard
            let recovery = lastRange(of: " panic recovered:", text, reach..<near.range.lowerBound)
        else { return near }
        var far = finder.find(
            text,
            around: recovery.lowerBound,
            floor: max(floor, lines.start(text, of: recovery.lowerBound)),
            before: recovery.upperBound
        )
        far.textStart = near.textStart
        return far
    }

    private func lastRange(
        of literal: StaticString,
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> Range<Int>? {
        var last: Range<Int>?
        var start = range.lowerBound
        while start < range.upperBound,
            let found = text.firstRange(of: literal, in: start..<range.upperBound)
        {
            last = found
            start = found.upperBound
        }
        return last
    }

    /// chi's pretty stack below a `panic: …` line; true where one stands there.
    mutating func lookAtPrettyStack(
        _ text: Span<UInt8>,
        _ position: Int,
        _ said: GoPanicText,
        _ end: Int
    ) -> Bool {
        let after = position + 7
        if after < end, UncolouredText.endOfColour(text, at: after, before: end) != nil {
            let plain = UncolouredText(text, after..<min(end, after + (64 << 10)))
            let copy = plain.bytes.span.extracting(0..<plain.count)
            return takePrettyStack(text, position, copy, after: 0) { plain.position(of: $0) }
        }
        return takePrettyStack(text, position, text.extracting(0..<end), after: after) { $0 }
    }

    /// Takes a pretty stack from a text that is the log's own or a copy.
    private mutating func takePrettyStack(
        _ log: Span<UInt8>,
        _ position: Int,
        _ text: Span<UInt8>,
        after floor: Int,
        logPosition: (Int) -> Int
    ) -> Bool {
        let search = floor..<min(text.count, floor + 4096)
        guard let dot = firstSourceFile(text, search),
            let found = GoBareStack.read(text, sourceFile: dot, after: floor, before: text.count),
            found.start - floor < 2048
        else { return false }
        let stack = withoutTouchingTime(text, found)
        begin(log, at: position, end: logPosition(stack.end))
        record.language = .go
        open?.kind = .recoveredPanic
        let message = GoBareStack.beforeArrow(
            text,
            GoPanicText.trimmed(text, floor..<stack.start)
        )
        record.message = MessageText.append(text, message, to: &record)
        record.hasMessage = true
        record.errorClass = .explicitPanic
        if let reading = errors.readMessage(text, message) { take(text, reading) }
        store(text, stack)
        complete(log, endingAt: logPosition(stack.end))
        return true
    }

    /// A stack without the digits of the timestamp that touches it.
    private func withoutTouchingTime(_ text: Span<UInt8>, _ stack: GoBareStack) -> GoBareStack {
        guard let last = stack.frames.last else { return stack }
        let search = last.file.upperBound + 1
        let limit = min(text.count, stack.end + 32)
        let quotes = RecordQuotes(from: search, isWhole: false)
        guard search < limit,
            let time = finder.firstDatedStart(text, search, limit, quotes)
        else { return stack }
        return stack.ending(text, before: time)
    }

    private func firstSourceFile(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while start < range.upperBound,
            let found = text.firstRange(of: ".go:", in: start..<range.upperBound)
        {
            if found.upperBound < range.upperBound, text[found.upperBound].isDigit {
                return found.lowerBound
            }
            start = found.upperBound
        }
        return nil
    }

    /// The stack of a record whose error was read first, or `nil`.
    func bareStack(
        _ text: Span<UInt8>,
        in range: Range<Int>,
        after floor: Int,
        _ end: Int
    ) -> GoBareStack? {
        var start = range.lowerBound
        for _ in 0..<8 {
            guard start < range.upperBound,
                let dot = firstSourceFile(text, start..<range.upperBound)
            else { return nil }
            if let stack = GoBareStack.read(text, sourceFile: dot, after: floor, before: end) {
                return stack
            }
            start = dot + 4
        }
        return nil
    }

    /// Stores the frames of a stack as those of a goroutine without a header.
    mutating func store(_ text: Span<UInt8>, _ stack: GoBareStack) {
        var goroutine = GoroutineRecord()
        goroutine.firstFrame = Int32(record.frames.count)
        goroutine.frameCount = Int32(stack.frames.count)
        for (index, read) in stack.frames.enumerated() {
            var frame = FrameRecord()
            frame.function = record.append(text, read.function)
            frame.file = record.append(text, read.file)
            frame.line = read.line
            record.frames.append(frame)
            trace.countLayout(read.gap, isFirst: index == 0)
        }
        record.goroutines.append(goroutine)
    }

    /// Takes further stacks of the same record (an error that was wrapped has one a wrapper), the
    /// rest of the record, and ends the incident.
    mutating func finishBare(_ text: Span<UInt8>, _ stack: GoBareStack, _ end: Int) {
        var stop = stack.end
        let limit = endOfFields(text, end)
        while record.goroutines.count < 16, let limit,
            let further = furtherStack(text, after: stop, limit)
        {
            store(text, further)
            stop = further.end
        }
        open?.end = stop
        if open?.isInField ?? false { stop = takeTail(text, from: stop, end) }
        if record.hasMessage { open?.hasError = true }
        complete(text, endingAt: stop)
    }

    /// Where the search for further stacks ends: with the object in which the first one stands;
    /// `nil` where it stands in the field of another record.
    private func endOfFields(_ text: Span<UInt8>, _ end: Int) -> Int? {
        guard let open, open.isInField else { return end }
        guard open.isJSON, open.start >= 0 else { return nil }
        return finder.endOfObject(text, open.start, before: min(end, open.start + (64 << 10)))
    }

    /// A stack that follows within a line or two, no dated record between.
    private func furtherStack(_ text: Span<UInt8>, after stop: Int, _ end: Int) -> GoBareStack? {
        // The object that a stack began in may have ended inside the stack.
        let search = stop..<max(stop, min(end, stop + 512))
        guard let dot = firstSourceFile(text, search),
            let stack = GoBareStack.read(text, sourceFile: dot, after: stop, before: end),
            times.first(in: text, stop..<stack.start) == nil,
            text.firstRange(of: "panic", in: stop..<stack.start) == nil
        else { return nil }
        return stack
    }

    // MARK: - Race reports

    mutating func lookAtRace(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let report = GoRaceReport.read(text, at: position, before: end)
        guard !report.sections.isEmpty else {
            statistics.mentions += 1
            return
        }
        begin(text, at: startOfRace(text, position), end: report.end)
        open?.kind = .dataRace
        record.language = .go
        record.errorClass = .dataRace
        record.message = record.append(text, position + 9..<position + 18)
        record.hasMessage = true
        for section in report.sections { store(text, section) }
        complete(text, endingAt: report.end)
    }

    /// The row of equals signs above a report belongs to it.
    private func startOfRace(_ text: Span<UInt8>, _ position: Int) -> Int {
        let before = GoPanicText.trimmed(text, max(floor, position - 16)..<position).upperBound
        var start = before
        while start > floor, before - start < 18, text[start - 1] == ASCII.equals { start -= 1 }
        return start < before ? start : position
    }

    private mutating func store(_ text: Span<UInt8>, _ section: GoRaceReport.Section) {
        var goroutine = GoroutineRecord()
        goroutine.id = section.id
        goroutine.access = record.append(text, section.access)
        goroutine.firstFrame = Int32(record.frames.count)
        goroutine.frameCount = Int32(section.frames.count)
        for (index, read) in section.frames.enumerated() {
            var frame = FrameRecord()
            frame.function = record.append(text, read.call.function.range)
            frame.arguments = record.append(text, read.call.arguments.range)
            frame.hasArguments = true
            frame.file = record.append(text, read.position.file.range)
            frame.line = read.position.lineNumber(text)
            frame.offset = read.position.offsetNumber(text)
            record.frames.append(frame)
            trace.countLayout(
                Gap(
                    text,
                    at: index > 0
                        ? section.frames[index - 1].position.end
                        : section.access.upperBound,
                    before: read.call.function.lowerBound
                ),
                isFirst: false
            )
        }
        record.goroutines.append(goroutine)
    }
}
