/// Reads the bytes at hand from one point of interest to the next and makes incidents of them.
///
/// All positions are indices into the bytes at hand; when bytes are dropped in front, `shift`
/// moves them. What is decided never depends on how the input was cut: where more bytes may
/// matter, and there may be more, nothing is decided.
struct LogReader: ~Copyable {
    /// How many bytes before the cursor must stay at hand.
    static let history = 72 << 10
    /// How many bytes after a point of interest must be at hand before it is looked at.
    private static let traceLookahead = 112 << 10
    static let errorLookahead = 24 << 10
    /// Scanning goes on in steps that grow, since a trace consumes much of what follows a hit.
    private static let scanSteps = 256...(32 << 10)

    let times: TimestampReader
    let finder: RecordFinder
    var errors: ErrorReader
    private let anchors: Anchors
    private var scanner: LiteralScanner

    /// Everything before it belongs to an incident or to nobody.
    var cursor = 0
    /// No record reaches back beyond it: the end of the last incident.
    var floor = 0
    /// What other threads found beforehand.
    var ahead = AnchorsAhead()
    private var scanned = 0
    private var scanStep = scanSteps.lowerBound
    private var hits: [AnchorHit] = []
    private var nextHit = 0

    /// The input's offset of the first byte at hand.
    var base = 0
    var lines = LineCounter()
    var dated = DatedLines()
    var trace = GoTraceReader()
    var crash = SwiftCrashReader()
    /// The incident that is being read, where one is open.
    var open: OpenIncident?
    var record = IncidentRecord()
    var queue = IncidentQueue()
    var statistics = ParseStatistics()
    /// The error line that was read last.
    var last = LastErrorLine()
    /// Where the next word stands with which a goroutine's header begins, behind error lines.
    var headers = NextPlace()
    /// The record whose words named errors that it does not report.
    var prose = ProseRecord()
    /// Up to here no header of a goroutine stands.
    var noHeaderBefore = 0
    /// What the lines around incidents say.
    var context: ContextReader
    /// Where somebody has pasted what a host says.
    var hostTexts = HostTextFinder()
    /// Whether lines are looked at for a transport's wrapping, and what was found.
    var watch: WrappingWatch?

    /// A reader at the beginning of an input.
    static func reading(
        _ options: ParserOptions,
        withContext: Bool
    ) throws(PatternError) -> LogReader {
        let anchors = try Anchors.reading(options, withContext: withContext)
        return try LogReader(options: options, anchors: anchors, withContext: withContext)
    }

    private init(
        options: ParserOptions,
        anchors: Anchors,
        withContext: Bool
    ) throws(PatternError) {
        context = ContextReader(isEnabled: withContext)
        times = TimestampReader(options: options)
        finder = RecordFinder(times: times)
        errors = try ErrorReader(patterns: options.patterns)
        self.anchors = anchors
        scanner = LiteralScanner(anchors.literals)
    }

    /// Reads as far as the bytes at hand allow.
    mutating func read(
        _ window: borrowing Window,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        read(window.bytes.span.extracting(window.atHand), atEnd: false, receive)
    }

    /// Ends the input.
    mutating func finish(
        _ window: borrowing Window,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        read(window.bytes.span.extracting(window.atHand), atEnd: true, receive)
        contextFinishes(window.bytes.span.extracting(window.atHand))
        handOver(window.bytes.span.extracting(window.atHand), receive)
        countLines(window, before: window.count)
    }

    /// Reads as far as a text allows, or up to a line that a transport has wrapped.
    mutating func read(
        _ text: Span<UInt8>,
        atEnd: Bool,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        let end = text.count
        while true {
            if open != nil {
                guard readOpen(text, end, atEnd) else { break }
                scanStep = Self.scanSteps.lowerBound
                release(text, upTo: cursor, receive)
                continue
            }
            if readKnownLine(text, end, atEnd) {
                release(text, upTo: cursor, receive)
                continue
            }
            guard let hit = next(text, end, atEnd) else { break }
            let kind = anchors.kind(hit.literal)
            let lookahead = kind == .error ? Self.errorLookahead : Self.traceLookahead
            guard atEnd || end - hit.position >= lookahead,
                mayLook(text, at: hit.position, kind, atEnd)
            else { break }
            nextHit += 1
            look(text, at: hit.position, kind, end, atEnd)
            if open == nil { cursor = max(cursor, hit.position + 1) }
            release(text, upTo: open?.start ?? cursor, receive)
        }
        contextFollows(text)
        hostTexts.copy(text, base: base)
        release(text, upTo: open?.start ?? cursor, receive)
    }

