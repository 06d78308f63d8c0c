internal import Synchronization
internal import TraceParse
internal import TraceReport

/// Adds all incidents up for a report.
final class SummaryCollector: Collector {
    static let readsContext = true

    private let total = Mutex(Summary())
    private let texts = Mutex(HostEvidence())

    /// What was added up so far.
    var summary: Summary { total.withLock { $0 } }

    /// What texts of hosts in the logs say.
    var evidence: HostEvidence { texts.withLock { $0 } }

    func makePart(path: String, turn: Turn) -> Part {
        Part(path: path)
    }

    func take(_ part: Part?, of input: InputNote) {
        total.withLock { total in
            if let part { total.merge(part.summary) }
            total.add(input)
        }
        if let part { texts.withLock { $0.merge(part.evidence) } }
    }

    /// The incidents of one input.
    struct Part: IncidentPart {
        fileprivate let path: String
        fileprivate var summary = Summary()
        fileprivate var evidence = HostEvidence()

        mutating func receive(_ record: borrowing IncidentRecord) {
            summary.add(record, path: path)
        }

        mutating func receive(_ context: ContextRecord) {
            summary.add(context, path: path)
        }

        mutating func receive(_ parts: [HostTextPart]) {
            for part in parts { evidence.merge(EvidenceReader.read(part, path: path)) }
        }

        mutating func pause() {}
    }
}
