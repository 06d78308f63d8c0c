/// Reads the body of a Go traceback token by token: headers, frames, creators, and what stands
/// between them.
///
/// One grammar for every layout; between two tokens stands a `Gap`.
///
///     trace  = header { frame / elided / creator / ancestor / stack / header }
///              [ registers ] [ "-----" trace ]
///     frame  = call gap position
///     creator = "created by " function [ " in goroutine " id ] gap position
///     elided = "...additional frames elided..." / "..." n " frames elided..."
///     ancestor = "[originating from goroutine " id "]:" { frame } [ creator ]
///     stack  = "runtime stack:" { frame }
///
/// A trace ends where something stands that cannot belong to it.
struct GoTraceReader {
    enum Step {
        /// A token was read; the next begins at or after the position.
        case next(Int)
        /// More of the input is needed to tell.
        case needMore
        /// The trace ended; its last byte stands before the position.
        case ended(Int)
    }

    /// Beyond what a token's grammar may hold: name, arguments, path and numbers.
    static let lookahead = 12 << 10
    static let mostGoroutines = 4096
    static let mostFrames = 65_536
    /// Bytes of names, arguments and paths of one incident.
    static let mostText = 24 << 20

    /// What touches the next token: the digits at the end of the last position.
    var seam: Seam?
    /// The first elements of names that stand safely in this trace.
    var knownElements = GoKnownElements()
    var openSeams = GoSeamSettler()
    private var identifiers = GoroutineIdentifiers()
    var programCounterWidth = 0
    var registersSeen = false
    var separatorSeen = false
    /// Whether the goroutine's last frame or its creator was read: nothing of it can follow.
    var isComplete = false
    var stores = true
    var stacks = GoStackMemory()
    /// The frame that was read last, where the stack so far is one of those remembered.
    var place = GoStackMemory.Place.none
    /// The frame before the token that is being read, and where it ended.
    var lastPlace = GoStackMemory.Place.none
    var lastEnd = 0
    /// How many of that frame's last digits the token begins with.
    var lastGivenBack = 0
    /// The last place that was known, and how many frames the incident had there.
    var stack = GoStackMemory.Place.none
    var stackFrames = 0
    /// Whether the input ends where the bytes end that a token is read from.
    private var inputEnds = false
    /// The header that what announced the trace has read, and where it begins.
    private var expected: (header: GoHeader, start: Int)?
    /// Where the text begins that is mirrored, and where its copy will begin in the arena.
    private var mirrorText = 0
    private var mirrorArena = 0
    private var mirrorIsClosed = false
    var layouts = LayoutVote()
    /// Foreign pieces that were stepped over.
    private(set) var unparsed = 0

    struct Seam {
        var length: Int
        var target: GoSeamSettler.Target
        var isProgramCounter: Bool
    }

    /// Forgets the last trace.
    mutating func begin() {
        seam = nil
        openSeams.removeAll()
        knownElements.removeAll()
        identifiers.removeAll()
        programCounterWidth = 0
        registersSeen = false
        separatorSeen = false
        isComplete = false
        stores = true
        place = .none
        stack = .none
        stackFrames = 0
        mirrorIsClosed = false
        expected = nil
        layouts = LayoutVote()
        unparsed = 0
    }

    /// Takes a header that was read when the trace was found, and need not be read again.
    mutating func expect(_ header: GoHeader, at start: Int) {
        expected = (header, start)
    }

    /// Forgets where anything stands, since bytes before it were dropped.
    mutating func shift() {
        expected = nil
    }

    // MARK: - The copy of the text

    /// Begins to mirror the text from a position on: names and paths are runs of one copy of the
    /// trace, made when reading pauses or ends, so that a frame costs no copy of its own.
    mutating func startMirror(at position: Int, _ record: IncidentRecord) {
        mirrorText = position
        mirrorArena = record.arena.count
    }

