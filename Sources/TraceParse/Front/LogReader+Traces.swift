extension LogReader {
    // MARK: - A header without an announcement that has an anchor

    /// The header of a goroutine that nothing announced by a word of its own: a recovery's log
    /// line before it, the record that it stands in, or nothing at all.
    mutating func lookAtHeader(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        guard let header = GoHeader.read(text, at: position, before: end) else { return }
        guard isFollowed(text, header, end) else {
            if isReversed(text, above: position) {
                statistics.unparsed += 1
                statistics.reversed += 1
            }
            return
        }
        let announcement = announcement(text, before: position)
        begin(text, at: announcement?.range.lowerBound ?? position, end: position)
        record.language = .go
        cursor = position
        trace.expect(header, at: position)
        if let announcement { take(text, announcement, before: position) }
    }

    /// Whether the lines of a trace stand in reverse above its header, as where the newest line of an
    /// export is its first: what was read so would pair each call with the position of another.
    ///
    ///     reversed = position LF call LF header
    private func isReversed(_ text: Span<UInt8>, above header: Int) -> Bool {
        guard header > floor + 1, text[header - 1] == ASCII.newline else { return false }
        let call = startOfLine(text, endingAt: header - 1)
        guard call > floor, GoCall.read(text, at: call, before: header) != nil else { return false }
        let position = startOfLine(text, endingAt: call - 1)
        let token = Gap(text, at: position, before: call).end
        return token < call && GoPosition.read(text, at: token, before: call) != nil
    }

    private func startOfLine(_ text: Span<UInt8>, endingAt end: Int) -> Int {
        let reach = max(floor, end - RecordFinder.reach)
        let newline = ByteScan.lastIndex(of: ASCII.newline, in: text, reach..<max(reach, end))
        return newline.map { $0 + 1 } ?? reach
    }

    /// Whether what follows a header belongs to a trace: prose that quotes one has nothing there.
    private func isFollowed(_ text: Span<UInt8>, _ header: GoHeader, _ end: Int) -> Bool {
        let gap = Gap(text, at: header.end, before: end)
        if gap.end == end { return true }
        if text.has("created by ", at: gap.end, before: end)
            || text.has("goroutine ", at: gap.end, before: end)
            || text.has("...", at: gap.end, before: end)
        {
            return true
        }
        guard let call = GoCall.read(text, at: gap.end, before: end) else { return false }
        let inner = Gap(text, at: call.end, before: end)
        return inner.end == end || inner.breaks > 0
            || GoPosition.read(text, at: inner.end, before: end) != nil
    }

    /// The record that announces a trace: the one in which it stands, or the line just before.
    func announcement(_ text: Span<UInt8>, before position: Int) -> LogRecord? {
        let reach = max(floor, position - RecordFinder.reach)
        var found = finder.find(
            text,
            around: position,
            floor: lineStart(text, position, reach),
            before: position
        )
        found.isInField = found.isJSON || endsInOpenQuote(text, before: position)
        if found.isJSON || found.isInField || hasText(text, found, before: position) {
            return found
        }
        if found.time != nil { return recordBefore(text, found, reach) ?? found }
        let lineEnd = GoPanicText.trimmed(text, max(reach, position - 64)..<position).upperBound
        let gap = Gap(text, at: lineEnd, before: position)
        guard lineEnd > reach, gap.end == position, gap.breaks == 1 else { return nil }
        var before = finder.find(
            text,
            around: lineEnd - 1,
            floor: lineStart(text, lineEnd, reach),
            before: lineEnd
        )
        before.isInField = endsInOpenQuote(text, before: position)
        return before
    }

    private func lineStart(_ text: Span<UInt8>, _ position: Int, _ reach: Int) -> Int {
        let newline = ByteScan.lastIndex(of: ASCII.newline, in: text, reach..<position)
        return newline.map { $0 + 1 } ?? reach
    }

    /// The record just before one whose text is a trace alone, where both were logged together: a
    /// recovery logs the error, then the stack.
    private func recordBefore(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ reach: Int
    ) -> LogRecord? {
        let start = found.range.lowerBound
        let end = GoPanicText.trimmed(text, max(reach, start - 64)..<start).upperBound
        let gap = Gap(text, at: end, before: start)
        guard end > reach, gap.end == start, gap.breaks <= 1 else { return nil }
        let before = finder.find(
            text,
            around: end - 1,
            floor: lineStart(text, end, reach),
            before: end
        )
        guard let own = found.time, let time = before.time, time.isAlike(own), !before.isJSON else {
            return nil
        }
        return before
    }

    /// Whether a record says anything before a position.
    private func hasText(_ text: Span<UInt8>, _ found: LogRecord, before position: Int) -> Bool {
        GoPanicText.trimmed(text, found.textStart..<max(found.textStart, position)).count > 0
    }

    /// Whether the value of a field begins just before a position, or nearby: a mark that is not
    /// closed.
    func endsInOpenQuote(_ text: Span<UInt8>, before position: Int) -> Bool {
        for length in 1...6 where position - length >= 0 && text[position - length].beginsQuote {
            if let quote = Quote(text, at: position - length, before: position),
                quote.count == length
            {
                return true
            }
        }
        return false
    }

    /// Takes what a record says of the trace that it announces.
    mutating func take(_ text: Span<UInt8>, _ announcement: LogRecord, before position: Int) {
        open?.isInField = announcement.isInField
        open?.isJSON = announcement.isJSON
        take(text, announcement)
        let said = announcement.range.lowerBound..<position
        takeFields(text, said)
        guard !record.hasMessage else { return }
        let end = endOfText(text, announcement, before: position)
        let message = GoPanicText.trimmed(text, min(announcement.textStart, end)..<end)
        takeAnnouncedText(text, message)
    }

    /// Where the text ends that announces a trace: at the record's end where the trace stands in a
    /// dated record of its own.
    private func endOfText(
        _ text: Span<UInt8>,
        _ announcement: LogRecord,
        before position: Int
    ) -> Int {
        let end = announcement.range.upperBound
        guard end < position else { return position }
        let next = Gap(text, at: end, before: position).end
        return finder.time(text, at: next, before: position) == nil ? position : end
    }

    private mutating func takeAnnouncedText(_ text: Span<UInt8>, _ message: Range<Int>) {
        guard !message.isEmpty else { return }
        let copy = MessageText.copy(text, AnnouncedText.message(text, message), to: &record)
        record.message = copy.run
        record.hasMessage = true
        if let reading = errors.readMessage(text, message) {
            take(text, reading, from: copy)
            open?.hasError = true
        }
    }

    /// Takes the error and the client from the fields of a record.
    mutating func takeFields(_ text: Span<UInt8>, _ range: Range<Int>) {
        var fields = FieldReader(range)
        var message: Range<Int>?
        while let field = fields.next(text) {
            switch FieldName(text, field.key) {
            case .error where !field.value.isEmpty:
                takeErrorField(text, field.value)
            case .message where message == nil && !field.value.isEmpty:
                message = field.value
            case .client where !record.client.isPresent:
                record.client = endpoint(text, field.value)
            default: break
            }
        }
        guard let message, !record.hasMessage else { return }
        takeAnnouncedText(text, GoPanicText.trimmed(text, message))
    }

    private mutating func takeErrorField(_ text: Span<UInt8>, _ value: Range<Int>) {
        guard !(open?.hasError ?? false) else { return }
        let copy = MessageText.copy(text, value, to: &record)
        record.message = copy.run
        record.hasMessage = true
        open?.hasError = true
        if let reading = errors.readMessage(text, value) { take(text, reading, from: copy) }
    }

    // MARK: - Reading on

    /// Reads the next token of the open trace; false where more bytes are needed.
    mutating func readOpen(_ text: Span<UInt8>, _ end: Int, _ atEnd: Bool) -> Bool {
        if let layout = open?.swift { return readCrash(text, layout, end, atEnd) }
        trace.startMirror(at: cursor, record)
        while true {
            switch trace.read(text, at: cursor, before: end, atEnd: atEnd, into: &record) {
            case .next(let position):
                cursor = position
            case .needMore:
                trace.flushMirror(text, upTo: cursor, &record)
                return false
            case .ended(let position):
                trace.flushMirror(text, upTo: max(cursor, position), &record)
                // Digits that were given back to what follows are given back once.
                cursor = position
                guard atEnd || end - position >= 24 << 10 else { return false }
                if !restartTrace(text, at: position, end) { endTrace(text, at: position, end) }
                return true
            }
        }
    }

    /// Begins anew where the trace of a panic is followed by another of the same goroutine: the
    /// process printed but one, so the first was part of the message.
    private mutating func restartTrace(_ text: Span<UInt8>, at position: Int, _ end: Int) -> Bool {
        guard let start = open?.messageStart, start >= 0, record.goroutines.count == 1,
            position - start < GoPanicText.longest
        else { return false }
        let next = afterExitStatus(text, position, end)
        guard let header = GoHeader.read(text, at: next, before: end),
            header.id == record.goroutines[0].id, isFollowed(text, header, end)
        else { return false }
        record.goroutines.removeAll(keepingCapacity: true)
        record.frames.removeAll(keepingCapacity: true)
        record.chain.removeAll(keepingCapacity: true)
        record.message = MessageText.append(
            text,
            GoPanicText.trimmed(text, start..<next),
            to: &record
        )
        trace.begin()
        trace.startMirror(at: next, record)
        cursor = next
        return true
    }

    private func afterExitStatus(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        let gap = Gap(text, at: position, before: end)
        guard text.has("exit status ", at: gap.end, before: end) else { return gap.end }
        return Gap(text, at: text.endOfDigits(gap.end + 12, before: end), before: end).end
    }

    private mutating func endTrace(_ text: Span<UInt8>, at position: Int, _ end: Int) {
        var stop = position
        if open?.isInField ?? false { stop = takeTail(text, from: position, end) }
        complete(text, endingAt: stop)
    }

    /// Takes what a record says after the field that the trace stands in; the position after it.
    mutating func takeTail(_ text: Span<UInt8>, from position: Int, _ end: Int) -> Int {
        guard let start = endOfField(text, from: position, end) else { return position }
        let isJSON = open?.isJSON ?? false
        var stop = RecordTail.end(text, from: start, isJSON: isJSON, before: end)
        if !isJSON {
            // The mark has closed the trace's field, so no value is open.
            let quotes = RecordQuotes(from: start, isWhole: true)
            stop = finder.firstDatedStart(text, start, stop, quotes) ?? stop
            // A second time is the next record's.
            if record.timeSource == .own, finder.beginsWithTime(text, start..<stop) { stop = start }
        }
        takeFields(text, start..<stop)
        if record.timeSource != .own, let time = finder.timeField(text, start..<stop) {
            record.time = time.time
            record.timeText = record.append(text, time.range)
            record.timeSource = .own
        }
        return stop
    }

    /// The position after the field in which a trace ended: after the mark that closes its text,
    /// or the bracket that closes its list.
    private func endOfField(_ text: Span<UInt8>, from position: Int, _ end: Int) -> Int? {
        let gap = Gap(text, at: position, before: end)
        if let quote = Quote(text, at: gap.end, before: end) { return gap.end + quote.count }
        guard let open, open.isJSON else { return nil }
        if text.has("]", at: gap.end, before: end) { return gap.end + 1 }
        // The text goes on: its marks are those of the object's first key.
        guard open.start >= 0, let quote = Quote(text, at: open.start + 1, before: end),
            let close = quote.close(
                text,
                from: gap.end,
                before: min(end, gap.end + RecordFinder.reach)
            )
        else { return nil }
        return close + quote.count
    }
}
