private import CByteScan

/// Reads a Swift crash row by row: headings, frames, registers, images, and the lists that older
/// runtimes and Apple's reporter print.
///
///     crash  = { heading / frame / excerpt / register / image / list-row }
///
/// One grammar for every layout; between two rows stands a `Gap`. A crash ends where something
/// stands that cannot belong to it.
struct SwiftTraceReader {
    enum Step {
        /// A row was read; the next begins at or after the position.
        case next(Int)
        /// More of the input is needed to tell.
        case needMore
        /// A report as JSON begins at the position, in place of rows.
        case report(Int)
        /// The crash ended; its last byte stands before the position.
        case ended(Int)
    }

    /// Beyond what a row may hold.
    static let lookahead = 12 << 10
    /// Beyond what is asked of the text behind the last row of a backtrace, which mostly is whether a
    /// heading stands there.
    static let tailLookahead = 4 << 10
    private static let mostThreads = 4096
    private static let mostFrames = 65_536
    /// How far a row may stand behind text of another process.
    private static let reach = 4 << 10

    fileprivate enum Section {
        /// Before the first thread.
        case head
        case frames
        /// The registers, of a thread before its frames or of the whole crash.
        case registers
        case images
        case list
        case library
        /// After the last row that a crash may have.
        case tail
    }

    private var section = Section.head
    private var row = SwiftRow()
    /// Of several processes that crash at the same time, each announces its backtrace.
    private var programCounters: [TextRange] = []
    private static let mostProgramCounters = 8
    private var hasHeading = false
    private var hasReason = false
    /// Whether a thread of the backtrace itself was begun.
    private var hasThread = false
    private var lastIndex = -1
    private var knownImages: [TextRange] = []
    private var images = SwiftRowMemory.Images.none
    /// The rows that were read before, of this crash and of others.
    var rows = SwiftRowMemory()
    private var stores = true
    private(set) var layouts = LayoutVote()
    /// The votes before what was read last, in a list.
    private var layoutsBefore = LayoutVote()
    private(set) var unparsed = 0
    /// Whether the text of a runtime's own failure was read.
    private(set) var hasRuntimeFailure = false
    /// Whether a stack of the crash is whole.
    private(set) var isComplete = false
    /// Whether line breaks stood before all rows behind the first heading of a list or a thread, so that
    /// each row was read from the bytes of its own line.
    private(set) var hasOwnLines = true
    /// Whether anything was read since the crash was begun or resumed.
    private(set) var hasReadOn = false
    /// Where the heading stands that ends a backtrace, in the text that was read.
    private(set) var end = 0..<0

    /// Forgets the last crash.
    mutating func begin() {
        section = .head
        row = SwiftRow()
        if !programCounters.isEmpty { programCounters.removeAll(keepingCapacity: true) }
        hasHeading = false
        hasReason = false
        hasThread = false
        lastIndex = -1
        if !knownImages.isEmpty { knownImages.removeAll(keepingCapacity: true) }
        images = .none
        stores = true
        layouts = LayoutVote()
        unparsed = 0
        hasRuntimeFailure = false
        isComplete = false
        hasOwnLines = true
        hasReadOn = false
    }

    /// What the rows so far tell those that follow, beside what stands in the incident's record.
    struct Mark {
        fileprivate var section = Section.head
        fileprivate var row = SwiftRow()
        fileprivate var programCounters: [TextRange] = []
        fileprivate var hasHeading = false
        fileprivate var hasReason = false
        fileprivate var hasThread = false
        fileprivate var lastIndex = -1
        fileprivate var knownImages: [TextRange] = []
        fileprivate var images = SwiftRowMemory.Images.none
        fileprivate var layouts = LayoutVote()
        fileprivate var hasRuntimeFailure = false
        fileprivate var isComplete = false

        /// The mark of a crash whose words stand somewhere else in the record's arena.
        func moved(by distance: Int) -> Mark {
            var made = self
            made.programCounters = programCounters.map { $0.moved(by: distance) }
            made.knownImages = knownImages.map { $0.moved(by: distance) }
            return made
        }
    }

