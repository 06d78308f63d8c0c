import TraceParse

/// Where goroutines stood in dumps that the log holds: by the program's own frame and by what the
/// runtime says they waited for.
struct BlockedHandlers: Equatable, Sendable {
    /// Goroutines that stood in the same function, in the same state.
    struct Stand: Hashable, Sendable {
        /// The program's own function.
        var function: String
        /// What the runtime says of them: `select`, `IO wait`, `sync.Mutex.Lock`, `running`.
        var state: String
        /// What the first of them had called there, or `nil`.
        var waitsIn: String?
        var count = 0
        /// The longest wait that the runtime printed, in minutes; -1 where it printed none.
        var longestMinutes = -1
        /// How many of them had a wait printed, which the runtime does from a minute on.
        var forMinutes = 0
        /// Where the first dump with it begins.
        var position: SourcePosition
    }

    /// How many are told apart.
    static let limit = 256
    private static let longestName = 256

    /// In the order in which they came.
    private(set) var stands: [Stand] = []
    /// Goroutines in dumps, with own frames or without.
    private(set) var goroutines = 0
    /// Goroutines that had no place.
    private(set) var others = 0
    /// Incidents with more than one goroutine.
    private(set) var dumps = 0
    /// Where the stands are that came lately.
    private var recent = RecentPlaces()

    /// Adds the goroutines of an incident that has more than one.
    mutating func add(_ record: borrowing IncidentRecord, at position: SourcePosition) {
        dumps += 1
        goroutines += record.goroutinesElided
        for goroutine in record.goroutines where !goroutine.isAncestor {
            goroutines += 1
            guard let frame = record.innermostOwnFrame(of: goroutine) else { continue }
            let at = place(record, goroutine, frame, position)
            guard let at else {
                others += 1
                continue
            }
            stands[at].count += 1
            stands[at].longestMinutes = max(
                stands[at].longestMinutes,
                Int(goroutine.waitMinutes)
            )
            if goroutine.waitMinutes >= 0 { stands[at].forMinutes += 1 }
        }
    }

    /// Where the stand of a goroutine is, made now if it is the first; `nil` where there are too
    /// many.
    private mutating func place(
        _ record: borrowing IncidentRecord,
        _ goroutine: GoroutineRecord,
        _ frame: Int,
        _ position: SourcePosition
    ) -> Int? {
        let function = Self.clipped(record.frames[frame].function)
        let state = Self.clipped(goroutine.state)
        let hash = record.hash(of: function) ^ record.hash(of: state) &* 31
        if let known = recent.place(of: hash),
            record.says(stands[known].function, in: function),
            record.says(stands[known].state, in: state)
        {
            return known
        }
        let called = frame > goroutine.frames.lowerBound ? frame - 1 : nil
        let at = place(
            of: Stand(
                function: record.string(function),
                state: record.string(state),
                waitsIn: called.map { record.string(Self.clipped(record.frames[$0].function)) },
                position: position
            )
        )
        if let at { recent.note(at, of: hash) }
        return at
    }

    mutating func merge(_ other: BlockedHandlers) {
        goroutines += other.goroutines
        others += other.others
        dumps += other.dumps
        for stand in other.stands { add(stand) }
    }

    /// The stands, the most crowded first; of equally crowded ones the one that came first.
    var ranked: [Stand] {
        stands.enumerated().sorted {
            $0.element.count == $1.element.count
                ? $0.offset < $1.offset : $0.element.count > $1.element.count
        }.map(\.element)
    }

    private mutating func add(_ stand: Stand) {
        var empty = stand
        empty.count = 0
        empty.forMinutes = 0
        guard let at = place(of: empty) else {
            others += stand.count
            return
        }
        stands[at].count += stand.count
        stands[at].forMinutes += stand.forMinutes
        stands[at].longestMinutes = max(stands[at].longestMinutes, stand.longestMinutes)
    }

    /// Where a stand of the same function and state is, or the one given, added now; `nil` where
    /// there are too many.
    private mutating func place(of stand: Stand) -> Int? {
        let known = stands.firstIndex { $0.function == stand.function && $0.state == stand.state }
        if let known { return known }
        guard stands.count < Self.limit else { return nil }
        stands.append(stand)
        return stands.count - 1
    }

    private static func clipped(_ run: TextRange) -> TextRange {
        TextRange(start: Int(run.start), count: min(Int(run.count), longestName))
    }

    static func == (left: BlockedHandlers, right: BlockedHandlers) -> Bool {
        left.stands == right.stands && left.goroutines == right.goroutines
            && left.others == right.others && left.dumps == right.dumps
    }
}

extension IncidentRecord {
    /// A hash of a run's bytes; equal runs have equal ones.
    fileprivate func hash(of run: TextRange) -> UInt64 {
        let bytes = unsafe arena.span.extracting(run.range).bytes
        var hash = UInt64(run.count)
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            offset += 8
        }
        while offset < bytes.byteCount {
            let byte = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
            offset += 1
        }
        return hash
    }

    /// Whether the bytes of a run are those of a text.
    fileprivate func says(_ text: String, in run: TextRange) -> Bool {
        let known = text.utf8Span.span
        return known.count == Int(run.count)
            && ByteScan.areEqual(arena.span, Int(run.start), known, 0, count: known.count)
    }
}

extension BlockedHandlers {
    func write(to state: inout StateWriter) {
        state.write(stands) { state, stand in
            state.write(stand.function)
            state.write(stand.state)
            state.write(stand.waitsIn) { $0.write($1) }
            state.write(stand.count)
            state.write(stand.longestMinutes)
            state.write(stand.forMinutes)
            state.write(stand.position)
        }
        for number in [goroutines, others, dumps] { state.write(number) }
    }

    init(from state: inout StateReader) throws(StateError) {
        stands = try state.list(upTo: Self.limit) { reader throws(StateError) in
            Stand(
                function: try reader.text(),
                state: try reader.text(),
                waitsIn: try reader.optional { reader throws(StateError) in try reader.text() },
                count: try reader.count(),
                longestMinutes: try reader.number(in: -1...Int(Int32.max)),
                forMinutes: try reader.count(),
                position: try reader.sourcePosition()
            )
        }
        goroutines = try state.count()
        others = try state.count()
        dumps = try state.count()
    }
}
