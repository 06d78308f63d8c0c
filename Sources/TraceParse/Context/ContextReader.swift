/// Reads the ordinary lines around incidents, and nothing else: a bounded window of bytes before
/// and after each, and the beginning of the input.
///
/// What is looked at depends on the bytes alone. A window ends where the next incident begins; it
/// is read when that is known, or when the reader is so far past it that no incident can begin in
/// it any more. Each byte is looked at once, in order, and of each 1 MiB of the input no more than
/// a budget, so that a log that is full of incidents costs hardly more.
struct ContextReader: ~Copyable {
    /// How far around an incident lines are looked at, in the first region and in the others.
    private static let reach = (first: 24 << 10, later: 4 << 10, last: 2 << 10)
    /// How many bytes of a region are looked at.
    ///
    /// Reading a line for what it says costs some twenty times what looking it over for anchors
    /// does; of a big log a sample is enough, since what is asked of it are shares.
    private static let budget = (first: 384 << 10, later: 16 << 10, last: 4 << 10)
    private static let regionBits = 20
    /// From this region on a log is big.
    private static let lastRegions = 16
    /// How much of an input's beginning is looked at, incidents or none: a supervisor's log has
    /// none.
    private static let head = 16 << 10
    /// No incident begins further before the point at which it is found.
    private static let slack = 24 << 10
    /// Longer lines may be records whose line breaks were lost.
    private static let longLine = 400

    /// Whether anybody wants to know.
    let isEnabled: Bool
    /// What was read and not yet handed over.
    private(set) var records: [ContextRecord] = []
    private var pairing = ContextPairing()
    /// Incidents that came one right behind the other since nothing was there to pair them with: the
    /// last of them may be paired with a line that is yet to come.
    private var deferred: [WaitingLine] = []
    /// Up to this offset everything is decided.
    private var done = 0
    /// Where the window behind the last incident ends.
    private var pendingEnd = head
    private var region = -1
    private var used = 0
    /// How much further on in the input an offset lies than is said.
    private var distance = 0

    /// A reader at the beginning of an input.
    init(isEnabled: Bool) {
        self.isEnabled = isEnabled
    }

    /// Leaves out what others read, up to an offset.
    mutating func skip(to offset: Int) {
        done = max(done, offset)
        pendingEnd = done
    }

    /// Begins with another text, whose first byte is given an offset and has another in the input:
    /// how much of it is looked at depends on where in the input it stands.
    mutating func begin(at offset: Int, of place: Int) {
        skip(to: offset)
        distance = place - offset
        if region(of: offset) == 0 { pendingEnd += Self.head }
    }

    /// Takes what was read.
    mutating func take(_ receive: (ContextRecord) -> Void) {
        for record in records { receive(record) }
        records.removeAll(keepingCapacity: true)
    }
}

extension LogReader {
    /// An incident begins at a position: what stands before it is looked at.
    mutating func contextBegins(_ text: Span<UInt8>, incidentAt start: Int) {
        guard context.isEnabled else { return }
        if context.isBehindLast(text, base: base, start) { return context.goOn(at: base + start) }
        settleContext(text)
        context.approach(text, base: base, incidentAt: start, &lines, finder, times)
    }

    /// The incident of the record is whole.
    mutating func contextEnds(_ text: Span<UInt8>) {
        guard context.isEnabled else { return }
        settleContext(text)
        context.pass(text, base: base, record)
    }

    /// The incident of a known line is whole.
    mutating func contextPasses(_ text: Span<UInt8>, _ line: WaitingLine, end: Int) {
        guard context.isEnabled else { return }
        contextBegins(text, incidentAt: line.offset - base)
        if context.mayDefer(line) { return context.pass(line, end: base + end) }
        settleContext(text)
        Self.pass(text, base: base, line, &errors.lines, &context)
    }

    private static func pass(
        _ text: Span<UInt8>,
        base: Int,
        _ line: WaitingLine,
        _ known: inout ErrorLineMemory,
        _ context: inout ContextReader
    ) {
        known.hand(text, line, base: base) { context.pass(text, base: base, $0) }
    }

    /// Makes up for what was deferred: ordinary lines are to be read, or other incidents.
    mutating func settleContext(_ text: Span<UInt8>) {
        guard context.hasDeferred else { return }
        let base = base
        for line in context.takeDeferred() where line.offset >= base {
            Self.pair(text, base: base, line, &errors.lines, &context)
        }
    }

    private static func pair(
        _ text: Span<UInt8>,
        base: Int,
        _ line: WaitingLine,
        _ known: inout ErrorLineMemory,
        _ context: inout ContextReader
    ) {
        known.hand(text, line, base: base) { context.pair($0) }
    }

    /// Nothing before the cursor can become an incident but what is open.
    mutating func contextFollows(_ text: Span<UInt8>) {
        guard context.isEnabled, open == nil else { return }
        settleContext(text)
        context.follow(text, base: base, cursor: cursor, &lines, finder, times)
    }

