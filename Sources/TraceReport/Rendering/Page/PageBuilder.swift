import TraceParse

/// Lays a report out as a page, without the sections that would be empty.
enum PageBuilder {
    /// The page of a report, whose tables show so many rows at most.
    static func page(of report: Report, top: Int = 10) -> Page {
        let context = PageContext(report, top: top)
        var page = Page()
        for section in sections { page.blocks += section(context) }
        return page
    }

    /// What a page says, in the order in which it is read.
    private static let sections: [@Sendable (PageContext) -> [Page.Block]] = [
        VerdictSection.blocks, KeyNumbersSection.blocks, TimelineSection.blocks,
        ClassesSection.blocks, HostsSection.peers, HostsSection.clients, CodeSection.blocks,
        GroupsSection.blocks, CausesSection.blocks, RemediesSection.blocks, ChecksSection.blocks,
        EvidenceSection.blocks, DamageSection.blocks, NotesSection.blocks,
    ]
}

/// What the sections of a page are made of.
struct PageContext: Sendable {
    let report: Report
    /// Moments with as much of their date as is needed.
    let clock: TimeFormat
    /// How many rows a table shows at most.
    let top: Int

    init(_ report: Report, top: Int) {
        self.report = report
        self.top = max(1, top)
        clock = TimeFormat(report.times)
    }

    /// Says how many rows were left out; nothing where none was.
    func rest(_ count: Int, _ one: String, _ many: String? = nil) -> [Page.Block] {
        guard count > 0 else { return [] }
        let words = Wording.count(count, "more " + one, many.map { "more " + $0 })
        return [.paragraph("And \(words: words).")]
    }

    /// From the first to the last, or that there is no date.
    func range(_ times: TimeBounds) -> Phrase {
        guard let first = times.first, let last = times.last else { return "undated" }
        return .words(clock.range(first, last))
    }

    /// The cause that a verdict names.
    func cause(_ id: CauseID?) -> Report.Cause? { report.causes.first { $0.id == id } }

    /// The checks to run, each once, those of rejected causes last.
    var checks: [Report.Check] {
        var seen: Set<String> = []
        let open = report.causes.filter { $0.role != .rejected }
        let rejected = report.causes.filter { $0.role == .rejected }
        return (open + rejected).flatMap(\.checks).filter { seen.insert($0.command).inserted }
    }
}
