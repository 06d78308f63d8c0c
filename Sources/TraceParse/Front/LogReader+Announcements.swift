extension LogReader {
    // MARK: - panic:

    /// A panic that ended its process or its test, or that a recovery logged.
    mutating func lookAtPanic(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let place = place(text, of: position)
        var said = read(text, after: position + 7, place, end, isPanic: true)
        if said.header == nil {
            if lookAtPrettyStack(text, position, said, end) { return }
            guard place.isAtLineStart, said.message?.isEmpty == false else {
                statistics.mentions += 1
                return
            }
        }
        begin(text, at: startOfPanic(text, position, place, said), said, end)
        if isRecovery(text, place) {
            take(text, place.record)
            open?.kind = .recoveredPanic
            said.message = said.message.map { AnnouncedText.value(text, $0) }
            said.chain = said.chain.map { AnnouncedText.value(text, $0) }
        } else if place.record.time != nil, isLogPrefix(text, place) {
            take(text, place.record)
            open?.kind = nil
        } else {
            open?.kind = .panic
            open?.messageStart = position + 7
        }
        takeField(text, place, before: position)
        if place.record.isJSON { take(text, place.record) }
        record.language = .go
        takeMessages(text, said)
        if record.errorClass == nil { record.errorClass = .explicitPanic }
        readOn(text, said, end)
    }

    /// Where an announcement stands on its line.
    struct Place {
        var record: LogRecord
        var lineStart: Int
        /// White space before it, where nothing else is.
        var indent: Int
        var isAtLineStart: Bool
        /// Where what stands before it ends.
        var before: Int
        /// Where it begins.
        var position: Int
    }

    mutating func place(_ text: Span<UInt8>, of position: Int) -> Place {
        let lineStart = lines.start(text, of: position)
        let begin = max(lineStart, floor)
        let found = finder.find(text, around: position, floor: begin, before: position + 1)
        var before = position
        while before > found.range.lowerBound,
            text[before - 1] == ASCII.space
                || text[before - 1] == ASCII.tab
        {
            before -= 1
        }
        let isFirst = before == found.range.lowerBound
        return Place(
            record: found,
            lineStart: lineStart,
            indent: indent(text, isFirst ? before : found.range.lowerBound, position),
            isAtLineStart: isFirst && beginsLine(text, before, lineStart),
            before: before,
            position: position
        )
    }

    /// Whether the words before an announcement are those of a recovery.
    private func isRecovery(_ text: Span<UInt8>, _ place: Place) -> Bool {
        AnnouncedText.isRecovery(
            text,
            before: place.position,
            after: place.record.range.lowerBound
        )
    }

    /// The white space before the first word of a line that begins at a position.
    private func indent(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit, text[end] == ASCII.space || text[end] == ASCII.tab { end += 1 }
        return end - start
    }

    /// Whether a line, real or spelled out, begins at a position.
    private func beginsLine(_ text: Span<UInt8>, _ position: Int, _ lineStart: Int) -> Bool {
        if position == lineStart { return true }
        for length in 2...6 where position - length >= 0 {
            let gap = Gap(text, at: position - length, before: position)
            if gap.end == position, gap.breaks > 0 { return true }
        }
        return false
    }

    /// Whether a text holds nothing but brackets, spaces and one word, as a level does.
    func isLogPrefix(_ text: Span<UInt8>, _ place: Place) -> Bool {
        let start = place.record.textStart
        let range = start..<max(start, place.before)
        guard range.count <= 24 else { return false }
        var words = 0
        var isInWord = false
        for index in range {
            let isLetter = text[index].isWord
            if isLetter, !isInWord { words += 1 }
            isInWord = isLetter
        }
        return words <= 1
    }

    private mutating func read(
        _ text: Span<UInt8>,
        after start: Int,
        _ place: Place,
        _ end: Int,
        isPanic: Bool
    ) -> GoPanicText {
        // A search that ran to its limit needs no other within the same bytes.
        let limit = start < noHeaderBefore ? min(end, start + 4096) : end
        let said = GoPanicText.read(
            text,
            at: start,
            indent: place.indent,
            before: limit,
            isPanic: isPanic,
            times: times
        )
        if said.ranToLimit, limit == end || start + GoPanicText.longest <= limit {
            noHeaderBefore = max(noHeaderBefore, min(limit, start + GoPanicText.longest) - 4096)
        }
        return said
    }

    /// A panic begins with the line of `log.Panic` that says the same, where one stands before it.
    private mutating func startOfPanic(
        _ text: Span<UInt8>,
        _ position: Int,
        _ place: Place,
        _ said: GoPanicText
    ) -> Int {
        let isLogged =
            isRecovery(text, place) || place.record.time != nil && isLogPrefix(text, place)
        let start = isLogged ? place.record.range.lowerBound : position
        guard let message = said.message, !message.isEmpty, message.count <= 1024 else {
            return start
        }
        if let twin = twin(text, of: message, endingBefore: position) { return min(start, twin) }
        return start
    }

    /// The start of the record just before a panic whose text ends in the panic's message.
    private mutating func twin(
        _ text: Span<UInt8>,
        of message: Range<Int>,
        endingBefore position: Int
    ) -> Int? {
        let stop = GoPanicText.trimmed(text, max(floor, position - 64)..<position).upperBound
        guard stop - message.count >= floor,
            text.same(stop - message.count..<stop, message)
        else { return nil }
        let lineStart = lines.start(text, of: stop)
        let twin = finder.find(
            text,
            around: stop - 1,
            floor: max(floor, lineStart),
            before: position
        )
        guard twin.time != nil else { return nil }
        take(text, twin)
        return twin.range.lowerBound
    }

    // MARK: - http: panic serving

    /// `http: panic serving ADDR: MESSAGE` and the trace below.
    ///
    ///     serving = ( "http" / "http2" ) ": panic serving " address ": " message
    mutating func lookAtServing(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let place = place(text, of: position)
        let addressStart = position + 14
        guard let address = endOfAddress(text, addressStart, end) else {
            statistics.mentions += 1
            return
        }
        let said = read(text, after: address + 2, place, end, isPanic: false)
        take(text, place.record)
        begin(text, at: place.record.range.lowerBound, said, end)
        let isServer =
            text.has("http: ", endingAt: position, after: 0)
            || text.has("http2: ", endingAt: position, after: 0)
        open?.kind = isServer ? .httpPanic : .recoveredPanic
        takeField(text, place, before: position)
        record.language = .go
        record.client = endpoint(text, addressStart..<address)
        takeMessages(text, said)
        if record.errorClass == nil { record.errorClass = .explicitPanic }
        readOn(text, said, end)
    }

    /// Where the address ends: at a colon and a space.
    private func endOfAddress(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let limit = min(end - 1, start + 256)
        guard start < limit else { return nil }
        var position = Self.beforeColon.end(text, from: start, before: limit)
        while position < limit, text[position] == ASCII.colon {
            if text[position + 1] == ASCII.space { return position }
            position = Self.beforeColon.end(text, from: position + 1, before: limit)
        }
        return nil
    }

    /// What an address holds between its colons.
    private static let beforeColon = ByteClass { $0 > ASCII.space && $0 != ASCII.colon }

    // MARK: - fatal error:, SIGQUIT:

    /// A throw of the runtime.
    mutating func lookAtFatalError(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        let place = place(text, of: position)
        let said = read(text, after: position + 13, place, end, isPanic: false)
        guard let message = said.message, !message.isEmpty else {
            statistics.mentions += 1
            return
        }
        guard
            said.header != nil
                || place.isAtLineStart && errors.readMessage(text, message) != nil
        else {
            statistics.mentions += 1
            return
        }
        begin(text, at: startOfThrow(text, position), said, end)
        open?.kind = .fatalError
        record.language = .go
        takeMessages(text, said)
        if record.errorClass == nil { record.errorClass = classOfSignal() ?? .other }
        readOn(text, said, end)
    }

    /// A throw begins with the runtime's own notes above it.
    private mutating func startOfThrow(_ text: Span<UInt8>, _ position: Int) -> Int {
        var start = position
        for _ in 0..<4 {
            let lineEnd = GoPanicText.trimmed(text, max(floor, start - 8)..<start).upperBound
            guard lineEnd < start, lineEnd > floor else { return start }
            let line = max(floor, lines.start(text, of: lineEnd))
            guard
                text.has("runtime: ", at: line, before: lineEnd)
                    || text.has("unexpected fault address ", at: line, before: lineEnd)
            else { return start }
            start = line
        }
        return start
    }

    func classOfSignal() -> ErrorClass? {
        guard !record.signalName.isEmpty else { return nil }
        return record.string(record.signalName) == "SIGSEGV" ? .badPointer : .signal
    }

    /// A crash or a dump by signal.
    mutating func lookAtSignal(_ text: Span<UInt8>, _ position: Int, _ end: Int) {
        guard
            let signal = GoSignal.readHeader(
                text,
                programCounter: position,
                after: floor,
                before: end
            )
        else { return }
        let place = place(text, of: signal.range.lowerBound)
        let said = read(text, after: signal.range.upperBound, place, end, isPanic: false)
        begin(text, at: signal.range.lowerBound, said, end)
        record.language = .go
        takeSignal(text, signal)
        let isQuit = text.same("SIGQUIT", as: signal.name)
        open?.kind = isQuit ? .goroutineDump : .signal
        record.errorClass = isQuit ? .signal : classOfSignal()
        var lineEnd = signal.name.upperBound
        while lineEnd < position, text[lineEnd] >= ASCII.space, text[lineEnd] != ASCII.backslash,
            text[lineEnd] != ASCII.hash, !text.has("PC=", at: lineEnd, before: position)
        {
            lineEnd += 1
        }
        record.message = record.append(
            text,
            GoPanicText.trimmed(text, signal.name.lowerBound..<lineEnd)
        )
        record.hasMessage = true
        readOn(text, said, end)
    }

    // MARK: - What they share

    /// Notes whether an announcement stands in a record's field, whose rest then tells more.
    private mutating func takeField(_ text: Span<UInt8>, _ place: Place, before position: Int) {
        open?.isJSON = place.record.isJSON
        let isInField = place.record.isJSON || endsInOpenQuote(text, before: position)
        open?.isInField = isInField
    }

    /// Opens an incident.
    mutating func begin(_ text: Span<UInt8>, at start: Int, _ said: GoPanicText, _ end: Int) {
        begin(text, at: start, end: said.end)
    }

    mutating func begin(_ text: Span<UInt8>, at start: Int, end: Int) {
        // What a twin lent stays: time and its text are set before the record is opened.
        open = OpenIncident(start: start, end: end)
        contextBegins(text, incidentAt: start)
        trace.begin()
        // The bytes before a long trace are dropped while it is read.
        record.line = lines.line(text, at: start)
        record.byteOffset = base + start
        if record.time == nil { inheritTime(text, start) }
    }

    mutating func inheritTime(_ text: Span<UInt8>, _ start: Int) {
        guard let time = dated.before(text, start, times) else { return }
        record.time = dated.moment(text, time, times)
        record.timeText = record.append(text, time.range)
        record.timeSource = .inherited
    }

    /// Takes the time of the record that an incident begins with.
    mutating func take(_ text: Span<UInt8>, _ found: LogRecord) {
        guard let time = found.time else { return }
        dated.note(time)
        record.time = dated.moment(text, time, times)
        record.timeText = record.append(text, time.range)
        record.timeSource = .own
    }

    /// As much of a message, which ends the arena, as is kept.
    mutating func clipped(_ message: TextRange) -> TextRange {
        let excess = Int(message.count) - Self.longestMessage
        guard excess > 0 else { return message }
        record.clipped = true
        record.arena.removeLast(excess)
        return TextRange(start: Int(message.start), count: Self.longestMessage)
    }

    /// How much of a message is kept.
    private static let longestMessage = 64 << 10

    private mutating func takeMessages(_ text: Span<UInt8>, _ said: GoPanicText) {
        if let signal = said.signal { takeSignal(text, signal) }
        let copy = said.message.map { MessageText.copy(text, $0, to: &record) }
        if let copy {
            record.message = clipped(copy.run)
            record.hasMessage = true
        }
        for message in said.chain {
            record.chain.append(clipped(MessageText.append(text, message, to: &record)))
        }
        guard let first = said.message,
            let reading = errors.readMessage(text, first)
        else { return }
        take(text, reading, from: record.clipped ? nil : copy)
    }

    private mutating func takeSignal(_ text: Span<UInt8>, _ signal: GoSignal) {
        record.signalName = record.append(text, signal.name)
        if let code = signal.code { record.signalCode = record.append(text, code) }
        if let address = signal.address { record.signalAddress = record.append(text, address) }
        if let pc = signal.pc { record.signalPC = record.append(text, pc) }
    }

    /// Goes on with the trace, or ends the incident where there is none.
    private mutating func readOn(_ text: Span<UInt8>, _ said: GoPanicText, _ end: Int) {
        cursor = said.header ?? said.end
        if let header = said.readHeader { trace.expect(header, at: cursor) }
        if said.header == nil { complete(text, endingAt: said.end) }
    }
}
