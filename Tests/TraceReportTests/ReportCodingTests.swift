import Foundation
import Testing
import TraceParse

@testable import TraceReport

/// What is written as JSON is the model, whole.
@Suite struct ReportCodingTests {
    private func decoded(_ report: Report) throws -> Report {
        let page = report.rendered(as: .json)
        return try JSONDecoder().decode(Report.self, from: Data(page.utf8))
    }

    @Test func `a decoder gets the seed's report back`() throws {
        let report = Report(summary: Seed.summary)
        #expect(try decoded(report) == report)
        #expect(report.schema == "tracelens.report.v1")
    }

    @Test func `a decoder gets an empty report back`() throws {
        let report = Report(summary: Summary())
        #expect(try decoded(report) == report)
    }

    @Test(arguments: 0..<6)
    func `a decoder gets any report back`(seed: Int) throws {
        let records = RandomRecords.records(count: 120, seed: UInt64(seed))
        let report = Report(summary: Summary.of(records), partial: seed.isMultiple(of: 2))
        #expect(try decoded(report) == report)
    }

    @Test(arguments: ["swift/index-release", "swift/nio", "go/go1.24-fatal-deadlock"])
    func `a decoder gets a real log's report and incidents back`(name: String) throws {
        let log = try String(
            contentsOf: Self.fixtures.appending(path: "\(name)/raw.log"),
            encoding: .utf8
        )
        let report = try ReadLog([("app.log", log)]).report
        #expect(try decoded(report) == report)
        let samples = report.groups.compactMap(\.sample)
        #expect(!samples.isEmpty)
        for incident in samples {
            let line = Data(IncidentJSON.line(incident).utf8)
            #expect(try JSONDecoder().decode(Incident.self, from: line) == incident)
        }
    }

    @Test func `a coder of values writes what a decoder reads`() throws {
        let report = Report(summary: Seed.summary)
        let bytes = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(Report.self, from: bytes) == report)
    }

    @Test(arguments: HostileTexts.all)
    func `a phrase's notation gives it back, whatever text it holds`(text: String) {
        let phrases: [Phrase] = [
            "\(data: text)", "\(data: text)\(data: text)", "a \(data: text), b",
            "`x`\(data: text)y",
            .strong("for: ") + "\(data: text) \(12) times", .words(text), "",
        ]
        for phrase in phrases.map(\.normalized) {
            #expect(Phrase(notation: phrase.notation) == phrase)
            #expect(phrase.normalized == phrase)
        }
    }

    @Test(arguments: ["", "`", "``", "a`b", "`a", " `` ` ", "`` a", "````"])
    func `what was left open in a notation is words`(notation: String) {
        #expect(Phrase(notation: notation).plain.count <= notation.count)
    }

    @Test(arguments: [
        ("2022-04-11T11:23:00Z", true), ("2022-04-11T11:23:00.250Z", true),
        ("0001-01-01T00:00:00Z", true), ("12022-04-11T11:23:00.000000001Z", true),
        ("2022-04-11T11:23:00", false), ("2022-13-11T11:23:00Z", false), ("Z", false), ("", false),
        ("2022-04-11 11:23:00Z", false), ("2022-04-11T24:23:00Z", false),
        ("2022-04-11T11:23:00.Z", false), ("2022-04-11T11:23:00.0000000001Z", false),
        ("-022-04-11T11:23:00Z", false), ("2022-04-11T11:23Z", false),
    ])
    func `a moment is read as it was printed`(text: String, isMoment: Bool) {
        #expect(Timestamp(text)?.description == (isMoment ? text : nil))
    }

    private static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")
}