    /// The mark behind the last row, which was read last, or before what ended the crash.
    func mark(isEnded: Bool) -> Mark {
        Mark(
            section: section,
            row: row,
            programCounters: programCounters,
            hasHeading: hasHeading,
            hasReason: hasReason,
            hasThread: hasThread,
            lastIndex: lastIndex,
            knownImages: knownImages,
            images: images,
            layouts: isEnded ? layoutsBefore : layouts,
            hasRuntimeFailure: hasRuntimeFailure,
            isComplete: isComplete
        )
    }

    /// Goes on from a mark, right after `begin`.
    mutating func resume(at mark: Mark) {
        section = mark.section
        row = mark.row
        programCounters.append(contentsOf: mark.programCounters)
        hasHeading = mark.hasHeading
        hasReason = mark.hasReason
        hasThread = mark.hasThread
        lastIndex = mark.lastIndex
        knownImages.append(contentsOf: mark.knownImages)
        images = mark.images
        layouts = mark.layouts
        hasRuntimeFailure = mark.hasRuntimeFailure
        isComplete = mark.isComplete
    }

    /// Whether the last row was the one that ends a backtrace.
    var isAtTail: Bool { section == .tail }

    /// Whether rows of a list are read, which nothing ends but what follows.
    var isInList: Bool { section == .list || section == .library }

    /// Reads the next row.
    ///
    /// - Parameters:
    ///   - text: The bytes at hand, without colours.
    ///   - position: Where the last row ended.
    ///   - end: Where the bytes at hand end.
    ///   - atEnd: Whether the input ends there.
    ///   - record: The incident that the crash belongs to.
    /// - Returns: Where the next row may begin, or that the crash ended, or that more is needed.
    mutating func read(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int,
        atEnd: Bool,
        into record: inout IncidentRecord
    ) -> Step {
        let step = step(text, at: position, before: end, atEnd: atEnd, &record)
        switch step {
        case .next, .report: hasReadOn = true
        case .needMore, .ended: break
        }
        return step
    }

    private mutating func step(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int,
        atEnd: Bool,
        _ record: inout IncidentRecord
    ) -> Step {
        if isInList { layoutsBefore = layouts }
        let start = position
        let position = afterKnownRows(text, at: start, before: end, atEnd: atEnd, &record)
        let lookahead =
            isDecided(text, at: position) ? Self.tailLookahead : Self.lookahead
        guard atEnd || end - position >= lookahead else {
            // The rows before it are taken: they must not be read again.
            return position > start ? .next(position) : .needMore
        }
        let limit = min(end, position + lookahead)
        let gap = Gap(text, at: position, before: limit)
        guard gap.end < limit else {
            if gap.end < end { return .next(gap.end) }
            noteEnd(&record)
            return .ended(position)
        }
        if section != .head, gap.spelling != .newline { hasOwnLines = false }
        if let next = readRow(text, at: gap.end, gap, limit, &record) { return .next(next) }
        if let next = readHeading(text, at: gap.end, gap, limit, &record) { return next }
        if section == .head, isReport(text, at: gap.end, limit) { return .report(gap.end) }
        if let next = resumption(text, from: gap.end, gap, limit) {
            unparsed += 1
            return .next(next)
        }
        noteEnd(&record)
        return .ended(position)
    }

    /// Whether the next read needs no more than the shorter lookahead: behind the last row of a
    /// backtrace, where the next token begins in its first half.
    func isDecided(_ text: Span<UInt8>, at position: Int) -> Bool {
        guard section == .tail, text.count - position >= Self.tailLookahead else { return false }
        let near = position + Self.tailLookahead / 2
        return Gap(text, at: position, before: near).end < near - 1
    }

