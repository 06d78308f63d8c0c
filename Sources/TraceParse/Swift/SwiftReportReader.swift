/// Reads a crash report that is JSON, token by token: the backtracer's (`format=json`), and the two
/// documents of Apple's reporter (`.ips`).
///
///     report  = "{" … '"kind": "crashReport"' … '"threads": [' { thread } "]" … "}"
///     thread  = "{" … '"frames": [' { frame } "]" … "}"
///
/// Whatever stands between the tokens is white space, real or spelled out, so that one reading does
/// for a report on one line and for one that was printed prettily.
struct SwiftReportReader {
    /// Beyond what a string may hold.
    static let lookahead = 12 << 10
    private static let deepest = 64
    private static let mostFrames = 65_536

    /// What an object or a list is, by the key that it is the value of.
    private enum Part {
        case document, threads, thread, frames, frame, place, exception, notes, images, image, other
    }

    private struct Container {
        var part: Part
        var isList: Bool
    }

    private var stack: [Container] = []
    private var key: Key?
    private var documents = 0
    private var frame = CrashFrameRecord()
    private var imageIndex = -1
    private var imageIndices: [Int] = []
    private var imageNames: [TextRange] = []
    private var faultingThread = -1
    private var index = 0
    private var stores = true
    /// The text of a trap that the report quotes.
    private(set) var note = TextRange.none
    /// When the report was made.
    private(set) var timestamp = TextRange.none
    /// Whether the report was read to its end.
    private(set) var isComplete = false

    /// The frames that were read before, of this report and of others.
    var frames = SwiftReportMemory()
    /// Where the words of the frame begin that is being read and is to be kept, and its number.
    private var kept: (words: Int, index: Int)?

    /// Begins with a report of one document.
    mutating func begin() {
        stack.removeAll(keepingCapacity: true)
        key = nil
        documents = 1
        imageIndex = -1
        imageIndices.removeAll(keepingCapacity: true)
        imageNames.removeAll(keepingCapacity: true)
        faultingThread = -1
        index = 0
        stores = true
        note = .none
        timestamp = .none
        isComplete = false
        kept = nil
    }

    /// Expects two documents, as Apple's reporter writes them.
    mutating func expectTwoDocuments() { documents = 2 }

    /// Reads the next token.
    mutating func read(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int,
        atEnd: Bool,
        into record: inout IncidentRecord
    ) -> SwiftTraceReader.Step {
        guard atEnd || end - position >= Self.lookahead else { return .needMore }
        let limit = min(end, position + Self.lookahead)
        let start = Gap(text, at: position, before: limit).end
        guard start < limit else { return start < end ? .next(start) : .ended(position) }
        switch text[start] {
        case ASCII.leftBrace, ASCII.leftBracket:
            if let end = afterUnread(text, start, limit) ?? afterKnown(text, start, limit, &record)
            {
                key = nil
                return .next(end)
            }
            open(isList: text[start] == ASCII.leftBracket, &record)
            return stack.count > Self.deepest ? .ended(start) : .next(start + 1)
        case ASCII.rightBrace, ASCII.rightBracket:
            return close(&record) ? .next(start + 1) : .ended(start + 1)
        case ASCII.comma, ASCII.colon:
            return stack.isEmpty ? .ended(position) : .next(start + 1)
        default:
            guard !stack.isEmpty else { return .ended(position) }
            return readValue(text, start, limit, &record)
        }
    }

    // MARK: - What need not be read

    /// Where an object or a list ends of which nothing is taken; `nil` where it has to be read.
    private func afterUnread(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        guard !stack.isEmpty, stack.count < Self.deepest, part() == .other else { return nil }
        let deepest = Self.deepest - stack.count
        let end = ByteRows.afterJSON(text, at: start, before: limit, deepest: deepest)
        return end < limit ? end : nil
    }

    /// Where the object of a frame ends that was read before, which is taken; `nil` where it has to
    /// be read.
    private mutating func afterKnown(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        guard part() == .frame else { return nil }
        kept = nil
        guard !frames.isOff, stores, stack.count + SwiftReportMemory.Outline.deepest < Self.deepest,
            let outline = SwiftReportMemory.Outline(text, at: start, before: limit)
        else { return nil }
        guard let known = frames.find(text, outline) else {
            kept = (record.arena.count, index)
            return nil
        }
        frame = frames.frame(known, text, outline, &record)
        imageIndex = frames[known].imageIndex
        index += frames[known].skipped
        endFrame(&record)
        return outline.range.upperBound
    }

    /// Keeps the frame that was read, for the next time.
    private mutating func keepFrame(_ record: borrowing IncidentRecord) {
        guard let kept else { return }
        self.kept = nil
        let words = kept.words..<record.arena.count
        let skipped = index - kept.index
        frames.keep(frame, words, of: record, skipped: skipped, imageIndex: imageIndex)
    }

