import TraceParse

/// What became of all inputs: sums, and a note of each up to a limit.
struct InputTable: Hashable, Sendable {
    /// The notes in the order of the inputs.
    private(set) var notes: [InputNote] = []
    /// Inputs that were summed up without a note.
    private(set) var unlisted = 0
    /// The files that have the contents of others, in order, up to the limit.
    private(set) var copies: [InputCopy] = []
    /// How many such files there were.
    private(set) var copyCount = 0
    private(set) var bytes = 0
    private(set) var lines = 0
    private(set) var mentions = 0
    private(set) var unparsed = 0
    /// Inputs that could not be read, or not to their end.
    private(set) var failed = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// All inputs, with a note or without.
    var count: Int { notes.count + unlisted }

    mutating func add(_ note: InputNote) {
        bytes += note.statistics.bytes
        lines += note.statistics.lines
        mentions += note.statistics.mentions
        unparsed += note.statistics.unparsed
        if note.problem != nil { failed += 1 }
        list(note)
    }

    mutating func add(_ copy: InputCopy) {
        copyCount += 1
        if copies.count < limit { copies.append(copy) }
    }

    mutating func merge(_ other: InputTable) {
        bytes += other.bytes
        lines += other.lines
        mentions += other.mentions
        unparsed += other.unparsed
        failed += other.failed
        unlisted += other.unlisted
        for note in other.notes { list(note) }
        copyCount += other.copyCount
        copies += other.copies.prefix(limit - copies.count)
    }

    /// A note with a problem may be listed where one without may not, up to twice the limit.
    private mutating func list(_ note: InputNote) {
        let room = note.problem == nil ? limit : 2 * limit
        if notes.count < room { notes.append(note) } else { unlisted += 1 }
    }
}

extension InputTable {
    func write(to state: inout StateWriter) {
        state.write(notes) { state, note in
            state.write(path: note.path)
            state.write(note.statistics)
            state.write(note.compression) { $0.write($1) }
            state.write(note.problem) { $0.write($1) }
        }
        state.write(copies) { state, copy in
            state.write(path: copy.path)
            state.write(path: copy.original)
        }
        state.write(copyCount)
        for number in [unlisted, bytes, lines, mentions, unparsed, failed] { state.write(number) }
    }

    init(from state: inout StateReader, limit: Int) throws(StateError) {
        self.init(limit: limit)
        notes = try state.list(upTo: 2 * limit) { reader throws(StateError) in
            InputNote(
                path: try reader.path(),
                statistics: try reader.statistics(),
                compression: try reader.optional { reader throws(StateError) in
                    try reader.text(upTo: 64)
                },
                problem: try reader.optional { reader throws(StateError) in try reader.text() }
            )
        }
        copies = try state.list(upTo: limit) { reader throws(StateError) in
            InputCopy(path: try reader.path(), original: try reader.path())
        }
        copyCount = try state.count()
        unlisted = try state.count()
        bytes = try state.count()
        lines = try state.count()
        mentions = try state.count()
        unparsed = try state.count()
        failed = try state.count()
    }
}
