import TraceParse

/// The groups: the biggest with their facts and a trace each, and all of them as a table.
///
/// However many there are, the page stays small enough to be sent: traces, and the table, take no more
/// than so many bytes, and what is past them is counted.
struct GroupList {
    private static let bytesOfTraces = 60_000
    private static let bytesOfTrace = 16_000
    private static let bytesOfTable = 180_000

    private let report: Report
    private let clock: TimeFormat

    init(report: Report) {
        self.report = report
        clock = TimeFormat(report.summary.times)
    }

    /// Writes the groups; of the page's blocks those that are no groups.
    func write(_ blocks: [Page.Block], to page: inout HTMLWriter) {
        page.element("p") {
            $0.add("Incidents with the same fingerprint, one of each whole; own code is marked.")
        }
        writeBiggest(to: &page)
        guard report.groups.count > report.top else { return writeFolded(to: &page) }
        page.element("details", #"class="fold""#) { fold in
            fold.element("summary") {
                $0.add(text: "All \(Wording.count(report.groups.count, "group"))")
            }
            writeAll(to: &fold)
        }
        writeFolded(to: &page)
    }

    // MARK: - The biggest

    private func writeBiggest(to page: inout HTMLWriter) {
        let greatest = report.groups.first?.count ?? 0
        let limit = page.count + Self.bytesOfTraces
        for (index, group) in report.groups.prefix(report.top).enumerated() {
            let room = min(Self.bytesOfTrace, limit - page.count)
            page.element("details", index == 0 ? #"class="group" open"# : #"class="group""#) {
                item in
                item.element("summary") { writeTitle(of: group, greatest: greatest, to: &$0) }
                for block in GroupBlocks.body(of: group) {
                    if case .trace(let lines) = block {
                        HTMLTrace(lines, bytes: room).write(to: &item)
                    } else {
                        item.add([block])
                    }
                }
            }
        }
    }

    private func writeTitle(
        of group: IncidentGroup,
        greatest: Int,
        to summary: inout HTMLWriter
    ) {
        summary.element("span", #"class="count""#) {
            $0.add(text: Wording.number(group.count) + " ×")
        }
        ShareBar.draw(group.count, of: greatest, in: &summary)
        summary.element("span", #"class="name""#) { name in
            name.code(group.errorClass?.rawValue ?? group.kind.rawValue)
            if let place = group.handler ?? group.origin {
                name.add(" in \(data: place.function)")
            } else if let message = group.message {
                name.add(": " + .data(message, clippedTo: 90))
            }
        }
        summary.element("span", #"class="span""#) { $0.add(text: times(group.times)) }
    }

    // MARK: - All

    private func writeAll(to page: inout HTMLWriter) {
        let limit = page.count + Self.bytesOfTable
        var shown = 0
        page.element("div", #"id="filter""#) { _ in }
        page.element("table", #"id="all""#) { table in
            table.element("thead") {
                $0.markup(
                    #"<tr><th scope="col" class="n">Incidents</th><th scope="col">Class</th><th scope="col">Where, or what</th><th scope="col">First to last</th><th scope="col">Example</th></tr>"#
                )
            }
            table.element("tbody") { body in
                for group in report.groups {
                    guard body.count < limit else { break }
                    writeRow(of: group, to: &body)
                    shown += 1
                }
            }
        }
        let more = report.groups.count - shown
        guard more > 0 else { return }
        page.element("p", #"class="rest""#) {
            $0.add(text: "And \(Wording.count(more, "smaller group")); the JSON report lists all.")
        }
    }

    private func writeRow(of group: IncidentGroup, to body: inout HTMLWriter) {
        let name = group.handler?.function ?? group.origin?.function ?? group.message ?? ""
        let cells = [
            group.errorClass?.rawValue ?? group.kind.rawValue, Self.clipped(name, to: 72),
            times(group.times), Self.clipped(group.position.path, to: 32),
        ]
        body.element("tr") { row in
            row.element("td") { $0.add(text: Wording.number(group.count)) }
            for (index, cell) in cells.enumerated() {
                row.element("td") {
                    $0.add(text: cell)
                    if index == cells.count - 1 { $0.add(text: ":\(group.position.line)") }
                }
            }
        }
        body.markup("\n")
    }

    private func writeFolded(to page: inout HTMLWriter) {
        let folded = report.summary.groups.folded.entries
        guard folded > 0 else { return }
        page.element("p", #"class="rest""#) {
            $0.add(text: "And \(Wording.count(folded, "more group")).")
        }
    }

    private func times(_ times: TimeBounds) -> String {
        guard let first = times.first, let last = times.last else { return "undated" }
        return clock.range(first, last)
    }

    /// A name without its secrets, its middle left out where it is long: both ends tell names apart.
    private static func clipped(_ name: String, to length: Int) -> String {
        let scalars = Array(SecretMask.masked(name).unicodeScalars)
        guard scalars.count > length else { return String(String.UnicodeScalarView(scalars)) }
        var made = String.UnicodeScalarView(scalars.prefix(length / 3))
        made.append("…")
        made.append(contentsOf: scalars.suffix(length - length / 3 - 1))
        return String(made)
    }
}