    /// A backtrace that does not tell how long it took was cut.
    private func noteEnd(_ record: inout IncidentRecord) {
        switch section {
        case .frames, .registers, .images: record.truncated = hasThread
        case .head, .list, .library, .tail: break
        }
    }

    /// Goes on with threads whose reason was read: those of Apple's text report.
    mutating func expectThreads() { hasReason = true }

    /// Whether the backtracer prints a report as JSON.
    private func isReport(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        text[start] == ASCII.leftBrace
            && text.firstRange(of: "crashReport", in: start..<min(limit, start + 256)) != nil
    }

    // MARK: - Rows

    private mutating func readRow(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        switch section {
        case .frames where text[start].isUpperLetter:
            // No row begins so, and most headings do.
            noteBreaks(gap)
            return nil
        case .frames: return readFrame(text, at: start, gap, limit, &record)
        case .registers: return readRegisters(text, at: start, gap, limit)
        case .images: return readImages(text, at: start, gap, limit)
        case .list: return readListRow(text, at: start, gap, limit, &record)
        case .library: return readLibraryRow(text, at: start, gap, limit, &record)
        case .head, .tail: return nil
        }
    }

    private mutating func readFrame(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        noteBreaks(gap)
        if row.isEllipsis(text, at: start, before: limit) {
            return takeEllipsis(endOfPadding(text, start + 3, limit), &record)
        }
        if SwiftExcerpt.begins(text, at: start, before: limit) {
            row.expected = lastIndex + 1
            return row.end(text, from: start, before: limit, isExcerpt: true)
        }
        guard let head = frameHead(text, at: start, limit) else {
            return row.expected == 0 && record.threads.last?.frameCount == 0
                ? readRegisters(text, at: start, gap, limit) : nil
        }
        guard !head.isEllipsis else { return takeEllipsis(head.end, &record) }
        // Spaces pad the number, so that only breaks tell.
        layouts.count(gap, isFirst: gap.breaks == 0)
        lastIndex = head.index
        row.expected = head.index + 1
        row.orLater = false
        let end = row.end(text, from: head.end, before: limit)
        store(text, head, head.end..<end, &record)
        return end
    }

    /// The head of the frame that is due.
    private func frameHead(
        _ text: Span<UInt8>,
        at start: Int,
        _ limit: Int
    ) -> SwiftFrameHead? {
        if let head = SwiftFrameHead.read(text, at: start, before: limit) {
            let isDue = head.index == row.expected || row.orLater && head.index > lastIndex
            return isDue ? head : nil
        }
        guard row.isBareHead(text, at: start, limit) else { return nil }
        return SwiftFrameHead.readBare(text, at: start, before: limit)
    }

    /// The gap before a frame tells how line breaks are spelled.
    private mutating func noteBreaks(_ gap: Gap) {
        if gap.breaks > 0 { row.breaks = gap.spelling }
    }

    /// With colours, columns are padded to the end.
    private func endOfPadding(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        guard text.has("  ", at: start, before: limit) else { return start }
        var end = start
        while end < limit, text[end] == ASCII.space { end += 1 }
        return end
    }

    private mutating func takeEllipsis(_ end: Int, _ record: inout IncidentRecord) -> Int {
        row.orLater = true
        row.expected = lastIndex + 1
        guard stores, !record.threads.isEmpty else { return end }
        var frame = CrashFrameRecord()
        frame.kind = .truncated
        add(frame, &record)
        return end
    }

