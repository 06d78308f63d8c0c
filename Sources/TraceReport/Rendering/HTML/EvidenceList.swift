/// What the hosts' texts say, moment by moment.
struct EvidenceList {
    let report: Report

    /// Writes the readings; of the page's blocks those that are none.
    func write(_ blocks: [Page.Block], to page: inout HTMLWriter) {
        var isListed = false
        for block in blocks {
            guard case .list(let items) = block, !isListed else {
                page.add([block])
                continue
            }
            isListed = true
            write(Array(report.evidence.prefix(items.count)), to: &page)
        }
    }

    private func write(_ rows: [Report.Reading], to page: inout HTMLWriter) {
        var rest = rows[...]
        page.element("div", #"class="moments""#) { moments in
            while let first = rest.first {
                let moment = rest.prefix { $0.snapshot == first.snapshot }
                rest = rest.dropFirst(moment.count)
                moments.element("section") { write(Array(moment), of: first, to: &$0) }
            }
        }
    }

    private func write(
        _ moment: [Report.Reading],
        of first: Report.Reading,
        to section: inout HTMLWriter
    ) {
        section.element("h3") { title in
            guard let number = first.snapshot else { return title.add("Together") }
            title.add("Moment \(number)")
            if let condition = first.condition {
                title.element("span", Self.mood(of: condition)) { $0.add(text: condition) }
            }
        }
        section.element("ul") { list in
            for row in moment {
                list.element("li") { item in
                    item.add(row.says)
                    // What is at odds cites its figures where it names them.
                    guard row.snapshot != nil || row.sources.count < 2 else { return }
                    item.element("span", #"class="at""#) {
                        let places = Phrase.joined(row.sources.map { "\(at: $0)" })
                        $0.add(" " + places + (row.isInsideLog ? ", inside the log" : ""))
                    }
                }
            }
        }
    }

    private static func mood(of condition: String) -> Markup {
        switch condition {
        case "sick": #"class="mood sick""#
        case "healthy": #"class="mood healthy""#
        default: #"class="mood""#
        }
    }
}
