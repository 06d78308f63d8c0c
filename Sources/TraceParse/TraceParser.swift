/// Reads a log in chunks of any size and hands over the incidents in it.
///
/// The same bytes give the same incidents however they are cut into chunks, and the memory used
/// does not grow with the input.
public struct TraceParser: ~Copyable {
    /// What was read so far.
    public private(set) var statistics = ParseStatistics()

    private let path: String
    private var buffer: [UInt8]

    /// A parser at the beginning of an input.
    ///
    /// - Parameters:
    ///   - path: The input's name, repeated in each incident's `source`.
    ///   - options: Zones, the year, patterns of the caller's own.
    /// - Throws: ``PatternError`` where a pattern of the caller's own does not compile.
    public init(path: String = "", options: ParserOptions = ParserOptions()) throws(PatternError) {
        self.path = path
        self.buffer = []
    }

    /// Reads the next bytes of the input.
    ///
    /// - Parameters:
    ///   - bytes: The next bytes; any number of them.
    ///   - receive: Called with each incident that these bytes brought to its end.
    public mutating func feed(_ bytes: Span<UInt8>, _ receive: (Incident) -> Void) {
        statistics.bytes += bytes.count
    }

    /// Ends the input and hands over what was still open.
    ///
    /// - Parameter receive: Called with each incident that was still open.
    /// - Returns: What was read in all.
    public consuming func finish(_ receive: (Incident) -> Void) -> ParseStatistics {
        statistics
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
        if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 256 << 10) }
        let count = try unsafe buffer.withUnsafeMutableBytes { try unsafe read($0) }
        statistics.bytes += count
        return count
    }

    /// Ends the input and hands over what was still open, as records.
    package consuming func finish(records receive: (borrowing IncidentRecord) -> Void)
        -> ParseStatistics
    {
        statistics
    }
}
