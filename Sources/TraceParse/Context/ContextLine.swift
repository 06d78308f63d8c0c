/// Reads one ordinary line: which of the known kinds it is, and what it says.
struct ContextLine {
    /// What the line says.
    var fact: ContextRecord.Fact
    /// Its own moment.
    var time: Timestamp?
    /// The port of this process's end, where a connection is told of, or -1.
    var localPort: Int32 = -1

    /// Longer lines are looked at up to here.
    static let longest = 4096
    /// How far from a line's beginning its time may stand.
    private static let head = 160

    /// Reads a line, or what stands between two records' beginnings.
    static func read(
        _ text: Span<UInt8>,
        _ whole: Range<Int>,
        _ finder: borrowing RecordFinder,
        _ times: borrowing TimestampReader
    ) -> ContextLine? {
        let line = whole.lowerBound..<min(whole.upperBound, whole.lowerBound + longest)
        guard line.count >= 8 else { return nil }
        if let access = bracketed(text, line, times) { return access }
        let head = line.lowerBound..<min(line.upperBound, line.lowerBound + head)
        let reading = times.first(in: text, head)
        let fields = StructuredLine(text, line)
        let time = reading ?? (fields.firstKey == nil ? nil : finder.timeField(text, line))
        guard let fact = fact(text, line, fields) else { return nil }
        return ContextLine(fact: fact, time: time?.time, localPort: fields.localPort)
    }

    /// What the line of an incident says beside its error.
    static func readOwn(_ text: Span<UInt8>, _ whole: Range<Int>) -> OwnRemarks {
        let line = whole.lowerBound..<min(whole.upperBound, whole.lowerBound + longest)
        let fields = StructuredLine(text, line)
        var remarks = OwnRemarks()
        if fields.access.latency >= 0 { remarks.access = fields.access }
        let words = LineWords(text, line)
        remarks.retry = RemarkWords.retry(text, line, words, fields)
        remarks.idle = RemarkWords.idle(text, line, words, fields) ?? -1
        remarks.proxy = RemarkWords.proxy(words)
        return remarks
    }

    /// A line with its time in brackets, as servers and proxies write it, behind what a transport
    /// put before it.
    private static func bracketed(
        _ text: Span<UInt8>,
        _ line: Range<Int>,
        _ times: borrowing TimestampReader
    ) -> ContextLine? {
        var from = line.lowerBound
        let limit = min(line.upperBound, from + head)
        while let bracket = ByteScan.firstIndex(of: ASCII.leftBracket, in: text, from..<limit) {
            from = bracket + 1
            // The first is a process id in `haproxy[14389]:`, or an IPv6 address.
            guard bracket + 3 < line.upperBound, text[bracket + 3] == ASCII.slash,
                let time = times.read(text, at: bracket + 1, before: line.upperBound),
                time.format == .commonLog
            else { continue }
            let access =
                CommonAccess.read(text, line, bracket: bracket)
                ?? HAProxyAccess.read(text, line, bracket: bracket)
            return access.map { ContextLine(fact: .access($0), time: time.time) }
        }
        return nil
    }

    private static func fact(
        _ text: Span<UInt8>,
        _ line: Range<Int>,
        _ fields: borrowing StructuredLine
    ) -> ContextRecord.Fact? {
        if let request = fields.request { return .access(request) }
        if let access = PlainAccess.read(text, line) { return .access(access) }
        let words = LineWords(text, line)
        if let slow = RemarkWords.slowCall(text, line, words, fields) {
            return .slowCall(nanoseconds: slow)
        }
        if let idle = RemarkWords.idle(text, line, words, fields) {
            return .reuse(ConnectionReuse(idle: idle))
        }
        if let event = ProcessWords.read(text, line) { return .process(event) }
        if let retry = RemarkWords.retry(text, line, words, fields) { return .retry(retry) }
        if let trouble = RemarkWords.proxy(words) { return .proxy(trouble) }
        return nil
    }
}

/// What the line of an incident says beside its error.
struct OwnRemarks {
    /// The request with its latency, where the line says how long it took.
    var access: AccessLine?
    var retry: RetryHint?
    /// In nanoseconds, -1 where it is not said.
    var idle: Int64 = -1
    var proxy: ProxyTrouble?
}
