/// Takes lines out of what transports wrapped around them, and reads each stream by itself.
///
/// Nothing is unwrapped but what stands near a point of interest: the bytes of a log are looked
/// over as they are, and a log without wrappings never comes here. Around a wrapped line with a
/// point of interest lies a region: from some KiB before it, until no anchor has begun for some KiB.
/// In it, every line goes to the lane of its stream. Where a region begins and ends, and when a lane
/// is read, depends on the bytes alone, so that chunks do not matter.
struct StreamReader: ~Copyable {
    /// How far before a point of interest its region begins.
    private static let reach = (trace: 16 << 10, error: 8 << 10)
    /// A region ends where no anchor has begun for as many bytes.
    private static let quiet = (trace: 32 << 10, error: 8 << 10)
    /// Up to this offset an error's region is as wide as a trace's: little is known of the log, and
    /// what stands around an error tells most.
    private static let wideBefore = 1 << 20
    /// As many streams are open at the same time.
    private static let mostLanes = 256
    /// As many of them have begun to be read.
    private static let mostReaders = 16
    /// A stream is read when as much of it waits.
    private static let turn = 256 << 10
    /// A stream of which nothing came for as many bytes is finished.
    private static let idle = 1 << 20
    /// Streams are looked over for idle ones after as many bytes.
    private static let sweep = 256 << 10

    private let options: ParserOptions
    private let withContext: Bool
    private let times: TimestampReader
    private var region: Region?
    private var unwrapper = LineUnwrapper()
    /// The streams that are open, in the order in which they began.
    private var lanes: [StreamLane] = []
    private var lastLane: StreamLane?
    /// The lines of which the last part has not come.
    private var held = HeldLines()
    private var spare: [ReaderBox] = []
    private var order = IncidentOrder()
    private var context: [ContextRecord] = []
    /// What the lanes could not make sense of.
    private var counted = ParseStatistics()

    /// The part of the log that is being unwrapped, by offsets.
    private struct Region {
        /// The next line.
        var position: Int
        /// The line of the point of interest that it was opened for.
        var cause: Int
        /// It ends at the first line from here on.
        var quietFrom: Int
        /// The number of the next line.
        var line: Int
        var nextSweep: Int
    }

    init(options: ParserOptions, withContext: Bool) {
        self.options = options
        self.withContext = withContext
        times = TimestampReader(options: options)
    }

    /// What was read in all, given what was read of lines as they are.
    func statistics(with plain: ParseStatistics) -> ParseStatistics {
        var all = plain
        all.incidents += order.released
        all.mentions += counted.mentions
        all.unparsed += counted.unparsed
        all.reversed += counted.reversed
        return all
    }

    /// Takes what the lines around the incidents said.
    mutating func takeContext(_ receive: (ContextRecord) -> Void) {
        for record in context { receive(record) }
        context.removeAll(keepingCapacity: true)
    }

    /// Reads as far as the bytes at hand allow.
    mutating func read(
        _ window: borrowing Window,
        _ plain: inout LogReader,
        atEnd: Bool,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        read(window.bytes.span.extracting(window.atHand), &plain, atEnd: atEnd, receive)
    }

    private mutating func read(
        _ text: Span<UInt8>,
        _ plain: inout LogReader,
        atEnd: Bool,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        while true {
            if region == nil {
                plain.read(text, atEnd: atEnd, receive)
                guard let found = plain.watch?.takeWrapped() else { return }
                plain.handOver(text, receive)
                begin(text, &plain, causedBy: found)
            }
            let isOver = readRegion(text, &plain, atEnd: atEnd)
            order.release(before: lowWater, receive)
            guard isOver else { return }
        }
    }
}

extension StreamReader {
    private mutating func begin(
        _ text: Span<UInt8>,
        _ plain: inout LogReader,
        causedBy found: WrappingWatch.Found
    ) {
        let cause = found.line - plain.base
        let isWide = found.mayBeTrace || found.line < Self.wideBefore
        let reach = isWide ? Self.reach.trace : Self.reach.error
        let floor = min(cause, max(plain.floor, cause - reach, 0))
        let start = lineStart(text, floor, before: cause)
        unwrapper.begin(text, with: self.line(text, at: cause))
        region = Region(
            position: plain.base + start,
            cause: found.line,
            quietFrom: found.line + (isWide ? Self.quiet.trace : Self.quiet.error),
            line: plain.lines.line(text, at: start),
            nextSweep: found.line + Self.sweep
        )
    }

