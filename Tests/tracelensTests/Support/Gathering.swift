import Synchronization
import TraceParse
import TraceReport

@testable import tracelens

/// What a run makes of inputs, without a process of its own.
struct Gathering {
    var incidents: [Incident] = []
    var notes: [InputNote] = []
    var copies: [InputCopy] = []

    /// Reads paths as the program does.
    static func of(_ paths: [String], exclude: [String] = [], jobs: Int = 1) -> Self {
        let walk = InputWalk(
            paths: paths,
            filter: PathFilter(include: [], exclude: exclude),
            outputs: OutputIdentities()
        )
        let setup = RunSetup(
            parserOptions: ParserOptions(),
            jobs: jobs,
            failOn: FailOn([]),
            stop: Stop()
        )
        let collector = Gatherer()
        _ = Run(walk, filter: IncidentFilter(), into: collector, setup: setup).run()
        return collector.gathering.withLock { $0 }
    }

    private final class Gatherer: Collector {
        static let readsContext = false

        let gathering = Mutex(Gathering())

        func makePart(turn: Turn) -> Part { Part() }

        func take(_ part: Part?, of inputs: [InputNote]) {
            gathering.withLock { gathering in
                gathering.incidents += part?.incidents ?? []
                gathering.notes += inputs
            }
        }

        func take(copy path: String, of original: String) {
            let copy = InputCopy(path: path, original: original)
            gathering.withLock { $0.copies.append(copy) }
        }

        struct Part: IncidentPart {
            var incidents: [Incident] = []

            mutating func receive(_ record: borrowing IncidentRecord, of path: String) {
                incidents.append(record.incident(index: 0, path: path))
            }

            mutating func receive(_ context: ContextRecord, of path: String) {}

            mutating func pause() {}
        }
    }
}
