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

    func makePart(turn: Turn) -> Part {
        Part(redactor: Redactor(replacesNames: redactor.replacesNames))
    }

    func take(_ part: Part?, of inputs: [InputNote]) {
        total.withLock { total in
            if let part { total.merge(part.summary) }
            for input in inputs { total.add(input) }
        }
        guard let part else { return }
        texts.withLock { $0.merge(part.evidence) }
        names.withLock { $0.merge(part.redactor) }
    }

    func take(copy path: String, of original: String) {
        total.withLock { $0.add(InputCopy(path: path, original: original)) }
    }

    /// The incidents of one stream.
    struct Part: IncidentPart {
        fileprivate var summary = Summary()
        fileprivate var evidence = HostEvidence()
        fileprivate var redactor: Redactor

        fileprivate init(redactor: Redactor) {
            self.redactor = redactor
        }

        mutating func receive(_ record: borrowing IncidentRecord, of path: String) {
            summary.add(record, path: path)
            guard redactor.replacesNames else { return }
            _ = redactor.incident(record.incident(index: 0, path: path))
        }

        mutating func receive(_ context: ContextRecord, of path: String) {
            summary.add(context, path: path)
        }

        mutating func receive(_ text: HostTextPart, of path: String) {
            evidence.merge(EvidenceReader.read(text, path: path))
        }

        mutating func pause() {}
    }
}
