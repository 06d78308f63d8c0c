/// The causes: those that the verdict names in full, the others folded.
struct CauseList {
    let report: Report

    func write(to page: inout HTMLWriter) {
        for finding in report.diagnosis.findings {
            let isNamed = finding.role != .possible && finding.role != .rejected
            page.element("details", isNamed ? #"class="cause" open"# : #"class="cause""#) { item in
                item.element("summary") { writeTitle(of: finding, to: &$0) }
                writeGrounds(of: finding, to: &item)
                if isNamed { writeRemedies(of: finding, to: &item) }
            }
        }
    }

    private func writeTitle(of finding: Finding, to summary: inout HTMLWriter) {
        summary.element("h3") { title in
            title.add(text: finding.title)
            title.markup(" ")
            title.code(finding.id.rawValue)
        }
        summary.element("p") { line in
            line.element("span", Self.style(of: finding)) { $0.add(Self.part(of: finding)) }
            if finding.id != .unknown { line.add(confidence: finding.confidence) }
        }
    }

    private static func style(of finding: Finding) -> Markup {
        switch finding.role {
        case .rejected, .possible: #"class="role minor""#
        default: #"class="role""#
        }
    }

    /// What the cause is to the verdict.
    private static func part(of finding: Finding) -> Phrase {
        switch finding.role {
        case .rejected: "rejected"
        case .possible: "possible"
        case .also: "beside the verdict"
        case .amplifier: "makes it worse"
        case .root: "why"
        case .mechanism: "how it happened"
        case .both: finding.id == .unknown ? "no cause is sure enough" : "how it happened and why"
        }
    }

    private func writeGrounds(of finding: Finding, to item: inout HTMLWriter) {
        item.element("div", #"class="grounds""#) { grounds in
            Self.write("For", #"class="for""#, finding.supporting, to: &grounds)
            Self.write("Against", #"class="against""#, finding.against, to: &grounds)
            Self.write("Missing", #"class="missing""#, finding.missing, to: &grounds)
        }
    }

    private static func write(
        _ title: Phrase,
        _ attributes: Markup,
        _ lines: [Phrase],
        to grounds: inout HTMLWriter
    ) {
        guard !lines.isEmpty else { return }
        grounds.element("h4", attributes) { $0.add(title) }
        grounds.element("ul", attributes) { list in
            for line in lines { list.element("li") { $0.add(line) } }
        }
    }

    /// What to do, by rank.
    private func writeRemedies(of finding: Finding, to item: inout HTMLWriter) {
        guard !finding.remedies.isEmpty else { return }
        item.element("h4") { $0.add("What to do, in this order") }
        item.element("div", #"class="remedies""#) { ranks in
            for rank in Remedy.Rank.allCases {
                let remedies = finding.remedies.filter { $0.rank == rank }
                guard !remedies.isEmpty else { continue }
                ranks.element("div") { part in
                    part.element("h5") { $0.add(text: rank.words) }
                    part.list(remedies.map(\.text))
                }
            }
        }
        item.element("p", #"class="rest""#) {
            $0.add(text: "Written down in: \(finding.sources.joined(separator: "; ")).")
        }
    }
}