    private mutating func store(
        _ text: Span<UInt8>,
        _ head: SwiftFrameHead,
        _ range: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        if record.crashFrames.count >= Self.mostFrames { clip(&record) }
        guard stores else { return }
        let known = images
        let body = SwiftFrameBody(text, range) { isKnown(text, $0, record) }
        let start = head.address.isEmpty ? range.lowerBound : head.address.lowerBound
        let copy = RowCopy(text, start..<range.upperBound, &record)
        var frame = CrashFrameRecord()
        frame.index = Int32(head.index)
        frame.kind = head.kind
        frame.inlined = head.inlined
        frame.isHidden = head.isHidden
        frame.address = copy.run(head.address)
        frame.function = copy.run(body.symbol)
        frame.offset = body.offset
        frame.image = copy.run(body.image)
        frame.file = copy.run(body.file)
        frame.line = body.line
        frame.column = body.column
        frame.owner = SwiftOwnership.owner(record.arena.span, frame)
        if body.offset != CrashFrameRecord.noOffset { note(image: frame.image, record) }
        add(frame, &record)
        let isBare = head.address.isEmpty && text[range.lowerBound - 1] == ASCII.space
        guard row.breaks == .newline, !isBare || SwiftRowMemory.tellsItself(text, range, head)
        else { return }
        keep(frame, body, text, range, known, isBare: isBare)
    }

    /// A row that was copied into the arena as a whole, and its parts there.
    private struct RowCopy {
        private let shift: Int

        init(_ text: Span<UInt8>, _ row: Range<Int>, _ record: inout IncidentRecord) {
            shift = Int(record.append(text, row).start) - row.lowerBound
        }

        func run(_ part: Range<Int>) -> TextRange {
            part.isEmpty ? .none : TextRange(start: part.lowerBound + shift, count: part.count)
        }
    }

    private mutating func add(_ frame: CrashFrameRecord, _ record: inout IncidentRecord) {
        guard let last = record.threads.indices.last else { return }
        if frame.kind != .truncated, record.threads[last].frameCount > 0 {
            markOmission(&record)
        }
        record.crashFrames.append(frame)
        record.threads[last].frameCount += 1
    }

    /// What was left out before a frame was left out in the middle.
    private func markOmission(_ record: inout IncidentRecord) {
        guard let last = record.crashFrames.indices.last,
            record.crashFrames[last].kind == .truncated
        else { return }
        record.crashFrames[last].kind = .omitted
    }

    private mutating func clip(_ record: inout IncidentRecord) {
        stores = false
        record.clipped = true
    }

    // MARK: - Images that are known

    private static let mostKnownImages = 16

    private func isKnown(
        _ text: Span<UInt8>,
        _ image: Range<Int>,
        _ record: borrowing IncidentRecord
    ) -> Bool {
        knownImages.contains { known in
            known.count == image.count
                && record.arena.span.holds(text, image, in: known.range)
        }
    }

    private mutating func note(image: TextRange, _ record: borrowing IncidentRecord) {
        guard knownImages.count < Self.mostKnownImages, !image.isEmpty else { return }
        let arena = record.arena.span
        if knownImages.contains(where: { arena.same($0.range, image.range) }) { return }
        knownImages.append(image)
        images = rows.images(images, and: record.arena[image.range])
    }

    // MARK: - Rows that are known

    /// Where the rows end that stand at a position and were read before.
    ///
    /// A blank line may stand before a row, as it does before the first of each thread.
    private mutating func afterKnownRows(
        _ text: Span<UInt8>,
        at start: Int,
        before end: Int,
        atEnd: Bool,
        _ record: inout IncidentRecord
    ) -> Int {
        guard section == .frames, row.breaks == .newline || row.breaks.isEmpty, stores,
            !rows.isOff
        else { return start }
        var position = start
        var last = -1
        var copy = PendingCopy()
        while position < end, text[position] == ASCII.newline,
            atEnd || end - position >= Self.lookahead,
            record.crashFrames.count < Self.mostFrames
        {
            let limit = min(end, position + Self.lookahead)
            if row.breaks == .newline, text.has("\n...\n", at: position, before: limit) {
                position = takeEllipsis(position + 4, &record)
                last = -1
                continue
            }
            let isAfterBlank = text.has("\n\n", at: position, before: limit)
            guard
                let found = rows.find(
                    text,
                    at: isAfterBlank ? position + 1 : position,
                    before: limit,
                    after: last
                ), takeKnown(found, text, &copy, &record)
            else { break }
            position = found.end
            last = found.index
        }
        copy.finish(text, before: position, &record)
        return position
    }

