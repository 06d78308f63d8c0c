import TraceParse

/// How an incident that is kept whole is written and read.
extension StateWriter {
    mutating func write(_ record: IncidentRecord) {
        write(text: record.arena)
        write(record.language)
        write(record.kind.number)
        write(record.errorClass)
        write(record.message)
        write(record.hasMessage)
        write(record.core)
        write(record.chain) { $0.write($1) }
        write(record.repeats)
        write(record.time) { $0.write($1) }
        write(record.timeText)
        write(record.timeSource?.rawValue) { $0.write($1) }
        for end in [record.client, record.peer, record.local] { write(end) }
        for run in [
            record.operation, record.transport, record.signalName, record.signalCode,
            record.signalAddress, record.signalPC,
        ] { write(run) }
        write(record.handlerFrame)
        write(record.originFrame)
        write(record.goroutines) { $0.write($1) }
        write(record.frames) { $0.write($1) }
        write(record.goroutinesElided)
        write(record.threads) { $0.write($1) }
        write(record.crashFrames) { $0.write($1) }
        write(record.trapFile)
        write(record.trapLine)
        write(record.byteOffset)
        write(record.byteEnd)
        write(record.line)
        write(record.layout.rawValue)
        write(record.stream)
        write(record.fingerprint)
        write(record.truncated)
        write(record.clipped)
    }

    private mutating func write(_ run: TextRange) {
        write(run.start)
        write(run.count)
    }

    private mutating func write(_ end: EndpointRecord) {
        write(end.host)
        write(end.port)
    }

    private mutating func write(_ frame: FrameRecord) {
        write(frame.function)
        write(frame.arguments)
        write(frame.file)
        write(frame.line)
        write(frame.hasArguments)
        write(frame.ambiguous)
        write(frame.offset)
    }

    private mutating func write(_ goroutine: GoroutineRecord) {
        write(goroutine.id)
        write(goroutine.state)
        write(goroutine.waitMinutes)
        write(goroutine.lockedToThread)
        write(goroutine.isAncestor)
        write(goroutine.labels)
        write(goroutine.bubble)
        write(goroutine.access)
        write(goroutine.firstFrame)
        write(goroutine.frameCount)
        write(goroutine.framesElided)
        write(goroutine.createdBy.frame)
        write(goroutine.createdBy.goroutine)
    }

    private mutating func write(_ thread: CrashThreadRecord) {
        write(thread.index)
        write(thread.name)
        write(thread.crashed)
        write(thread.firstFrame)
        write(thread.frameCount)
    }

    private mutating func write(_ frame: CrashFrameRecord) {
        write(frame.index)
        write(frame.kind.rawValue)
        write(frame.inlined)
        write(frame.isHidden)
        write(frame.address)
        write(frame.function)
        write(frame.image)
        write(frame.file)
        write(frame.line)
        write(frame.column)
        write(frame.offset)
    }
}

extension StateReader {
    private static let mostFrames = 1 << 17
    private static let mostBytes = 16 << 20

    mutating func incidentRecord() throws(StateError) -> IncidentRecord {
        var made = IncidentRecord()
        made.arena = try rawText(upTo: Self.mostBytes)
        let end = UInt32(made.arena.count)
        made.language = try language()
        made.kind = try kind()
        made.errorClass = try errorClass()
        made.message = try run(end)
        made.hasMessage = try flag()
        made.core = try run(end)
        made.chain = try list(upTo: Self.mostFrames) { reader throws(StateError) in
            try reader.run(end)
        }
        made.repeats = try count()
        made.time = try optional { reader throws(StateError) in try reader.timestamp() }
        made.timeText = try run(end)
        made.timeSource = try optional { reader throws(StateError) in try reader.timeSource() }
        made.client = try endpoint(end)
        made.peer = try endpoint(end)
        made.local = try endpoint(end)
        made.operation = try run(end)
        made.transport = try run(end)
        made.signalName = try run(end)
        made.signalCode = try run(end)
        made.signalAddress = try run(end)
        made.signalPC = try run(end)
        made.handlerFrame = try number(in: -1...Int32.max)
        made.originFrame = try number(in: -1...Int32.max)
        made.goroutines = try list(upTo: Self.mostFrames) { reader throws(StateError) in
            try reader.goroutine(end)
        }
        made.frames = try list(upTo: Self.mostFrames) { reader throws(StateError) in
            try reader.frame(end)
        }
        made.goroutinesElided = try count()
        made.threads = try list(upTo: Self.mostFrames) { reader throws(StateError) in
            try reader.thread(end)
        }
        made.crashFrames = try list(upTo: Self.mostFrames) { reader throws(StateError) in
            try reader.crashFrame(end)
        }
        try check(made)
        made.trapFile = try run(end)
        made.trapLine = try number(in: -1...Int32.max)
        made.byteOffset = try count()
        made.byteEnd = try count()
        made.line = try count()
        made.layout = try layout()
        made.stream = try run(end)
        made.fingerprint = try number(in: 0...UInt64.max)
        made.truncated = try flag()
        made.clipped = try flag()
        return made
    }