    // MARK: - Objects and lists

    private mutating func open(isList: Bool, _ record: inout IncidentRecord) {
        let part = part()
        key = nil
        stack.append(Container(part: part, isList: isList))
        switch part {
        case .thread: beginThread(&record)
        case .frame:
            frame = CrashFrameRecord()
            imageIndex = -1
        default: break
        }
    }

    /// What begins here, by what it begins in.
    private func part() -> Part {
        guard let outer = stack.last else { return .document }
        switch (outer.part, key) {
        case (.document, .threads?): return .threads
        case (.threads, _): return .thread
        case (.thread, .frames?): return .frames
        case (.frames, _): return .frame
        case (.frame, .sourceLocation?): return .place
        case (.document, .exception?): return .exception
        case (.document, .notes?), (.notes, _): return .notes
        case (.document, .usedImages?): return .images
        case (.images, _): return .image
        default: return .other
        }
    }

    /// Closes the innermost; false where the report ends.
    private mutating func close(_ record: inout IncidentRecord) -> Bool {
        guard let closed = stack.popLast() else { return false }
        key = nil
        if closed.part == .frame {
            if imageIndex < 0 { frame.owner = SwiftOwnership.owner(record.arena.span, frame) }
            keepFrame(record)
            endFrame(&record)
        }
        guard stack.isEmpty else { return true }
        documents -= 1
        guard documents <= 0 else { return true }
        isComplete = true
        nameImages(&record)
        markFaulting(&record)
        return false
    }

    private mutating func beginThread(_ record: inout IncidentRecord) {
        index = 0
        guard stores else { return }
        var thread = CrashThreadRecord()
        thread.index = Int32(record.threads.count)
        thread.firstFrame = Int32(record.crashFrames.count)
        record.threads.append(thread)
    }

    private mutating func endFrame(_ record: inout IncidentRecord) {
        if record.crashFrames.count >= Self.mostFrames {
            stores = false
            record.clipped = true
        }
        guard stores, let last = record.threads.indices.last else { return }
        if !frame.kind.isGap {
            frame.index = Int32(truncatingIfNeeded: index)
            index += 1
        }
        record.crashFrames.append(frame)
        record.threads[last].frameCount += 1
        imageIndices.append(imageIndex)
    }

    /// Apple's frames name their images by number.
    private func nameImages(_ record: inout IncidentRecord) {
        guard !imageNames.isEmpty else { return }
        for (frame, image) in imageIndices.enumerated() where imageNames.indices.contains(image) {
            record.crashFrames[frame].image = imageNames[image]
        }
    }

    private func markFaulting(_ record: inout IncidentRecord) {
        guard record.threads.indices.contains(faultingThread) else { return }
        record.threads[faultingThread].crashed = true
    }

    // MARK: - Values

