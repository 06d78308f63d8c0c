extension LogReader {
    /// An error text: an incident of its own, the announcement of the trace that follows, a
    /// repetition of what was said before, or prose.
    mutating func lookAtError(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
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
        } else if let time = dated.before(text, found.range.lowerBound, times) {
            record.time = time.time
            record.timeText = record.append(text, time.range)
            record.timeSource = .inherited
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
            return Stack(
                position: header,
                isInField: found.isJSON || endsInOpenQuote(text, before: header))
        }
        let gap = Gap(text, at: found.range.upperBound, before: end)
        guard gap.breaks <= 1, GoHeader.read(text, at: gap.end, before: end) != nil else {
            return nil
        }
        return Stack(
            position: gap.end, isInField: found.isJSON || endsInOpenQuote(text, before: gap.end))
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

    /// Whether a record holds an incident's message byte for byte.
    private func says(
        _ incident: borrowing IncidentRecord, _ text: Span<UInt8>, _ found: LogRecord,
        _ reading: ErrorReading
    ) -> Bool {
        guard incident.errorClass == reading.errorClass, incident.message.count > 0,
            Int(incident.message.count) <= found.range.count
        else { return false }
        let arena = incident.arena.span
        let message = incident.message.range
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