    /// Copies the text that was read since the mirror was begun.
    mutating func flushMirror(
        _ text: Span<UInt8>,
        upTo position: Int,
        _ record: inout IncidentRecord
    ) {
        guard position > mirrorText, !mirrorIsClosed else { return }
        _ = record.append(text, mirrorText..<position)
        startMirror(at: position, record)
        // What was stored before a limit was reached is copied; nothing after it is.
        mirrorIsClosed = !stores
    }

    /// The run of the arena that will hold a range of the text.
    @inline(__always)
    func mirrored(_ range: ByteRun) -> TextRange {
        mirrored(range.lowerBound, UInt32(range.count))
    }

    /// The run of the arena that will hold so many bytes of the text from a position on.
    @inline(__always)
    func mirrored(_ position: Int, _ count: UInt32) -> TextRange {
        TextRange(start: UInt32(truncatingIfNeeded: position &+ mirrorShift), count: count)
    }

    /// How far behind its place in the text the arena will hold a byte.
    var mirrorShift: Int { mirrorArena &- mirrorText }

    /// Reads the next token.
    ///
    /// - Parameters:
    ///   - text: The bytes at hand.
    ///   - position: Where the last token ended.
    ///   - end: Where the bytes at hand end.
    ///   - atEnd: Whether the input ends there.
    ///   - record: The incident that the trace belongs to.
    /// - Returns: Where the next token may begin, or that the trace ended, or that more is needed.
    mutating func read(
        _ text: Span<UInt8>,
        at position: Int,
        before end: Int,
        atEnd: Bool,
        into record: inout IncidentRecord
    ) -> Step {
        if let next = readKnownFrames(text, at: position, before: end, &record) {
            return .next(next)
        }
        guard atEnd || end - position >= Self.lookahead else { return .needMore }
        let limit = min(end, position + Self.lookahead)
        inputEnds = atEnd && limit == end
        let gap = Gap(text, at: position, before: limit)
        if gap.end >= limit { return gap.end < end ? .next(gap.end) : .ended(position) }
        var start = gap.end
        lastPlace = place
        lastGivenBack = 0
        if gap.isEmpty(from: position), let seam {
            let run = position - seam.length..<position
            if let taken = GoSeam.givenBackToForeignText(text, run, limit) {
                openSeams.shorten(seam.target, by: taken, in: &record)
                learnWidth(seam, givenBack: taken)
                start -= taken
                lastGivenBack = taken
                self.seam = nil
            }
        }
        if place != .none {
            stack = place
            stackFrames = record.frames.count
        }
        lastEnd = position
        place = .none
        if let step = readToken(text, at: start, gap, limit, &record) { return step }
        return readForeign(
            text,
            from: min(position, start),
            at: start,
            gap,
            limit,
            atEnd && limit == end,
            &record
        )
    }

    /// Reads the token that begins at a position; `nil` where none does.
    private mutating func readToken(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        switch text[start] {
        case UInt8(ascii: "g") where text.has("goroutine ", at: start, before: limit):
            return readGoroutine(text, at: start, gap, limit, &record)
        case UInt8(ascii: "c") where text.has("created by ", at: start, before: limit):
            return readCreator(text, at: start, gap, limit, &record)
        case ASCII.dot where text.has("...", at: start, before: limit):
            return readElision(text, at: start, limit, &record)
        case ASCII.leftBracket:
            return readAncestor(text, at: start, limit, &record)
        case UInt8(ascii: "r") where text.has("runtime stack:", at: start, before: limit):
            beginGoroutine(id: -1, &record)
            if stores {
                setLast(&record) { goroutine in
                    goroutine.state = mirrored(ByteRun(start..<start + 13))
                }
            }
            return .next(start + 14)
        case ASCII.minus where text.has("-----", at: start, before: limit):
            guard gap.breaks > 0 else { return nil }
            separatorSeen = true
            registersSeen = false
            return .next(start + 5)
        default:
            break
        }
        if gap.breaks > 0, let next = endOfNote(text, at: start, limit) { return .next(next) }
        if separatorSeen, let next = endOfThrow(text, at: start, limit) { return .next(next) }
        if !registersSeen, let step = readFrame(text, at: start, gap, limit, &record) {
            return step
        }
        guard let next = GoRegisters.end(text, at: start, before: limit) else { return nil }
        registersSeen = true
        seam = nil
        return .next(next)
    }