    private mutating func readValue(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> SwiftTraceReader.Step {
        guard let quote = Quote(text, at: start, before: limit) else {
            return readBare(text, start, limit, &record)
        }
        let first = start + quote.count
        guard let close = quote.close(text, from: first, before: limit) else {
            return .ended(start)
        }
        let after = close + quote.count
        let next = Gap(text, at: after, before: limit).end
        if key == nil, stack.last?.isList == false, next < limit, text[next] == ASCII.colon {
            key = Key(text, first..<close)
            return .next(next + 1)
        }
        takeString(text, first..<close, &record)
        key = nil
        return .next(after)
    }

    /// A number, `true`, `false` or `null`.
    private mutating func readBare(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> SwiftTraceReader.Step {
        var end = start
        while end < limit,
            text[end].isWord || text[end] == ASCII.dot || text[end] == ASCII.minus
                || text[end] == ASCII.plus
        {
            end += 1
        }
        guard end > start else { return .ended(start) }
        takeBare(text, start..<end, &record)
        key = nil
        return .next(end)
    }

    private mutating func takeString(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        switch (stack.last?.part, key) {
        case (.document, .timestamp?): timestamp = record.append(text, value)
        case (.document, .description?):
            guard !record.hasMessage, record.errorClass == nil else { return }
            record.message = Self.append(text, value, &record)
            record.hasMessage = true
        case (.document, .faultAddress?): takeAddress(text, value, &record)
        case (.document, .signal?), (.exception, .signal?):
            if record.signalName.isEmpty { record.signalName = record.append(text, value) }
        case (.thread, .name?), (.thread, .queue?):
            guard stores, let last = record.threads.indices.last else { return }
            record.threads[last].name = Self.append(text, value, &record)
        case (.notes, _): if note.isEmpty { note = Self.append(text, value, &record) }
        case (.image, .name?): imageNames.append(Self.append(text, value, &record))
        case (.place, .file?): frame.file = Self.append(text, value, &record)
        case (.frame, _): takeFrameString(text, value, &record)
        default: break
        }
    }

    private mutating func takeFrameString(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        switch key {
        case .kind: frame.kind = Self.kind(text, value)
        case .address:
            if !text.same("null", as: value) { frame.address = record.append(text, value) }
        case .symbol:
            if frame.function.isEmpty { frame.function = Self.append(text, value, &record) }
        case .description: takeDescription(text, value, &record)
        case .image: frame.image = Self.append(text, value, &record)
        case .sourceFile: frame.file = Self.append(text, value, &record)
        default: break
        }
    }

    /// The symbol as people read it, an offset after it.
    private mutating func takeDescription(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        let body = SwiftFrameBody(text, value)
        let isAddress = text.has("0x", at: value.lowerBound, before: value.upperBound)
        guard !isAddress || body.offset != CrashFrameRecord.noOffset else { return }
        let symbol = body.offset == CrashFrameRecord.noOffset ? value : body.symbol
        frame.function = Self.append(text, symbol, &record)
        // An asynchronous frame has the offset 0, which says nothing.
        if body.offset == CrashFrameRecord.noOffset { frame.offset = CrashFrameRecord.noOffset }
    }

    private func takeAddress(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        guard !SwiftSignal.isProcess(text, value, of: record) else { return }
        record.signalAddress = record.append(text, value)
    }

    private mutating func takeBare(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        let isTrue = text.same("true", as: value)
        let number = text.decimal(
            value.lowerBound..<text.endOfDigits(value.lowerBound, before: value.upperBound)
        )
        switch (stack.last?.part, key) {
        case (.document, .faultingThread?): faultingThread = Int(number ?? -1)
        case (.thread, .crashed?):
            guard isTrue, stores, let last = record.threads.indices.last else { return }
            record.threads[last].crashed = true
        case (.place, .line?), (.frame, .sourceLine?): frame.line = Self.positive(number)
        case (.place, .column?): frame.column = Self.positive(number)
        case (.frame, .offset?): frame.offset = number ?? CrashFrameRecord.noOffset
        case (.frame, .imageIndex?): imageIndex = Int(number ?? -1)
        case (.frame, .inlined?): frame.inlined = isTrue
        case (.frame, .hidden?): frame.isHidden = frame.isHidden || isTrue
        case (.frame, .count?): index += Int(number ?? 0)
        default: break
        }
    }

    private static func positive(_ number: Int64?) -> Int32 {
        guard let number, number > 0, number <= Int64(Int32.max) else { return -1 }
        return Int32(number)
    }

    private static func kind(_ text: Span<UInt8>, _ value: Range<Int>) -> CrashFrameKind {
        kinds.first { text.same($0.0, as: value) }?.1 ?? .unmarked
    }

    private static let kinds: [(StaticString, CrashFrameKind)] = [
        ("programCounter", .pc), ("returnAddress", .ra), ("asyncResumePoint", .async),
        ("omittedFrames", .omitted), ("truncated", .truncated),
    ]

    /// Copies a string, its escapes undone.
    private static func append(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ record: inout IncidentRecord
    ) -> TextRange {
        let start = record.arena.count
        var position = value.lowerBound
        while position < value.upperBound {
            var byte = text[position]
            position += 1
            if byte == ASCII.backslash, position < value.upperBound {
                byte = text[position] == UInt8(ascii: "n") ? ASCII.newline : text[position]
                position += 1
            }
            record.arena.append(byte)
        }
        return TextRange(start: start, count: record.arena.count - start)
    }

    // MARK: - Keys

    private enum Key {
        case threads, frames, name, queue, crashed, kind, address, symbol, offset, description
        case image, sourceLocation, file, line, column, inlined, hidden, count, faultAddress
        case timestamp, imageIndex, sourceFile, sourceLine, exception, signal, notes, usedImages
        case faultingThread, other

        init(_ text: Span<UInt8>, _ name: Range<Int>) {
            self = Self.names.first { text.same($0.0, as: name) }?.1 ?? .other
        }

        private static let names: [(StaticString, Key)] = [
            ("kind", .kind), ("address", .address), ("symbol", .symbol), ("offset", .offset),
            ("description", .description), ("image", .image), ("file", .file), ("line", .line),
            ("sourceLocation", .sourceLocation), ("column", .column), ("threads", .threads),
            ("frames", .frames), ("name", .name), ("queue", .queue), ("crashed", .crashed),
            ("triggered", .crashed), ("inlined", .inlined), ("inline", .inlined),
            ("thunk", .hidden), ("system", .hidden), ("count", .count),
            ("faultAddress", .faultAddress), ("timestamp", .timestamp),
            ("imageIndex", .imageIndex), ("symbolLocation", .offset),
            ("sourceFile", .sourceFile), ("sourceLine", .sourceLine), ("exception", .exception),
            ("signal", .signal), ("asi", .notes), ("usedImages", .usedImages),
            ("faultingThread", .faultingThread),
        ]
    }
}
