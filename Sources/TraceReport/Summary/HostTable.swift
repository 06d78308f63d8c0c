import TraceParse

/// What is known of one host: a peer, or a client.
struct HostEntry: Hashable, Sendable {
    /// Its address or name as printed, or a socket's path, cut at 255 bytes.
    var name: String
    fileprivate var key: HostKey
    var count = 0
    var ports = PortSet()
    var times = TimeBounds()
    /// Where the first incident with it stands.
    var position: SourcePosition
    var phases = PhaseHistogram()
    /// Counts by class number and side; shorter than all classes where the last ones never came.
    private var tallies: [Int] = []

    fileprivate init(name: String, key: HostKey, position: SourcePosition) {
        self.name = name
        self.key = key
        self.position = position
    }

    /// How many incidents of a class it had, on a side or on any.
    func count(ofClass number: Int, side: Side? = nil) -> Int {
        guard let side else {
            return Side.allCases.reduce(0) { $0 + count(ofClass: number, side: $1) }
        }
        let cell = Self.cell(number, side)
        return cell < tallies.count ? tallies[cell] : 0
    }

    fileprivate mutating func add(
        port: Int32,
        at time: Timestamp?,
        classNumber: Int,
        side: Side
    ) {
        count += 1
        if port >= 0 { ports.add(Int(port)) }
        if let time {
            times.add(time)
            phases.add(time.seconds)
        }
        tally(classNumber: classNumber, side: side, count: 1)
    }

    private mutating func tally(classNumber: Int, side: Side, count: Int) {
        let cell = Self.cell(classNumber, side)
        while tallies.count <= cell { tallies.append(0) }
        tallies[cell] += count
    }

    fileprivate mutating func merge(_ other: HostEntry, numbers: [Int]) {
        count += other.count
        ports.merge(other.ports)
        times.merge(other.times)
        phases.merge(other.phases)
        mergeTallies(of: other, numbers: numbers)
    }

    /// The entry of another summary, counting by this one's class numbers.
    fileprivate func renumbered(_ numbers: [Int]) -> HostEntry {
        var made = self
        made.tallies = []
        made.mergeTallies(of: self, numbers: numbers)
        return made
    }

    private mutating func mergeTallies(of other: HostEntry, numbers: [Int]) {
        for (number, mine) in numbers.enumerated() {
            for side in Side.allCases {
                let count = other.count(ofClass: number, side: side)
                if count > 0 { tally(classNumber: mine, side: side, count: count) }
            }
        }
    }

    private static func cell(_ classNumber: Int, _ side: Side) -> Int {
        classNumber * Side.allCases.count + Int(side.rawValue)
    }
}

/// Hosts and what happened with them, the smallest folded where there are too many.
struct HostTable: Sendable {
    /// In the order in which they came.
    private(set) var entries: [HostEntry] = []
    private(set) var folded = Folded()
    private var index: [HostKey: Int] = [:]
    private var recent = RecentPlaces()
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(
        _ end: EndpointRecord,
        key: HostKey,
        of record: borrowing IncidentRecord,
        classNumber: Int,
        side: Side,
        path: String
    ) {
        let at = place(of: key) ?? insert(end, key: key, of: record, path: path)
        entries[at].add(port: end.port, at: record.time, classNumber: classNumber, side: side)
    }

    /// Adds another table; `numbers` gives this summary's number for each of the other's classes.
    mutating func merge(_ other: HostTable, numbers: [Int]) {
        for entry in other.entries {
            if let at = index[entry.key] {
                entries[at].merge(entry, numbers: numbers)
            } else {
                _ = insert(entry.renumbered(numbers))
            }
        }
        folded += other.folded
    }

    /// Folds what is past the limit.
    mutating func settle() {
        guard entries.count > limit else { return }
        let kept = Folding.kept(of: entries.map(\.count), limit: limit)
        let before = entries.reduce(0) { $0 + $1.count }
        folded.entries += entries.count - kept.count
        entries = kept.map { entries[$0] }
        folded.incidents += before - entries.reduce(0) { $0 + $1.count }
        index = [:]
        recent.removeAll()
        for (at, entry) in entries.enumerated() { index[entry.key] = at }
    }

    /// Where a host's entry is.
    private mutating func place(of key: HostKey) -> Int? {
        let hash = key.stableHash
        if let place = recent.place(of: hash), entries[place].key == key { return place }
        guard let place = index[key] else { return nil }
        recent.note(place, of: hash)
        return place
    }

    private mutating func insert(
        _ end: EndpointRecord,
        key: HostKey,
        of record: borrowing IncidentRecord,
        path: String
    ) -> Int {
        insert(
            HostEntry(
                name: HostKey.name(record, end.host),
                key: key,
                position: SourcePosition(record, path: path)
            )
        )
    }

    private mutating func insert(_ entry: HostEntry) -> Int {
        if entries.count >= 2 * limit { settle() }
        index[entry.key] = entries.count
        entries.append(entry)
        return entries.count - 1
    }
}

extension HostTable: Equatable {
    static func == (left: HostTable, right: HostTable) -> Bool {
        left.entries == right.entries && left.folded == right.folded
    }
}

extension HostTable {
    func write(to state: inout StateWriter) {
        folded.write(to: &state)
        state.write(entries) { $1.write(to: &$0) }
    }

    init(from state: inout StateReader, limit: Int) throws(StateError) {
        self.init(limit: limit)
        folded = try Folded(from: &state)
        entries = try state.list(upTo: 2 * limit) { reader throws(StateError) in
            try HostEntry(from: &reader)
        }
        for (at, entry) in entries.enumerated() { index[entry.key] = at }
        guard index.count == entries.count else { throw state.fault("a host is there twice") }
    }
}

extension HostEntry {
    private static let mostTallies = 1 << 14

    fileprivate func write(to state: inout StateWriter) {
        state.write(text: key.bytes)
        state.write(count)
        ports.write(to: &state)
        times.write(to: &state)
        state.write(position)
        phases.write(to: &state)
        state.write(tallies) { $0.write($1) }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        // Bytes that are no UTF-8 are repaired in a long name, and then are more.
        let bytes = try state.rawText(upTo: 3 * HostKey.longest)
        key = HostKey(bytes)
        name = String(decoding: bytes, as: UTF8.self)
        count = try state.count()
        ports = try PortSet(from: &state)
        times = try TimeBounds(from: &state)
        position = try state.sourcePosition()
        phases = try PhaseHistogram(from: &state)
        tallies = try state.list(upTo: Self.mostTallies) { reader throws(StateError) in
            try reader.count()
        }
    }
}
