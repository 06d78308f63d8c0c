import TraceParse

/// Incidents with the same fingerprint: one fault, told again and again.
struct IncidentGroup: Hashable, Sendable {
    var fingerprint: UInt64
    var errorClass: ErrorClass?
    /// The kind, and what else is not counted, is that of the first incident.
    var kind: IncidentKind
    var language: Language?
    var count = 0
    var repeats = 0
    var times = TimeBounds()
    /// How they are spread over time.
    var spread = Spread()
    /// Where the first of them stands.
    var position: SourcePosition
    var handler: CodeLocation?
    var origin: CodeLocation?
    /// The beginning of its message, secrets masked.
    var message: String?
    /// The first incident whole, unless the samples' memory was used up.
    var sample: SampleIncident?

    static func == (left: IncidentGroup, right: IncidentGroup) -> Bool {
        left.fingerprint == right.fingerprint && left.errorClass == right.errorClass
            && left.kind == right.kind && left.language == right.language
            && left.count == right.count && left.repeats == right.repeats
            && left.times == right.times && left.spread == right.spread
            && left.position == right.position
            && left.handler == right.handler && left.origin == right.origin
            && left.message == right.message && left.sample == right.sample
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }
}

extension IncidentGroup {
    static let longestMessage = 240
    private static let longestName = 512

    fileprivate init(_ record: borrowing IncidentRecord, path: String) {
        self.init(
            fingerprint: record.fingerprint,
            errorClass: record.errorClass,
            kind: record.kind,
            language: record.language,
            position: SourcePosition(record, path: path),
            handler: Self.clipped(record.location(record.handlerFrame)),
            origin: Self.clipped(record.location(record.originFrame)),
            message: record.hasMessage ? Self.beginning(of: record) : nil
        )
    }

    fileprivate mutating func add(repeats more: Int, at time: Timestamp?) {
        count += 1
        repeats += more
        guard let time else { return }
        times.add(time)
        spread.add(time.seconds)
    }

    /// Masked before it is cut, so that no secret is cut from the word that gives it away.
    private static func beginning(of record: borrowing IncidentRecord) -> String {
        let count = min(Int(record.message.count), 4096)
        let run = TextRange(start: Int(record.message.start), count: count)
        return SecretMask.masked(record.string(run)).clipped(to: longestMessage)
    }

    private static func clipped(_ location: CodeLocation?) -> CodeLocation? {
        location.map {
            CodeLocation(
                function: $0.function.clipped(to: longestName),
                file: $0.file?.clipped(to: longestName),
                line: $0.line
            )
        }
    }
}

/// All groups, the smallest folded where there are too many.
struct GroupTable: Sendable {
    /// In the order in which they came.
    private(set) var entries: [IncidentGroup] = []
    private(set) var folded = Folded()
    /// Groups without a sample because the samples' memory was used up.
    private(set) var withoutSample = 0
    private var sampleBytes = 0
    private var index: [UInt64: Int] = [:]
    private var recent = RecentPlaces()
    private let limits: SummaryLimits

    init(limits: SummaryLimits) {
        self.limits = limits
    }

    /// Adds an incident, the one of a number in the run (from 0), to its group.
    mutating func add(
        _ record: borrowing IncidentRecord,
        path: String,
        number: Int
    ) {
        let at =
            place(of: record.fingerprint) ?? insert(record, path: path, number: number)
        entries[at].add(repeats: record.repeats, at: record.time)
    }

    /// Adds another table, whose incidents come after `count` of this one's.
    mutating func merge(_ other: GroupTable, after count: Int) {
        for group in other.entries {
            if let at = index[group.fingerprint] {
                entries[at].count += group.count
                entries[at].repeats += group.repeats
                entries[at].times.merge(group.times)
                entries[at].spread.merge(group.spread)
            } else {
                var moved = group
                moved.sample?.index += count
                if let sample = moved.sample, !reserve(sample.cost) { moved.sample = nil }
                append(moved)
            }
        }
        folded += other.folded
        countSamples()
    }

