import TraceParse

/// Writes a report as one page of HTML that needs nothing else: no network, and no script to be read.
///
/// Its policy lets no browser run or load anything but the page's own style and script, which are named
/// by their hashes. The sections are those of `Page`; what a browser can show better than a table is
/// drawn from the report itself.
struct HTMLRenderer {
    let report: Report

    static func render(_ report: Report) -> String {
        let renderer = HTMLRenderer(report: report)
        var page = HTMLWriter()
        renderer.write(to: &page)
        return page.output
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
            #"<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">"#
        )
        head.element("title") { $0.add(text: title + " – tracelens report") }
        head.element("style") { $0.markup(HTMLAssets.style) }
    }

    /// What the page is called, in words of the program's own.
    private var title: String {
        let mechanism = report.diagnosis.verdict.mechanism
        let finding = report.diagnosis.findings.first { $0.id == mechanism }
        return finding?.title ?? (report.summary.incidents > 0 ? "No verdict" : "No incident")
    }

    private func writeBody(to body: inout HTMLWriter) {
        body.markup(##"<a class="skip" href="#verdict">Skip to the verdict</a>"##)
        let sections = HTMLSection.sections(of: PageBuilder.page(of: report))
        body.element("header") { header in
            header.element("p", #"class="brand""#) { $0.markup("tracelens <span>report</span>") }
        }
        body.element("main") { main in
            main.element("section", #"id="verdict" aria-labelledby="verdict-title""#) {
                VerdictCard(report: report).write(to: &$0)
            }
            if sections.count > 1 { writeContents(sections, to: &main) }
            for section in sections { write(section, to: &main) }
        }
        body.markup("\n")
        body.element("script") { $0.markup(HTMLAssets.script) }
    }

    private func writeContents(_ sections: [HTMLSection], to main: inout HTMLWriter) {
        main.element("nav", #"aria-label="Contents""#) { nav in
            nav.element("ul") { list in
                for section in sections {
                    list.element("li") {
                        $0.element("a", ##"href="#s\##(section.number)""##) {
                            $0.add(section.title)
                        }
                    }
                }
            }
        }
        main.markup("\n")
    }

    private func write(_ section: HTMLSection, to main: inout HTMLWriter) {
        let id: Markup = "s\(section.number)"
        main.element("section", #"id="\#(id)" aria-labelledby="\#(id)-title""#) { page in
            page.element("h2", #"id="\#(id)-title""#) { $0.add(section.title) }
            switch section.topic {
            case .keyNumbers: page.tiles(section.blocks)
            case .timeline: writeTimeline(section, to: &page)
            case .groups: GroupList(report: report).write(section.blocks, to: &page)
            case .evidence: EvidenceList(report: report).write(section.blocks, to: &page)
            case .causes: CauseList(report: report).write(to: &page)
            case .checks: page.checks(section.blocks)
            case .other: page.add(section.blocks)
            }
        }
        main.markup("\n")
    }

    /// The chart, and what it shows as a table.
    private func writeTimeline(_ section: HTMLSection, to page: inout HTMLWriter) {
        guard let chart = TimelineChart(report) else { return page.add(section.blocks) }
        chart.write(to: &page)
        page.element("details", #"class="fold""#) { fold in
            fold.element("summary") { $0.add("The timeline in figures") }
            fold.add(section.blocks)
        }
    }
}

/// A section of the page: a heading, and the blocks up to the next one.
struct HTMLSection {
    /// What has an arrangement of its own.
    enum Topic: String {
        case keyNumbers = "Key numbers"
        case timeline = "Timeline"
        case groups = "Groups"
        case evidence = "Evidence"
        case causes = "Causes"
        case checks = "Next checks"
        case other = ""
    }

    let number: Int
    let title: Phrase
    var blocks: [Page.Block] = []

    var topic: Topic { Topic(rawValue: title.plain) ?? .other }

    /// The sections of a page; what stands before the first heading is not among them.
    static func sections(of page: Page) -> [HTMLSection] {
        var sections: [HTMLSection] = []
        for block in page.blocks {
            if case .heading(level: 2, let title) = block {
                sections.append(HTMLSection(number: sections.count + 1, title: title))
            } else if !sections.isEmpty {
                sections[sections.count - 1].blocks.append(block)
            }
        }
        return sections
    }
}
