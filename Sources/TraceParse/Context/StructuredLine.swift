/// What the fields of a structured line say of a request or a call: JSON (slog, zap, zerolog,
/// logrus, pino, nginx), logfmt, slog's text, the metadata of swift-log.
struct StructuredLine {
    /// The request, as far as the fields tell it.
    private(set) var access = AccessLine()
    /// How long a connection had been idle, in nanoseconds, -1 where that is not said.
    private(set) var idle: Int64 = -1
    /// The number of the attempt, 0 where it is not said.
    private(set) var attempt: Int32 = 0
    /// The port of this process's end, -1 where it is not said.
    private(set) var localPort: Int32 = -1
    /// Whether there is a method or a path.
    private(set) var hasRequest = false
    /// Where the first field's key begins, `nil` where there is none.
    private(set) var firstKey: Int?

    private var method = 0..<0
    private var path = 0..<0
    /// A duration whose unit neither its name nor its value says.
    private var unsaid = 0..<0
    private var isZerolog = false
    private var isSlog = false

    /// How many fields are looked at.
    private static let most = 64

    /// Reads the fields of a line.
    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        let isObject =
            range.lowerBound < range.upperBound && text[range.lowerBound] == ASCII.leftBrace
        var fields = FieldReader(range)
        var count = 0
        while count < Self.most, let field = fields.next(text) {
            count += 1
            if firstKey == nil { firstKey = field.key.lowerBound }
            take(text, field)
        }
        if access.latency < 0, !unsaid.isEmpty {
            access.latency = durationOfUnsaidUnit(text, isObject: isObject) ?? -1
        }
        if !method.isEmpty || !path.isEmpty {
            access.route = RequestText.route(text, method: method, target: path)
        }
    }

    /// The request, where the line is about one: it has a status and a method or a path, or a
    /// latency with both of these.
    var request: AccessLine? {
        let isWhole = !method.isEmpty && !path.isEmpty
        guard hasRequest, access.status > 0 || access.latency >= 0 && isWhole else { return nil }
        return access
    }

    private mutating func take(_ text: Span<UInt8>, _ field: FieldReader.Field) {
        let value = field.value
        switch StructuredKey(text, field.key) {
        case .status:
            if access.status == 0 { access.status = RequestText.status(text, value) }
        case .method:
            guard RequestText.isMethod(text, value) else { break }
            method = value
            hasRequest = true
        case .path: takePath(text, value)
        case .client:
            if access.client == 0 { RequestText.note(text, client: value, in: &access) }
        case .bytes:
            let end = text.endOfDigits(value.lowerBound, before: value.upperBound)
            if access.bytes < 0, end == value.upperBound {
                access.bytes = text.decimal(value) ?? -1
            }
        case .latency(let unit): takeLatency(text, value, unit)
        case .idle:
            idle = duration(text, value, .unsaid) ?? -1
        case .attempt:
            let end = text.endOfDigits(value.lowerBound, before: value.upperBound)
            attempt = Int32(clamping: text.decimal(value.lowerBound..<end) ?? 0)
        case .local:
            if let found = EndpointReader.address(text, value.lowerBound, value.upperBound) {
                localPort = found.endpoint.port
            }
        case .message: isZerolog = isZerolog || text.same("message", as: field.key)
        case .level:
            isSlog = isSlog || value.first.map { text[$0].isUpperLetter } ?? false
        case .other: break
        }
    }

    /// `/path`, or a whole request: `GET /path HTTP/1.1`.
    private mutating func takePath(_ text: Span<UInt8>, _ value: Range<Int>) {
        var words = ContextWords(value)
        guard let first = words.next(text) else { return }
        if RequestText.isMethod(text, first), let target = words.next(text) {
            method = first
            path = target
            hasRequest = true
        } else if RequestText.isTarget(text, first), path.isEmpty {
            path = first
            hasRequest = true
        }
    }

    private mutating func takeLatency(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ unit: StructuredKey.Unit
    ) {
        guard access.latency < 0 else { return }
        if let found = duration(text, value, unit) {
            access.latency = found
        } else if unsaid.isEmpty, value.first.map({ text[$0].isDigit }) ?? false {
            unsaid = value
        }
    }

    private func duration(
        _ text: Span<UInt8>,
        _ value: Range<Int>,
        _ unit: StructuredKey.Unit
    ) -> Int64? {
        if let found = DurationText.read(text, value.lowerBound, before: value.upperBound),
            found.end == value.upperBound
        {
            return found.nanoseconds
        }
        return unit.length.flatMap { DurationText.bare(text, value, unit: $0) }
    }

    /// A duration without a unit, by what loggers make of one: zerolog writes milliseconds, zap
    /// seconds with a fraction, slog and logrus whole nanoseconds, others whole milliseconds.
    private func durationOfUnsaidUnit(_ text: Span<UInt8>, isObject: Bool) -> Int64? {
        let end = text.endOfDigits(unsaid.lowerBound, before: unsaid.upperBound)
        let isWhole = end == unsaid.upperBound
        let unit: Double
        if isZerolog {
            unit = DurationText.millisecond
        } else if !isWhole {
            unit = DurationText.second
        } else {
            let value = text.decimal(unsaid) ?? 0
            let isNanoseconds = isObject && (isSlog || value >= 20_000) || value >= 1_000_000
            unit = isNanoseconds ? 1 : DurationText.millisecond
        }
        return DurationText.bare(text, unsaid, unit: unit)
    }
}