    /// Hands over every incident that ends more than the reach before a position, in order.
    private mutating func release(
        _ text: Span<UInt8>,
        upTo position: Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        let offset = base + position
        if !queue.isOnlyLines { statistics.incidents += queue.release(upTo: offset, receive) }
        let ready = queue.ready(upTo: offset)
        if ready > 0 { handOver(text, lines: ready, receive) }
    }

    private mutating func handOver(
        _ text: Span<UInt8>,
        lines ready: Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        for index in 0..<ready { errors.lines.hand(text, queue.line(index), base: base, receive) }
        queue.removeLines(ready)
        statistics.incidents += ready
    }

    /// Hands over all that waits.
    mutating func handOver(
        _ text: Span<UInt8>,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        settleLines(text)
        settleContext(text)
        statistics.incidents += queue.releaseAll(receive)
    }

    /// Makes records of the known lines that wait, since what is read next may change them.
    mutating func settleLines(_ text: Span<UInt8>) {
        guard queue.hasLines else { return }
        let base = base
        let known = errors.lines
        queue.settle { known.fill(&$0, text, $1, base: base) }
    }

    /// Counts the lines before a position, since the bytes may be dropped.
    mutating func countLines(_ window: borrowing Window, before position: Int) {
        _ = lines.line(window.bytes.span.extracting(window.atHand), at: position)
        statistics.lines = lines.newlines
    }

    /// The first byte that must stay at hand.
    var keepFrom: Int {
        // Hits before the cursor lie in what an incident consumed. A panic's message is kept while
        // its trace may turn out to be part of it.
        var first = cursor - Self.history
        if let start = open?.messageStart, cursor - start < GoPanicText.longest {
            first = min(first, start)
        }
        return max(0, first)
    }

    /// Moves all positions back, since bytes before them were dropped.
    mutating func shift(by distance: Int) {
        base += distance
        cursor -= distance
        floor = max(0, floor - distance)
        scanned -= distance
        ahead.shift(by: distance)
        noHeaderBefore = max(0, noHeaderBefore - distance)
        trace.shift()
        crash.shift(by: distance)
        hits.removeFirst(nextHit)
        nextHit = 0
        for index in hits.indices { hits[index].position -= distance }
        lines.shift(by: distance)
        dated.shift(by: distance)
        last.shift(by: distance)
        open?.shift(by: distance)
    }

    /// The next hit that no incident has consumed.
    private mutating func next(_ text: Span<UInt8>, _ end: Int, _ atEnd: Bool) -> AnchorHit? {
        while true {
            while nextHit < hits.count {
                let hit = hits[nextHit]
                if hit.position >= cursor {
                    switch anchors.kind(hit.literal) {
                    case .hostText:
                        hostTexts.note(text, at: hit.position, base: base, lines: &lines)
                        cursor = max(cursor, hit.position)
                    case .position where queue.isEmpty && isLoggersPlace(text, hit.position, end):
                        cursor = hit.position + 1
                    default:
                        return hit
                    }
                }
                nextHit += 1
            }
            hits.removeAll(keepingCapacity: true)
            nextHit = 0
            scanned = max(scanned, cursor)
            let limit = atEnd ? end : end - anchors.longest
            guard scanned < limit else { return nil }
            scanned = scan(text, from: scanned, to: min(limit, scanned + scanStep))
            guard hits.isEmpty else { continue }
            cursor = scanned
            scanStep = min(2 * scanStep, Self.scanSteps.upperBound)
        }
    }

    /// Notes the hits that begin in a range, or in a part of it.
    ///
    /// - Returns: Where that part ends.
    private mutating func scan(_ text: Span<UInt8>, from: Int, to: Int) -> Int {
        if let end = ahead.take(from: from, to: to, into: &hits) { return end }
        let end = min(to, ahead.next(after: from) ?? to)
        scanner.scan(text, from: from, to: end, into: &hits)
        return end
    }

