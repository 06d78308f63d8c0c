import TraceParse

/// One incident kept whole, as compactly as its parser held it.
struct SampleIncident: Sendable {
    /// What it costs to keep, in bytes, about.
    let cost: Int
    /// Whether goroutines, threads or frames past the limit of a sample were left out.
    let isAbridged: Bool
    /// Its number among all incidents of the run, from 0.
    var index: Int
    let record: IncidentRecord
    private let path: String

    /// Keeps a copy, secrets masked, that shares no memory with the parser's record, which is used
    /// again.
    init(_ source: borrowing IncidentRecord, path: String, index: Int, limit: Int) {
        let whole = Self.cost(of: source)
        self.path = path
        self.index = index
        isAbridged = whole > limit
        let isCopied = !isAbridged && !SecretHint.isAnywhere(in: source.arena.span)
        record =
            isCopied
            ? Self.detached(source)
            : Abridgement.record(of: source, limit: isAbridged ? limit : .max)
        cost = isCopied ? whole : Self.cost(of: record)
    }

    /// The incident as readers see it.
    var incident: Incident { record.incident(index: index, path: path) }

    /// What a record costs, in bytes, about.
    static func cost(of record: borrowing IncidentRecord) -> Int {
        // Nothing that is kept holds on to a known text.
        let fixed = MemoryLayout<IncidentRecord>.size - MemoryLayout<(any KnownText)?>.size
        return fixed + record.arena.count
            + record.chain.count * MemoryLayout<TextRange>.stride
            + record.frames.count * MemoryLayout<FrameRecord>.stride
            + record.goroutines.count * MemoryLayout<GoroutineRecord>.stride
            + record.threads.count * MemoryLayout<CrashThreadRecord>.stride
            + record.crashFrames.count * MemoryLayout<CrashFrameRecord>.stride
    }

    /// A copy whose arrays are no longer than what is in them.
    private static func detached(_ source: borrowing IncidentRecord) -> IncidentRecord {
        var made = copy source
        made.known = nil
        made.arena = Array(source.arena[...])
        made.chain = Array(source.chain[...])
        made.goroutines = Array(source.goroutines[...])
        made.frames = Array(source.frames[...])
        made.threads = Array(source.threads[...])
        made.crashFrames = Array(source.crashFrames[...])
        return made
    }
}

extension SampleIncident: Equatable {
    static func == (left: SampleIncident, right: SampleIncident) -> Bool {
        left.cost == right.cost && left.isAbridged == right.isAbridged
            && left.incident == right.incident
    }
}

/// Makes a record anew, secrets masked: all its facts, and as many of its goroutines and threads, the
/// first ones, as there is room for.
private struct Abridgement {
    private var made = IncidentRecord()
    private var left: Int

    static func record(of source: borrowing IncidentRecord, limit: Int) -> IncidentRecord {
        var abridgement = Abridgement(left: limit)
        abridgement.copyFacts(of: source)
        abridgement.copyGoroutines(of: source)
        abridgement.copyThreads(of: source)
        return abridgement.made
    }

    private init(left: Int) {
        self.left = left
    }

    private mutating func copyFacts(of source: borrowing IncidentRecord) {
        made.language = source.language
        made.kind = source.kind
        made.errorClass = source.errorClass
        made.repeats = source.repeats
        made.time = source.time
        made.timeSource = source.timeSource
        made.hasMessage = source.hasMessage
        made.byteOffset = source.byteOffset
        made.byteEnd = source.byteEnd
        made.line = source.line
        made.layout = source.layout
        made.fingerprint = source.fingerprint
        made.truncated = source.truncated
        made.clipped = source.clipped
        made.stream = text(source.stream, of: source)
        made.message = text(source.message, of: source)
        made.chain = source.chain.prefix(left == .max ? .max : 16).map { text($0, of: source) }
        made.timeText = text(source.timeText, of: source)
        made.client = end(source.client, of: source)
        made.peer = end(source.peer, of: source)
        made.local = end(source.local, of: source)
        made.operation = text(source.operation, of: source)
        made.transport = text(source.transport, of: source)
        made.signalName = text(source.signalName, of: source)
        made.signalCode = text(source.signalCode, of: source)
        made.signalAddress = text(source.signalAddress, of: source)
        made.signalPC = text(source.signalPC, of: source)
        if source.originFrame >= 0 { made.originFrame = ownFrame(source.originFrame, of: source) }
        if source.handlerFrame >= 0 {
            made.handlerFrame = ownFrame(source.handlerFrame, of: source)
        }
    }

