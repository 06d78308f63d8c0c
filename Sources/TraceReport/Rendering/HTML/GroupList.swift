import TraceParse

/// The groups: the biggest with their facts and a trace each, and all of them as a table.
///
/// However many there are, the page stays small enough to be sent: all this takes no more than so many
/// bytes, and what is past them is counted.
struct GroupList {
    private static let bytesOfTraces = 60_000
    private static let bytesOfTrace = 16_000
    private static let bytesOfAll = 235_000

    private let context: PageContext

    private var report: Report { context.report }

    init(_ context: PageContext) {
        self.context = context
    }

    func write(to page: inout HTMLWriter) {
        let limit = page.count + Self.bytesOfAll
        page.element("p") {
            $0.add(
                """
                Incidents with the same fingerprint; of each the first, the program's own frames marked. \
                The small columns are its course over the whole window.
                """
            )
        }
        writeBiggest(to: &page)
        if report.groups.count > context.top { writeAll(to: &page, limit: limit) }
        let folded = report.totals.groupsFolded
        guard folded > 0 else { return }
        page.element("p", #"class="rest""#) {
            $0.add(text: "And \(Wording.count(folded, "small group")), not kept apart.")
        }
    }

    // MARK: - The biggest

    private func writeBiggest(to page: inout HTMLWriter) {
        let greatest = report.groups.first?.count ?? 0
        let limit = page.count + Self.bytesOfTraces
        for (index, group) in report.groups.prefix(context.top).enumerated() {
            let room = min(Self.bytesOfTrace, limit - page.count)
            page.element("details", index == 0 ? #"class="group" open"# : #"class="group""#) {
                item in
                item.element("summary") { writeTitle(of: group, greatest: greatest, to: &$0) }
                item.list(GroupsSection.facts(of: group, context))
                guard let sample = group.sample else { return }
                HTMLTrace(WholeTrace.lines(of: sample), bytes: room).write(to: &item)
            }
        }
    }

    private func writeTitle(
        of group: Report.Group,
        greatest: Int,
        to summary: inout HTMLWriter
    ) {
        summary.element("span", #"class="count""#) {
            $0.add(text: Wording.number(group.count) + " ×")
        }
        ShareBar.draw(group.count, of: greatest, in: &summary)
        summary.element("span", #"class="name""#) { name in
            name.code(group.name)
            if let place = group.place {
                name.add(" in " + .data(place.function))
            } else if let message = group.message {
                name.add(": " + .data(message, clippedTo: 90))
            }
        }
        if let trend = group.trend { ShareBar.draw(columns: trend.counts, in: &summary) }
        summary.element("span", #"class="span""#) { $0.add(context.range(group.times)) }
    }

    // MARK: - All

    private func writeAll(to page: inout HTMLWriter, limit: Int) {
        page.element("details", #"class="fold""#) { fold in
            fold.element("summary") {
                $0.add(text: "All \(Wording.count(report.groups.count, "group"))")
            }
            fold.element("div", #"id="filter""#) { _ in }
            let more = report.groups.count - writeTable(to: &fold, limit: limit)
            guard more > 0 else { return }
            fold.element("p", #"class="rest""#) {
                let words = Wording.count(more, "smaller group")
                $0.add(text: "And \(words); the report as JSON lists them all.")
            }
        }
    }

    /// Writes as many groups as there is room for, and returns how many these are.
    private func writeTable(to page: inout HTMLWriter, limit: Int) -> Int {
        var shown = 0
        page.element("table", #"id="all" aria-label="All groups""#) { table in
            table.element("thead") { head in
                head.element("tr") { row in
                    row.element("th", #"scope="col" class="n""#) { $0.add("Incidents") }
                    for title: Phrase in ["Class", "Where, or what", "First to last", "Example"] {
                        row.element("th", #"scope="col""#) { $0.add(title) }
                    }
                }
            }
            table.element("tbody") { body in
                for group in report.groups {
                    guard body.count < limit else { break }
                    writeRow(of: group, to: &body)
                    shown += 1
                }
            }
        }
        return shown
    }

    private func writeRow(of group: Report.Group, to body: inout HTMLWriter) {
        body.element("tr") { row in
            row.element("td") { $0.add(text: Wording.number(group.count)) }
            row.element("td") { $0.add(text: Self.clipped(group.name, to: 48)) }
            row.element("td") {
                $0.add(text: Self.clipped(group.place?.function ?? group.message ?? "", to: 72))
            }
            row.element("td") { $0.add(text: context.range(group.times).plain) }
            row.element("td") {
                $0.add(text: Self.clipped(group.source.path, to: 32) + ":\(group.source.line)")
            }
        }
        body.markup("\n")
    }

    /// A name, its middle left out where it is long: both ends tell names apart.
    private static func clipped(_ name: String, to length: Int) -> String {
        let scalars = Array(name.unicodeScalars)
        guard scalars.count > length else { return name }
        var made = String.UnicodeScalarView(scalars.prefix(length / 3))
        made.append("…")
        made.append(contentsOf: scalars.suffix(length - length / 3 - 1))
        return String(made)
    }
}
