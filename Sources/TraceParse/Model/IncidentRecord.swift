/// A run of bytes in an incident's arena; the empty run stands for an absent fact.
package struct TextRange: Equatable, Sendable {
    package var start: UInt32
    package var count: UInt32

    package init(start: Int, count: Int) {
        self.start = UInt32(start)
        self.count = UInt32(count)
    }

    init(start: UInt32, count: UInt32) {
        self.start = start
        self.count = count
    }

    package static let none = TextRange(start: 0 as UInt32, count: 0)

    package var isEmpty: Bool { count == 0 }
    package var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// A frame as runs of the arena: trivial, so that a million of them cost no allocation.
package struct FrameRecord: Sendable {
    package var function = TextRange.none
    package var arguments = TextRange.none
    package var file = TextRange.none
    /// -1 where there is none.
    package var line: Int32 = -1
    /// Whether the parentheses of the arguments were there (their text may be empty).
    package var hasArguments = false
    package var ambiguous = false
    /// -1 where there is none.
    package var offset: Int64 = -1

    package init() {}
}

/// A goroutine's creator, or none where its function is empty.
package struct CreatorRecord: Sendable {
    package var frame = FrameRecord()
    /// -1 where there is none.
    package var goroutine: Int64 = -1

    package init() {}
}

/// A goroutine, or an ancestor of the one before it; its frames are a slice of the record's.
package struct GoroutineRecord: Sendable {
    /// -1 where there is none.
    package var id: Int64 = -1
    package var state = TextRange.none
    package var waitMinutes: Int32 = -1
    package var lockedToThread = false
    package var isAncestor = false
    package var labels = TextRange.none
    /// -1 where there is none.
    package var bubble: Int32 = -1
    package var access = TextRange.none
    package var firstFrame: Int32 = 0
    package var frameCount: Int32 = 0
    /// How far the innermost own frame stands from the first; -1 where there is none, `notTold`
    /// where nobody has looked.
    var ownFrame: Int32 = notTold
    /// `noElision` where none were left out, -1 where the runtime did not say how many.
    package var framesElided: Int64 = noElision
    package var createdBy = CreatorRecord()

    static let notTold = Int32.min
    package static let noElision = Int64.min

    package init() {}

    package var frames: Range<Int> { Int(firstFrame)..<Int(firstFrame) + Int(frameCount) }
}

/// One end of a connection, or none.
package struct EndpointRecord: Sendable {
    package var host = TextRange.none
    /// -1 where there is none.
    package var port: Int32 = -1

    package init() {}

    package init(host: TextRange, port: Int32) {
        self.host = host
        self.port = port
    }

    package var isPresent: Bool { !host.isEmpty }
}

/// Tells the incidents that are like one text from those that are not, by its identity.
package typealias KnownText = AnyObject & Sendable

/// An incident as its parser holds it: runs of one arena and trivial values, reused from incident
/// to incident.
///
/// `incident()` makes the value that callers of the library see.
package struct IncidentRecord: Sendable {
    /// The bytes that the runs point into.
    package var arena: [UInt8] = []
    /// What stands for the text that it is like, if it was made after one: incidents with the same are of
    /// one class, language and fingerprint, and their texts differ in digits of addresses and ports
    /// alone.
    package var known: (any KnownText)?
    package var language: Language?
    package var kind = IncidentKind.error
    package var errorClass: ErrorClass?
    package var message = TextRange.none
    package var hasMessage = false
    /// The error in the message, without what the program put before it.
    package var core = TextRange.none
    package var chain: [TextRange] = []
    package var repeats = 0
    package var time: Timestamp?
    package var timeText = TextRange.none
    package var timeSource: TimeSource?
    package var client = EndpointRecord()
    package var peer = EndpointRecord()
    package var local = EndpointRecord()
    package var operation = TextRange.none
    package var transport = TextRange.none
    package var signalName = TextRange.none
    package var signalCode = TextRange.none
    package var signalAddress = TextRange.none
    package var signalPC = TextRange.none
    /// Indices into `frames`, -1 where there is none.
    package var handlerFrame: Int32 = -1
    package var originFrame: Int32 = -1
    package var goroutines: [GoroutineRecord] = []
    package var frames: [FrameRecord] = []
    package var goroutinesElided = 0
    package var threads: [CrashThreadRecord] = []
    package var crashFrames: [CrashFrameRecord] = []
    /// The place that a Swift trap names.
    package var trapFile = TextRange.none
    package var trapLine: Int32 = -1
    /// Whether it is a trap that names no place.
    package var trapIsPlain = false
    /// Up to this offset it waits for what may belong to it.
    package var heldUntil = 0
    /// The first and the last byte's offset in the input, the latter exclusive.
    package var byteOffset = 0
    package var byteEnd = 0
    package var line = 0
    package var layout = Layout.lines
    /// The stream within the input that it belongs to.
    package var stream = TextRange.none
    /// What was undone before it could be read.
    package var undone: Undone = []
    /// The 64 bits of the fingerprint.
    package var fingerprint: UInt64 = 0
    package var truncated = false
    package var clipped = false

    package init() {}

    /// Forgets the incident and keeps the memory.
    ///
    /// One field after the other: a new record in place of the old one costs three moves of all of
    /// it, a thousand instructions an incident.
    package mutating func removeAll() {
        arena.removeLast(arena.count)
        language = nil
        kind = .error
        errorClass = nil
        message = .none
        hasMessage = false
        core = .none
        if !chain.isEmpty { chain.removeAll(keepingCapacity: true) }
        repeats = 0
        time = nil
        timeText = .none
        timeSource = nil
        client = EndpointRecord()
        peer = EndpointRecord()
        local = EndpointRecord()
        operation = .none
        transport = .none
        signalName = .none
        signalCode = .none
        signalAddress = .none
        signalPC = .none
        handlerFrame = -1
        originFrame = -1
        if !goroutines.isEmpty { goroutines.removeAll(keepingCapacity: true) }
        if !frames.isEmpty { frames.removeAll(keepingCapacity: true) }
        goroutinesElided = 0
        if !threads.isEmpty { threads.removeAll(keepingCapacity: true) }
        if !crashFrames.isEmpty { crashFrames.removeAll(keepingCapacity: true) }
        trapFile = .none
        trapLine = -1
        trapIsPlain = false
        heldUntil = 0
        byteOffset = 0
        byteEnd = 0
        line = 0
        layout = .lines
        fingerprint = 0
        stream = .none
        undone = []
        truncated = false
        clipped = false
        known = nil
    }

    /// The text of a run, invalid UTF-8 repaired.
    package func string(_ run: TextRange) -> String {
        String(decoding: arena[run.range], as: UTF8.self)
    }

    /// The text of a run, or `nil` where the fact is absent.
    package func stringIfPresent(_ run: TextRange) -> String? {
        run.isEmpty ? nil : string(run)
    }

    /// An end of a connection, or `nil`.
    package func endpoint(_ end: EndpointRecord) -> Endpoint? {
        end.isPresent
            ? Endpoint(host: string(end.host), port: end.port < 0 ? nil : Int(end.port)) : nil
    }

    /// The place of the frame of an index, or `nil` where the index is negative.
    package func location(_ frame: Int32) -> CodeLocation? {
        frame < 0 ? nil : location(frames[Int(frame)])
    }

    /// The fingerprint as printed.
    package var fingerprintText: String {
        let digits = String(fingerprint, radix: 16)
        return "g1:" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The incident as callers of the library see it.
    ///
    /// O(size of the incident).
    package func incident(index: Int, path: String) -> Incident {
        var made = Incident(
            kind: kind,
            source: SourceRange(
                path: path,
                line: line,
                byteOffset: byteOffset,
                byteCount: byteEnd - byteOffset,
                stream: stringIfPresent(stream)
            )
        )
        made.index = index
        made.language = language
        made.errorClass = errorClass
        made.message = hasMessage ? string(message) : nil
        made.chain = chain.map(string)
        made.repeats = repeats
        made.time = time
        made.timeText = stringIfPresent(timeText)
        made.timeSource = timeSource
        made.client = endpoint(client)
        made.peer = endpoint(peer)
        made.local = endpoint(local)
        made.operation = stringIfPresent(operation)
        made.transport = stringIfPresent(transport)
        made.signal = signal()
        made.handler = location(handlerFrame)
        made.origin = location(originFrame)
        made.goroutines = goroutineValues()
        made.goroutinesElided = goroutinesElided
        made.threads = threadValues
        made.layout = layout
        made.fingerprint = fingerprintText
        made.truncated = truncated
        made.clipped = clipped
        return made
    }

    private func signal() -> SignalInfo? {
        guard !signalName.isEmpty else { return nil }
        return SignalInfo(
            name: string(signalName),
            code: stringIfPresent(signalCode),
            address: stringIfPresent(signalAddress),
            pc: stringIfPresent(signalPC)
        )
    }

    private func goroutineValues() -> [Goroutine] {
        var made: [Goroutine] = []
        made.reserveCapacity(goroutines.count)
        for record in goroutines {
            if record.isAncestor, !made.isEmpty {
                made[made.count - 1].ancestors.append(ancestor(record))
            } else {
                made.append(goroutine(record))
            }
        }
        return made
    }

    private func goroutine(_ record: GoroutineRecord) -> Goroutine {
        var made = Goroutine(
            id: record.id < 0 ? nil : Int(record.id),
            state: stringIfPresent(record.state),
            frames: frames[record.frames].map(frame)
        )
        made.waitMinutes = record.waitMinutes < 0 ? nil : Int(record.waitMinutes)
        made.lockedToThread = record.lockedToThread
        made.labels = stringIfPresent(record.labels)
        made.bubble = record.bubble < 0 ? nil : Int(record.bubble)
        made.framesElided =
            record.framesElided == GoroutineRecord.noElision ? nil : Int(record.framesElided)
        made.createdBy = creator(record.createdBy)
        made.access = stringIfPresent(record.access)
        return made
    }

    private func ancestor(_ record: GoroutineRecord) -> Goroutine.Ancestor {
        Goroutine.Ancestor(
            id: Int(record.id),
            frames: frames[record.frames].map(frame),
            createdBy: creator(record.createdBy)
        )
    }

    private func creator(_ record: CreatorRecord) -> Goroutine.Creator? {
        guard !record.frame.function.isEmpty else { return nil }
        return Goroutine.Creator(
            location: location(record.frame),
            offset: record.frame.offset < 0 ? nil : Int(record.frame.offset),
            goroutine: record.goroutine < 0 ? nil : Int(record.goroutine)
        )
    }

    private func location(_ frame: FrameRecord) -> CodeLocation {
        CodeLocation(
            function: string(frame.function),
            file: stringIfPresent(frame.file),
            line: frame.line < 0 ? nil : Int(frame.line)
        )
    }

    private func frame(_ record: FrameRecord) -> Frame {
        Frame(
            function: string(record.function),
            arguments: record.hasArguments ? string(record.arguments) : nil,
            file: stringIfPresent(record.file),
            line: record.line < 0 ? nil : Int(record.line),
            offset: record.offset < 0 ? nil : Int(record.offset),
            ambiguous: record.ambiguous
        )
    }
}