    // MARK: - Goroutines

    private mutating func readGoroutine(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        if text.has(
            "goroutine running on other thread; stack unavailable",
            at: start,
            before: limit
        ) {
            seam = nil
            return .next(start + 52)
        }
        guard let header = header(text, at: start, limit), !registersSeen || separatorSeen else {
            return nil
        }
        guard !isKnown(header.id) else { return .ended(start) }
        if let seam { learnWidth(seam, givenBack: 0) }
        layouts.count(gap, isFirst: record.goroutines.isEmpty)
        beginGoroutine(id: header.id, &record)
        separatorSeen = false
        guard stores else { return .next(header.end) }
        setLast(&record) { goroutine in
            goroutine.state = mirrored(ByteRun(header.state))
            goroutine.waitMinutes = header.waitMinutes
            goroutine.lockedToThread = header.lockedToThread
            goroutine.bubble = header.bubble
            if let labels = header.labels { goroutine.labels = mirrored(ByteRun(labels)) }
        }
        return .next(header.end)
    }

    /// The header that begins at a position, unless it was read before.
    private mutating func header(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> GoHeader? {
        defer { expected = nil }
        if let expected, expected.start == start { return expected.header }
        return GoHeader.read(text, at: start, before: limit)
    }

    /// Whether a goroutine of the id was met in this dump; goroutine 0 is one of each thread.
    private mutating func isKnown(_ id: Int64) -> Bool {
        id > 0 && !identifiers.insert(id)
    }

    private mutating func beginGoroutine(id: Int64, _ record: inout IncidentRecord) {
        closeGoroutine(&record)
        seam = nil
        isComplete = false
        if record.goroutines.count >= Self.mostGoroutines { clip(&record) }
        guard stores else {
            record.goroutinesElided += 1
            return
        }
        var goroutine = GoroutineRecord()
        goroutine.id = id
        goroutine.firstFrame = Int32(record.frames.count)
        record.goroutines.append(goroutine)
        place = isFresh ? stacks.begin() : .none
    }

    private mutating func clip(_ record: inout IncidentRecord) {
        stores = false
        record.clipped = true
    }

    private func setLast(
        _ record: inout IncidentRecord,
        _ change: (inout GoroutineRecord) -> Void
    ) {
        guard let last = record.goroutines.indices.last else { return }
        change(&record.goroutines[last])
    }

    private mutating func readAncestor(
        _ text: Span<UInt8>,
        at start: Int,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        guard text.has("[originating from goroutine ", at: start, before: limit) else { return nil }
        let digits = start + 28..<text.endOfDigits(start + 28, before: limit)
        guard let id = text.decimal(digits),
            text.has("]:", at: digits.upperBound, before: limit)
        else { return nil }
        beginGoroutine(id: id, &record)
        if stores { setLast(&record) { goroutine in goroutine.isAncestor = true } }
        return .next(digits.upperBound + 2)
    }

    private mutating func readElision(
        _ text: Span<UInt8>,
        at start: Int,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        var count: Int64 = -1
        var end = start + 3
        if text.has("...additional frames elided...", at: start, before: limit) {
            end = start + 30
        } else {
            let digits = start + 3..<text.endOfDigits(start + 3, before: limit)
            guard let number = text.decimal(digits),
                text.has(" frames elided...", at: digits.upperBound, before: limit)
            else { return nil }
            count = number
            end = digits.upperBound + 17
        }
        seam = nil
        if stores { setLast(&record) { goroutine in goroutine.framesElided = count } }
        return .next(end)
    }

    // MARK: - Frames

    private mutating func readFrame(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        guard let call = GoCall.read(text, at: start, before: limit) else { return nil }
        let inner = Gap(text, at: call.end, before: limit)
        guard let position = GoPosition.read(text, at: inner.end, before: limit) else {
            return readCallWithoutPosition(text, call, inner, limit, &record)
        }
        layouts.count(gap, isFirst: false)
        let seam = self.seam
        self.seam = nil
        if record.goroutines.isEmpty { beginGoroutine(id: -1, &record) }
        if record.frames.count >= Self.mostFrames || record.arena.count >= Self.mostText {
            clip(&record)
        }
        place = .none
        if stores {
            let cut = store(text, call, position, after: seam, isJoined: gap.isEmpty, &record)
            place = remember(text, call, position, gap, cut, record)
        }
        let target =
            stores
            ? GoSeamSettler.Target.frame(record.frames.count - 1) : GoSeamSettler.Target.nothing
        isComplete = isOutermost(text, call.function.range)
        leaveSeam(text, position, target, limit)
        return .next(position.end)
    }

    /// Whether a function is where a goroutine without a creator begins.
    func isOutermost(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        function.count <= 14 && text.has(".main", endingAt: function.upperBound, after: 0)
            || text.same("runtime.goexit", as: function)
    }

    /// How the seam before a frame was cut, and what was learned of its name.
    struct StoredCut {
        var givenBack = 0
        var isOpen = false
        var newLabel: UInt64?
    }

    /// Appends a frame, and cuts the seam before it.
    private mutating func store(
        _ text: Span<UInt8>,
        _ call: GoCall,
        _ position: GoPosition,
        after seam: Seam?,
        isJoined: Bool,
        _ record: inout IncidentRecord
    ) -> StoredCut {
        var made = StoredCut()
        var taken = 0
        var isOpen = false
        if let seam {
            let run = call.function.lowerBound - seam.length..<call.function.lowerBound
            let kind =
                seam.isProgramCounter
                ? GoSeam.Kind.programCounter(width: programCounterWidth) : .offset
            let cut = GoSeam(run: run, kind: kind).cut(
                text,
                before: call,
                file: position.file.range,
                known: knownElements
            )
            taken = cut.givenBack
            isOpen = !cut.isSettled
            if cut.isSettled { learnWidth(seam, givenBack: taken) }
        }
        var frame = FrameRecord()
        frame.function = mirrored(
            ByteRun(call.function.lowerBound - taken..<call.function.upperBound)
        )
        frame.arguments = mirrored(call.arguments)
        frame.hasArguments = true
        frame.file = mirrored(position.file)
        if text[position.file.lowerBound] == ASCII.ampersand {
            flushMirror(text, upTo: position.end, &record)
            frame.file = MessageText.append(text, position.file.range, to: &record)
            startMirror(at: position.end, record)
        }
        frame.line = position.lineNumber(text)
        frame.offset = position.offsetNumber(text)
        if isJoined, !isOpen {
            made.newLabel = knownElements.note(
                text,
                call.function.lowerBound - taken..<call.function.upperBound
            )
        }
        if let seam {
            openSeams.shorten(seam.target, by: taken, in: &record)
            if isOpen {
                openSeams.note(
                    .init(
                        target: seam.target,
                        frame: record.frames.count,
                        run: mirrored(
                            ByteRun(
                                call.function.lowerBound - seam.length..<call.function.lowerBound
                            )
                        ),
                        givenBack: taken
                    )
                )
            }
        }
        record.frames.append(frame)
        record.goroutines[record.goroutines.count - 1].frameCount += 1
        made.givenBack = taken
        made.isOpen = isOpen
        return made
    }

    /// Takes the width of program counters from one whose end is beyond doubt.
    private mutating func learnWidth(_ seam: Seam, givenBack: Int) {
        if seam.isProgramCounter { programCounterWidth = seam.length - givenBack }
    }

    /// Remembers the digits that the next token may touch.
    private mutating func leaveSeam(
        _ text: Span<UInt8>,
        _ position: GoPosition,
        _ target: GoSeamSettler.Target,
        _ limit: Int
    ) {
        let end = position.end
        let isProgramCounter = !position.pc.isEmpty
        if isProgramCounter, end < limit, !touches(text[end]) {
            programCounterWidth = position.pc.count
        }
        guard end < limit, touches(text[end]), isProgramCounter || !position.offset.isEmpty
        else {
            seam = nil
            return
        }
        seam = Seam(
            length: position.lastRun.count,
            target: isProgramCounter ? .nothing : target,
            isProgramCounter: isProgramCounter
        )
    }

    func touches(_ byte: UInt8) -> Bool { byte.mayTouch }

    /// A call whose line with the position is missing: cut off by the end, or dropped.
    private mutating func readCallWithoutPosition(
        _ text: Span<UInt8>,
        _ call: GoCall,
        _ inner: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        let isLast = inner.end >= limit
        guard isLast || inner.breaks > 0 && beginsToken(text, inner.end, limit),
            GoPackage.path(text, of: call.function.range).upperBound < call.function.upperBound
        else { return nil }
        record.truncated = record.truncated || isLast
        if stores, !record.goroutines.isEmpty {
            var frame = FrameRecord()
            frame.function = mirrored(call.function)
            frame.arguments = mirrored(call.arguments)
            frame.hasArguments = true
            record.frames.append(frame)
            record.goroutines[record.goroutines.count - 1].frameCount += 1
        }
        seam = nil
        return .next(call.end)
    }

    private func beginsToken(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
        text.has("created by ", at: start, before: limit)
            || GoHeader.read(text, at: start, before: limit) != nil
            || GoCall.read(text, at: start, before: limit) != nil
    }

    // MARK: - Creators

    private mutating func readCreator(
        _ text: Span<UInt8>,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Step? {
        guard let creator = GoCreator.read(text, at: start, before: limit) else { return nil }
        layouts.count(gap, isFirst: false)
        seam = nil
        if creator.position == nil, inputEnds, isLastLine(text, creator.end, limit) {
            record.truncated = true
        }
        if stores, !record.goroutines.isEmpty {
            var stored = CreatorRecord()
            stored.frame.function = mirrored(ByteRun(creator.function))
            stored.goroutine = creator.goroutine
            if let position = creator.position {
                stored.frame.file = mirrored(position.file)
                stored.frame.line = position.lineNumber(text)
                stored.frame.offset = position.offsetNumber(text)
            }
            record.goroutines[record.goroutines.count - 1].createdBy = stored
        }
        isComplete = true
        if let position = creator.position {
            let target =
                stores ? GoSeamSettler.Target.creator(record.goroutines.count - 1) : .nothing
            leaveSeam(text, position, target, limit)
            if stores {
                remember(text, creator, position, gap, givenBack: lastGivenBack, record)
            }
        }
        return .next(creator.end)
    }

    /// Whether no more than the gap and the rest of one line follows a position.
    private func isLastLine(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        let line = Gap(text, at: position, before: limit).end
        return ByteScan.firstIndex(of: ASCII.newline, in: text, line..<max(line, limit)) == nil
    }

    // MARK: - What is not a token

    /// A second throw or signal after the separator of a thread: `SIGQUIT: quit`, `PC=0x…`.
    private func endOfThrow(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Int? {
        guard
            text.has("SIG", at: start, before: limit) || text.has("PC=0x", at: start, before: limit)
                || text.has("fatal error: ", at: start, before: limit)
                || text.has("signal arrived", at: start, before: limit)
        else { return nil }
        return endOfLine(text, start, limit)
    }

    /// Where the line ends that goes on at a position: at a break, however it is spelled.
    private func endOfLine(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var position = start
        while position < limit {
            let gap = Gap(text, at: position, before: limit)
            if gap.breaks > 0 { return position }
            position = max(gap.end, position + 1)
        }
        return limit
    }

    /// Steps over foreign lines between frames (another writer's, the runtime's own notes) where
    /// the trace goes on after them without a header; else the trace has ended.
    private mutating func readForeign(
        _ text: Span<UInt8>,
        from tokenEnd: Int,
        at start: Int,
        _ gap: Gap,
        _ limit: Int,
        _ isCut: Bool,
        _ record: inout IncidentRecord
    ) -> Step {
        if isCut, isBeginningOfToken(text, start, gap, limit) { record.truncated = true }
        guard gap.breaks > 0, !registersSeen, !isComplete,
            let resumed = GoResumption.find(text, after: start, before: limit)
        else { return .ended(tokenEnd) }
        unparsed += 1
        seam = nil
        return .next(resumed)
    }

    /// Whether the input was cut inside a header, a frame or a creator.
    private func isBeginningOfToken(
        _ text: Span<UInt8>,
        _ start: Int,
        _ gap: Gap,
        _ limit: Int
    ) -> Bool {
        if text.has("goroutine ", at: start, before: limit)
            || text.has("created by ", at: start, before: limit)
        {
            return true
        }
        if isPrefix(text, start..<limit, of: "created by ")
            || isPrefix(text, start..<limit, of: "goroutine ")
        {
            return true
        }
        if gap.breaks > 0, !isComplete, isPartOfToken(text, start, limit) { return true }
        guard let end = GoCall.endOfName(text, at: start, limit), end > start else { return false }
        let path = GoPackage.path(text, of: start..<end)
        return path.upperBound < end && (end == limit || text[end] == ASCII.leftParenthesis)
    }

    /// Whether a range holds the beginning of a keyword and no more.
    private func isPrefix(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        of keyword: StaticString
    ) -> Bool {
        guard range.count > 2, range.count < keyword.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count
        where unsafe text[range.lowerBound + offset] != keyword.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether the input ends in the middle of a call that has a line of its own: in its name, its
    /// receiver or its arguments, or in the path below it.
    private func isPartOfToken(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
        guard text[start].isLetter || text[start] >= 0x80 else { return false }
        if let call = GoCall.read(text, at: start, before: limit) {
            return Gap(text, at: call.end, before: limit).indent > 0
                && isLastLine(text, call.end, limit)
        }
        var end = start
        while end < limit, text[end] > ASCII.space, text[end] != ASCII.leftParenthesis { end += 1 }
        return end == limit || text[end] == ASCII.leftParenthesis && isLastLine(text, end, limit)
    }

    /// Counts the gap before a frame that another reader read.
    mutating func countLayout(_ gap: Gap, isFirst: Bool) {
        layouts.count(gap, isFirst: isFirst)
    }

    /// The end of a note that the runtime prints below a frame whose caller it cannot tell:
    /// `runtime: g 1: unexpected return pc …`, the bounds of the stack, and its words.
    private func endOfNote(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Int? {
        guard
            text.has("runtime: ", at: start, before: limit)
                || text.has("stack: frame={", at: start, before: limit)
                || text.has("0x0000", at: start, before: limit)
        else { return nil }
        return endOfLine(text, start, limit)
    }

    // MARK: - The end

    /// Cuts the seams that were left open, by what the whole incident shows.
    mutating func settle(_ record: inout IncidentRecord) {
        closeGoroutine(&record)
        openSeams.settle(&record)
    }
}

extension UInt8 {
    /// Whether a byte behind digits may go on with them, or begin a word that they belong to: it
    /// is no white space, nor does it begin one that is spelled out, nor ends a value.
    var mayTouch: Bool {
        self > ASCII.space && self != ASCII.backslash && self != ASCII.hash && self != ASCII.quote
            && self != ASCII.less && self != ASCII.ampersand
    }
}