    /// The line that begins at a position, as far as it is at hand.
    private func line(_ text: Span<UInt8>, at start: Int) -> PhysicalLine {
        let longest = min(text.count, start + WrappingWatch.longestLine)
        let floor = max(0, start - WrappingWatch.lookback)
        var line = PhysicalLine(text, at: start, floor: floor, before: longest)
        line.limit = min(text.count, line.end + WrappingWatch.lookahead)
        return line
    }

    /// The first beginning of a line at a floor or behind it.
    private func lineStart(_ text: Span<UInt8>, _ floor: Int, before position: Int) -> Int {
        if floor == 0 || text[floor - 1] == ASCII.newline { return floor }
        return ByteScan.firstIndex(of: ASCII.newline, in: text, floor..<position).map { $0 + 1 }
            ?? position
    }
}

extension StreamReader {
    /// Unwraps the lines of the region; false where more bytes are needed.
    private mutating func readRegion(
        _ text: Span<UInt8>,
        _ plain: inout LogReader,
        atEnd: Bool
    ) -> Bool {
        while let region {
            let start = region.position - plain.base
            let isOver = region.position >= region.quietFrom
            guard start < text.count, !isOver else {
                guard isOver || atEnd else { return false }
                end(text, &plain, at: start)
                return true
            }
            let line = self.line(text, at: start)
            let isWhole = text[line.end - 1] == ASCII.newline
            if !isWhole, line.end - start >= WrappingWatch.longestLine {
                plain.watch?.pass(lineAt: region.position)
                end(text, &plain, at: start)
                return true
            }
            let isAtHand = isWhole && text.count - line.end >= WrappingWatch.lookahead
            guard atEnd || isAtHand else { return false }
            read(text, line, &plain)
        }
        return true
    }

    private mutating func read(
        _ text: Span<UInt8>,
        _ line: PhysicalLine,
        _ plain: inout LogReader
    ) {
        guard var region else { return }
        var interest = plain.interest(text, in: line.start..<line.end)
        let isOfInterest = interest != .none
        let unwrapped = unwrapper.read(text, line, base: plain.base, isOfInterest: isOfInterest)
        let end = unwrapped.end
        if end > line.end {
            interest = max(interest, plain.interest(text, in: line.end..<end))
        }
        plain.cursor = end
        if interest != .none {
            let isWide = interest == .trace || plain.base + end < Self.wideBefore
            let quiet = isWide ? Self.quiet.trace : Self.quiet.error
            region.quietFrom = max(region.quietFrom, plain.base + end + quiet)
        }
        append(text, unwrapped, line, region, base: plain.base)
        region.line += line.end == end ? 1 : ByteScan.countNewlines(text, line.start..<end)
        region.position = plain.base + end
        if region.position >= region.nextSweep {
            finishIdle(at: region.position)
            region.nextSweep = region.position + Self.sweep
        }
        self.region = region
    }

    /// Gives a line to the lane of its stream.
    private mutating func append(
        _ text: Span<UInt8>,
        _ unwrapped: LineUnwrapper.Result,
        _ line: PhysicalLine,
        _ region: Region,
        base: Int
    ) {
        let piece = StreamLane.Piece(
            time: unwrapped.time,
            line: region.line,
            end: base + unwrapped.end,
            undone: unwrapped.undone,
            goesOn: unwrapped.goesOn,
            record: unwrapped.undone.isOwnRecord ? base + line.start..<base + line.stop : 0..<0
        )
        if unwrapped.isPart, hold(text, unwrapped, piece, base: base) { return }
        let lane: StreamLane
        if unwrapped.isBare, unwrapped.continuesLast, let lastLane {
            lane = lastLane
        } else {
            lane = self.lane(of: unwrapper.identity)
        }
        lastLane = lane
        if let payload = unwrapped.payload {
            lane.append(text, payload, base: base, piece)
        } else {
            lane.append(unwrapper.copy, time: text, piece)
        }
        if unwrapped.isBare, region.position < region.cause { lane.passOverInterest() }
        if lane.unread >= Self.turn { readOn(lane) }
    }

    /// Ends the region before a position, and with it what was open.
    private mutating func end(_ text: Span<UInt8>, _ plain: inout LogReader, at position: Int) {
        for line in held.takeBegun(before: Int.max) { append(line) }
        for lane in lanes { finish(lane) }
        lanes.removeAll()
        lastLane = nil
        plain.skip(text, to: position)
        region = nil
    }
}