    /// The input is at its end.
    mutating func contextFinishes(_ text: Span<UInt8>) {
        guard context.isEnabled else { return }
        settleContext(text)
        context.finish(text, base: base, &lines, finder, times)
    }
}

extension ContextReader {
    /// Whether an incident begins right behind the last one's line, as in a log of nothing else.
    @inline(__always)
    func isBehindLast(_ text: Span<UInt8>, base: Int, _ start: Int) -> Bool {
        done + 1 == base + start && text[start - 1] == ASCII.newline
    }

    /// Goes on with an incident right behind the last one.
    @inline(__always)
    mutating func goOn(at begin: Int) {
        done = begin
        pendingEnd = done
    }

    /// Whether nothing is at hand that the incident of a line may be paired with, nor is the line to be
    /// read for what it says.
    @inline(__always)
    func mayDefer(_ line: WaitingLine) -> Bool {
        pairing.hasNoLines && region(of: line.offset) == region && used > Self.budget(of: region)
    }

    /// The incident of a known line is whole, which is paired later.
    mutating func pass(_ line: WaitingLine, end: Int) {
        if deferred.count == 4 * ContextPairing.most {
            deferred.removeFirst(3 * ContextPairing.most)
        }
        deferred.append(line)
        done = max(done, end)
        pendingEnd = done + reach(at: done)
    }

    var hasDeferred: Bool { !deferred.isEmpty }

    /// Those that were deferred, but the first ones that more have followed than may wait.
    mutating func takeDeferred() -> [WaitingLine] {
        defer { deferred = [] }
        return deferred.suffix(ContextPairing.most)
    }

    /// Lets an incident wait that was deferred.
    mutating func pair(_ record: borrowing IncidentRecord) {
        pairing.add(IncidentKey(record, hasLatency: false), into: &records)
    }

    /// An incident begins: reads what is left of the window behind the last one, and the window
    /// before this one.
    mutating func approach(
        _ text: Span<UInt8>,
        base: Int,
        incidentAt start: Int,
        _ lines: inout LineCounter,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) {
        let begin = base + start
        read(
            text,
            base,
            done..<min(pendingEnd, begin),
            isWhole: begin <= pendingEnd,
            &lines,
            finder,
            times
        )
        let before = max(done, begin - reach(at: begin))
        read(text, base, before..<begin, isWhole: true, &lines, finder, times)
        done = max(done, begin)
        pendingEnd = done
    }

    /// An incident is whole: its own line is looked at, and the window behind it begins.
    mutating func pass(
        _ text: Span<UInt8>,
        base: Int,
        _ record: borrowing IncidentRecord
    ) {
        let remarks = own(text, base, record)
        let key = IncidentKey(record, hasLatency: remarks?.access != nil)
        pairing.add(key, into: &records)
        if let remarks { add(remarks, of: record, key.failure) }
        done = max(done, record.byteEnd)
        pendingEnd = done + reach(at: done)
    }

    /// Reads the window behind the last incident once no other can begin in it.
    mutating func follow(
        _ text: Span<UInt8>,
        base: Int,
        cursor: Int,
        _ lines: inout LineCounter,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) {
        guard done < pendingEnd, base + cursor >= pendingEnd + Self.slack else { return }
        read(text, base, done..<pendingEnd, isWhole: false, &lines, finder, times)
        pendingEnd = done
    }

    /// Reads what is left at the end of the input.
    mutating func finish(
        _ text: Span<UInt8>,
        base: Int,
        _ lines: inout LineCounter,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) {
        let end = base + text.count
        let isWhole = end <= pendingEnd
        read(text, base, done..<min(pendingEnd, end), isWhole: isWhole, &lines, finder, times)
        pairing.finish(into: &records)
    }

    private func reach(at offset: Int) -> Int {
        switch region(of: offset) {
        case 0: Self.reach.first
        case Self.lastRegions...: Self.reach.last
        default: Self.reach.later
        }
    }

    /// Which MiB of the input an offset lies in.
    private func region(of offset: Int) -> Int { (offset + distance) >> Self.regionBits }
}

extension ContextReader {
    /// Reads the lines that begin in a window, which is offsets of the input.
    ///
    /// The last line ends with the window where that is whole; else it is left to the next one, if
    /// that is near enough.
    private mutating func read(
        _ text: Span<UInt8>,
        _ base: Int,
        _ window: Range<Int>,
        isWhole: Bool,
        _ lines: inout LineCounter,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) {
        let limit = min(window.upperBound - base, text.count)
        var position = max(window.lowerBound - base, 0)
        guard position < limit else { return }
        // Between two incidents often nothing stands but a break.
        while position < limit, text[position] == ASCII.newline { position += 1 }
        guard position < limit else {
            done = max(done, base + position)
            return
        }
        if isWhole, isSpent(base + position..<base + limit) {
            done = max(done, base + limit)
            return
        }
        position = lineStart(text, position, base, limit)
        var counted = position
        var line = position < limit ? lines.line(text, at: position) : 0
        while position < limit {
            guard let end = endOfPiece(text, position, limit, isWhole, finder, times) else { break }
            if end > position, takeBudget(end - position, at: base + position) {
                line += ByteScan.countNewlines(text, counted..<position)
                counted = position
                read(text, position..<end, base, line: line, finder, times)
            }
            position = end
            while position < limit, text[position].isLineBreak { position += 1 }
        }
        done = max(done, base + position)
    }

