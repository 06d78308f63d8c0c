internal import TraceParse
internal import TraceReport

/// Writes a line for each incident as soon as it is found and it is its turn.
final class LineCollector: Collector {
    static let readsContext = false

    private let writer: LineWriter

    /// A collector that writes by the given writer.
    init(_ writer: LineWriter) {
        self.writer = writer
    }

    func makePart(turn: Turn) -> Part {
        Part(turn: turn, writer: writer)
    }

    func take(_ part: Part?, of inputs: [InputNote]) {
        part?.finish()
    }

    /// The incidents of one stream, kept only until its turn comes.
    struct Part: IncidentPart {
        private let turn: Turn
        private let writer: LineWriter
        private var isTurn = false
        private var waiting: [Incident] = []
        private var waitingBytes = 0

        /// About what may be kept of one stream before its thread waits.
        private static let limit = 8 << 20

        fileprivate init(turn: Turn, writer: LineWriter) {
            self.turn = turn
            self.writer = writer
        }

        mutating func receive(_ record: borrowing IncidentRecord, of path: String) {
            let incident = record.incident(index: 0, path: path)
            guard !isTurn else { return writer.write(incident) }
            waiting.append(incident)
            waitingBytes += 1024 + record.arena.count + 256 * record.frames.count
            if waitingBytes > Self.limit { turn.wait() }
            pause()
        }

        mutating func receive(_ context: ContextRecord, of path: String) {}

        mutating func pause() {
            if isTurn {
                writer.flush()
            } else if turn.hasCome() {
                isTurn = true
                writeWaiting()
            }
        }

        fileprivate consuming func finish() {
            writeWaiting()
        }

        private mutating func writeWaiting() {
            for incident in waiting { writer.write(incident) }
            waiting = []
            writer.flush()
        }
    }
}
