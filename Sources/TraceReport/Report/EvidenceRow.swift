/// One line of what the hosts' texts say, as every format shows it.
struct EvidenceRow: Sendable {
    var kind: String
    var statement: Phrase
    var command: String?
    /// The moment that it is of, from 1; `nil` for what holds of none alone.
    var snapshot: Int?
    /// How the host fared at that moment, by its figures.
    var condition: String?
    var sources: [EvidenceSource]

    var isInsideLog: Bool { sources.contains(where: \.isInsideLog) }

    /// All rows: the readings moment by moment, then what they come to, then what is at odds.
    static func rows(of evidence: HostEvidence) -> [EvidenceRow] {
        let readings = evidence.snapshots.enumerated().flatMap { number, snapshot in
            snapshot.readings.map { reading in
                EvidenceRow(
                    kind: reading.kind,
                    statement: reading.statement,
                    command: reading.command,
                    snapshot: number + 1,
                    condition: snapshot.condition.rawValue,
                    sources: [reading.source]
                )
            }
        }
        return readings + evidence.holdEstimates.map(row) + evidence.contradictions.map(row)
    }

    private static func row(_ estimate: HoldEstimate) -> EvidenceRow {
        EvidenceRow(
            kind: "hold_estimate",
            statement: """
                by Little's law requests were held for about \(estimate.seconds) s: \
                \(estimate.established) ESTABLISHED at a client's limit of \
                \(words: DurationWords.of(milliseconds: estimate.limit.value)), and \
                \(estimate.closeWait) in CLOSE_WAIT
                """,
            sources: [estimate.sockets, estimate.limit.source]
        )
    }

    private static func row(_ contradiction: Contradiction) -> EvidenceRow {
        EvidenceRow(
            kind: contradiction.kind.rawValue,
            statement: contradiction.statement,
            sources: contradiction.sources
        )
    }
}
