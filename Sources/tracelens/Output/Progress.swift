internal import Synchronization
internal import SystemPackage

/// How far a run has come, drawn on a terminal at most ten times a second.
final class Progress: Sendable {
    private struct State {
        var bytes = 0
        var incidents = 0
        var nextDrawing: ContinuousClock.Instant
    }

    private let console: Console
    private let columns: Int
    private let state: Mutex<State>

    private static let delay = Duration.milliseconds(500)
    private static let interval = Duration.milliseconds(100)

    /// Progress from now on.
    init(console: Console) {
        self.console = console
        self.columns = Terminal(descriptor: .standardError).columns
        self.state = Mutex(State(nextDrawing: .now + Self.delay))
    }

    /// Counts what was read, and draws if it is time.
    func advance(bytes: Int, incidents: Int, input: String) {
        let line = state.withLock { state -> String? in
            state.bytes += bytes
            state.incidents += incidents
            let now = ContinuousClock.now
            guard now >= state.nextDrawing else { return nil }
            state.nextDrawing = now + Self.interval
            return Self.line(bytes: state.bytes, incidents: state.incidents, input: input)
        }
        guard let line else { return }
        console.showProgress(String(Console.printable(line).prefix(max(columns - 1, 1))))
    }

    /// Takes the line away.
    func end() {
        console.showProgress(nil)
    }

    private static func line(bytes: Int, incidents: Int, input: String) -> String {
        let found = incidents == 1 ? "1 incident" : "\(incidents) incidents"
        return "\(size(bytes)) read, \(found), \(input)"
    }

    /// A size as people say it: `17 KB`, `3.4 GB`.
    static func size(_ bytes: Int) -> String {
        var unit = "bytes"
        var tenths = bytes * 10
        for larger in ["KB", "MB", "GB", "TB"] where tenths >= 10_000 {
            tenths /= 1000
            unit = larger
        }
        let isExact = unit == "bytes" || tenths >= 1000
        return isExact ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