    /// Rows that were recognised and are copied into the arena at once: a copy for each cost as much
    /// as to recognise it.
    private struct PendingCopy {
        private var start = -1

        /// Where a position of the text will stand in the arena.
        mutating func place(of position: Int, _ record: borrowing IncidentRecord) -> Int {
            if start < 0 { start = position }
            return record.arena.count + position - start
        }

        /// Copies what is not copied yet.
        mutating func finish(
            _ text: Span<UInt8>,
            before end: Int,
            _ record: inout IncidentRecord
        ) {
            guard start >= 0 else { return }
            _ = record.append(text, start..<end)
            start = -1
        }
    }

    /// Takes a row that was read before; false where it would be read otherwise now.
    private mutating func takeKnown(
        _ found: SwiftRowMemory.Found,
        _ text: Span<UInt8>,
        _ copy: inout PendingCopy,
        _ record: inout IncidentRecord
    ) -> Bool {
        let index = found.index
        let number = Int(found.head.index)
        guard number == row.expected || row.orLater && number > lastIndex,
            rows.holds(found, images)
        else { return false }
        row.breaks = .newline
        layouts.count(.lines)
        lastIndex = number
        row.expected = number + 1
        row.orLater = false
        let address = copy.place(of: Int(found.head.address), record)
        let origin = address + Int(found.head.body - found.head.address)
        var frame = CrashFrameRecord()
        frame.index = Int32(number)
        frame.kind = .pc
        if Int32(found.head.last_mark) == BYTESCAN_MARK_RA { frame.kind = .ra }
        if Int32(found.head.last_mark) == BYTESCAN_MARK_ASYNC { frame.kind = .async }
        frame.inlined = Int32(found.head.marks) & BYTESCAN_MARK_INLINED != 0
        frame.isHidden = found.isHidden
        if !found.isBare { frame.address = TextRange(start: address, count: origin - address) }
        frame.owner = rows.readings[index].owner
        frame.function = rows.readings[index].function.run(at: origin)
        frame.image = rows.readings[index].image.run(at: origin)
        frame.file = rows.readings[index].file.run(at: origin)
        frame.line = rows.readings[index].line
        frame.column = rows.readings[index].column
        frame.offset = rows.readings[index].offset
        if frame.offset != CrashFrameRecord.noOffset {
            if let after = rows.images(after: index, images) {
                if after != images { knownImages.append(frame.image) }
                images = after
            } else {
                copy.finish(text, before: found.end, &record)
                noteAnew(index, frame.image, record)
            }
        }
        add(frame, &record)
        return true
    }

    /// Notes the image of a known row that was not named after the same ones before.
    private mutating func noteAnew(
        _ index: Int,
        _ image: TextRange,
        _ record: borrowing IncidentRecord
    ) {
        let before = images
        note(image: image, record)
        rows.setNamed(index, before: before, after: images)
    }

    /// Keeps a row that was read, for the next time.
    private mutating func keep(
        _ frame: CrashFrameRecord,
        _ body: SwiftFrameBody,
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ known: SwiftRowMemory.Images,
        isBare: Bool
    ) {
        guard !rows.isOff, range.count <= SwiftRowMemory.longest else { return }
        let origin = range.lowerBound
        let reading = SwiftRowMemory.Reading(
            function: .init(body.symbol, from: origin),
            image: .init(body.image, from: origin),
            file: .init(body.file, from: origin),
            line: body.line,
            column: body.column,
            offset: body.offset,
            owner: frame.owner,
            isHidden: frame.isHidden,
            isBare: isBare,
            dependsOn: body.asksForImages ? known : nil,
            named: body.offset == CrashFrameRecord.noOffset ? nil : (known, images)
        )
        rows.keep(reading, text, range, hash: ByteScan.hash(text, range))
    }

    // MARK: - Registers and images

