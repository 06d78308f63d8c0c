/// What kinds of failures there were.
enum ClassesSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let report = context.report
        let rows = report.classes.prefix(context.top).map { row -> [Phrase] in
            [
                row.errorClass == nil ? "none" : .data(row.name), "\(row.count)",
                .words(Wording.percent(row.count, of: report.totals.incidents)),
                context.range(row.times), "\(at: row.source)",
            ]
        }
        guard !rows.isEmpty else { return [] }
        let columns: [Page.Column] = [
            .init(title: "Class"), .init(title: "Incidents", isNumeric: true),
            .init(title: "Share", isNumeric: true), .init(title: "First to last", staysWhole: true),
            .init(title: "Example", keepsEnd: true),
        ]
        return [
            .heading(level: 2, "Classes"),
            .table(Page.Table(columns: columns, rows: Array(rows))),
        ] + context.rest(report.classes.count - rows.count, "class", "classes")
    }
}
