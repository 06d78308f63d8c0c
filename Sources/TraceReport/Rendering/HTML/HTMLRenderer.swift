import TraceParse

/// Writes a report as one page of HTML that needs nothing else: no network, and no script to be read.
///
/// Its policy lets no browser run or load anything but the page's own style and script, which are
/// named by their hashes. The sections are those of every page; what a browser can show better than
/// a table is drawn from the report itself.
struct HTMLRenderer {
    private let context: PageContext
    private let sections: [HTMLSection]

    private var report: Report { context.report }

    /// The page of a report, whose tables show so many rows at most.
    static func render(_ report: Report, top: Int = 10) -> String {
        let renderer = HTMLRenderer(PageContext(report, top: top))
        var page = HTMLWriter()
        renderer.write(to: &page)
        return page.output
    }

    private init(_ context: PageContext) {
        self.context = context
        sections = HTMLSection.all(context)
    }

    private func write(to page: inout HTMLWriter) {
        // The first bytes tell the program's own pages from logs.
        page.markup("<!DOCTYPE html><!-- tracelens report -->\n")
        page.element("html", #"lang="en""#) { html in
            html.element("head") { writeHead(to: &$0) }
            html.markup("\n")
            html.element("body") { writeBody(to: &$0) }
        }
        page.markup("\n")
    }

    private func writeHead(to head: inout HTMLWriter) {
        head.markup(#"<meta charset="utf-8">"#)
        head.markup(
            #"<meta http-equiv="Content-Security-Policy" content="\#(HTMLAssets.policy)">"#
        )
        head.markup(#"<meta name="viewport" content="width=device-width, initial-scale=1">"#)
        head.markup(#"<meta name="color-scheme" content="light dark">"#)
        head.markup(#"<meta name="referrer" content="no-referrer">"#)
        // A telephone makes links of what looks like a number or an address.
        head.markup(
            """
            <meta name="format-detection" \
            content="telephone=no, date=no, address=no, email=no, url=no">
            """
        )
        head.element("title") { $0.add(text: title + " – tracelens report") }
        head.element("style") { $0.markup(HTMLAssets.style) }
    }

    /// What the page is called, in words of the program's own.
    private var title: String {
        let incidents = report.totals.incidents
        return context.cause(report.verdict.mechanism)?.title
            ?? (incidents > 0 ? "No verdict" : "No incident")
    }

    private func writeBody(to body: inout HTMLWriter) {
        body.markup(##"<a class="skip" href="#verdict">Skip to the verdict</a>"##)
        body.element("header") { header in
            header.element("p", #"class="brand""#) { $0.markup("tracelens <span>report</span>") }
        }
        body.element("main") { main in
            main.element("section", #"id="verdict" aria-labelledby="verdict-title""#) {
                VerdictCard(context: context).write(to: &$0)
            }
            if sections.count > 1 { writeContents(to: &main) }
            for (index, section) in sections.enumerated() {
                section.write(number: index + 1, to: &main)
            }
        }
        body.markup("\n")
        body.element("script") { $0.markup(HTMLAssets.script) }
    }

    private func writeContents(to main: inout HTMLWriter) {
        main.element("nav", #"aria-label="Contents""#) { nav in
            nav.element("ul") { list in
                for (index, section) in sections.enumerated() {
                    list.element("li") {
                        $0.element("a", ##"href="#s\##(index + 1)""##) { $0.add(section.title) }
                    }
                }
            }
        }
        main.markup("\n")
    }
}

/// A section of the page: its heading, and how what is below it is shown.
struct HTMLSection {
    let title: Phrase
    private let blocks: [Page.Block]
    private let body: ([Page.Block], inout HTMLWriter) -> Void

    /// All sections that have something in them, in the order in which they are read.
    static func all(_ context: PageContext) -> [HTMLSection] {
        let sections = [
            HTMLSection(KeyNumbersSection.blocks(context)) { $1.tiles($0) },
            HTMLSection(TimelineSection.blocks(context)) { blocks, page in
                TimelineChart(context.report)?.write(to: &page)
                page.fold("The timeline in figures", blocks)
            },
            HTMLSection(ClassesSection.blocks(context)),
            HTMLSection(HostsSection.peers(context)),
            HTMLSection(HostsSection.clients(context)),
            HTMLSection(CodeSection.blocks(context)),
            HTMLSection(GroupsSection.blocks(context)) { GroupList(context).write(to: &$1) },
            HTMLSection(CausesSection.blocks(context)) {
                CauseList(report: context.report).write(to: &$1)
            },
            HTMLSection(RemediesSection.blocks(context)) {
                RemedyList(report: context.report).write(to: &$1)
            },
            HTMLSection(checks(context)) { $1.checks($0) },
            HTMLSection(EvidenceSection.blocks(context)) { blocks, page in
                EvidenceList(report: context.report).write(blocks, to: &page)
            },
            HTMLSection(DamageSection.blocks(context)),
            HTMLSection(NotesSection.blocks(context)),
        ]
        return sections.compactMap { $0 }
    }

    /// A section of blocks that begin with its heading, or `nil` where there is none.
    private init?(
        _ blocks: [Page.Block],
        body: @escaping ([Page.Block], inout HTMLWriter) -> Void = { $1.add($0) }
    ) {
        guard case .heading(_, let title) = blocks.first else { return nil }
        self.title = title
        self.blocks = Array(blocks.dropFirst())
        self.body = body
    }

    /// All checks, that with which other pages begin among them: each has a box to copy from.
    private static func checks(_ context: PageContext) -> [Page.Block] {
        let checks = context.checks.prefix(9).map { Page.Block.check($0) }
        return checks.isEmpty ? [] : [.heading(level: 2, "Next checks")] + checks
    }

    func write(number: Int, to main: inout HTMLWriter) {
        let id: Markup = "s\(number)"
        main.element("section", #"id="\#(id)" aria-labelledby="\#(id)-title""#) { section in
            section.element("h2", #"id="\#(id)-title""#) { $0.add(title) }
            section.heading = "\(id)-title"
            body(blocks, &section)
        }
        main.markup("\n")
    }
}
