import TraceParse

/// Where goroutines stood in dumps that the log holds: by the program's own frame and by what the
/// runtime says they waited for.
struct BlockedHandlers: Hashable, Sendable {
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

    /// Adds the goroutines of an incident that has more than one.
    mutating func add(_ record: borrowing IncidentRecord, at position: SourcePosition) {
        dumps += 1
        goroutines += record.goroutinesElided
        for goroutine in record.goroutines where !goroutine.isAncestor {
            goroutines += 1
            guard let frame = record.innermostOwnFrame(of: goroutine) else { continue }
            let called = frame > goroutine.frames.lowerBound ? frame - 1 : nil
            var stand = Stand(
                function: Self.name(record, record.frames[frame].function),
                state: Self.name(record, goroutine.state),
                waitsIn: called.map { Self.name(record, record.frames[$0].function) },
                position: position
            )
            stand.count = 1
            stand.longestMinutes = Int(goroutine.waitMinutes)
            stand.forMinutes = goroutine.waitMinutes >= 0 ? 1 : 0
            add(stand)
        }
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

    /// Most stands come again and again in a dump, so they are found near the beginning.
    private mutating func add(_ stand: Stand) {
        for at in stands.indices
        where stands[at].function == stand.function && stands[at].state == stand.state {
            stands[at].count += stand.count
            stands[at].forMinutes += stand.forMinutes
            stands[at].longestMinutes = max(stands[at].longestMinutes, stand.longestMinutes)
            return
        }
        if stands.count < Self.limit { stands.append(stand) } else { others += stand.count }
    }

    private static func name(_ record: borrowing IncidentRecord, _ run: TextRange) -> String {
        let count = min(Int(run.count), longestName)
        return record.string(TextRange(start: Int(run.start), count: count))
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
