import TraceParse

/// Makes records as a parser would, one fact after the other.
struct RecordBuilder {
    var record = IncidentRecord()

    init(
        _ errorClass: ErrorClass?,
        kind: IncidentKind = .error,
        message: String? = nil,
        operation: String? = nil,
        transport: String? = "tcp",
        local: (String, Int)? = nil,
        peer: (String, Int)? = nil,
        client: (String, Int)? = nil,
        seconds: Int64? = nil,
        line: Int = 1,
        fingerprint: UInt64? = nil
    ) {
        record.errorClass = errorClass
        record.kind = kind
        record.line = line
        record.byteOffset = line * 100
        record.byteEnd = line * 100 + 80
        if let message {
            record.message = text(message)
            record.hasMessage = true
        }
        record.operation = text(operation)
        record.transport = text(transport)
        record.local = end(local)
        record.peer = end(peer)
        record.client = end(client)
        if let seconds {
            record.time = Timestamp(seconds: seconds)
            record.timeSource = .own
        }
        record.fingerprint =
            fingerprint ?? Self.hash("\(errorClass?.rawValue ?? "-") \(operation ?? "-")")
    }

    /// Adds a goroutine; its frames are `function file line`.
    mutating func goroutine(
        id: Int,
        state: String = "running",
        _ frames: [FrameText],
        createdBy: FrameText? = nil
    ) {
        var goroutine = GoroutineRecord()
        goroutine.id = Int64(id)
        goroutine.state = text(state)
        goroutine.firstFrame = Int32(record.frames.count)
        goroutine.frameCount = Int32(frames.count)
        for frame in frames { record.frames.append(self.frame(frame)) }
        if let createdBy { goroutine.createdBy.frame = frame(createdBy) }
        record.goroutines.append(goroutine)
    }

    mutating func text(_ text: String?) -> TextRange {
        guard let text, !text.isEmpty else { return .none }
        let start = record.arena.count
        record.arena += text.utf8
        return TextRange(start: start, count: text.utf8.count)
    }

    mutating func bytes(_ bytes: [UInt8]) -> TextRange {
        let start = record.arena.count
        record.arena += bytes
        return TextRange(start: start, count: bytes.count)
    }

    private mutating func end(_ end: (String, Int)?) -> EndpointRecord {
        guard let end else { return EndpointRecord() }
        return EndpointRecord(host: text(end.0), port: Int32(end.1))
    }

    private mutating func frame(_ frame: FrameText) -> FrameRecord {
        var made = FrameRecord()
        made.function = text(frame.function)
        if let arguments = frame.arguments {
            made.arguments = text(arguments)
            made.hasArguments = true
        }
        made.file = text(frame.file)
        made.line = Int32(frame.line)
        made.offset = Int64(frame.offset ?? -1)
        return made
    }

    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// A frame as a test writes it down.
struct FrameText {
    var function: String
    var arguments: String?
    var file: String
    var line: Int
    var offset: Int?

    init(_ function: String, _ arguments: String?, _ file: String, _ line: Int, _ offset: Int?) {
        self.function = function
        self.arguments = arguments
        self.file = file
        self.line = line
        self.offset = offset
    }
}
