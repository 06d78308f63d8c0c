/// Takes lines out of what transports wrapped around them, and reads each stream by itself.
///
/// Nothing is unwrapped but what stands near a point of interest: the bytes of a log are looked
/// over as they are, and a log without wrappings never comes here. Around a wrapped line with a
/// point of interest lies a region: from some KiB before it, until no anchor has begun for some KiB.
/// In it, every line goes to the lane of its stream. Where a region begins and ends, and when a lane
/// is read, depends on the bytes alone, so that chunks do not matter.
struct StreamReader: ~Copyable {
    /// How far before a point of interest its region begins.
    private static let reach = 16 << 10
    /// A region ends where no anchor has begun for as many bytes.
    private static let quiet = 32 << 10
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
        var lastAnchor: Int
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
        read(window.bytes.span.extracting(0..<window.end), &plain, atEnd: atEnd, receive)
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
                guard let line = plain.watch?.takeWrapped() else { return }
                plain.handOver(receive)
                begin(text, &plain, causedBy: line)
            }
            let isOver = readRegion(text, &plain, atEnd: atEnd)
            order.release(before: lanes.lazy.map(\.lowWater).min() ?? Int.max, receive)
            guard isOver else { return }
        }
    }
}

extension StreamReader {
    private mutating func begin(
        _ text: Span<UInt8>,
        _ plain: inout LogReader,
        causedBy line: Int
    ) {
        let cause = line - plain.base
        let floor = min(cause, max(plain.floor, cause - Self.reach, 0))
        let start = lineStart(text, floor, before: cause)
        unwrapper.begin(text, with: self.line(text, at: cause))
        region = Region(
            position: plain.base + start,
            cause: line,
            lastAnchor: line,
            line: plain.lines.line(text, at: start),
            nextSweep: line + Self.sweep
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
            let isOver = region.position - region.lastAnchor >= Self.quiet
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
        let unwrapped = unwrapper.read(text, line, base: plain.base)
        let end = unwrapped.end
        if plain.hasAnchor(text, in: line.start..<end) { region.lastAnchor = plain.base + end }
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
        let lane: StreamLane
        if unwrapped.isBare, unwrapped.continuesLast, let lastLane {
            lane = lastLane
        } else {
            lane = self.lane(of: unwrapper.identity)
        }
        lastLane = lane
        let piece = StreamLane.Piece(
            time: unwrapped.time,
            line: region.line,
            end: base + unwrapped.end,
            undone: unwrapped.undone,
            goesOn: unwrapped.goesOn
        )
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
        for lane in lanes { finish(lane) }
        lanes.removeAll()
        lastLane = nil
        plain.skip(text, to: position)
        region = nil
    }
}

extension StreamReader {
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