    /// Folds what is past the limit.
    mutating func settle() {
        guard entries.count > limits.groups else { return }
        let kept = Folding.kept(of: entries.map(\.count), limit: limits.groups)
        let before = entries.reduce(0) { $0 + $1.count }
        folded.entries += entries.count - kept.count
        entries = kept.map { entries[$0] }
        folded.incidents += before - entries.reduce(0) { $0 + $1.count }
        index = [:]
        recent.removeAll()
        for (at, group) in entries.enumerated() { index[group.fingerprint] = at }
        countSamples()
    }

    /// Where a group is.
    private mutating func place(of fingerprint: UInt64) -> Int? {
        if let place = recent.place(of: fingerprint),
            entries[place].fingerprint == fingerprint
        {
            return place
        }
        guard let place = index[fingerprint] else { return nil }
        recent.note(place, of: fingerprint)
        return place
    }

    private mutating func insert(
        _ record: borrowing IncidentRecord,
        path: String,
        number: Int
    ) -> Int {
        var group = IncidentGroup(record, path: path)
        let sample = SampleIncident(
            record,
            path: path,
            index: number,
            limit: limits.bytesPerSample
        )
        if reserve(sample.cost) { group.sample = sample } else { withoutSample += 1 }
        append(group)
        return entries.count - 1
    }

    private mutating func append(_ group: IncidentGroup) {
        if entries.count >= 2 * limits.groups { settle() }
        index[group.fingerprint] = entries.count
        entries.append(group)
    }

    private mutating func reserve(_ cost: Int) -> Bool {
        guard sampleBytes + cost <= limits.sampleBytes else { return false }
        sampleBytes += cost
        return true
    }

    private mutating func countSamples() {
        sampleBytes = entries.reduce(0) { $0 + ($1.sample?.cost ?? 0) }
        withoutSample = entries.reduce(0) { $0 + ($1.sample == nil ? 1 : 0) }
    }
}

extension GroupTable: Equatable {
    static func == (left: GroupTable, right: GroupTable) -> Bool {
        left.entries == right.entries && left.folded == right.folded
    }
}

extension GroupTable {
    func write(to state: inout StateWriter) {
        folded.write(to: &state)
        state.write(entries) { $1.write(to: &$0) }
    }

    init(from state: inout StateReader, limits: SummaryLimits) throws(StateError) {
        self.init(limits: limits)
        folded = try Folded(from: &state)
        entries = try state.list(upTo: 2 * limits.groups) { reader throws(StateError) in
            try IncidentGroup(from: &reader)
        }
        for (at, group) in entries.enumerated() { index[group.fingerprint] = at }
        guard index.count == entries.count else { throw state.fault("a group is there twice") }
        countSamples()
        guard sampleBytes <= 2 * limits.sampleBytes else { throw state.fault("too many samples") }
    }
}

extension IncidentGroup {
    fileprivate func write(to state: inout StateWriter) {
        state.write(fingerprint)
        state.write(errorClass)
        state.write(kind.number)
        state.write(language)
        state.write(count)
        state.write(repeats)
        times.write(to: &state)
        spread.write(to: &state)
        state.write(position)
        state.write(handler) { $0.write($1) }
        state.write(origin) { $0.write($1) }
        state.write(message) { $0.write($1) }
        state.write(sample) { $1.write(to: &$0) }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        fingerprint = try state.number(in: 0...UInt64.max)
        errorClass = try state.errorClass()
        kind = try state.kind()
        language = try state.language()
        count = try state.count()
        repeats = try state.count()
        times = try TimeBounds(from: &state)
        spread = try Spread(from: &state)
        position = try state.sourcePosition()
        handler = try state.optional { reader throws(StateError) in try reader.location() }
        origin = try state.optional { reader throws(StateError) in try reader.location() }
        message = try state.optional { reader throws(StateError) in try reader.text() }
        sample = try state.optional { reader throws(StateError) in
            try SampleIncident(from: &reader)
        }
    }
}
