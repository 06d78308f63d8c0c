/// Reads a log in chunks of any size and hands over the incidents in it.
///
/// The same bytes give the same incidents however they are cut into chunks, and the memory used
/// does not grow with the input.
///
/// ```swift
/// var parser = try TraceParser(path: "app.log")
/// parser.feed(bytes.span) { incident in print(incident.kind, incident.peer as Any) }
/// let read = parser.finish { incident in print(incident.kind, incident.peer as Any) }
/// ```
public struct TraceParser: ~Copyable {
    private let path: String
    private let hole: Int
    private var window = Window()
    private var decoder = InputDecoder()
    /// Reads lines as they are.
    var reader: LogReader
    /// Reads lines that transports have wrapped.
    private var streams: StreamReader
    private var order = TimeOrder()

    /// A parser at the beginning of an input.
    ///
    /// - Parameters:
    ///   - path: The input's name, repeated in each incident's `source`.
    ///   - options: Zones, the year, patterns of the caller's own.
    /// - Throws: ``PatternError`` where a pattern of the caller's own does not compile.
    public init(path: String = "", options: ParserOptions = ParserOptions()) throws(PatternError) {
        try self.init(path: path, options: options, withContext: false)
    }

    /// A parser that also reads ordinary lines near incidents, for ``takeContext(_:)``.
    package init(
        path: String,
        options: ParserOptions,
        withContext: Bool
    ) throws(PatternError) {
        self.path = path
        hole = options.hole
        self.reader = try LogReader.reading(options, withContext: withContext)
        self.streams = StreamReader(options: options, withContext: withContext)
        self.reader.watch = WrappingWatch()
        self.reader.base = hole
        self.reader.statistics.bytes = hole
    }

    /// What was read so far.
    public var statistics: ParseStatistics {
        var all = streams.statistics(with: reader.statistics)
        all.isNewestFirst = order.isNewestFirst || all.reversed > 0
        return all
    }

    /// Reads the next bytes of the input.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes; any number of them.
    ///   - receive: Called with each incident that these bytes brought to its end.
    /// - Complexity: O(*n*) in the number of bytes.
    public mutating func feed(_ bytes: Span<UInt8>, _ receive: (Incident) -> Void) {
        var next = 0
        while next < bytes.count {
            let count = min(bytes.count - next, Window.block)
            decoder.append(bytes, next..<next + count, to: &window)
            reader.statistics.bytes += count
            next += count
            readIncidents(receive)
        }
    }

