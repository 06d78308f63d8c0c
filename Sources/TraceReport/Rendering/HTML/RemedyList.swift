/// What to do about what the verdict names: a column a rank, and in it cause by cause.
struct RemedyList {
    let report: Report

    func write(to page: inout HTMLWriter) {
        let causes = report.causes.filter(\.isToBeActedOn)
        page.element("div", #"class="columns""#) { columns in
            for rank in Report.Remedy.Rank.allCases {
                let named = causes.filter { $0.remedies.contains { $0.rank == rank } }
                guard !named.isEmpty else { continue }
                columns.element("div") { column in
                    column.element("h3", #"class="rank""#) { $0.add(text: rank.words) }
                    for cause in named {
                        if causes.count > 1 { column.element("h4") { $0.code(cause.id.rawValue) } }
                        column.list(cause.remedies.filter { $0.rank == rank }.map(\.text))
                    }
                }
            }
        }
    }
}