    /// Registers are stepped over.
    ///
    ///     register = [ SP ] name SP "0x" hex …
    private mutating func readRegisters(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int
    ) -> Int? {
        guard isRegister(text, at: start, limit) else { return nil }
        if gap.breaks > 0 { row.breaks = gap.spelling }
        guard row.breaks == .newline else {
            return row.end(text, from: start, before: limit, isExcerpt: true)
        }
        return max(ByteRows.afterRegisters(text, at: start, before: limit), start + 1)
    }

    private func isRegister(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        ByteRows.isRegister(text, at: start, before: limit)
    }

    /// Images are stepped over.
    ///
    ///     image = address "–" address SP id SP name SP path
    private mutating func readImages(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int
    ) -> Int? {
        guard isImage(text, at: start, limit) else { return nil }
        if gap.breaks > 0 { row.breaks = gap.spelling }
        if row.breaks == .newline {
            let end = row.end(text, from: start, before: limit)
            return ByteRows.afterImages(text, at: end, before: limit, longest: SwiftRow.longest)
        }
        guard row.breaks.isEmpty else { return row.end(text, from: start, before: limit) }
        var position = start + 1
        let limit = min(limit, start + 1024)
        while position < limit, text[position] != ASCII.newline {
            if isImage(text, at: position, text.count)
                || SwiftHeading.read(text, at: position, before: text.count) != nil
            {
                return text[position - 1] == ASCII.space ? position - 1 : position
            }
            position += 1
        }
        return position
    }

    private func isImage(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        guard text.has("0x", at: start, before: limit) else { return false }
        let end = text.endOfHex(start + 2, before: min(limit, start + 20))
        return text.has("–0x", at: end, before: limit) || text.has(" - ", at: end, before: limit)
            || text.has(" -  ", at: end, before: limit)
    }

    // MARK: - Lists

    private mutating func readListRow(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        guard
            let read = SwiftListFrame.read(
                text,
                at: start,
                expected: lastIndex + 1,
                before: limit
            )
        else { return nil }
        noteBreaks(gap)
        layouts.count(gap, isFirst: record.threads.last?.frameCount == 0)
        lastIndex = read.index
        guard stores else { return read.end }
        var frame = CrashFrameRecord()
        frame.index = Int32(read.index)
        let copy = RowCopy(text, read.image.lowerBound..<read.end, &record)
        frame.address = copy.run(read.address)
        frame.function = copy.run(read.symbol)
        frame.offset = read.offset
        frame.image = copy.run(read.image)
        frame.file = copy.run(read.file)
        frame.line = read.line
        if record.crashFrames.count >= Self.mostFrames { clip(&record) }
        add(frame, &record)
        return read.end
    }

    private mutating func readLibraryRow(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        guard let read = SwiftLibraryFrame.read(text, at: start, before: limit) else { return nil }
        layouts.count(gap, isFirst: record.threads.last?.frameCount == 0)
        guard stores else { return read.end }
        lastIndex += 1
        var frame = CrashFrameRecord()
        frame.index = Int32(lastIndex)
        let copy = RowCopy(text, read.address.lowerBound..<read.end, &record)
        frame.address = copy.run(read.address)
        frame.function = copy.run(read.name)
        frame.file = copy.run(read.file)
        frame.line = read.line
        if record.crashFrames.count >= Self.mostFrames { clip(&record) }
        add(frame, &record)
        return read.end
    }

    // MARK: - Headings

