internal import Synchronization
internal import SystemPackage
internal import TraceParse
internal import TraceReport

/// Reads inputs, each by a parser of its own, and has a collector make something of them in order.
///
/// However many threads read, the collector sees the same in the same order.
final class Run<Collecting: Collector>: Sendable {
    private let setup: RunSetup
    private let filter: IncidentFilter
    private let collector: Collecting
    private let crew: Crew
    private let intake: Mutex<(inputs: Intake, count: Int)>
    private let tally = Mutex(Tally())

    /// A run over what a walk comes upon.
    init(_ inputs: InputWalk, filter: IncidentFilter, into collector: Collecting, setup: RunSetup) {
        self.setup = setup
        self.filter = filter
        self.collector = collector
        crew = Crew(threads: setup.jobs)
        self.intake = Mutex((Intake(inputs, stop: setup.stop), 0))
    }

    /// What became of an input, or of several that were read as one stream.
    private enum Outcome: Sendable {
        case skipped(name: String, reason: String)
        case copy(Input, of: Input)
        case unreadable(InputNote)
        case read([InputNote], part: Collecting.Part, named: Int)

        static func unreadable(_ name: String, _ problem: InputProblem) -> Self {
            .unreadable(
                InputNote(path: name, statistics: ParseStatistics(), problem: problem.reason)
            )
        }
    }

    /// Reads all inputs, or those that come before a request to stop.
    func run() -> Tally {
        let conveyor = Conveyor<Outcome>(capacity: setup.jobs) { [self] in take($0) }
        let helpers = (1..<setup.jobs).compactMap { _ in
            Thread.start { [self] in work(conveyor) }
        }
        crew.leave(setup.jobs - 1 - helpers.count)
        work(conveyor)
        for helper in helpers { helper.join() }
        return tally.withLock { $0 }
    }

    private func work(_ conveyor: Conveyor<Outcome>) {
        while !setup.stop.isRequested, let (number, item) = nextItem() {
            let turn = Turn(
                hasCome: { conveyor.isTurn(of: number) },
                wait: { conveyor.waitForTurn(of: number) }
            )
            conveyor.deliver(outcome(of: item, number: number, turn: turn), number: number)
        }
        crew.help(makeScanner)
    }

    private func makeScanner() -> BlockScanner {
        let scanner = try? BlockScanner(
            options: setup.parserOptions,
            withContext: Collecting.readsContext
        )
        guard let scanner else { preconditionFailure("the patterns were compiled before") }
        return scanner
    }

    private func nextItem() -> (number: Int, item: Intake.Item)? {
        intake.withLock { intake in
            guard let item = intake.inputs.next() else { return nil }
            defer { intake.count += 1 }
            return (intake.count, item)
        }
    }

    private func outcome(of item: Intake.Item, number: Int, turn: Turn) -> Outcome {
        switch item {
        case .skipped(let name, let reason):
            .skipped(name: name, reason: reason)
        case .copy(let input, let original):
            .copy(input, of: original)
        case .unreadable(let name, let problem):
            .unreadable(name, problem)
        case .inputs(let inputs):
            outcome(of: inputs, number: number, turn: turn)
        }
    }

    private func outcome(of inputs: [Input], number: Int, turn: Turn) -> Outcome {
        var reading = Reading(part: collector.makePart(turn: turn))
        var rest = inputs[...]
        do {
            while !rest.isEmpty {
                let set = OpenSet(rest, stop: setup.stop) { [self] in try reader(of: $0) }
                let members = set.members
                let feed = ParserFeed(SharedInput(set), number: number, crew: crew)
                try read(feed, of: members, into: &reading)
                rest = setup.stop.isRequested ? [] : rest.dropFirst(members.all.count)
            }
        } catch {
            let problem = InputProblem(InputProblem.reason(of: error))
            return .unreadable(inputs[0].name, problem)
        }
        return .read(reading.notes, part: reading.part, named: reading.named)
    }

    private func reader(of input: Input) throws -> DescriptorReader {
        if let spool = setup.spools[input.name] {
            return try spool.reader(stop: setup.stop)
        }
        guard let path = input.path else {
            return DescriptorReader(borrowing: .standardInput, stop: setup.stop)
        }
        return try DescriptorReader(opening: path, stop: setup.stop)
    }

    /// What is made of inputs that are read as one stream.
    private struct Reading {
        var part: Collecting.Part
        var notes: [InputNote] = []
        var named = 0
    }

    private func read(
        _ feed: consuming ParserFeed,
        of members: StreamMembers,
        into reading: inout Reading
    ) throws {
        var options = setup.parserOptions
        options.lastWritten = feed.input.lastWritten
        options.hole = feed.input.hole
        var parser = try TraceParser(
            path: "",
            options: options,
            withContext: Collecting.readsContext
        )
        var places = StreamPlaces(of: members, isOne: !feed.input.hasMore)
        let firstName = places.firstName
        let isOne = places.isOnly
        let filter = self.filter.isOpen ? nil : self.filter
        let failOn = setup.failOn
        func receive(_ record: borrowing IncidentRecord) {
            let place = isOne ? nil : places.count(record)
            if let filter, !filter.matches(record) { return }
            if !failOn.isEmpty, failOn.contains(record.errorClass) { reading.named += 1 }
            if let place, place.number > 0 {
                reading.part.receive(place.place(record), of: place.name)
            } else {
                reading.part.receive(record, of: place?.name ?? firstName)
            }
        }
        func receiveContext(_ record: ContextRecord) {
            if let filter, !filter.matches(record) { return }
            let place = places.place(at: record.byteOffset)
            reading.part.receive(place.place(record), of: place.name)
        }
        func receiveTexts(_ texts: [HostTextPart]) {
            for (path, text) in texts.flatMap(places.parts) { reading.part.receive(text, of: path) }
        }

        var shown = (bytes: 0, incidents: 0)
        while !setup.stop.isRequested, let consumed = feed.goOn(&parser, receive) {
            parser.takeContext(receiveContext)
            let incidents = parser.statistics.incidents
            setup.progress?.advance(
                bytes: consumed - shown.bytes,
                incidents: incidents - shown.incidents,
                input: members.last.name
            )
            shown = (consumed, incidents)
            reading.part.pause()
        }
        let statistics = parser.finishRecords(
            receive,
            context: receiveContext,
            hostTexts: receiveTexts
        )
        reading.notes += places.notes(statistics)
    }

    private func take(_ outcome: Outcome) {
        switch outcome {
        case .skipped(let name, let reason):
            setup.console?.note("skipped \(Input.spoken(name)): \(reason)")
        case .copy(let input, let original):
            setup.console?.note("skipped \(input.name): it has the contents of \(original.name)")
            setup.progress?.advance(bytes: input.size ?? 0, incidents: 0, input: input.name)
            collector.take(copy: input.name, of: original.name)
        case .unreadable(let note):
            take(note)
            collector.take(nil, of: [note])
        case .read(let notes, let part, let named):
            for note in notes { take(note) }
            tally.withLock { $0.add(named: named) }
            collector.take(part, of: notes)
        }
    }

    private func take(_ note: InputNote) {
        if let problem = note.problem {
            setup.console?.problem("\(Input.spoken(note.path)): \(problem)")
        }
        tally.withLock { $0.add(note) }
    }
}
