internal import Synchronization
internal import TraceParse
internal import TraceReport

/// Finds the last incident's time, from which `--since 2h` counts back.
final class LatestTimeCollector: Collector {
    static let readsContext = false

    private let latest = Mutex<Timestamp?>(nil)

    /// The last time that any incident has, `nil` where none has one.
    var time: Timestamp? { latest.withLock { $0 } }

    func makePart(turn: Turn) -> Part {
        Part()
    }

    func take(_ part: Part?, of inputs: [InputNote]) {
        guard let time = part?.latest else { return }
        latest.withLock { $0 = max($0 ?? time, time) }
    }

    /// The last time in one stream.
    struct Part: IncidentPart {
        fileprivate var latest: Timestamp?

        mutating func receive(_ record: borrowing IncidentRecord, of path: String) {
            guard let time = record.time else { return }
            latest = max(latest ?? time, time)
        }

        mutating func receive(_ context: ContextRecord, of path: String) {}

        mutating func pause() {}
    }
}
