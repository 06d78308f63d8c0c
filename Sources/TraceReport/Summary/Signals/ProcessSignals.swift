import TraceParse

/// Beginnings and ends of processes, as supervisors and the programs themselves tell them.
struct ProcessSignals: Hashable, Sendable {
    /// One of them.
    struct Event: Hashable, Sendable {
        var event: ProcessEvent
        var time: Timestamp?
        var position: SourcePosition
    }

    /// How many are kept one by one.
    static let limit = 256

    /// The first ones in the order of the inputs.
    private(set) var first: [Event] = []
    private var counts = ProcessEvent.Kind.allCases.map { _ in 0 }
    /// How often a process ended with each status other than 0.
    private(set) var exitCodes = CodeCounts()
    /// How often a signal ended one, by its number.
    private(set) var signals = CodeCounts()

    mutating func add(_ event: Event) {
        counts[Int(event.event.kind.rawValue)] += 1
        let code = Int(event.event.code)
        switch event.event.kind {
        case .exited where code > 0: exitCodes.add(code, count: 1)
        case .killed where code > 0: signals.add(code, count: 1)
        default: break
        }
        if first.count < Self.limit { first.append(event) }
    }

    mutating func merge(_ other: ProcessSignals) {
        for index in counts.indices { counts[index] += other.counts[index] }
        exitCodes.merge(other.exitCodes)
        signals.merge(other.signals)
        first.append(contentsOf: other.first.prefix(Self.limit - first.count))
    }

    /// How many there were of a kind.
    func count(of kinds: ProcessEvent.Kind...) -> Int {
        kinds.reduce(0) { $0 + counts[Int($1.rawValue)] }
    }

    /// The first of some kinds.
    func first(of kinds: ProcessEvent.Kind...) -> Event? {
        first.first { kinds.contains($0.event.kind) }
    }

    /// How many processes ended with a status or by a signal as a shell tells it (128 + number).
    func count(ofExit code: Int) -> Int {
        exitCodes.count(of: code) + (code > 128 ? signals.count(of: code - 128) : 0)
    }
}

extension ProcessSignals {
    func write(to state: inout StateWriter) {
        state.write(first) { state, event in
            state.write(event.event)
            state.write(event.time) { $0.write($1) }
            state.write(event.position)
        }
        for count in counts { state.write(count) }
        exitCodes.write(to: &state)
        signals.write(to: &state)
    }

    init(from state: inout StateReader) throws(StateError) {
        first = try state.list(upTo: Self.limit) { reader throws(StateError) in
            Event(
                event: try reader.processEvent(),
                time: try reader.optional { reader throws(StateError) in try reader.timestamp() },
                position: try reader.sourcePosition()
            )
        }
        for index in counts.indices { counts[index] = try state.count() }
        exitCodes = try CodeCounts(from: &state)
        signals = try CodeCounts(from: &state)
    }
}