    /// Whether a place is the one that a logger notes of itself, which stands on every other line and
    /// is no frame's: `main.go:85] `, `main.go:85: `.
    private func isLoggersPlace(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        let digits = text.endOfDigits(position + 4, before: min(end, position + 16))
        guard digits > position + 4, digits < end else { return false }
        return text[digits] == ASCII.colon || text[digits] == ASCII.rightBracket
    }

    /// Whether a hit stands on a line that is read as it is.
    private mutating func mayLook(
        _ text: Span<UInt8>,
        at position: Int,
        _ kind: Anchors.Kind,
        _ atEnd: Bool
    ) -> Bool {
        guard watch != nil, mayBeWrapped(text, at: position, kind) else { return true }
        let start = lines.start(text, of: position)
        // What follows an incident on its line is read as the incident was.
        guard start >= floor else { return true }
        return watch?.isPlain(
            text,
            WrappingWatch.Hit(position: position, lineStart: start, base: base, kind: kind),
            atEnd: atEnd
        ) ?? true
    }

    /// Whether a hit is worth taking its line out of a wrapping: each is but the place that a logger
    /// notes of itself (`main.go:85] `, `main.go:85: `), which stands on every other line.
    ///
    ///     position = ".go:" line [ " +0x" hex / " (0x" hex ")" ] break
    private func mayBeWrapped(
        _ text: Span<UInt8>,
        at position: Int,
        _ kind: Anchors.Kind
    ) -> Bool {
        guard kind == .position else { return true }
        let end = text.endOfDigits(position + 4, before: min(text.count, position + 16))
        guard end < text.count else { return true }
        switch text[end] {
        case ASCII.space:
            return text.has(" +0x", at: end, before: text.count)
                || text.has(" (0x", at: end, before: text.count)
        case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less,
            ASCII.ampersand, ASCII.escape, UInt8(ascii: "^"), ASCII.leftBracket:
            return true
        case ASCII.quote:
            // The end of a value: a stack's line, which begins with a tab, or a place alone.
            let floor = max(0, position - RecordFinder.reach / 32)
            var start = position
            while start > floor, text[start - 1] > ASCII.space, text[start - 1] != ASCII.quote,
                text[start - 1] != ASCII.backslash
            {
                start -= 1
            }
            return start > floor && text[start - 1] != ASCII.quote
        default: return false
        }
    }

    /// What of interest begins in a range, which is scanned by itself and left behind.
    mutating func interest(_ text: Span<UInt8>, in range: Range<Int>) -> Interest {
        hits.removeAll(keepingCapacity: true)
        nextHit = 0
        var end = range.lowerBound
        while end < range.upperBound { end = scan(text, from: end, to: range.upperBound) }
        var found = Interest.none
        for hit in hits {
            let kind = anchors.kind(hit.literal)
            if kind == .hostText {
                hostTexts.note(text, at: hit.position, base: base, lines: &lines)
            } else if mayBeWrapped(text, at: hit.position, kind) {
                found = max(found, kind.mayBeTrace ? .trace : .error)
            }
        }
        hits.removeAll(keepingCapacity: true)
        scanned = range.upperBound
        scanStep = Self.scanSteps.lowerBound
        cursor = range.upperBound
        return found
    }

    /// What a line may be part of, by the anchors in it.
    enum Interest: Comparable {
        case none, error, trace
    }

    private mutating func look(
        _ text: Span<UInt8>,
        at position: Int,
        _ kind: Anchors.Kind,
        _ end: Int,
        _ atEnd: Bool
    ) {
        if kind != .error { settleLines(text) }
        switch kind {
        case .goroutine: lookAtHeader(text, position, end)
        case .panic: lookAtPanic(text, position, end)
        case .serving: lookAtServing(text, position, end)
        case .fatalError: lookAtFatalWords(text, position, end)
        case .signal: lookAtSignal(text, position, end)
        case .dataRace: lookAtRace(text, position, end)
        case .position: lookAtPosition(text, position, end)
        case .stackObject: lookAtStackObject(text, position, end)
        case .swift(let anchor): lookAtSwift(text, position, anchor, end)
        case .error: lookAtError(text, position, end)
        case .hostText, .wrapped: break
        }
    }
}
