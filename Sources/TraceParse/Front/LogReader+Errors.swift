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
        guard !prose.isFull(at: base + position) else { return }
        let lineStart = lines.start(text, of: position)
        if takeKnownLine(text, at: position, lineStart: lineStart, end) { return }
        settleLines(text)
        let isFirst = cursor <= lineStart
        var found = finder.find(
            text,
            around: position,
            floor: max(lineStart, floor),
            before: end
        )
        guard let reading = readError(text, found, position)
        else {
            if isSaidAgain(text, found) {
                cursor = max(position + 1, found.range.upperBound)
                return
            }
            if errors.isMention { statistics.mentions += 1 }
            prose.note(base + position, recordEnd: base + found.range.upperBound)
            return
        }
        if let stack = stack(text, after: reading, in: found, end) {
            beginTrace(text, found, reading, stack)
            return
        }
        if let bare = bareStack(text, after: reading, in: found, end) {
            beginTrace(
                text,
                found,
                reading,
                Stack(position: bare.start, isInField: isInField(text, found, bare.start))
            )
            store(text, bare)
            finishBare(text, bare, end)
            return
        }
        if let next = startOfTwin(text, of: found, after: reading) {
            found.range = found.range.lowerBound..<next
        }
        cursor = max(position + 1, found.range.upperBound)
        if isRepeated(text, found, reading) { return }
        takeError(text, found, reading, hit: position, isFirst: isFirst)
    }

    private mutating func readError(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ position: Int
    ) -> ErrorReading? {
        let reading = errors.readRecord(
            text,
            found.range,
            hit: position,
            isLogLine: found.isLogLine,
            time: found.time?.range
        )
        guard reading == nil, errors.isMention, !found.isLogLine else { return reading }
        return readLastOfSeveral(text, found, position)
    }

    /// Reads a line that is an error and nothing else, below the line of a log: the last of several
    /// that were joined, each of which is printed on a line of its own.
    private mutating func readLastOfSeveral(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ position: Int
    ) -> ErrorReading? {
        let line = found.range
        guard line.lowerBound == position || line.lowerBound + 1 == position, line.count <= 128,
            line.lowerBound > floor, text[line.lowerBound - 1] == ASCII.newline,
            let reading = errors.readRecord(text, line, hit: position, isLogLine: true),
            reading.core == line, isBelowLogLine(text, line.lowerBound)
        else { return nil }
        return reading
    }

    private func isBelowLogLine(_ text: Span<UInt8>, _ start: Int) -> Bool {
        let end = start - 1
        let reach = max(floor, end - RecordFinder.reach)
        guard end > reach else { return false }
        let newline = ByteScan.lastIndex(of: ASCII.newline, in: text, reach..<end)
        let above = newline.map { $0 + 1 } ?? reach
        guard above < end else { return false }
        let record = finder.find(text, around: end, floor: above, before: end)
        return record.isLogLine && !record.isJSON
    }

    /// Where the next record begins in a record without a time whose line breaks were lost: right
    /// after the error, with the very words that this one begins with.
    ///
    ///     record = word ": " … error [ SP ] word ": " …
    private func startOfTwin(
        _ text: Span<UInt8>,
        of found: LogRecord,
        after reading: ErrorReading
    ) -> Int? {
        guard found.time == nil, !found.isJSON else { return nil }
        var start = found.range.lowerBound
        while start < reading.core.lowerBound, text[start].isWhitespace { start += 1 }
        var end = start
        while end < reading.core.lowerBound, end - start < 32, text[end].isWord { end += 1 }
        guard end > start, end < reading.core.lowerBound, text[end] == ASCII.colon else {
            return nil
        }
        var next = reading.core.upperBound
        if next < found.range.upperBound, text[next] == ASCII.space { next += 1 }
        let head = start..<end + 1
        guard next + head.count < found.range.upperBound,
            text.same(next..<next + head.count, head)
        else { return nil }
        return next
    }

    private mutating func takeError(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ reading: ErrorReading,
        hit: Int,
        isFirst: Bool
    ) {
        record.kind = .error
        record.language = reading.language
        let copy = MessageText.copy(text, reading.expression, to: &record)
        record.message = copy.run
        record.hasMessage = true
        take(text, reading, from: copy)
        if let client = reading.client { record.client = endpoint(text, client) }
        if let time = found.time {
            dated.note(time)
            record.time = dated.moment(text, time, times)
            record.timeText = record.append(text, time.range)
            record.timeSource = .own
        } else {
            inheritTime(text, found.range.lowerBound)
        }
        record.layout = found.isJSON ? .json : .lines
        record.fingerprint = fingerprint(text, reading)
        contextBegins(text, incidentAt: found.range.lowerBound)
        place(text, found.range)
        contextEnds(text)
        record.repeats = ErrorRepetition.count(text, of: reading.core, in: found.range)
        keepLine(text, found, reading, hit: hit, isFirst: isFirst)
        floor = found.range.upperBound
        enqueue()
    }

    private mutating func fingerprint(_ text: Span<UInt8>, _ reading: ErrorReading) -> UInt64 {
        if let known = reading.fingerprint { return known }
        var print = Fingerprint()
        print.fold(reading.errorClass.rawValue)
        var hash = print.value
        ErrorReader.normalized(text, reading.core, into: &hash)
        errors.keep(fingerprint: hash)
        return hash
    }

    // MARK: - The trace that it announces

    /// Where the trace of an error begins, in its record or just after it.
    private struct Stack {
        var position: Int
        var isInField: Bool
    }

    private func stack(
        _ text: Span<UInt8>,
        after reading: ErrorReading,
        in found: LogRecord,
        _ end: Int
    ) -> Stack? {
        let inside = reading.cause.upperBound..<found.range.upperBound
        if let header = firstHeader(text, inside, end) {
            return Stack(position: header, isInField: isInField(text, found, header))
        }
        let gap = Gap(text, at: found.range.upperBound, before: end)
        guard gap.breaks <= 1 else { return nil }
        let reach = gap.end..<max(gap.end, min(end, gap.end + Self.longestTime + 10))
        guard text.firstRange(of: "goroutine ", in: reach) != nil else { return nil }
        let start = afterSameTime(text, found, gap.end, end) ?? gap.end
        guard GoHeader.read(text, at: start, before: end) != nil else { return nil }
        return Stack(position: start, isInField: isInField(text, found, start))
    }

    /// No time that begins a record is longer, with what stands behind it.
    static let longestTime = 64

    /// After the time of a record that says nothing but a stack, where it is printed with a record
    /// before it: a recovery logs the error, then the stack.
    private func afterSameTime(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ position: Int,
        _ end: Int
    ) -> Int? {
        guard let time = found.time,
            let next = finder.time(text, at: position, before: end), time.isAlike(next)
        else { return nil }
        return Gap(text, at: next.range.upperBound, before: end).end
    }

    private func isInField(_ text: Span<UInt8>, _ found: LogRecord, _ position: Int) -> Bool {
        found.isJSON || endsInOpenQuote(text, before: position)
    }

    /// A stack without headers in the error's record, or on the lines just after it.
    private func bareStack(
        _ text: Span<UInt8>,
        after reading: ErrorReading,
        in found: LogRecord,
        _ end: Int
    ) -> GoBareStack? {
        let stop = found.range.upperBound
        if found.isJSON {
            for key in ["\"func\":\"", "func&#34;:", "func&quot;:"] as [StaticString] {
                guard let place = text.firstRange(of: key, in: found.range) else { continue }
                return GoBareStack.readObjects(
                    text,
                    at: startOfKey(text, place.lowerBound),
                    before: end
                )
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
        _ text: Span<UInt8>,
        after cause: Int,
        before stop: Int
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
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ reading: ErrorReading,
        _ stack: Stack
    ) {
        begin(text, at: found.range.lowerBound, end: stack.position)
        open?.isInField = stack.isInField
        open?.isJSON = found.isJSON
        open?.hasError = true
        record.language = .go
        take(text, found)
        let copy = MessageText.copy(text, reading.expression, to: &record)
        record.message = copy.run
        record.hasMessage = true
        take(text, reading, from: copy)
        if let client = reading.client {
            record.client = endpoint(text, client)
        } else {
            takeFields(text, found.range.lowerBound..<stack.position)
        }
        cursor = stack.position
    }

    /// Takes the class, the operation and the ends that a text states.
    ///
    /// What stands in the message as well needs no copy of its own: four of them cost more than the
    /// message's.
    mutating func take(
        _ text: Span<UInt8>,
        _ reading: ErrorReading,
        from copy: TextCopy? = nil
    ) {
        record.errorClass = reading.errorClass
        record.core =
            copy?.run(of: reading.core) ?? MessageText.append(text, reading.core, to: &record)
        if let operation = reading.operation {
            record.operation =
                copy?.run(
                    of: word(operation.name.rawValue, in: text, at: operation.range.lowerBound)
                ) ?? append(operation.name.rawValue)
            if let transport = operation.transport {
                record.transport = append(text, transport, from: copy)
            }
            if let local = operation.local { record.local = endpoint(text, local, from: copy) }
            if let peer = operation.peer { record.peer = endpoint(text, peer, from: copy) }
        }
        if let peer = reading.peer { record.peer = endpoint(text, peer, from: copy) }
    }

    /// The range of a word that stands at a position, empty where another does.
    private func word(_ word: String, in text: Span<UInt8>, at start: Int) -> Range<Int> {
        var end = start
        for byte in word.utf8 {
            guard end < text.count, text[end] == byte else { return start..<start }
            end += 1
        }
        return start..<end
    }

    // MARK: - Repetitions

    /// Whether a record says again what an incident just before it said: the same error in a line
    /// that continues its record, or a trace's message word for word.
    private mutating func isRepeated(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ reading: ErrorReading
    ) -> Bool {
        // Without a stack only a line that continues its record says anything again.
        guard queue.stacks > 0 || found.time == nil && !found.isJSON else { return false }
        let start = base + found.range.lowerBound
        for index in queue.latestFirst {
            let outline = queue.outline(of: index)
            let isNear = outline.byteEnd + IncidentQueue.reach >= start
            let isLatest = index == queue.latestFirst.first
            guard isNear, isLatest || queue.stacks > 0 else { return false }
            let continues = isLatest && self.continues(text, found, outline)
            guard outline.hasStack || continues, says(queue[index], text, found, reading) else {
                continue
            }
            queue[index].repeats +=
                1 + ErrorRepetition.count(text, of: reading.core, in: found.range)
            return true
        }
        return false
    }

    /// Whether a record whose words alone are no error goes on with the latest incident's and holds
    /// its error.
    private mutating func isSaidAgain(_ text: Span<UInt8>, _ found: LogRecord) -> Bool {
        guard let latest = queue.latestFirst.first,
            continues(text, found, queue.outline(of: latest))
        else { return false }
        let core = queue[latest].core.range
        guard !core.isEmpty, text.holds(queue[latest].arena.span, core, in: found.range) else {
            return false
        }
        queue[latest].repeats += 1
        return true
    }

    /// Whether a record goes on with an incident's own: an indented line, or one without a time
    /// right after one that has a time.
    private func continues(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ incident: IncidentQueue.Outline
    ) -> Bool {
        guard found.time == nil, !found.isJSON else { return false }
        let start = found.range.lowerBound
        if BracketedLevel.begins(text, found.range) { return false }
        if isIndented(text, found.range) { return true }
        // An error of cockroachdb prints what it wraps, one a line.
        if text.has("Wraps: (", at: start, before: found.range.upperBound) { return true }
        let end = incident.byteEnd - base
        guard incident.timeSource == .own, end >= 0, end <= start else { return false }
        let gap = Gap(text, at: end, before: start)
        return gap.end == start && gap.breaks <= 1
    }

    /// Whether white space, printed or spelled out, stands between a break and a record's text.
    private func isIndented(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        var start = record.lowerBound
        while start < record.upperBound, text[start] == ASCII.space || text[start] == ASCII.tab {
            start += 1
        }
        var blanks = start
        while blanks > 0, text[blanks - 1] == ASCII.space || text[blanks - 1] == ASCII.tab {
            blanks -= 1
        }
        // A break, and some tabs as they are spelled out.
        for length in 1...12 where length <= blanks {
            let gap = Gap(text, at: blanks - length, before: start)
            if gap.end == start, gap.breaks > 0 { return gap.indent > 0 }
        }
        return false
    }

    /// Whether a record holds an incident's error byte for byte.
    private func says(
        _ incident: borrowing IncidentRecord,
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ reading: ErrorReading
    ) -> Bool {
        guard incident.errorClass == reading.errorClass, !incident.core.isEmpty else {
            return false
        }
        // What was kept is spelled as the program said it.
        var said = IncidentRecord()
        let expression = MessageText.append(text, reading.expression, to: &said)
        return said.arena.span.holds(
            incident.arena.span,
            incident.core.range,
            in: expression.range
        )
    }
}
