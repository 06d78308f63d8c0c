import Testing
import TraceParse

@testable import TraceReport

/// A report as a page of HTML.
@Suite struct HTMLPageTests {
    private var seed: String { Report(summary: Seed.summary).rendered(as: .html) }

    @Test func `the policy names the style and the script by their hashes`() {
        #expect(SHA256.base64(of: "abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        #expect(HTMLAssets.styleHash.text == SHA256.base64(of: HTMLAssets.style.text))
        #expect(HTMLAssets.scriptHash.text == SHA256.base64(of: HTMLAssets.script.text))
        #expect(HTMLAssets.policy.text.hasPrefix("default-src 'none'; "))
        #expect(!HTMLAssets.policy.text.contains("unsafe"))
    }

    @Test func `neither the style nor the script ends its element or asks for anything`() {
        for text in [HTMLAssets.style.text, HTMLAssets.script.text] {
            for word in ["</", "<!--", "url(", "@import", "http:", "https:", "//", "innerHTML"] {
                #expect(!text.contains(word), "\(word)")
            }
        }
    }

    @Test func `the page holds the hashed texts and nothing that loads`() {
        let page = seed
        #expect(page.contains("<style>\(HTMLAssets.style.text)</style>"))
        #expect(page.contains("<script>\(HTMLAssets.script.text)</script>"))
        let tags = HTMLOutline(page).tags
        for tag in tags {
            #expect(
                !tag.contains(" style=") && !tag.contains(" on") && !tag.contains("src="),
                "\(tag)"
            )
        }
        let links = tags.filter { $0.hasPrefix("a ") }
        #expect(links.count > 5)
        #expect(links.allSatisfy { $0.contains("href=\"#") })
    }

    @Test func `the first screen answers what an operator asks first`() throws {
        let text = HTMLOutline(seed).text
        var rest = text[...]
        for answer in [
            "The client's time limit ran out before the answer – tracelens report",
            "Medium confidence (0.45)", "172.31.34.109 closed first", "What broke",
            "2\u{A0}×\u{A0}broken_pipe", "Since when", "2022-04-11 11:23:00 to 12:27:53 UTC",
            "Other end", "172.31.34.109 in 2 of 2, probably: client", "In the code",
            "bsc-wallet/router/handler.BlockInfo at wallethandler.go:395", "Probably why",
            "The client's time limit ran out", "Do first", "Refuse early", "What would change it:",
        ] {
            let found = try #require(rest.firstRange(of: answer), "\(answer)")
            rest = rest[found.upperBound...]
        }
    }

    @Test func `own frames are marked, those of libraries folded`() throws {
        let page = seed
        let own = try #require(page.firstRange(of: "<div class=\"own\">"))
        let rest = page[own.upperBound...].prefix(600)
        #expect(rest.contains("bsc-wallet/router/handler.BlockInfo(0xc00621d600)"))
        #expect(page.contains("<summary>5 frames of libraries and the runtime</summary>"))
    }

    @Test(arguments: ["seed", "nothing", "no incident", "crash", "many"])
    func `what Markdown shows, HTML shows`(name: String) throws {
        let report = try Self.report(name)
        let text = HTMLOutline(report.rendered(as: .html)).text
        for piece in Self.phrases(of: PageBuilder.page(of: report)).flatMap(\.pieces) {
            // Words may be arranged anew; names and figures may not be missing.
            // Own frames are marked in another way.
            if piece.text == ">" { continue }
            for word in VisibleText.line(piece.text).split(separator: " ")
            where piece.kind == .data || word.contains(where: \.isNumber) {
                let bare = word.drop { "(".contains($0) }.reversed().drop { "),;:.…".contains($0) }
                let isShown = text.contains(String(bare.reversed()))
                #expect(isShown, "\(word)")
            }
        }
    }

    @Test(arguments: ["seed", "nothing", "no incident", "crash", "many"])
    func `every element is closed, and the same report gives the same bytes`(name: String) throws {
        let page = try Self.report(name).rendered(as: .html)
        #expect(HTMLOutline(page).problem == nil)
        #expect(page == (try Self.report(name).rendered(as: .html)))
        #expect(page.hasPrefix("<!DOCTYPE html><!-- tracelens report -->\n<html lang=\"en\">"))
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test func `an id is there once, and every label is there`() {
        let tags = HTMLOutline(Report(summary: Self.many).rendered(as: .html)).tags
        let ids = tags.compactMap { Self.attribute("id", of: $0) }
        #expect(Set(ids).count == ids.count)
        for tag in tags {
            if let label = Self.attribute("aria-labelledby", of: tag) {
                #expect(ids.contains(label))
            }
            if let target = Self.attribute("href", of: tag) {
                #expect(ids.contains(String(target.dropFirst())))
            }
        }
    }

    @Test func `headings leave no level out`() {
        let levels = HTMLOutline(seed).tags.compactMap { tag -> Int? in
            guard tag.hasPrefix("h"), let level = tag.dropFirst().first?.wholeNumberValue else {
                return nil
            }
            return level
        }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    }

    /// What a page of a thousand groups may take, however long their names and traces are.
    @Test(arguments: [4, 40, 400, 4_000])
    func `a thousand groups fit in 300 KB`(length: Int) {
        let records = (0..<1_000).map { number in
            let name = "example.com/shop/" + String(repeating: "x", count: length) + "\(number)"
            var builder = RecordBuilder(
                .brokenPipe,
                kind: .httpPanic,
                message: "write tcp: \(name): broken pipe",
                operation: "write",
                peer: ("10.0.\(number / 250).\(number % 250)", 40_000),
                seconds: Int64(1_700_000_000 + number * 60),
                line: number + 1,
                fingerprint: UInt64(number + 1)
            )
            builder.goroutine(
                id: number,
                (0..<60).map { FrameText("\(name).f\($0)", "0x1", "/srv/\(name).go", $0 + 1, 31) }
            )
            builder.record.handlerFrame = 5
            builder.record.originFrame = 3
            return builder.record
        }
        let page = Report(summary: Summary.of(records, path: "/var/log/shop/app.log"))
            .rendered(as: .html)
        #expect(page.utf8.count < 300_000)
        #expect(HTMLOutline(page).problem == nil)
        #expect(page.contains("All 1,000 groups"))
        if length == 4 { #expect(!page.contains("smaller groups")) }
    }

    @Test func `columns of the timeline stack what happened`() throws {
        var records: [IncidentRecord] = []
        for second in 0..<400 {
            let errorClass: ErrorClass = second.isMultiple(of: 4) ? .timeout : .brokenPipe
            records.append(RecordBuilder(errorClass, seconds: Int64(1_000 + second)).record)
        }
        let report = Report(summary: Summary.of(records))
        let chart = try #require(TimelineChart(report))
        #expect(chart.series == ["broken_pipe", "timeout"])
        #expect(chart.columns.count <= 72)
        #expect(chart.columns.reduce(0) { $0 + $1.counts[0] } == 300)
        #expect(chart.columns.reduce(0) { $0 + $1.counts[1] } == 100)
        let rectangles = HTMLOutline(report.rendered(as: .html)).tags
            .filter { $0.hasPrefix("rect class=\"c1\"") }
        #expect(rectangles.count > chart.columns.count)
    }

    @Test func `classes past those with a colour share one`() throws {
        let classes = (0..<9).map { ErrorClass(rawValue: "class\($0)") }
        let records = classes.enumerated().flatMap { number, errorClass in
            (0...(9 - number)).map {
                RecordBuilder(errorClass, seconds: Int64(1_000 + $0 * 10)).record
            }
        }
        let chart = try #require(TimelineChart(Report(summary: Summary.of(records))))
        #expect(chart.series.count == 6)
        #expect(chart.series.last == .some(nil))
        #expect(chart.columns.reduce(0) { $0 + $1.total } == records.count)
    }

    // MARK: - Reports

    private static func report(_ name: String) throws -> Report {
        switch name {
        case "seed": return Report(summary: Seed.summary)
        case "nothing": return Report(summary: Summary())
        case "no incident":
            return try ReadLog([("a.log", "2024/05/11 10:20:30 GET / 200\n")]).report
        case "crash":
            return try ReadLog([
                (
                    "a.log",
                    """
                    panic: boom

                    goroutine 1 [running]:
                    main.main()
                    \t/srv/app/main.go:7 +0x1d
                    exit status 2

                    """
                )
            ]).report
        default: return Report(summary: many)
        }
    }

    private static var many: Summary {
        Summary.of(
            (0..<40).map { number in
                RecordBuilder(
                    [.brokenPipe, .timeout, .dns, nil][number % 4],
                    message: "write: \(number)",
                    operation: "write",
                    peer: ("10.0.0.\(number)", 443),
                    seconds: Int64(number * number * 60),
                    line: number + 1,
                    fingerprint: UInt64(number + 1)
                ).record
            }
        )
    }

    private static func phrases(of page: Page) -> [Phrase] {
        page.blocks.flatMap { block -> [Phrase] in
            switch block {
            case .heading(_, let phrase), .paragraph(let phrase): [phrase]
            case .list(let items): items
            case .table(let table): table.rows.flatMap { $0 }
            case .bars(let bars):
                bars.map { bar in
                    switch bar {
                    case .bar(let label, let count, let note):
                        .words("\(label) \(Wording.number(count)) \(note)")
                    case .gap(let span): .words(span)
                    }
                }
            case .check(let check): [check.reading, .words(check.command)]
            case .fold(let title, let body):
                (title.plain.hasPrefix("The whole trace") ? [] : [title])
                    + phrases(of: Page(blocks: body))
            case .trace(let lines): lines.filter { !$0.text.hasPrefix("…") }.map { .words($0.text) }
            }
        }
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
    }
}
