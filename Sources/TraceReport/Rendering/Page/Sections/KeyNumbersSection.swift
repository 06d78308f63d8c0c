import TraceParse

/// The figures of the whole run.
enum KeyNumbersSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let rows = rows(context.report)
        guard !rows.isEmpty else { return [] }
        return [
            .heading(level: 2, "Key numbers"),
            .table(
                Page.Table(columns: [.init(title: "What"), .init(title: "Figure")], rows: rows)
            ),
        ]
    }

    private static func rows(_ report: Report) -> [[Phrase]] {
        let totals = report.totals
        var rows: [[Phrase]] = []
        if totals.incidents > 0 { rows.append(["Incidents", incidents(totals)]) }
        if let first = totals.first, let last = totals.last, let seconds = totals.spanSeconds {
            rows.append([
                "Window (UTC)",
                "\(words: Wording.time(first)) to \(words: Wording.time(last)), \(words: Wording.span(Int64(seconds)))",
            ])
        }
        if let peak = TimelineRows(report.timeline).peak { rows.append(["Busiest", peak]) }
        if totals.repeats > 0 {
            rows.append([
                "Repeated",
                "\(words: Wording.count(totals.repeats, "time")) beside an incident, counted with it",
            ])
        }
        if totals.inputs > 0 { rows.append(["Read", inputs(report)]) }
        return rows
    }

    private static func incidents(_ totals: Report.Totals) -> Phrase {
        var phrase: Phrase =
            "\(totals.incidents) in \(words: Wording.count(totals.groups, "group"))"
        if totals.peers > 0 { phrase += ", \(words: Wording.count(totals.peers, "peer"))" }
        if totals.clients > 0 { phrase += ", \(words: Wording.count(totals.clients, "client"))" }
        return phrase
    }

    private static func inputs(_ report: Report) -> Phrase {
        let totals = report.totals
        var phrase: Phrase =
            "\(words: Wording.bytes(totals.bytes)), \(words: Wording.count(totals.lines, "line"))"
        if totals.inputs == 1, let only = report.inputs.first, !only.path.isEmpty {
            phrase += " of \(data: only.path)"
            if let compression = only.compression { phrase += " (\(data: compression))" }
        } else {
            phrase += " of \(words: Wording.count(totals.inputs, "input"))"
        }
        return totals.inputsFailed == 0
            ? phrase : phrase + ", \(totals.inputsFailed) of them not whole: see below"
    }
}