    /// Where the first whole line begins: here, if all before is decided or a line ends there.
    private func lineStart(
        _ text: Span<UInt8>,
        _ position: Int,
        _ base: Int,
        _ limit: Int
    ) -> Int {
        if base + position <= done || position == 0 { return position }
        if text[position - 1] == ASCII.newline { return position }
        let newline = ByteScan.firstIndex(of: ASCII.newline, in: text, position..<limit)
        return newline.map { $0 + 1 } ?? limit
    }

    /// Where what begins at a position ends: at a line break, where an object of JSON is closed, or
    /// where another dated record begins; `nil` where that is not in the window.
    private func endOfPiece(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ isWhole: Bool,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) -> Int? {
        let newline = ByteScan.firstIndex(of: ASCII.newline, in: text, start..<limit)
        let end = newline ?? limit
        if text[start] == ASCII.leftBrace,
            let close = finder.endOfObject(
                text,
                start,
                before: min(end, start + ContextLine.longest)
            )
        {
            return close
        }
        if end - start > Self.longLine {
            let most = min(end, start + ContextLine.longest)
            if let next = nextRecord(text, start, most, times) { return next }
            if most < end { return most }
        }
        return newline != nil || isWhole ? end : nil
    }

    private func nextRecord(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ times: borrowing TimestampReader
    ) -> Int? {
        let head = start..<min(limit, start + 96)
        guard let own = times.first(in: text, head) else { return nil }
        let from = own.range.upperBound
        let next = times.nextRecordStart(text, from..<limit, like: own.format)
        return next.flatMap { $0 > start ? $0 : nil }
    }

    private mutating func takeBudget(_ count: Int, at offset: Int) -> Bool {
        let here = region(of: offset)
        if here != region {
            region = here
            used = 0
        }
        used += count
        return used <= Self.budget(of: here)
    }

    /// Whether no line that begins in a range of offsets will be read: in a log that is full of
    /// incidents most of what stands between them.
    private func isSpent(_ range: Range<Int>) -> Bool {
        region(of: range.lowerBound) == region && region(of: range.upperBound - 1) == region
            && used > Self.budget(of: region)
    }

    private static func budget(of region: Int) -> Int {
        switch region {
        case 0: budget.first
        case lastRegions...: budget.last
        default: budget.later
        }
    }

    private mutating func read(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ base: Int,
        line: Int,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) {
        guard let found = ContextLine.read(text, range, finder, times) else { return }
        let record = ContextRecord(
            time: found.time,
            byteOffset: base + range.lowerBound,
            line: line,
            fact: found.fact
        )
        let end = base + range.upperBound
        pairing.add(record, end: end, localPort: found.localPort, into: &records)
    }

    // MARK: - The incident's own line

    /// What an incident's own line says, within the budget; of a trace, its first line is at hand no
    /// longer.
    private mutating func own(
        _ text: Span<UInt8>,
        _ base: Int,
        _ record: borrowing IncidentRecord
    ) -> OwnRemarks? {
        guard record.kind == .error, record.goroutines.isEmpty, record.byteOffset >= base else {
            return nil
        }
        let start = record.byteOffset - base
        let end = min(record.byteEnd - base, text.count, start + ContextLine.longest)
        guard start < end, takeBudget(end - start, at: record.byteOffset) else { return nil }
        return ContextLine.readOwn(text, start..<end)
    }

    private mutating func add(
        _ remarks: OwnRemarks,
        of record: borrowing IncidentRecord,
        _ failure: AccessLine.Failure
    ) {
        let (time, offset, line) = (record.time, record.byteOffset, record.line)
        func add(_ fact: ContextRecord.Fact) {
            records.append(
                ContextRecord(time: time, byteOffset: offset, line: line, fact: fact)
            )
        }

        if var access = remarks.access {
            access.failure = failure
            add(.access(access))
        }
        if let retry = remarks.retry { add(.retry(retry)) }
        if remarks.idle >= 0 { add(.reuse(ConnectionReuse(idle: remarks.idle, isPaired: true))) }
        if let proxy = remarks.proxy { add(.proxy(proxy)) }
    }
}

extension UInt8 {
    fileprivate var isLineBreak: Bool { self == ASCII.newline || self == ASCII.carriageReturn }
}
