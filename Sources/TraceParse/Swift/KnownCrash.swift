/// A crash that was read before, and what it came to.
///
/// What its rows come to depends on their own bytes where each has a line to itself: a row ends at its
/// line break, and what is read of a heading ends on its line as well. What follows the crash decides
/// whether it goes on, and is read anew each time.
final class KnownCrash: Sendable {
    /// How its text ends.
    enum Ending: Equatable {
        /// Before the line that says how long the backtrace took, which is another each time.
        case took
        /// Before the line break behind its last row.
        case row
        /// With the last brace of a report: nothing that follows belongs to it.
        case report
    }

    /// Its bytes, from the start of its first line on.
    let text: [UInt8]
    /// Where its anchor stands in them.
    let hit: Int
    let ending: Ending
    let layout: SwiftCrashLayout
    /// Whether words just before it might belong to it.
    let looksBefore: Bool
    /// What its rows tell those that follow.
    let mark: SwiftTraceReader.Mark
    /// What stands for it in the incidents that are like it; it holds none of this memory.
    let identity: Identity
    /// The incident, as far as its text alone decides on it.
    private let record: IncidentRecord
    /// The class that its text names, before that of its frames.
    private let namedClass: ErrorClass?

    /// Tells the incidents that are like one crash from those that are not.
    final class Identity: Sendable {}

    /// Keeps a crash whose incident is settled.
    init(_ new: borrowing NewCrash, _ record: borrowing IncidentRecord, _ text: Span<UInt8>) {
        let arenaStart = new.candidate.arenaStart
        var bytes: [UInt8] = []
        bytes.append(text, new.range)
        self.text = bytes
        hit = new.candidate.hit
        ending = new.ending
        layout = new.layout
        looksBefore = new.candidate.looksBefore
        mark = new.mark.moved(by: -arenaStart)
        identity = new.identity
        namedClass = new.namedClass
        var kept = IncidentRecord()
        kept.takeCrash(of: record, from: arenaStart)
        kept.frames = record.frames.map { $0.moved(by: -arenaStart) }
        kept.originFrame = record.originFrame
        kept.handlerFrame = record.handlerFrame
        kept.fingerprint = record.fingerprint
        self.record = kept
    }

    /// Where the last of its rows that are known ends if it stands at a position.
    func end(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Int? {
        let bytes = self.text
        let end = start + bytes.count
        guard end <= limit, ByteScan.areEqual(text, start, bytes.span, 0, count: bytes.count)
        else { return nil }
        switch ending {
        case .report: return end
        case .row: return end < limit && text[end] == ASCII.newline ? end : nil
        case .took:
            guard case .took(let last)? = SwiftHeading.read(text, at: end, before: limit) else {
                return nil
            }
            return last
        }
    }

    /// Gives a record that is empty but for an inherited time what the text of the crash says.
    func fill(_ record: inout IncidentRecord) {
        record.takeCrash(of: self.record, from: 0)
        record.errorClass = namedClass
        record.known = identity
    }

    /// Gives a record what the whole of the crash decides: class, leading frames and fingerprint.
    ///
    /// - Parameters:
    ///   - record: The record that was filled.
    ///   - start: Where in its arena the words of the crash begin.
    func settle(_ record: inout IncidentRecord, from start: Int) {
        record.errorClass = self.record.errorClass
        record.frames.append(contentsOf: self.record.frames.lazy.map { $0.moved(by: start) })
        record.originFrame = self.record.originFrame
        record.handlerFrame = self.record.handlerFrame
        record.fingerprint = self.record.fingerprint
    }
}

/// The part of an open incident that is a known crash.
struct KnownPart {
    let crash: KnownCrash
    /// Where in the record's arena its words begin.
    let arenaStart: Int
}

/// A crash that is whole and to be kept, and where it stands in the text.
struct NewCrash {
    var range: Range<Int>
    var candidate: CrashCandidate
    var ending: KnownCrash.Ending
    var layout: SwiftCrashLayout
    var mark: SwiftTraceReader.Mark
    /// The class that its text names, before that of its frames.
    var namedClass: ErrorClass?
    let identity = KnownCrash.Identity()
}

extension IncidentRecord {
    /// Takes over what the text of another's crash says.
    ///
    /// - Parameters:
    ///   - other: The other record.
    ///   - start: Where in its arena the words of the crash begin.
    fileprivate mutating func takeCrash(of other: borrowing IncidentRecord, from start: Int) {
        let distance = arena.count - start
        arena.append(contentsOf: other.arena[start...])
        if distance == 0 {
            threads.append(contentsOf: other.threads)
            crashFrames.append(contentsOf: other.crashFrames)
        } else {
            threads.append(contentsOf: other.threads.lazy.map { $0.moved(by: distance) })
            crashFrames.append(contentsOf: other.crashFrames.lazy.map { $0.moved(by: distance) })
        }
        language = other.language
        errorClass = other.errorClass
        message = other.message.moved(by: distance)
        hasMessage = other.hasMessage
        core = other.core.moved(by: distance)
        peer = other.peer.moved(by: distance)
        local = other.local.moved(by: distance)
        operation = other.operation.moved(by: distance)
        transport = other.transport.moved(by: distance)
        signalName = other.signalName.moved(by: distance)
        signalAddress = other.signalAddress.moved(by: distance)
        signalPC = other.signalPC.moved(by: distance)
        trapFile = other.trapFile.moved(by: distance)
        trapLine = other.trapLine
        trapIsPlain = other.trapIsPlain
        undone = other.undone
        guard other.timeSource == .own else { return }
        time = other.time
        timeText = other.timeText.moved(by: distance)
        timeSource = .own
    }
}

extension FrameRecord {
    fileprivate func moved(by distance: Int) -> FrameRecord {
        var made = self
        made.function = function.moved(by: distance)
        made.file = file.moved(by: distance)
        return made
    }
}

extension EndpointRecord {
    fileprivate func moved(by distance: Int) -> EndpointRecord {
        EndpointRecord(host: host.moved(by: distance), port: port)
    }
}

extension CrashThreadRecord {
    fileprivate func moved(by distance: Int) -> CrashThreadRecord {
        var made = self
        made.name = name.moved(by: distance)
        return made
    }
}

extension CrashFrameRecord {
    fileprivate func moved(by distance: Int) -> CrashFrameRecord {
        var made = self
        made.address = address.moved(by: distance)
        made.function = function.moved(by: distance)
        made.image = image.moved(by: distance)
        made.file = file.moved(by: distance)
        return made
    }
}
