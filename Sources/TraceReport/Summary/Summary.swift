package import TraceParse

/// What all incidents of a run add up to, in bounded memory; two summaries can be merged.
///
/// Adding incidents one by one, and merging the summaries of their parts in order, come to the
/// same while no limit is reached. Nothing looks at neighbouring incidents, so it cannot matter
/// where the parts are cut.
public struct Summary: Sendable, Equatable {
    private(set) var incidents = 0
    private(set) var repeats = 0
    private(set) var undated = 0
    private(set) var truncated = 0
    private(set) var clipped = 0
    private(set) var times = TimeBounds()
    private(set) var classes = ClassTable()
    private var shapes = IncidentShapes()
    private(set) var facets = FacetTable()
    private(set) var groups: GroupTable
    private(set) var peers: HostTable
    private(set) var clients: HostTable
    private(set) var timeline = Timeline()
    private(set) var inputs: InputTable
    /// What the log shows around its incidents.
    private(set) var signals = LogSignals()
    /// What became of the log on its way.
    private(set) var damages = DamageCounts()

    /// Nothing added yet.
    public init() {
        self.init(limits: .standard)
    }

    init(limits: SummaryLimits) {
        groups = GroupTable(limits: limits)
        peers = HostTable(limit: limits.hosts)
        clients = HostTable(limit: limits.hosts)
        inputs = InputTable(limit: limits.inputs)
    }

    /// Adds one incident.
    ///
    /// - Parameters:
    ///   - record: The incident.
    ///   - path: The name of the input that it stands in.
    package mutating func add(_ record: borrowing IncidentRecord, path: String) {
        let shape = shapes.shape(of: record, &classes)
        let number = shape.classNumber
        let side = record.side(shape.operation, isCallOfURL: shape.isCallOfURL)
        groups.add(record, path: path, number: incidents)
        let series = facets.add(record, shape, side: side, path: path)
        var host: UInt64?
        if record.client.isPresent {
            let client = HostKey(record, record.client.host)
            clients.add(
                record.client,
                key: client,
                of: record,
                classNumber: number,
                side: side,
                path: path
            )
            host = client.stableHash
        }
        if record.peer.isPresent {
            let peer = HostKey(record, record.peer.host)
            peers.add(
                record.peer,
                key: peer,
                of: record,
                classNumber: number,
                side: side,
                path: path
            )
            host = peer.stableHash
        }
        signals.add(record, series: series, peer: host, path: path)
        if let time = record.time {
            timeline.add(time.seconds, classNumber: number)
            times.add(time)
        } else {
            undated += 1
        }
        incidents += 1
        repeats += record.repeats
        if record.truncated { truncated += 1 }
        if record.clipped { clipped += 1 }
        damages.add(record)
    }

    /// Adds what an ordinary line near an incident says.
    ///
    /// - Parameters:
    ///   - record: What the line says.
    ///   - path: The name of the input that it stands in.
    package mutating func add(_ record: ContextRecord, path: String) {
        signals.add(record, path: path)
    }

    /// Adds what was read of an input, or why it could not be read.
    package mutating func add(_ input: InputNote) {
        inputs.add(input)
    }

    /// Adds a file that was not read, since one before it has the same contents.
    package mutating func add(_ copy: InputCopy) {
        inputs.add(copy)
    }

    /// Adds the summary of what comes after in the order of inputs.
    package mutating func merge(_ other: Summary) {
        let numbers = other.classes.classes.map { classes.number(of: $0) }
        groups.merge(other.groups, after: incidents)
        facets.merge(other.facets, classes: &classes)
        peers.merge(other.peers, numbers: numbers)
        clients.merge(other.clients, numbers: numbers)
        timeline.merge(other.timeline, numbers: numbers)
        inputs.merge(other.inputs)
        signals.merge(other.signals)
        times.merge(other.times)
        incidents += other.incidents
        repeats += other.repeats
        undated += other.undated
        truncated += other.truncated
        clipped += other.clipped
        damages.merge(other.damages)
    }

    /// How many incidents there were of each class, `nil` for those without one, in the order in
    /// which the classes came.
    package var classCounts: [(errorClass: ErrorClass?, count: Int)] {
        var counts = [Int](repeating: 0, count: classes.classes.count)
        for facet in facets.entries {
            counts[classes.number(ifKnown: facet.errorClass) ?? 0] += facet.count
        }
        return zip(classes.classes, counts).map { ($0, $1) }
    }

    /// What became of the log on its way, the most frequent first.
    package var damage: [DamageRow] { damages.rows }

    /// How many incidents were added.
    package var incidentCount: Int { incidents }

    /// How many inputs could not be read, or not to their end.
    package var failedInputs: Int { inputs.failed }

    /// The moment of the last dated incident, from which `--since 2h` counts back.
    package var lastTime: Timestamp? { times.last }

    /// The summary with its tables folded to their limits.
    func settled() -> Summary {
        var made = self
        made.groups.settle()
        made.peers.settle()
        made.clients.settle()
        return made
    }

    /// Whether two summaries say the same.
    public static func == (left: Summary, right: Summary) -> Bool {
        left.incidents == right.incidents && left.repeats == right.repeats
            && left.undated == right.undated && left.truncated == right.truncated
            && left.clipped == right.clipped && left.times == right.times
            && left.classes == right.classes && left.facets == right.facets
            && left.groups == right.groups && left.peers == right.peers
            && left.clients == right.clients && left.timeline == right.timeline
            && left.inputs == right.inputs && left.signals == right.signals
            && left.damages == right.damages
    }
}

extension Summary {
    func write(to state: inout StateWriter) {
        state.mark("totals")
        for number in [incidents, repeats, undated, truncated, clipped] { state.write(number) }
        times.write(to: &state)
        state.mark("inputs")
        inputs.write(to: &state)
        state.mark("classes")
        classes.write(to: &state)
        state.mark("facets")
        facets.write(to: &state, classes: classes)
        state.mark("peers")
        peers.write(to: &state)
        state.mark("clients")
        clients.write(to: &state)
        state.mark("timeline")
        timeline.write(to: &state)
        state.mark("signals")
        signals.write(to: &state)
        state.mark("damage")
        damages.write(to: &state)
        state.mark("groups")
        groups.write(to: &state)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init()
        let limits = SummaryLimits.standard
        try state.mark("totals")
        incidents = try state.count()
        repeats = try state.count()
        undated = try state.count()
        truncated = try state.count()
        clipped = try state.count()
        times = try TimeBounds(from: &state)
        try state.mark("inputs")
        inputs = try InputTable(from: &state, limit: limits.inputs)
        try state.mark("classes")
        classes = try ClassTable(from: &state)
        try state.mark("facets")
        facets = try FacetTable(from: &state, classes: classes)
        try state.mark("peers")
        peers = try HostTable(from: &state, limit: limits.hosts)
        try state.mark("clients")
        clients = try HostTable(from: &state, limit: limits.hosts)
        try state.mark("timeline")
        timeline = try Timeline(from: &state, classes: classes.classes.count)
        try state.mark("signals")
        signals = try LogSignals(from: &state)
        try state.mark("damage")
        damages = try DamageCounts(from: &state)
        try state.mark("groups")
        groups = try GroupTable(from: &state, limits: limits)
    }
}
