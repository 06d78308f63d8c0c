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
    private let walk: Mutex<(inputs: InputWalk, count: Int)>
    private let tally = Mutex(Tally())

    /// A run over what a walk comes upon.
    init(_ inputs: InputWalk, filter: IncidentFilter, into collector: Collecting, setup: RunSetup) {
        self.setup = setup
        self.filter = filter
        self.collector = collector
        crew = Crew(threads: setup.jobs)
        self.walk = Mutex((inputs, 0))
    }

    /// What became of an input.
    private enum Outcome: Sendable {
        case skipped(name: String, reason: String)
        case read(InputNote, part: Collecting.Part?, named: Int)

        static func unreadable(_ name: String, _ problem: InputProblem) -> Self {
            let note = InputNote(
                path: name,
                statistics: ParseStatistics(),
                problem: problem.reason
            )
            return .read(note, part: nil, named: 0)
        }
    }

    /// Reads all inputs, or those that come before a request to stop.
    func run() -> Tally {
        let conveyor = Conveyor<Outcome>(capacity: setup.jobs) { [self] in take($0) }
        let helpers = (1..<setup.jobs).compactMap { _ in
            Thread.start { [self] in work(conveyor) }
        }
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

    private func nextItem() -> (number: Int, item: InputWalk.Item)? {
        walk.withLock { walk in
            guard let item = walk.inputs.next() else { return nil }
            defer { walk.count += 1 }
            return (walk.count, item)
        }
    }

    private func outcome(of item: InputWalk.Item, number: Int, turn: Turn) -> Outcome {
        switch item {
        case .skipped(let name, let reason):
            .skipped(name: name, reason: reason)
        case .unreadable(let name, let problem):
            .unreadable(name, problem)
        case .input(let input):
            outcome(of: input, number: number, turn: turn)
        }
    }

    private func outcome(of input: Input, number: Int, turn: Turn) -> Outcome {
        do {
            if input.isFound, try isOwnReport(input) {
                return .skipped(name: input.name, reason: "it is a report of tracelens")
            }
            let opened = SharedInput(try OpenInput(reader(of: input)))
            let feed = ParserFeed(opened, number: number, crew: crew)
            return try read(feed, named: input.name, turn: turn)
        } catch {
            return .unreadable(input.name, InputProblem(InputProblem.reason(of: error)))
        }
    }

    private func isOwnReport(_ input: Input) throws -> Bool {
        var opened = try OpenInput(reader(of: input))
        return OwnReport.isReport(head: try opened.readHead(OwnReport.headLength))
    }

    private func reader(of input: Input) throws -> DescriptorReader {
        if let spool = setup.spools[input.name] {
            return try spool.reader(stop: setup.stop)
        }
        switch input.origin {
        case .standardInput:
            return DescriptorReader(borrowing: .standardInput, stop: setup.stop)
        case .given(let path), .found(let path):
            return try DescriptorReader(opening: path, stop: setup.stop)
        }
    }

    private func read(
        _ feed: consuming ParserFeed,
        named name: String,
        turn: Turn
    ) throws -> Outcome {
        var part = collector.makePart(path: name, turn: turn)
        var named = 0
        func receive(_ record: borrowing IncidentRecord) {
            guard filter.matches(record) else { return }
            if setup.failOn.contains(record.errorClass) { named += 1 }
            part.receive(record)
        }
        func receiveContext(_ record: ContextRecord) {
            if filter.matches(record) { part.receive(record) }
        }

        var options = setup.parserOptions
        options.lastWritten = feed.input.lastWritten
        options.hole = feed.input.hole
        var parser = try TraceParser(
            path: name,
            options: options,
            withContext: Collecting.readsContext
        )
        var problem: String?
        var shown = (bytes: 0, incidents: 0)
        do {
            while !setup.stop.isRequested, let consumed = try feed.goOn(&parser, receive) {
                parser.takeContext(receiveContext)
                let incidents = parser.statistics.incidents
                setup.progress?.advance(
                    bytes: consumed - shown.bytes,
                    incidents: incidents - shown.incidents,
                    input: name
                )
                shown = (consumed, incidents)
                part.pause()
            }
        } catch {
            // An input that we stopped reading is not to blame for its end.
            if !setup.stop.isRequested { problem = InputProblem.reason(of: error) }
        }
        let statistics = parser.finishRecords(
            receive,
            context: receiveContext,
            hostTexts: { part.receive($0) }
        )
        let note = InputNote(
            path: name,
            statistics: statistics,
            compression: feed.input.compression?.rawValue,
            problem: problem
        )
        return .read(note, part: part, named: named)
    }

    private func take(_ outcome: Outcome) {
        switch outcome {
        case .skipped(let name, let reason):
            setup.console?.note("skipped \(Input.spoken(name)): \(reason)")
        case .read(let note, let part, let named):
            if let problem = note.problem {
                setup.console?.problem("\(Input.spoken(note.path)): \(problem)")
            }
            tally.withLock { $0.add(note, named: named) }
            collector.take(part, of: note)
        }
    }
}
