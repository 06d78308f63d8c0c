/// One stream of an input while its lines are taken out of their wrapping: its text, where that
/// stood in the log, and the reader that has begun with it.
///
/// A class, since lanes are looked up, kept in order and read through a borrowed reader; it never
/// leaves the ``StreamReader`` that made it.
final class StreamLane {
    /// The names of the stream, joined by `/`; empty where nothing tells.
    let identity: [UInt8]
    /// The text that its reader has not dropped, and that has not been given to one.
    private(set) var text: [UInt8] = []
    private var origins = OriginMap()
    /// The position in the stream of the text's first byte.
    private var base = 0
    private var box: ReaderBox?
    /// The reader's offset of the stream's first byte.
    private var readerBase = 0
    /// Up to this position what is of interest was read in place.
    private var readBefore = 0
    /// Where the last bytes stood.
    private(set) var lastOffset = 0
    /// Whether the last line goes on with the next piece.
    private(set) var isInPiece = false
    /// How much of the text was read.
    private var readCount = 0

    init(identity: [UInt8]) {
        self.identity = identity
    }

    /// Whether a reader has begun with the stream.
    var hasReader: Bool { box != nil }
    /// Whether it was not finished.
    private(set) var isOpen = true
    /// How many bytes wait to be read.
    var unread: Int { text.count - readCount }
    /// Where the stream's first byte stood that is still remembered.
    var firstOffset: Int { origins.runs.first?.offset ?? lastOffset }

    /// A line or a part of one, as it goes to a stream.
    struct Piece {
        /// What the transport noted, in the text that was wrapped.
        var time = 0..<0
        var line: Int
        /// Past its last byte in the log.
        var end: Int
        var undone: Undone
        /// Whether the line goes on in the next piece.
        var goesOn: Bool
        /// Where the record stood that the line is a field of, as offsets; empty where it is none.
        var record = 0..<0
    }

    /// Appends a piece that stands in the log as it is.
    func append(_ log: Span<UInt8>, _ range: Range<Int>, base: Int, _ piece: Piece) {
        begin(piece, range.count, offset: base + range.lowerBound, log)
        unsafe log.withUnsafeBufferPointer { bytes in
            unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        end(piece, endsLine: false)
    }

    /// Appends a piece that was copied; its time stands in another text.
    func append(_ copy: borrowing MappedText, time log: Span<UInt8>, _ piece: Piece) {
        begin(piece, copy.bytes.count, offset: copy.jumps.first?.origin ?? piece.end, log)
        for jump in copy.jumps.dropFirst() {
            origins.jump(at: base + text.count + jump.index, offset: jump.origin)
        }
        end(copy, piece)
    }

    /// Appends what was made of a line that came in parts, which stand on lines of their own.
    func append(_ copy: borrowing MappedText, of line: HeldLines.Line, _ piece: Piece) {
        var piece = piece
        let time = line.parts.first?.time ?? []
        piece.time = 0..<time.count
        begin(piece, copy.bytes.count, offset: copy.jumps.first?.origin ?? piece.end, time.span)
        for jump in copy.jumps.dropFirst() {
            let part = line.parts.last { ($0.text.jumps.first?.origin ?? Int.max) <= jump.origin }
            origins.jump(
                at: base + text.count + jump.index,
                offset: jump.origin,
                line: part?.piece.line
            )
        }
        end(copy, piece)
    }

    /// Appends a part that was kept.
    func append(_ part: HeldLines.Part) {
        var piece = part.piece
        piece.time = 0..<part.time.count
        append(part.text, time: part.time.span, piece)
    }

    private func begin(_ piece: Piece, _ count: Int, offset: Int, _ log: Span<UInt8>) {
        var undone = piece.undone
        if isInPiece { undone.insert(.parts) }
        origins.begin(
            at: base + text.count,
            count: count,
            offset: offset,
            piece,
            time: log,
            undone
        )
    }

    private func end(_ copy: borrowing MappedText, _ piece: Piece) {
        text.append(contentsOf: copy.bytes)
        end(piece, endsLine: copy.bytes.last == ASCII.newline)
    }

    private func end(_ piece: Piece, endsLine: Bool) {
        isInPiece = piece.goesOn
        if !piece.goesOn, !endsLine { text.append(ASCII.newline) }
        lastOffset = piece.end
    }

    /// What was appended so far was read in place: it only gives times and announcements.
    func passOverInterest() {
        readBefore = base + text.count
    }
}

/// A reader that lanes share, one after the other.
///
/// A class, since a reader cannot be copied and lanes borrow it for as long as they are read.
final class ReaderBox {
    var reader: LogReader

