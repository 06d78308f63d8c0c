/// What the hosts' texts say: every figure that was read, with its place, so that it can be looked up.
enum EvidenceSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let rows = context.report.evidence
        guard !rows.isEmpty else { return [] }
        let shown = max(4 * min(context.top, .max / 4), 40)
        return [
            .heading(level: 2, "Evidence"),
            .paragraph(
                """
                What the hosts' texts say. They carry no times: what is told to be of one moment is told by \
                the figures. What stands inside a log counts less, since whoever writes to the log may have \
                put it there.
                """
            ),
            .list(rows.prefix(shown).map(line)),
        ]
            + context.rest(
                max(0, rows.count - shown) + context.report.totals.evidenceOmitted,
                "reading"
            )
    }

    /// `moment 1 (sick): 1,020 CLOSE_WAIT, 59 ESTABLISHED (host.txt:9)`.
    private static func line(_ row: Report.Reading) -> Phrase {
        let moment: Phrase =
            row.snapshot.map { number in
                .strong(
                    "moment \(number)\(row.condition.map { " (\($0))" } ?? ""): ",
                    tone(of: row)
                )
            } ?? .strong("together: ", .open)
        // What is at odds cites its figures where it names them.
        guard row.snapshot != nil || row.sources.count < 2 else { return moment + row.says }
        let places = Phrase.joined(row.sources.map { "\(at: $0)" })
        return moment + row.says + " (" + places + (row.isInsideLog ? ", inside the log)" : ")")
    }

    private static func tone(of row: Report.Reading) -> Phrase.Tone {
        switch row.condition {
        case HostSnapshot.Condition.sick.rawValue: .bad
        case HostSnapshot.Condition.healthy.rawValue: .good
        default: .plain
        }
    }
}