    private mutating func readHeading(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        guard let heading = SwiftHeading.read(text, at: start, before: limit) else { return nil }
        layouts.count(gap, isFirst: !hasHeading || !tellsLayout(text, at: start, gap))
        hasHeading = true
        switch heading {
        case .progress(let progress):
            guard !hasReason, !hasThread else { return .ended(start) }
            take(progress, text, &record)
            return progress.hasFailed ? .ended(progress.end) : .next(progress.end)
        case .reason(let reason):
            guard !hasReason, !hasThread else { return .ended(start) }
            section = .head
            take(reason, text, &record)
        case .thread(let title):
            guard section != .tail else { return .ended(start) }
            take(title, text, &record)
            return .next(endOfTitle(text, title, limit, &record))
        case .list(let name, let crashed, _):
            guard section == .head else { return .ended(start) }
            beginThread(index: 0, crashed: crashed, &record)
            setName(record.append(text, name), &record)
            section = .list
        case .library(let signal, _):
            guard section == .head || section == .list else { return .ended(start) }
            setSignal(signal, &record)
            beginThread(index: record.threads.count, crashed: true, &record)
            section = .library
        case .registers: section = .registers
        case .images: section = .images
        case .took(let last):
            section = .tail
            isComplete = true
            end = start..<last
        case .remark: break
        }
        return .next(heading.end)
    }

    /// With colours the reason is written over the line before it, and the mark of left-out frames
    /// is padded.
    private func tellsLayout(_ text: Span<UInt8>, at start: Int, _ gap: Gap) -> Bool {
        text[start] != 0xF0 && (gap.breaks > 0 || !row.orLater)
    }

    private mutating func take(
        _ progress: SwiftProgress,
        _ text: Span<UInt8>,
        _ record: inout IncidentRecord
    ) {
        section = .head
        hasReadOn = true
        setSignal(progress.signal, &record)
        guard programCounters.count < Self.mostProgramCounters else { return }
        let counter = record.append(text, progress.programCounter)
        programCounters.append(counter)
        if record.signalPC.isEmpty { record.signalPC = counter }
    }

    private func setSignal(_ number: Int, _ record: inout IncidentRecord) {
        guard record.signalName.isEmpty, let name = SwiftSignal.name(number) else { return }
        record.signalName = record.append(name)
    }

    private mutating func take(
        _ reason: SwiftReason,
        _ text: Span<UInt8>,
        _ record: inout IncidentRecord
    ) {
        hasReason = true
        hasRuntimeFailure = reason.isRuntimeFailure
        if record.signalName.isEmpty,
            let named = SwiftSignal.named(
                text,
                at: reason.words.lowerBound,
                before: reason.words.upperBound
            )
        {
            record.signalName = record.append(named.name)
        }
        if !reason.address.isEmpty,
            !SwiftSignal.isProcess(text, reason.address, of: record)
        {
            record.signalAddress = record.append(text, reason.address)
            if let own = announced(at: record.signalAddress, record) { record.signalPC = own }
        }
        // A trap without a message has none.
        guard !record.hasMessage, record.errorClass == nil else { return }
        record.message = record.append(text, reason.words)
        record.hasMessage = true
    }

    /// The program counter that was announced and is the reason's address, zeros aside.
    private func announced(
        at address: TextRange,
        _ record: borrowing IncidentRecord
    ) -> TextRange? {
        let arena = record.arena.span
        func digits(_ run: TextRange) -> Range<Int> {
            let end = run.range.upperBound
            var start = min(run.range.lowerBound + 2, end)
            while start < end, arena[start] == ASCII.zero { start += 1 }
            return start..<end
        }
        return programCounters.first { arena.same(digits($0), digits(address)) }
    }

    private mutating func take(
        _ title: SwiftThreadTitle,
        _ text: Span<UInt8>,
        _ record: inout IncidentRecord
    ) {
        beginThread(index: title.index, crashed: title.crashed, &record)
        if !title.name.isEmpty { setName(record.append(text, title.name), &record) }
        let isApple = title.isApple || section == .list
        section = isApple ? .list : .frames
        hasThread = !isApple
    }

    private mutating func beginThread(
        index: Int,
        crashed: Bool,
        _ record: inout IncidentRecord
    ) {
        row = SwiftRow(breaks: row.breaks)
        lastIndex = -1
        if record.threads.count >= Self.mostThreads { clip(&record) }
        guard stores else { return }
        var thread = CrashThreadRecord()
        thread.index = Int32(index)
        thread.crashed = crashed
        thread.firstFrame = Int32(record.crashFrames.count)
        record.threads.append(thread)
    }