    init(_ reader: consuming LogReader) {
        self.reader = reader
    }
}

extension StreamLane {
    /// Lends the stream a reader until it is finished.
    func begin(with box: ReaderBox) {
        self.box = box
        readerBase = box.reader.base
        box.reader.cursor = readBefore
        box.reader.context.begin(at: readerBase, of: firstOffset)
    }

    /// Reads what is at hand; what is found is told by offsets of the log.
    ///
    /// - Returns: The reader, where the stream was at its end.
    func read(
        atEnd: Bool,
        _ times: TimestampReader,
        _ receive: (consuming IncidentRecord) -> Void,
        context: (ContextRecord) -> Void
    ) -> ReaderBox? {
        guard let box else { return nil }
        var found: [IncidentRecord] = []
        box.reader.read(text.span, atEnd: atEnd) { found.append(copy $0) }
        if atEnd { box.reader.end(text.span) { found.append(copy $0) } }
        for record in found { receive(placed(record, times)) }
        box.reader.context.take { context(placed($0)) }
        readCount = text.count
        drop(atEnd: atEnd, box)
        if atEnd {
            self.box = nil
            isOpen = false
        }
        return atEnd ? box : nil
    }

    private func drop(atEnd: Bool, _ box: ReaderBox) {
        let first = atEnd ? text.count : box.reader.keepFrom
        guard atEnd || first >= Self.dropped else { return }
        _ = box.reader.lines.line(text.span, at: first)
        box.reader.shift(by: first)
        text.removeFirst(first)
        readCount -= first
        base += first
        origins.drop(before: box.reader.earliestOffset - readerBase)
    }

    /// How many bytes are dropped at once.
    private static let dropped = 256 << 10

    /// No incident to come ends before this offset.
    var lowWater: Int {
        guard let box else { return firstOffset }
        return origins.offset(of: max(0, box.reader.earliestEnd - readerBase))
    }

    // MARK: - Places in the log

    /// An incident by its place in the log.
    private func placed(_ found: IncidentRecord, _ times: TimestampReader) -> IncidentRecord {
        var record = found
        let range = record.byteOffset - readerBase..<record.byteEnd - readerBase
        let first = origins.runs[origins.index(of: range.lowerBound)]
        record.byteOffset = first.offset + max(0, range.lowerBound - first.position)
        let last = origins.offset(of: range.upperBound - 1)
        record.byteEnd = min(lastOffset, max(record.byteOffset, last) + 1)
        record.line = first.line
        record.undone = origins.undone(in: range)
        if record.undone.isOwnRecord { takeRecord(first, range, &record) }
        if isCutShort(range) { record.truncated = true }
        record.stream = TextRange(start: record.arena.count, count: identity.count)
        record.arena.append(contentsOf: identity)
        if record.layout == .lines {
            if record.undone.contains(.spelledBreaks) {
                record.layout = record.undone.contains(Undone(.logfmt)) ? .escaped : .json
            }
            if record.undone.contains(.octalCodes) { record.layout = .octal }
        }
        record.takeEnvelope(time: origins.time(of: first), times)
        return record
    }

    /// A field's incident is the whole record's.
    private func takeRecord(
        _ first: OriginMap.Run,
        _ range: Range<Int>,
        _ record: inout IncidentRecord
    ) {
        let last = origins.runs[origins.index(of: range.upperBound - 1)]
        if !first.record.isEmpty { record.byteOffset = first.record.lowerBound }
        if !last.record.isEmpty { record.byteEnd = last.record.upperBound }
    }

    /// Whether a transport cut the line short on which an incident ends, and the incident with it: of
    /// the line no more follows than a token that was not read.
    private func isCutShort(_ range: Range<Int>) -> Bool {
        let run = origins.runs[origins.index(of: range.upperBound - 1)]
        let start = range.upperBound - base
        let rest = start..<max(start, run.end - base)
        guard run.undone.contains(.cutShort), rest.lowerBound >= 0, rest.count < Self.longestToken,
            rest.upperBound <= text.count
        else { return false }
        let bytes = text
        return Self.countBreaks(bytes.span, rest) <= 2
    }

    /// How many line breaks stand in a range, spelled out or not.
    private static func countBreaks(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range
        where text[index] == ASCII.newline || text.has("#012", at: index, before: range.upperBound)
        {
            count += 1
        }
        return count
    }

    /// No token of a trace is longer.
    private static let longestToken = 1024

    private func placed(_ found: ContextRecord) -> ContextRecord {
        var record = found
        let run = origins.runs[origins.index(of: record.byteOffset - readerBase)]
        record.byteOffset = origins.offset(of: record.byteOffset - readerBase)
        record.line = run.line
        return record
    }
}