    /// Reads the next bytes of the input.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes; any number of them, none of which is kept.
    ///   - receive: Called with each incident that these bytes brought to its end.
    /// - Complexity: O(*n*) in the number of bytes.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer, _ receive: (Incident) -> Void) {
        let typed = unsafe bytes.assumingMemoryBound(to: UInt8.self)
        feed(unsafe typed.span, receive)
    }

    /// Ends the input and hands over what was still open.
    ///
    /// - Parameter receive: Called with each incident that was still open.
    /// - Returns: What was read in all.
    public consuming func finish(_ receive: (Incident) -> Void) -> ParseStatistics {
        var index = statistics.incidents
        let path = self.path
        end { record in
            receive(record.incident(index: index, path: path))
            index += 1
        }
        return statistics
    }

    /// Reads the next bytes of an input that may not be UTF-8.
    private mutating func decode(
        _ read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows -> Int {
        var block = [UInt8](repeating: 0, count: Window.block)
        let count = try unsafe block.withUnsafeMutableBytes { try unsafe read($0) }
        decoder.append(block.span, 0..<count, to: &window)
        return count
    }

    /// Lets a caller read straight into the parser's buffer, then parses what was read.
    ///
    /// - Parameters:
    ///   - read: Writes the next bytes at the beginning of the memory it is given (at least
    ///     256 KiB) and returns how many, 0 at the end.
    ///   - receive: Called with each incident that these bytes brought to its end; the record is
    ///     only good during the call.
    /// - Returns: What `read` returned.
    package mutating func fill(
        _ read: (UnsafeMutableRawBufferPointer) throws -> Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) rethrows -> Int {
        let count = try unsafe decoder.isPlain ? window.fill(read) : decode(read)
        reader.statistics.bytes += count
        self.read(receive)
        return count
    }

    /// Hands over what the lines around incidents said that were read since the last time.
    ///
    /// What is handed over after each part of the input depends on the parts; all of it together
    /// does not, nor its order.
    package mutating func takeContext(_ receive: (ContextRecord) -> Void) {
        reader.context.take(receive)
        streams.takeContext(receive)
    }

    /// Ends the input and hands over what was still open, as records, what the last lines say, and
    /// the parts in which the text of a host seems to stand.
    package consuming func finishRecords(
        _ receive: (borrowing IncidentRecord) -> Void,
        context: (ContextRecord) -> Void,
        hostTexts: ([HostTextPart]) -> Void = { _ in }
    ) -> ParseStatistics {
        end(receive)
        takeContext(context)
        hostTexts(reader.hostTexts.parts)
        return statistics
    }

    /// Ends the input and hands over what was still open, as records.
    package consuming func finishRecords(_ receive: (borrowing IncidentRecord) -> Void)
        -> ParseStatistics
    {
        end(receive)
        return statistics
    }

    private mutating func read(_ receive: (borrowing IncidentRecord) -> Void) {
        readOn(atEnd: false, receive)
        let first = reader.keepFrom
        guard first >= 2 * Window.block else { return }
        reader.countLines(window, before: first)
        window.drop(first)
        reader.shift(by: first)
    }

    /// Reads the next block of the input, which was read and maybe scanned beforehand.
    ///
    /// - Parameters:
    ///   - block: The block. It is given other memory in exchange, and may be filled anew.
    ///   - receive: Called with each incident that these bytes brought to its end; the record is
    ///     only good during the call.
    package mutating func take(
        _ block: ScannedBlock,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        reader.statistics.bytes += block.count
        guard decoder.isPlain else {
            block.withText { decoder.append($0, 0..<block.count, to: &window) }
            return read(receive)
        }
        let first = reader.keepFrom
        reader.countLines(window, before: first)
        let start = window.count - first
        window.move(to: block, dropping: first)
        reader.shift(by: first)
        let found = block.takeFindings(at: start)
        reader.ahead.add(start..<start + block.scanned, hits: found.hits)
        reader.lines.take(found.lines)
        readOn(atEnd: false, receive)
    }

    private mutating func readOn(
        atEnd: Bool,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        guard decoder.isUTF16 else { return readOn(atEnd: atEnd, to: receive) }
        var found: [IncidentRecord] = []
        readOn(atEnd: atEnd, to: { found.append(copy $0) })
        for var record in found {
            record.byteOffset = hole + decoder.offset(of: record.byteOffset - hole)
            record.byteEnd = hole + decoder.offset(of: record.byteEnd - hole)
            record.undone.insert(.utf16)
            receive(record)
        }
    }

    private mutating func readOn(
        atEnd: Bool,
        to receive: (borrowing IncidentRecord) -> Void
    ) {
        var order = self.order
        streams.read(window, &reader, atEnd: atEnd) { record in
            order.note(record)
            receive(record)
        }
        if atEnd {
            reader.finish(window) { record in
                order.note(record)
                receive(record)
            }
        }
        self.order = order
    }

    private mutating func end(_ receive: (borrowing IncidentRecord) -> Void) {
        decoder.finish(&window)
        readOn(atEnd: true, receive)
    }

    private mutating func readIncidents(_ receive: (Incident) -> Void) {
        var index = statistics.incidents
        let path = self.path
        read { record in
            receive(record.incident(index: index, path: path))
            index += 1
        }
    }
}