    /// A frame that no goroutine lists, so that handler and origin stay whatever is left out.
    private mutating func ownFrame(_ index: Int32, of source: borrowing IncidentRecord) -> Int32 {
        made.frames.append(frame(source.frames[Int(index)], of: source))
        return Int32(made.frames.count - 1)
    }

    private mutating func copyGoroutines(of source: borrowing IncidentRecord) {
        var dropped = 0
        for index in source.goroutines.indices {
            let goroutine = source.goroutines[index]
            if left > 0 {
                copy(goroutine, of: source)
            } else if !goroutine.isAncestor {
                dropped += 1
            }
        }
        made.goroutinesElided = source.goroutinesElided + dropped
    }

    private mutating func copy(_ goroutine: GoroutineRecord, of source: borrowing IncidentRecord) {
        var kept = goroutine
        left -= MemoryLayout<GoroutineRecord>.stride
        kept.state = text(goroutine.state, of: source)
        kept.labels = text(goroutine.labels, of: source)
        kept.access = text(goroutine.access, of: source)
        kept.createdBy.frame = frame(goroutine.createdBy.frame, of: source)
        kept.firstFrame = Int32(made.frames.count)
        for index in goroutine.frames where left > 0 {
            made.frames.append(frame(source.frames[index], of: source))
        }
        kept.frameCount = Int32(made.frames.count) - kept.firstFrame
        let dropped = Int64(goroutine.frameCount - kept.frameCount)
        if dropped > 0 { kept.framesElided = max(0, goroutine.framesElided) + dropped }
        made.goroutines.append(kept)
    }

    private mutating func copyThreads(of source: borrowing IncidentRecord) {
        for index in source.threads.indices where left > 0 {
            copy(source.threads[index], of: source)
        }
    }

    private mutating func copy(_ thread: CrashThreadRecord, of source: borrowing IncidentRecord) {
        var kept = thread
        left -= MemoryLayout<CrashThreadRecord>.stride
        kept.name = text(thread.name, of: source)
        kept.firstFrame = Int32(made.crashFrames.count)
        for index in thread.frames where left > 0 {
            made.crashFrames.append(frame(source.crashFrames[index], of: source))
        }
        kept.frameCount = Int32(made.crashFrames.count) - kept.firstFrame
        made.threads.append(kept)
    }

    private mutating func frame(
        _ frame: CrashFrameRecord,
        of source: borrowing IncidentRecord
    ) -> CrashFrameRecord {
        var kept = frame
        left -= MemoryLayout<CrashFrameRecord>.stride
        kept.address = text(frame.address, of: source)
        kept.function = text(frame.function, of: source)
        kept.image = text(frame.image, of: source)
        kept.file = text(frame.file, of: source)
        return kept
    }

    private mutating func frame(
        _ frame: FrameRecord,
        of source: borrowing IncidentRecord
    ) -> FrameRecord {
        var kept = frame
        left -= MemoryLayout<FrameRecord>.stride
        kept.function = text(frame.function, of: source)
        kept.arguments = text(frame.arguments, of: source)
        kept.file = text(frame.file, of: source)
        return kept
    }

    private mutating func end(
        _ end: EndpointRecord,
        of source: borrowing IncidentRecord
    ) -> EndpointRecord {
        EndpointRecord(host: text(end.host, of: source), port: end.port)
    }

    private mutating func text(
        _ run: TextRange,
        of source: borrowing IncidentRecord
    ) -> TextRange {
        guard !run.isEmpty else { return .none }
        let start = made.arena.count
        let text = source.string(run)
        let masked = SecretMask.masked(text)
        if masked == text {
            made.arena.append(contentsOf: source.arena[run.range])
        } else {
            made.arena.append(contentsOf: masked.utf8)
        }
        left -= made.arena.count - start
        return TextRange(start: start, count: made.arena.count - start)
    }
}

extension SampleIncident {
    func write(to state: inout StateWriter) {
        state.write(isAbridged)
        state.write(index)
        state.write(path: path)
        state.write(record)
    }

    init(from state: inout StateReader) throws(StateError) {
        isAbridged = try state.flag()
        index = try state.count()
        path = try state.path()
        record = try state.incidentRecord()
        cost = Self.cost(of: record)
    }
}