    private func setName(_ name: TextRange, _ record: inout IncidentRecord) {
        guard stores, let last = record.threads.indices.last else { return }
        record.threads[last].name = name
    }

    /// What follows the title of Apple's is the thread's name, up to the line's end or its first
    /// frame.
    private mutating func endOfTitle(
        _ text: Span<UInt8>,
        _ title: SwiftThreadTitle,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int {
        guard section == .list else { return title.end }
        let gap = Gap(text, at: title.end, before: limit)
        guard gap.breaks == 0 else { return title.end }
        let limit = min(limit, gap.end + 160)
        var end = gap.end
        while end < limit, Gap(text, at: end, before: limit).breaks == 0,
            SwiftListFrame.read(text, at: end, expected: 0, before: text.count) == nil
        {
            end += 1
        }
        let name = GoPanicText.trimmed(text, gap.end..<end)
        if !name.isEmpty { setName(record.append(text, name), &record) }
        return end
    }

    // MARK: - Foreign text

    /// Where the crash goes on behind text that is none of its own, or `nil`.
    private func resumption(
        _ text: Span<UInt8>,
        from start: Int,
        _ gap: Gap,
        _ limit: Int
    ) -> Int? {
        guard section != .tail else { return nil }
        let limit = min(limit, start + Self.reach)
        var position = start
        while position < limit {
            if !row.breaks.isEmpty, position > start {
                position = Self.ofLine.end(text, from: position, before: limit)
                guard position < limit else { return nil }
            }
            let next = Gap(text, at: position, before: limit)
            if next.breaks > 0 || position == start {
                if isStart(text, at: next.end, limit) { return nil }
                if goesOn(text, at: next.end, limit) { return next.end }
                position = max(position + 1, next.end)
                continue
            }
            if row.breaks.isEmpty, goesOnJoined(text, at: position, limit) { return position }
            position += 1
        }
        return nil
    }

    /// Bytes with which no gap begins.
    private static let ofLine = ByteClass { byte in
        byte > ASCII.space && byte < 0x80 && !byte.beginsSpelledBreak
    }

    /// Whether another crash begins at a position.
    private func isStart(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        if SwiftProgress.read(text, at: start, before: limit) != nil { return true }
        if section == .library,
            case .library = SwiftHeading.read(text, at: start, before: limit)
        {
            return true
        }
        let line = start..<min(limit, start + 256)
        return text.firstRange(of: ": Fatal error", in: line) != nil
            || text.firstRange(of: "goroutine ", in: line) != nil
    }

    private func goesOn(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        switch section {
        case .frames:
            if frameHead(text, at: start, limit) != nil { return true }
            if row.isEllipsis(text, at: start, before: limit) { return true }
        case .list:
            if SwiftListFrame.read(text, at: start, expected: lastIndex + 1, before: limit) != nil {
                return true
            }
            // The backtrace of the same crash may follow, by the library or by the runtime.
            switch SwiftHeading.read(text, at: start, before: limit) {
            case .library, .remark: return true
            default: break
            }
        case .library: return SwiftLibraryFrame.isLine(text, at: start, before: limit)
        case .images: if isImage(text, at: start, limit) { return true }
        default: break
        }
        return goesOnJoined(text, at: start, limit)
    }

    private func goesOnJoined(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        guard section != .library else { return false }
        return switch SwiftHeading.read(text, at: start, before: limit) {
        case .reason: !hasReason && section == .head
        case .thread: section != .head || hasReason
        case .registers, .images, .took: section != .head
        default: false
        }
    }
}

extension IncidentRecord {
    /// Copies a word into the arena.
    mutating func append(_ word: String) -> TextRange {
        let start = arena.count
        arena.append(contentsOf: word.utf8)
        return TextRange(start: start, count: word.utf8.count)
    }
}
