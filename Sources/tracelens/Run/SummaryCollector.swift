internal import Synchronization
internal import TraceParse
internal import TraceReport

/// Adds all incidents up for a report.
final class SummaryCollector: Collector {
    static let readsContext = true

    private let total = Mutex(Summary())
    private let texts = Mutex(HostEvidence())
    private let names: Mutex<Redactor>

    /// A collector that lets a redactor see the names of incidents in their order.
    init(redactor: Redactor) {
        names = Mutex(redactor)
    }

    /// The redactor, which knows the names of all incidents so far.
    var redactor: Redactor { names.withLock { $0 } }

    /// What was added up so far.
    var summary: Summary { total.withLock { $0 } }

    /// What texts of hosts in the logs say.
    var evidence: HostEvidence { texts.withLock { $0 } }

    func makePart(path: String, turn: Turn) -> Part {
        Part(path: path, redactor: Redactor(replacesNames: redactor.replacesNames))
    }

    func take(_ part: Part?, of input: InputNote) {
        total.withLock { total in
            if let part { total.merge(part.summary) }
            total.add(input)
        }
        guard let part else { return }
        texts.withLock { $0.merge(part.evidence) }
        names.withLock { $0.merge(part.redactor) }
    }

    /// The incidents of one input.
    struct Part: IncidentPart {
        fileprivate let path: String
        fileprivate var summary = Summary()
        fileprivate var evidence = HostEvidence()
        fileprivate var redactor: Redactor

        fileprivate init(path: String, redactor: Redactor) {
            self.path = path
            self.redactor = redactor
        }

        mutating func receive(_ record: borrowing IncidentRecord) {
            summary.add(record, path: path)
            guard redactor.replacesNames else { return }
            _ = redactor.incident(record.incident(index: 0, path: path))
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
