/// What a field of a structured line holds that is about a request or a call, by its name.
///
/// The last part of a dotted name decides (`http.response.status_code`), letters' case and what
/// stands between words do not matter: `latencyMs`, `latency_ms` and `LatencyMS` are one name.
enum StructuredKey: Equatable {
    case status
    case method
    case path
    case client
    case bytes
    /// How long it took, in a unit that the name says or does not.
    case latency(unit: Unit)
    case idle
    case attempt
    case local
    case message
    case level
    case other

    /// What a duration's name says of its unit.
    enum Unit: Equatable {
        case unsaid
        /// In seconds, by what the name means elsewhere: nginx's `request_time`.
        case seconds
        case milliseconds
        case microseconds
        case nanoseconds

        /// Its length in nanoseconds.
        var length: Double? {
            switch self {
            case .unsaid: nil
            case .seconds: DurationText.second
            case .milliseconds: DurationText.millisecond
            case .microseconds: DurationText.microsecond
            case .nanoseconds: 1
            }
        }
    }

    private static let longest = 32

    /// What the field of a key holds.
    init(_ text: Span<UInt8>, _ key: Range<Int>) {
        let part = Self.lastPart(text, key)
        guard (2...40).contains(part.count) else {
            self = .other
            return
        }
        var name: [32 of UInt8] = .init(repeating: 0)
        var count = 0
        for index in part where text[index].isLetter || text[index].isDigit {
            guard count < Self.longest else { break }
            name[count] = text[index].isLetter ? text[index] | 0x20 : text[index]
            count += 1
        }
        self = Self.meaning(name.span.extracting(0..<count))
    }

    private static func lastPart(_ text: Span<UInt8>, _ key: Range<Int>) -> Range<Int> {
        let dot = ByteScan.lastIndex(of: ASCII.dot, in: text, key)
        return dot.map { $0 + 1..<key.upperBound } ?? key
    }

    private static func meaning(_ name: Span<UInt8>) -> StructuredKey {
        // A name that says nothing but `time` is a moment.
        if name.isEmpty || name.same("time", as: 0..<name.count) { return .other }
        for (literal, meaning) in plain where name.same(literal, as: 0..<name.count) {
            return meaning
        }
        for base in latencies where name.has(base, at: 0, before: name.count) {
            let rest = base.utf8CodeUnitCount..<name.count
            for (suffix, unit) in suffixes where name.same(suffix, as: rest) {
                return .latency(unit: unit)
            }
        }
        return .other
    }

    private static let plain: [(StaticString, StructuredKey)] = [
        ("status", .status), ("statuscode", .status), ("httpstatus", .status), ("code", .status),
        ("responsestatus", .status), ("responsecode", .status), ("method", .method),
        ("httpmethod", .method), ("requestmethod", .method), ("verb", .method), ("path", .path),
        ("uri", .path), ("url", .path), ("requesturi", .path), ("route", .path),
        ("target", .path), ("request", .path), ("endpoint", .path), ("remote", .client),
        ("remoteaddr", .client), ("remoteaddress", .client), ("remoteip", .client),
        ("client", .client), ("clientip", .client), ("clientaddr", .client),
        ("clientaddress", .client), ("peer", .client), ("peeraddr", .client),
        ("sourceip", .client), ("ip", .client), ("remotehost", .client), ("bytes", .bytes),
        ("size", .bytes), ("bytessent", .bytes), ("bytesout", .bytes), ("bytesin", .other),
        ("byteswritten", .bytes), ("responsesize", .bytes), ("bodybytessent", .bytes),
        ("respsize", .bytes), ("requesttime", .latency(unit: .seconds)), ("idle", .idle),
        ("idletime", .idle), ("idlefor", .idle), ("attempt", .attempt), ("retry", .attempt),
        ("tries", .attempt), ("retrycount", .attempt), ("local", .local),
        ("localaddr", .local), ("msg", .message), ("message", .message), ("level", .level),
        ("lvl", .level), ("severity", .level),
    ]

    private static let latencies: [StaticString] = [
        "latency", "duration", "elapsedtime", "elapsed", "took", "dur", "responsetime",
        "requesttime", "requestduration", "reqtime", "resptime", "processingtime", "processtime",
        "totaltime", "timetaken", "handlingtime", "servetime", "time", "service", "rt",
    ]

    private static let suffixes: [(StaticString, Unit)] = [
        ("", .unsaid), ("human", .unsaid), ("ms", .milliseconds), ("millis", .milliseconds),
        ("msec", .milliseconds), ("milliseconds", .milliseconds), ("us", .microseconds),
        ("micros", .microseconds), ("microseconds", .microseconds), ("ns", .nanoseconds),
        ("nanos", .nanoseconds), ("nanoseconds", .nanoseconds), ("s", .seconds),
        ("sec", .seconds), ("secs", .seconds), ("seconds", .seconds),
    ]
}
