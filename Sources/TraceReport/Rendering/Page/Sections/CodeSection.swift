import TraceParse

/// Where in the program it happened, where that says more than the groups do.
enum CodeSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let all = HandlerRow.rows(of: context.report.groups)
        guard all.contains(where: { $0.groups > 1 }) else { return [] }
        let rows = all.prefix(context.top).map { row -> [Phrase] in
            [
                .data(row.location.function), .place(row.location), "\(row.count)",
                "\(row.groups)", context.range(row.times), "\(at: row.source)",
            ]
        }
        let columns: [Page.Column] = [
            .init(title: "Handler", keepsEnd: true), .init(title: "At", keepsEnd: true),
            .init(title: "Incidents", isNumeric: true), .init(title: "Groups", isNumeric: true),
            .init(title: "First to last", staysWhole: true),
            .init(title: "Example", keepsEnd: true),
        ]
        return [
            .heading(level: 2, "Code"),
            .paragraph(
                "By handler: the program's own outermost function in the stack, where there is one."
            ),
            .table(Page.Table(columns: columns, rows: Array(rows))),
        ] + context.rest(all.count - rows.count, "handler")
    }
}
