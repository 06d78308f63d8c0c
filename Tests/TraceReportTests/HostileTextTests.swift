import Foundation
import Testing
import TraceParse

@testable import TraceReport

@Suite struct HostileTextTests {
    private func report(_ attack: String) -> Report {
        var builder = RecordBuilder(
            .brokenPipe,
            kind: .httpPanic,
            message: attack,
            operation: "write",
            local: ("10.0.0.1", 9093),
            peer: (attack, 40_000),
            client: (attack + "2", 7),
            seconds: 1_000,
            line: 3
        )
        builder.goroutine(
            id: 1,
            state: attack,
            [FrameText(attack, attack, attack, 7, 9)],
            createdBy: FrameText(attack, nil, attack, 1, 2)
        )
        builder.record.handlerFrame = 0
        builder.record.originFrame = 0
        builder.record.chain = [builder.text(attack)]
        addThread(attack, to: &builder)
        var records = [builder.record]
        for errorClass in [ErrorClass.connectionRefused, .dns, .tls, .timeout, .unreachable] {
            let failed = RecordBuilder(
                errorClass,
                message: attack,
                operation: "dial",
                peer: (attack, 80),
                seconds: 2_000
            )
            records.append(failed.record)
        }
        records.append(RecordBuilder(ErrorClass(rawValue: attack), message: attack).record)
        var summary = Summary.of(records, path: attack)
        summary.add(
            InputNote(
                path: attack,
                statistics: ParseStatistics(),
                compression: attack,
                problem: attack
            )
        )
        return Report(summary: summary)
    }

    private func addThread(_ attack: String, to builder: inout RecordBuilder) {
        var frame = CrashFrameRecord()
        frame.function = builder.text(attack)
        frame.image = builder.text(attack)
        frame.file = builder.text(attack)
        var thread = CrashThreadRecord()
        thread.index = 0
        thread.name = builder.text(attack)
        thread.crashed = true
        thread.frameCount = 1
        builder.record.crashFrames = [frame]
        builder.record.threads = [thread]
    }

    private func acts(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { VisibleText.acts($0) && $0 != "\n" }
    }

    @Test func `there are attacks enough`() {
        #expect(Set(HostileTexts.all).count >= 50)
    }

    @Test(arguments: HostileTexts.all)
    func `markdown shows an attack and does not act on it`(attack: String) {
        let page = report(attack).rendered(as: .markdown)
        #expect(page.contains("EVIL"))
        #expect(acts(page).isEmpty)
        #expect(!GitHubMarkdown.active(page).contains("EVIL"))
        #expect(GitHubMarkdown.tablesAreWhole(page))
        let folds = GitHubMarkdown.active(page)
        #expect(
            folds.components(separatedBy: "<details>").count
                == folds.components(separatedBy: "</details>").count
        )
    }

    @Test(arguments: HostileTexts.all)
    func `a terminal shows an attack and does not act on it`(attack: String) {
        let page = report(attack).rendered(as: .text)
        #expect(page.contains("EVIL"))
        #expect(acts(page).isEmpty)
        // No newline of an attack begins a line of the page.
        let lines = Set(page.split(separator: "\n"))
        for line in attack.split(separator: "\n").dropFirst() { #expect(!lines.contains(line)) }
    }

    @Test(arguments: HostileTexts.all)
    func `JSON holds an attack and no control`(attack: String) throws {
        let page = report(attack).rendered(as: .json)
        #expect(acts(page).isEmpty)
        let model = try #require(
            try JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any]
        )
        let groups = try #require(model["groups"] as? [[String: Any]])
        #expect(groups.contains { ($0["message"] as? String) == attack })
    }

    /// Texts from a log change nothing but text: the elements are those of a harmless page.
    @Test(arguments: HostileTexts.all)
    func `HTML shows an attack and does not act on it`(attack: String) {
        let page = report(attack).rendered(as: .html)
        let outline = HTMLOutline(page)
        let harmless = HTMLOutline(report("harmless").rendered(as: .html))
        #expect(outline.problem == nil)
        let isShown = outline.text.contains("EVIL")
        #expect(isShown)
        #expect(acts(outline.text).isEmpty)
        #expect(outline.shapes.subtracting(harmless.shapes).isEmpty)
    }

    @Test(arguments: HostileTexts.all)
    func `no command holds a word of the log`(attack: String) {
        let report = report(attack)
        let commands = report.causes.flatMap(\.checks).map(\.command)
        #expect(!commands.isEmpty)
        #expect(commands.allSatisfy { !$0.contains("EVIL") })
    }

    @Test(arguments: ReportFormat.allCases)
    func `no format shows a secret`(format: ReportFormat) {
        var builder = RecordBuilder(
            .brokenPipe,
            kind: .httpPanic,
            message: "Authorization: Bearer s3cr3t\npassword=s3cr3t",
            operation: "write",
            peer: ("token=s3cr3t", 1),
            seconds: 1
        )
        builder.goroutine(
            id: 1,
            state: "password=s3cr3t",
            [FrameText("main.f", "token=s3cr3t", "https://a:s3cr3t@h/x.go", 1, 1)]
        )
        builder.record.handlerFrame = 0
        builder.record.originFrame = 0
        builder.record.chain = [builder.text("Set-Cookie: sid=s3cr3t")]
        var summary = Summary.of([builder.record])
        summary.add(
            InputNote(path: "b", statistics: ParseStatistics(), problem: "password=s3cr3t")
        )
        let page = Report(summary: summary).rendered(as: format)
        #expect(!page.contains("s3cr3t"))
        #expect(page.contains("[masked]"))
    }

    @Test func `colour is the only control, and only where it is wished`() {
        let report = report("EVIL")
        let page = report.rendered(as: .text, style: TextStyle(color: true))
        let plain = report.rendered(as: .text)
        #expect(page.contains("\u{1B}[1m"))
        var bare = ""
        var rest = page[...]
        while let start = rest.firstIndex(of: "\u{1B}") {
            bare += rest[..<start]
            let end = rest[start...].firstIndex(of: "m") ?? rest.endIndex
            rest = rest[end...].dropFirst()
        }
        #expect(bare + rest == plain)
    }
}