extension StreamReader {
    /// Keeps a part of a line until the last one comes; false where it goes to its stream at once,
    /// since the parts before it did.
    private mutating func hold(
        _ text: Span<UInt8>,
        _ unwrapped: LineUnwrapper.Result,
        _ piece: StreamLane.Piece,
        base: Int
    ) -> Bool {
        let identity = unwrapper.identity
        let isBegun = held.holds(identity)
        let isInPiece = lanes.contains { $0.identity == identity && $0.isInPiece }
        guard isBegun || unwrapped.goesOn && !isInPiece else { return false }
        var part = HeldLines.Part(text: MappedText(), piece: piece, time: [])
        if let payload = unwrapped.payload {
            part.text.copy(text, payload, base: base)
        } else {
            part.text = unwrapper.copy
        }
        for index in unwrapped.time { part.time.append(text[index]) }
        switch held.add(part, to: identity) {
        case .waits: break
        case .completes(let line): complete(line)
        case .overflows(let line): append(line)
        }
        return true
    }

    /// Gives a line that is whole to the lane of its stream, out of the wrappings within.
    private mutating func complete(_ line: HeldLines.Line) {
        guard let last = line.parts.last, let unwrapped = unwrapper.read(line) else {
            append(line)
            return
        }
        var piece = last.piece
        piece.line = line.parts[0].piece.line
        piece.undone = unwrapped.undone
        piece.goesOn = unwrapped.goesOn
        let lane = self.lane(of: unwrapper.identity)
        lastLane = lane
        lane.append(unwrapper.copy, of: line, piece)
        if lane.unread >= Self.turn { readOn(lane) }
    }

    /// Gives the parts of a line to the lane of its stream as they came.
    private mutating func append(_ line: HeldLines.Line) {
        let lane = self.lane(of: line.identity)
        lastLane = lane
        for part in line.parts { lane.append(part) }
        if lane.unread >= Self.turn { readOn(lane) }
    }

    /// No incident to come ends before this offset.
    private var lowWater: Int {
        min(lanes.lazy.map(\.lowWater).min() ?? Int.max, held.firstOffset ?? Int.max)
    }

    /// The lane of a stream, which begins where none is open.
    private mutating func lane(of identity: [UInt8]) -> StreamLane {
        if let lastLane, lastLane.identity == identity { return lastLane }
        if let lane = lanes.first(where: { $0.identity == identity }) { return lane }
        if lanes.count >= Self.mostLanes { finishOldest { _ in true } }
        let lane = StreamLane(identity: identity)
        lanes.append(lane)
        return lane
    }

    /// Reads what of a stream is at hand.
    private mutating func readOn(_ lane: StreamLane) {
        if !lane.hasReader {
            let busy = lanes.count { $0.hasReader }
            if busy >= Self.mostReaders { finishOldest(where: \.hasReader) }
            lane.begin(with: makeReader())
        }
        read(lane, atEnd: false)
    }

    /// Reads what is left of a stream, which is at its end.
    private mutating func finish(_ lane: StreamLane) {
        if !lane.hasReader { lane.begin(with: makeReader()) }
        read(lane, atEnd: true)
    }

    private mutating func read(_ lane: StreamLane, atEnd: Bool) {
        var found: [IncidentRecord] = []
        var said: [ContextRecord] = []
        let box = lane.read(
            atEnd: atEnd,
            times,
            { found.append($0) },
            context: { said.append($0) }
        )
        for record in found { order.insert(record) }
        context += said
        guard let box else { return }
        counted.mentions += box.reader.statistics.mentions
        counted.unparsed += box.reader.statistics.unparsed
        counted.reversed += box.reader.statistics.reversed
        box.reader.statistics = ParseStatistics()
        spare.append(box)
    }

    /// Finishes the stream that has been still for longest, of those that a condition holds for.
    private mutating func finishOldest(where holds: (StreamLane) -> Bool) {
        let oldest = lanes.indices.filter { holds(lanes[$0]) }
            .min { lanes[$0].lastOffset < lanes[$1].lastOffset }
        if let oldest { finish(lanes.remove(at: oldest)) }
        lastLane = nil
    }

    /// Finishes the streams of which nothing came for long, and those that began to wait long ago.
    private mutating func finishIdle(at offset: Int) {
        for line in held.takeBegun(before: offset - Self.idle) { append(line) }
        let isIdle = { (lane: StreamLane) in
            offset - lane.lastOffset > Self.idle || offset - lane.lowWater > 4 * Self.idle
        }
        for lane in lanes where isIdle(lane) { finish(lane) }
        lanes.removeAll { !$0.isOpen }
        lastLane = nil
    }

    private mutating func makeReader() -> ReaderBox {
        if let box = spare.popLast() { return box }
        guard let reader = try? LogReader.reading(options, withContext: withContext) else {
            preconditionFailure("the patterns were compiled before")
        }
        return ReaderBox(reader)
    }
}
