import TraceParse

/// Incidents that are alike in everything that causes ask about but who and when.
struct Facet: Hashable, Sendable {
    var errorClass: ErrorClass?
    var kind: IncidentKind
    var operation: Operation
    var channel: Channel
    var side: Side
    var timeLimit: TimeLimit
    /// What they count for in time.
    let series: Moments.Series
    var count = 0
    var times = TimeBounds()
    /// Where the first of them stands.
    var position: SourcePosition
    /// The ports that this process listened on, with counts; only of incoming connections.
    var localPorts = PortCounts()
    /// The languages of those whose text tells one.
    var languages: Languages = []
}

/// All facets of a summary, in the order in which they came.
///
/// Their number is bounded by that of classes, kinds, operations, channels and sides.
struct FacetTable: Sendable {
    private(set) var entries: [Facet] = []
    private var index: [UInt32: Int] = [:]
    /// The keys of the entries.
    private var keys: [UInt32] = []
    private var recent = RecentPlaces()

    /// Adds an incident to its facet.
    ///
    /// - Returns: What it counts for in time.
    mutating func add(
        _ record: borrowing IncidentRecord,
        _ shape: IncidentShape,
        side: Side,
        path: String
    ) -> Moments.Series {
        let key = Self.key(
            shape.classNumber,
            record.kind,
            shape.operation,
            shape.channel,
            side,
            shape.timeLimit
        )
        let at =
            place(of: key)
            ?? append(
                Facet(
                    errorClass: record.errorClass,
                    kind: record.kind,
                    operation: shape.operation,
                    channel: shape.channel,
                    side: side,
                    timeLimit: shape.timeLimit,
                    position: SourcePosition(record, path: path)
                ),
                key: key
            )
        entries[at].count += 1
        entries[at].languages.formUnion(Languages(record.language))
        if let time = record.time { entries[at].times.add(time) }
        if side == .incoming, record.local.port >= 0 {
            entries[at].localPorts.add(Int(record.local.port), count: 1)
        }
        return entries[at].series
    }

    mutating func merge(_ other: FacetTable, classes: inout ClassTable) {
        for facet in other.entries {
            let number = classes.number(of: facet.errorClass)
            let key = Self.key(
                number,
                facet.kind,
                facet.operation,
                facet.channel,
                facet.side,
                facet.timeLimit
            )
            if let at = index[key] {
                entries[at].count += facet.count
                entries[at].times.merge(facet.times)
                entries[at].localPorts.merge(facet.localPorts)
                entries[at].languages.formUnion(facet.languages)
            } else {
                _ = append(facet, key: key)
            }
        }
    }

    /// Where the facet of a key is.
    private mutating func place(of key: UInt32) -> Int? {
        if let place = recent.place(of: UInt64(key)), keys[place] == key { return place }
        guard let place = index[key] else { return nil }
        recent.note(place, of: UInt64(key))
        return place
    }

    private mutating func append(_ facet: Facet, key: UInt32) -> Int {
        index[key] = entries.count
        entries.append(facet)
        keys.append(key)
        return entries.count - 1
    }

    private static func key(
        _ classNumber: Int,
        _ kind: IncidentKind,
        _ operation: Operation,
        _ channel: Channel,
        _ side: Side,
        _ timeLimit: TimeLimit
    ) -> UInt32 {
        UInt32(truncatingIfNeeded: classNumber) << 16 | UInt32(timeLimit.rawValue) << 12
            | UInt32(kind.number) << 8 | UInt32(operation.rawValue) << 4
            | UInt32(channel.rawValue) << 2 | UInt32(side.rawValue)
    }
}

extension Facet {
    init(
        errorClass: ErrorClass?,
        kind: IncidentKind,
        operation: Operation,
        channel: Channel,
        side: Side,
        timeLimit: TimeLimit,
        position: SourcePosition
    ) {
        self.errorClass = errorClass
        self.kind = kind
        self.operation = operation
        self.channel = channel
        self.side = side
        self.timeLimit = timeLimit
        self.position = position
        series = Moments.Series(
            errorClass,
            kind: kind,
            operation: operation,
            side: side,
            timeLimit: timeLimit
        )
    }
}

extension FacetTable: Equatable {
    static func == (left: FacetTable, right: FacetTable) -> Bool { left.entries == right.entries }
}

extension IncidentKind {
    /// A small number for the kind, for keys and tables; it never leaves the process.
    var number: Int {
        switch self {
        case .panic: 0
        case .httpPanic: 1
        case .recoveredPanic: 2
        case .fatalError: 3
        case .signal: 4
        case .goroutineDump: 5
        case .dataRace: 6
        case .crash: 7
        case .trap: 8
        case .error: 9
        }
    }
}

extension FacetTable {
    private static let mostRead = 1 << 16

    func write(to state: inout StateWriter, classes: ClassTable) {
        state.write(entries) { state, facet in
            state.write(classes.number(ifKnown: facet.errorClass) ?? 0)
            state.write(facet.kind.number)
            state.write(facet.operation.rawValue)
            state.write(facet.channel.rawValue)
            state.write(facet.side.rawValue)
            state.write(facet.timeLimit.rawValue)
            state.write(facet.count)
            facet.times.write(to: &state)
            state.write(facet.position)
            facet.localPorts.write(to: &state)
            state.write(facet.languages.rawValue)
        }
    }

    init(from state: inout StateReader, classes: ClassTable) throws(StateError) {
        let read = try state.list(upTo: Self.mostRead) { reader throws(StateError) in
            try Facet(from: &reader, classes: classes)
        }
        var numbers = classes
        for facet in read {
            var one = FacetTable()
            one.entries = [facet]
            merge(one, classes: &numbers)
        }
    }
}

extension Facet {
    fileprivate init(from state: inout StateReader, classes: ClassTable) throws(StateError) {
        let number = try state.number(in: 0...max(0, classes.classes.count - 1))
        guard number < classes.classes.count else { throw state.fault("a class is missing") }
        let kind = try state.kind()
        let operation = try state.value(Operation.self)
        let channel = try state.value(Channel.self)
        let side = try state.value(Side.self)
        let timeLimit = try state.value(TimeLimit.self)
        let count = try state.count()
        let times = try TimeBounds(from: &state)
        self.init(
            errorClass: classes.classes[number],
            kind: kind,
            operation: operation,
            channel: channel,
            side: side,
            timeLimit: timeLimit,
            position: try state.sourcePosition()
        )
        self.count = count
        self.times = times
        localPorts = try PortCounts(from: &state)
        languages = Languages(rawValue: try state.number(in: 0...Languages.all.rawValue))
    }
}
