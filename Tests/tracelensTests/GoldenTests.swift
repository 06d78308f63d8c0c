import Foundation
import Testing

/// The reports that stand in the project: what an engineer reads, byte for byte.
@Suite struct `Golden reports` {
    /// A line of `cases.txt`: the name of a report, and the arguments that it is made with.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: [String]

        var testDescription: String { name }

        static let all: [Case] = {
            let list = Package.root.appending(path: "Fixtures/golden/cases.txt")
            let lines = (try? String(contentsOf: list, encoding: .utf8)) ?? ""
            return lines.split(separator: "\n").map { line in
                let words = line.split(separator: " ").map { String($0) }
                return Case(name: words[0], arguments: Array(words.dropFirst()))
            }
        }()
    }

    private static let formats = [
        ("text", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json"),
        ("ndjson", "ndjson"),
    ]

    @Test func `there is a report for each kind of input`() {
        #expect(Case.all.map(\.name) == ["seed", "swift-crash", "mixed", "empty", "benign"])
    }

    @Test(arguments: Case.all, formats)
    func `a report is what it was`(report: Case, format: (name: String, ending: String)) throws {
        let scratch = try Scratch()
        let made = try Tool.shell(
            "cd '\(Package.root.path)' && \"$TRACELENS\" -q -f \(format.name) "
                + report.arguments.joined(separator: " "),
            in: scratch
        )
        #expect(made.status == 0)
        let path = "Fixtures/golden/\(report.name)/report.\(format.ending)"
        let golden = try String(contentsOf: Package.root.appending(path: path), encoding: .utf8)
        #expect(
            made.output == golden,
            "\(path) differs: look at it, and if it is better so: make goldens"
        )
    }

    /// What an engineer asks first stands within the first screen.
    @Test(arguments: [
        (
            "seed",
            [
                "client's time limit", "broken_pipe", "2022-04-11 11:23:00", "172.31.34.109",
                "wallethandler.go:395", "handlers were blocked", "Do first:", "ss -Htn",
            ]
        ),
        (
            "swift-crash",
            [
                "process ended by itself", "index_out_of_range", "2026-11-22 17:25:32",
                "main.swift:53", "Do first:", "journalctl",
            ]
        ),
        ("empty", ["Nothing was read."]),
        (
            "benign",
            ["Nothing worth acting on", "broken_pipe", "2026-06-08 11:31:42", "203.0.113.102"]
        ),
    ])
    func `the first screen answers`(name: String, answers: [String]) throws {
        for ending in ["txt", "md"] {
            let path = Package.root.appending(path: "Fixtures/golden/\(name)/report.\(ending)")
            let page = try String(contentsOf: path, encoding: .utf8)
            let lines = page.split(separator: "\n", omittingEmptySubsequences: false).prefix(27)
            let screen = lines.joined(separator: " ").replacingOccurrences(of: "  ", with: " ")
            for answer in answers { #expect(screen.contains(answer), "\(ending): \(answer)") }
        }
    }
}

/// Where the project's files are.
enum Package {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
