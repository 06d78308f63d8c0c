extension LogReader {
    /// An error text: an incident of its own, the announcement of the trace that follows, a
    /// repetition of what was said before, or prose.
    mutating func lookAtError(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        // `http: ` is an error's beginning as well as this one's, whose own anchor comes next.
        if text.has("http: panic serving ", at: position, before: end)
            || text.has("http2: panic serving ", at: position, before: end)
        {
            return
        }
        let lineStart = lines.start(text, of: position)
        let found = finder.find(
            text, around: position, floor: max(lineStart, floor), before: end)
        guard
            let reading = errors.readRecord(
                text, found.range, hit: position, isLogLine: isLogLine(text, found))
        else {
            statistics.mentions += 1
            return
        }
        if let stack = stack(text, after: reading, in: found, end) {
            beginTrace(text, found, reading, stack)
            return
        }
        if let bare = bareStack(text, after: reading, in: found, end) {
            beginTrace(
                text, found, reading,
                Stack(position: bare.start, isInField: isInField(text, found, bare.start)))
            store(text, bare)
            finishBare(text, bare, end)
            return
        }
        cursor = max(position + 1, found.range.upperBound)
        if isRepeated(text, found, reading) { return }
        takeError(text, found, reading)
    }

    /// A line of a dated record: its own, or one that continues it.
    private func isLogLine(_ text: Span<UInt8>, _ found: LogRecord) -> Bool {
        found.isLogLine
    }

    private mutating func takeError(
        _ text: Span<UInt8>, _ found: LogRecord, _ reading: ErrorReading
    ) {
        record.kind = .error
        record.message = MessageText.append(text, reading.expression, to: &record)
        record.hasMessage = true
        take(text, reading)
        if let client = reading.client { record.client = endpoint(text, client) }
        if let time = found.time {
            dated.note(time)
            record.time = time.time
            record.timeText = record.append(text, time.range)
            record.timeSource = .own
        } else {
            inheritTime(text, found.range.lowerBound)
        }
        record.layout = found.isJSON ? .json : .lines
        record.fingerprint = fingerprint(text, reading)
        place(text, found.range)
        floor = found.range.upperBound
        enqueue()
    }

    private func fingerprint(_ text: Span<UInt8>, _ reading: ErrorReading) -> UInt64 {
        var print = Fingerprint()
        print.fold(reading.errorClass.rawValue)
        var hash = print.value
        ErrorReader.normalized(text, reading.core, into: &hash)
        return hash
    }

    // MARK: - The trace that it announces

    /// Where the trace of an error begins, in its record or just after it.
    private struct Stack {
        var position: Int
        var isInField: Bool
    }

    private func stack(
        _ text: Span<UInt8>, after reading: ErrorReading, in found: LogRecord, _ end: Int
    ) -> Stack? {
        let inside = reading.cause.upperBound..<found.range.upperBound
        if let header = firstHeader(text, inside, end) {
            return Stack(position: header, isInField: isInField(text, found, header))
        }
        let gap = Gap(text, at: found.range.upperBound, before: end)
        guard gap.breaks <= 1, GoHeader.read(text, at: gap.end, before: end) != nil else {
            return nil
        }
        return Stack(position: gap.end, isInField: isInField(text, found, gap.end))
    }

    private func isInField(_ text: Span<UInt8>, _ found: LogRecord, _ position: Int) -> Bool {
        found.isJSON || endsInOpenQuote(text, before: position)
    }

    /// A stack without headers in the error's record, or on the lines just after it.
    private func bareStack(
        _ text: Span<UInt8>, after reading: ErrorReading, in found: LogRecord, _ end: Int
    ) -> GoBareStack? {
        let stop = found.range.upperBound
        if found.isJSON {
            for key in ["\"func\":\"", "func&#34;:", "func&quot;:"] as [StaticString] {
                guard let place = text.firstRange(of: key, in: found.range) else { continue }
                return GoBareStack.readObjects(
                    text, at: startOfKey(text, place.lowerBound), before: end)
            }
            return bareStack(text, in: reading.cause.upperBound..<stop, after: floor, end)
        }
        let gap = Gap(text, at: stop, before: end)
        if gap.breaks <= 1, let stack = GoBareStack.read(text, at: gap.end, before: end) {
            return stack
        }
        return joinedStack(text, after: reading.cause.upperBound, before: stop)
    }

    /// A stack that stands in its error's line, since the line breaks were lost.
    private func joinedStack(
        _ text: Span<UInt8>, after cause: Int, before stop: Int
    ) -> GoBareStack? {
        let near = cause..<min(stop, cause + 1024)
        guard let stack = bareStack(text, in: near, after: cause, stop),
            text.firstRange(of: "panic: ", in: cause..<stack.start) == nil
        else { return nil }
        return stack
    }

    private func firstHeader(_ text: Span<UInt8>, _ range: Range<Int>, _ end: Int) -> Int? {
        var position = range.lowerBound
        while position < range.upperBound,
            let found = text.firstRange(of: "goroutine ", in: position..<range.upperBound)
        {
            if GoHeader.read(text, at: found.lowerBound, before: end) != nil {
                return found.lowerBound
            }
            position = found.upperBound
        }
        return nil
    }

    private mutating func beginTrace(
        _ text: Span<UInt8>, _ found: LogRecord, _ reading: ErrorReading, _ stack: Stack
    ) {
        begin(text, at: found.range.lowerBound, end: stack.position)
        open?.isInField = stack.isInField
        open?.isJSON = found.isJSON
        open?.hasError = true
        record.language = .go
        take(text, found)
        record.message = MessageText.append(text, reading.expression, to: &record)
        record.hasMessage = true
        take(text, reading)
        if let client = reading.client {
            record.client = endpoint(text, client)
        } else {
            takeFields(text, found.range.lowerBound..<stack.position)
        }
        cursor = stack.position
    }

    /// Takes the class, the operation and the ends that a text states.
    mutating func take(_ text: Span<UInt8>, _ reading: ErrorReading) {
        record.errorClass = reading.errorClass
        record.core = MessageText.append(text, reading.core, to: &record)
        if let operation = reading.operation {
            record.operation = append(operation.name.rawValue)
            if let transport = operation.transport { record.transport = append(text, transport) }
            if let local = operation.local { record.local = endpoint(text, local) }
            if let peer = operation.peer { record.peer = endpoint(text, peer) }
        }
        if let peer = reading.peer { record.peer = endpoint(text, peer) }
    }

    // MARK: - Repetitions

    /// Whether a record says again what an incident just before it said: the same error in a line
    /// that continues its record, or a trace's message word for word.
    private mutating func isRepeated(
        _ text: Span<UInt8>, _ found: LogRecord, _ reading: ErrorReading
    ) -> Bool {
        let start = base + found.range.lowerBound
        for index in queue.latestFirst {
            let isNear = queue[index].byteEnd + IncidentQueue.reach >= start
            guard isNear else { return false }
            let hasStack = !queue[index].goroutines.isEmpty
            let continues = found.time == nil && !found.isJSON && index == queue.latestFirst.first
            guard hasStack || continues, says(queue[index], text, found, reading) else { continue }
            queue[index].repeats += 1
            return true
        }
        return false
    }

    /// Whether a record holds an incident's error byte for byte.
    private func says(
        _ incident: borrowing IncidentRecord, _ text: Span<UInt8>, _ found: LogRecord,
        _ reading: ErrorReading
    ) -> Bool {
        let message = incident.core.range
        guard incident.errorClass == reading.errorClass, !message.isEmpty,
            message.count <= found.range.count
        else { return false }
        let arena = incident.arena.span
        var position = found.range.lowerBound
        while position + message.count <= found.range.upperBound {
            if text[position] == arena[message.lowerBound],
                isSame(arena, message, text, at: position)
            {
                return true
            }
            position += 1
        }
        return false
    }

    private func isSame(
        _ left: Span<UInt8>, _ range: Range<Int>, _ right: Span<UInt8>, at position: Int
    ) -> Bool {
        for offset in 0..<range.count
        where left[range.lowerBound + offset] != right[position + offset] {
            return false
        }
        return true
    }
}
