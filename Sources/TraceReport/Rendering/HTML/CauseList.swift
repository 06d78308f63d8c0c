/// The causes: those that the verdict names in full, the others folded.
struct CauseList {
    let report: Report

    func write(to page: inout HTMLWriter) {
        for cause in report.causes {
            page.element(
                "details",
                cause.isToBeActedOn ? #"class="cause" open"# : #"class="cause""#
            ) { item in
                item.element("summary") { writeTitle(of: cause, to: &$0) }
                writeGrounds(of: cause, to: &item)
                guard cause.isToBeActedOn, !cause.sources.isEmpty else { return }
                item.element("p", #"class="rest""#) {
                    $0.add(text: "Written down in: \(cause.sources.joined(separator: "; ")).")
                }
            }
        }
    }

    private func writeTitle(of cause: Report.Cause, to summary: inout HTMLWriter) {
        summary.element("h3") { title in
            title.add(text: cause.title)
            title.markup(" ")
            title.code(cause.id.rawValue)
        }
        summary.element("span", #"class="standing""#) { line in
            line.element("span", Self.style(of: cause)) { $0.add(Self.part(of: cause)) }
            if cause.id != .unknown { line.add(confidence: cause.confidence) }
        }
    }

    private static func style(of cause: Report.Cause) -> Markup {
        switch cause.role {
        case .rejected, .possible: #"class="role minor""#
        default: #"class="role""#
        }
    }

    /// What the cause is to the verdict.
    private static func part(of cause: Report.Cause) -> Phrase {
        switch cause.role {
        case .rejected: "rejected"
        case .possible: "possible"
        case .also: "beside the verdict"
        case .amplifier: "makes it worse"
        case .root: "why"
        case .mechanism: "how it happened"
        case .both: cause.id == .unknown ? "no cause is sure enough" : "how it happened and why"
        }
    }

    private func writeGrounds(of cause: Report.Cause, to item: inout HTMLWriter) {
        item.element("div", #"class="grounds""#) { grounds in
            Self.write("For", #"class="for""#, cause.supporting, to: &grounds)
            Self.write("Against", #"class="against""#, cause.against, to: &grounds)
            Self.write("Missing", #"class="missing""#, cause.missing, to: &grounds)
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
}
