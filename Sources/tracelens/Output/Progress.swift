internal import Synchronization
internal import SystemPackage

/// How far a run has come, drawn on a terminal at most ten times a second.
final class Progress: Sendable {
    /// What there is to say.
    struct State {
        /// Bytes that were read, as they lie in the files.
        var bytes = 0
        /// Bytes that there are, `nil` where nobody knows.
        var total: Int?
        var incidents = 0
        var elapsed = Duration.zero
        var input = ""
    }

    private struct Drawing {
        var state = State()
        var next: ContinuousClock.Instant
        var isTotalKnown = false
    }

    private let console: Console
    private let columns: Int
    private let begun = ContinuousClock.now
    private let total: @Sendable () -> Int?
    private let drawing: Mutex<Drawing>

    private static let delay = Duration.milliseconds(500)
    private static let interval = Duration.milliseconds(100)

    /// Progress from now on; how many bytes there are to read is asked once it is drawn first.
    init(console: Console, total: @escaping @Sendable () -> Int?) {
        self.console = console
        self.columns = Terminal(descriptor: .standardError).columns
        self.total = total
        self.drawing = Mutex(Drawing(next: begun + Self.delay))
    }

    /// Counts what was read, and draws if it is time.
    func advance(bytes: Int, incidents: Int, input: String) {
        let state = drawing.withLock { drawing -> State? in
            drawing.state.bytes += bytes
            drawing.state.incidents += incidents
            let now = ContinuousClock.now
            guard now >= drawing.next else { return nil }
            drawing.next = now + Self.interval
            if !drawing.isTotalKnown {
                drawing.isTotalKnown = true
                drawing.state.total = total()
            }
            drawing.state.elapsed = now - begun
            drawing.state.input = input
            return drawing.state
        }
        guard let state else { return }
        let line = Console.printable(state.line)
        console.showProgress(String(line.prefix(max(columns - 1, 1))))
    }

    /// Takes the line away.
    func end() {
        console.showProgress(nil)
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

extension Progress.State {
    /// `1.2 GB of 3.4 GB (35 %), 410 MB/s, 6 s left, 12 incidents, app.log.2`.
    var line: String {
        let found = incidents == 1 ? "1 incident" : "\(incidents) incidents"
        return [read, rate.map { "\(Progress.size($0))/s" }, timeLeft, found, input]
            .compactMap(\.self).joined(separator: ", ")
    }

    private var read: String {
        guard let total, total >= bytes, total > 0 else { return "\(Progress.size(bytes)) read" }
        let share = bytes * 100 / total
        return "\(Progress.size(bytes)) of \(Progress.size(total)) (\(share) %)"
    }

    /// Bytes a second, on average.
    private var rate: Int? {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 && bytes > 0 ? Int(Double(bytes) / seconds) : nil
    }

    /// How long what is left takes at that rate.
    private var timeLeft: String? {
        guard let total, let rate, rate > 0, total >= bytes else { return nil }
        let seconds = (total - bytes + rate - 1) / rate
        return seconds < 120 ? "\(seconds) s left" : "\((seconds + 59) / 60) min left"
    }
}
