import Foundation
import Testing
import TraceParse

@testable import TraceReport

@Suite struct ReportTests {
    private func json(_ report: Report) throws -> [String: Any] {
        let page = report.rendered(as: .json)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any]
        )
    }

    @Test func `the seed's page says what an operator needs, in its order`() throws {
        let page = Report(summary: Seed.summary).rendered(as: .markdown)
        var rest = page[...]
        for text in [
            "# tracelens report: The client's time limit ran out before the answer (medium ",
            "confidence, 0.45)\n\n**2 ×** `broken_pipe`; since **2022-04-11 11:23:00** UTC",
            "`172.31.34.109`", "client, private, 2 of 2",
            "`bsc-wallet/router/handler.BlockInfo` at `wallethandler.go:395` (`app.log:1`)",
            "**Why:** `172.31.34.109` closed first, in 2 of 2 failures",
            "`bsc-wallet/router/handler.BlockInfo` had answered",
            "this input cannot tell.", "**What would change it:**", "**Do first:**",
            "**Check first:**", "ss -Htn state close-wait '( sport = :9093 )'", "## Key numbers",
            "64 min 53 s", "## Timeline", "Longest gap: 59 min 44 s", "## Classes",
            "`broken_pipe`", "100 %", "## Peers", "2 of 2", "32952, 45842",
            "client, private", "11:23:00–12:27:53", "## Groups",
            "`bsc-wallet/router/handler.BlockInfo`", "█···", "<details>",
            "`wallethandler.go:395`", "goroutine 145578 [running]:",
            "… 5 frames of net/http, runtime, github.com/gin-gonic/gin/render, …",
            ">   bsc-wallet/router/handler.BlockInfo\n", "<details>", "The whole trace",
            ">   bsc-wallet/router/handler.BlockInfo(0xc00621d600)",
            "created by net/http.(*Server).Serve", "</details>", "## Causes",
            "### `client_timeout`", "**for:**", "`app.log:1`", "**against:**", "**missing:**",
            "### `client_abort`", "### `fd_limit`", "Rejected", "## What to do",
            "### Stop the bleeding", "### Fix", "### Hygiene", "## Next checks",
            "goroutine?debug=2", "## How this log was damaged", "1 time: line breaks are dropped",
        ] {
            let found = try #require(rest.firstRange(of: text), "\(text)")
            rest = rest[found.upperBound...]
        }
        #expect(!page.contains("What was not understood"))
        #expect(!page.contains("guilty"))
        #expect(GitHubMarkdown.tablesAreWhole(page))
        #expect(page.hasSuffix("must keep line breaks`\n"))
    }

    @Test func `the seed's model has the schema's keys in their order`() throws {
        let page = Report(summary: Seed.summary).rendered(as: .json)
        var rest = page[...]
        for key in [
            "schema", "verdict", "inputs", "totals", "classes", "groups", "peers", "clients",
            "timeline", "evidence", "causes", "damage", "notes",
        ] {
            let found = try #require(rest.firstRange(of: "\"\(key)\":"), "\(key)")
            rest = rest[found.upperBound...]
        }
        let model = try json(Report(summary: Seed.summary))
        #expect(model.count == 13)
        let verdict = try #require(model["verdict"] as? [String: Any])
        #expect(
            Set(verdict.keys) == [
                "mechanism", "root", "amplifiers", "also", "confidence", "sentence",
                "would_change", "course", "usual_reading",
            ]
        )
        #expect(verdict["mechanism"] as? String == "client_timeout")
        #expect(verdict["root"] is NSNull)
        #expect(verdict["confidence"] as? Double == 0.45)
        let totals = try #require(model["totals"] as? [String: Any])
        #expect(totals["span_seconds"] as? Int == 3_893)
        let causes = try #require(model["causes"] as? [[String: Any]])
        for cause in causes {
            #expect(
                Set(cause.keys) == [
                    "id", "role", "title", "confidence", "explains", "statement", "for", "against",
                    "missing", "checks", "remedies", "sources",
                ]
            )
        }
        let groups = try #require(model["groups"] as? [[String: Any]])
        let sample = try #require(groups.first?["sample"] as? [String: Any])
        #expect(sample["schema"] as? String == "tracelens.incident.v1")
    }

    @Test(arguments: ReportFormat.allCases)
    func `the same report is the same bytes`(format: ReportFormat) {
        let records = RandomRecords.records(count: 400, seed: 77)
        let pages = (0..<4).map { _ in Report(summary: Summary.of(records)).rendered(as: format) }
        #expect(Set(pages).count == 1)
        #expect(pages[0].hasSuffix("\n"))
        #expect(!pages[0].hasSuffix("\n\n"))
    }

    @Test func `an empty input gives a short page`() {
        #expect(
            Report(summary: Summary()).rendered(as: .markdown)
                == "# tracelens report\n\nNothing was read.\n"
        )
        #expect(
            Report(summary: Summary()).rendered(as: .text)
                == "tracelens report\n================\n\nNothing was read.\n"
        )
        let page = Report(summary: Summary.of([], lines: 3)).rendered(as: .markdown)
        #expect(page.contains("No incident was found in 3 lines."))
        #expect(!page.contains("## Causes"))
    }

    @Test func `a run that was stopped says so`() throws {
        let report = Report(summary: Seed.summary, partial: true)
        #expect(report.rendered(as: .markdown).contains("stopped before the end"))
        let totals = try #require(try json(report)["totals"] as? [String: Any])
        #expect(totals["partial"] as? Bool == true)
    }

    @Test func `what was not understood is said`() throws {
        var statistics = ParseStatistics()
        statistics.bytes = 10
        statistics.mentions = 3
        statistics.unparsed = 2
        statistics.firstUnparsed = 4_711
        var summary = Summary.of([RecordBuilder(.timeout).record])
        summary.add(InputNote(path: "b.gz", statistics: statistics, problem: "unexpected end"))
        let page = Report(summary: summary).rendered(as: .markdown)
        let notes = try #require(page.components(separatedBy: "## What was not understood").last)
        for text in [
            "`b.gz`: `unexpected end`", "3 texts", "2 pieces", "byte 4,711 of `b.gz`",
            "1 of 1 incident had no time",
        ] {
            #expect(notes.contains(text), "\(text)")
        }
        #expect(page.contains("1 of them not whole"))
    }

    @Test func `tables show the top and say how much more there is`() {
        let records = (0..<30).map { number in
            RecordBuilder(
                .timeout,
                message: "failure \(number)",
                operation: "dial",
                peer: ("10.0.0.\(number)", 80),
                line: number + 1,
                fingerprint: UInt64(number)
            ).record
        }
        let report = Report(summary: Summary.of(records))
        let page = report.rendered(as: .markdown, top: 4)
        #expect(page.contains("And 26 more peers."))
        #expect(page.contains("And 26 more groups."))
        #expect(page.components(separatedBy: "<details>").count == 5)
        let all = report.rendered(as: .markdown, top: 50)
        #expect(!all.contains("more peers"))
    }

    @Test(arguments: [80, 100, 140])
    func `text keeps to its columns`(columns: Int) {
        let long = String(repeating: "long/path.to漢", count: 40)
        let odd = RecordBuilder(.timeout, message: long, peer: (long, 1), seconds: 1)
        let records = RandomRecords.records(count: 200, seed: 3) + Seed.records + [odd.record]
        let report = Report(summary: Summary.of(records))
        let page = report.rendered(as: .text, style: TextStyle(columns: columns))
        let commands = Set(report.causes.flatMap(\.checks).map(\.command))
        for line in page.split(separator: "\n") where !commands.contains(String(line.dropFirst(4)))
        {
            #expect(DisplayWidth.of(String(line)) <= columns, "\(line)")
        }
        #expect(page.contains("\u{1B}") == false)
    }

    @Test func `clients that are the peers are not told twice`() {
        #expect(!Report(summary: Seed.summary).rendered(as: .markdown).contains("## Clients"))
        let record = RecordBuilder(.timeout, peer: ("10.0.0.1", 1), client: ("10.0.0.2", 2)).record
        let page = Report(summary: Summary.of([record])).rendered(as: .markdown)
        #expect(page.contains("## Clients"))
    }

    @Test(arguments: ReportFormat.allCases)
    func `figures at the ends of their range are written`(format: ReportFormat) {
        var records = [Int64.min, -1, 0, Int64.max].map { seconds in
            RecordBuilder(
                .tls,
                peer: ("10.0.0.1", Int(Int32.max)),
                seconds: seconds,
                line: Int.max / 200
            ).record
        }
        records[0].repeats = Int.max / 8
        records[1].goroutinesElided = Int.max
        var statistics = ParseStatistics()
        statistics.bytes = Int.max / 2
        statistics.firstUnparsed = Int.max
        statistics.unparsed = 1
        var summary = Summary.of(records)
        summary.add(InputNote(path: "", statistics: statistics))
        let report = Report(summary: summary)
        #expect(report.rendered(as: format, top: Int.max).count > 100)
        #expect(report.rendered(as: format, top: -1).count > 100)
    }

    @Test func `long stacks are shortened and it is said`() {
        var builder = RecordBuilder(.deadlock, kind: .fatalError)
        for id in 0..<80 {
            builder.goroutine(
                id: id,
                (0..<140).map { FrameText("f\($0)", "", "/a.go", $0, nil) }
            )
        }
        let page = Report(summary: Summary.of([builder.record])).rendered(as: .markdown)
        #expect(page.contains("more goroutine"))
        #expect(page.contains("… 12 more frames"))
    }
}