    /// Whether all indices of frames are those of frames.
    private func check(_ record: borrowing IncidentRecord) throws(StateError) {
        let count = record.frames.count
        guard record.handlerFrame < count, record.originFrame < count,
            record.goroutines.allSatisfy({ $0.frames.upperBound <= count }),
            record.threads.allSatisfy({ $0.frames.upperBound <= record.crashFrames.count })
        else { throw fault("a frame is missing") }
    }

    private mutating func run(_ end: UInt32) throws(StateError) -> TextRange {
        let start = try number(in: 0...end)
        let count = try number(in: 0...end - start)
        return TextRange(start: Int(start), count: Int(count))
    }

    private mutating func endpoint(_ end: UInt32) throws(StateError) -> EndpointRecord {
        EndpointRecord(host: try run(end), port: try number(in: -1...65_535))
    }

    private mutating func frame(_ end: UInt32) throws(StateError) -> FrameRecord {
        var made = FrameRecord()
        made.function = try run(end)
        made.arguments = try run(end)
        made.file = try run(end)
        made.line = try number(in: -1...Int32.max)
        made.hasArguments = try flag()
        made.ambiguous = try flag()
        made.offset = try number(in: -1...Int64.max)
        return made
    }

    private mutating func goroutine(_ end: UInt32) throws(StateError) -> GoroutineRecord {
        var made = GoroutineRecord()
        made.id = try number(in: -1...Int64.max)
        made.state = try run(end)
        made.waitMinutes = try number(in: -1...Int32.max)
        made.lockedToThread = try flag()
        made.isAncestor = try flag()
        made.labels = try run(end)
        made.bubble = try number(in: -1...Int32.max)
        made.access = try run(end)
        let most = Int32(Self.mostFrames)
        made.firstFrame = try number(in: 0...most)
        made.frameCount = try number(in: 0...most)
        made.framesElided = try number(in: Int64.min...Int64.max)
        made.createdBy.frame = try frame(end)
        made.createdBy.goroutine = try number(in: -1...Int64.max)
        return made
    }

    private mutating func thread(_ end: UInt32) throws(StateError) -> CrashThreadRecord {
        var made = CrashThreadRecord()
        made.index = try number(in: -1...Int32.max)
        made.name = try run(end)
        made.crashed = try flag()
        let most = Int32(Self.mostFrames)
        made.firstFrame = try number(in: 0...most)
        made.frameCount = try number(in: 0...most)
        return made
    }

    private mutating func crashFrame(_ end: UInt32) throws(StateError) -> CrashFrameRecord {
        var made = CrashFrameRecord()
        made.index = try number(in: -1...Int32.max)
        made.kind = try value(CrashFrameKind.self)
        made.inlined = try flag()
        made.isHidden = try flag()
        made.address = try run(end)
        made.function = try run(end)
        made.image = try run(end)
        made.file = try run(end)
        made.line = try number(in: -1...Int32.max)
        made.column = try number(in: -1...Int32.max)
        made.offset = try number(in: Int64.min...Int64.max)
        return made
    }

    private mutating func timeSource() throws(StateError) -> TimeSource {
        guard let source = TimeSource(rawValue: try text(upTo: 64)) else {
            throw fault("a time's source is not known")
        }
        return source
    }

    private mutating func layout() throws(StateError) -> Layout {
        guard let layout = Layout(rawValue: try text(upTo: 64)) else {
            throw fault("a layout is not known")
        }
        return layout
    }
}
