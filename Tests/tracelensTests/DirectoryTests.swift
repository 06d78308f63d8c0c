import Foundation
import Testing

@Suite struct `Directories` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `every file below is read, in the byte order of the paths`() throws {
        for name in ["b.log", "a/z.log", "a-b.log", "a.log", "a/B/1", "Z", ".hidden", "é"] {
            try write("logs/\(name)")
        }
        #expect(
            try paths("logs") == [
                "logs/.hidden", "logs/Z", "logs/a-b.log", "logs/a.log", "logs/a/B/1",
                "logs/a/z.log", "logs/b.log", "logs/é",
            ]
        )
    }

    @Test func `paths are read in the order given`() throws {
        for name in ["b.log", "logs/2", "logs/1", "a.log"] {
            try write(name)
        }
        #expect(
            try paths("b.log", "logs/", "a.log") == ["b.log", "logs/1", "logs/2", "a.log"]
        )
    }

    @Test func `links are followed and each file is read once`() throws {
        try scratch.write("logs/app.log", Log.brokenPipe())
        try write("elsewhere/old.log")
        try scratch.link("logs/current.log", to: "app.log")
        try scratch.link("logs/archive", to: "../elsewhere")
        try scratch.link("logs/round", to: ".")
        try FileManager.default.linkItem(
            atPath: scratch.path("logs/app.log"),
            toPath: scratch.path("logs/hard.log")
        )
        #expect(try paths("logs") == ["logs/app.log", "logs/archive/old.log"])
    }

    @Test func `a file that is named twice is read once and said to be`() throws {
        try scratch.write("app.log", Log.brokenPipe())
        let result = try Tool.run("-f", "ndjson", "app.log", "./app.log", in: scratch)
        #expect(result.status == 0)
        #expect(try result.incidents().count == 1)
        #expect(result.errors.contains("./app.log"))
    }

    @Test func `standard input that is named twice is read once`() throws {
        let result = try Tool.run(
            "-f",
            "ndjson",
            "--since",
            "1h",
            "-",
            "-",
            in: scratch,
            input: Log.brokenPipe()
        )
        #expect(try result.incidents().count == 1)
        #expect(result.errors.contains("standard input"))
    }

    @Test func `a broken link and an unreadable directory are named`() throws {
        try scratch.write("logs/app.log", Log.brokenPipe())
        try scratch.link("logs/gone.log", to: "nowhere")
        let result = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(result.status == 2)
        #expect(try result.incidents().count == 1)
        #expect(result.errors == "tracelens: logs/gone.log: No such file or directory\n")
    }

    @Test func `what is no file is passed by`() throws {
        try scratch.write("logs/app.log", Log.brokenPipe())
        let result = try Tool.shell("mkfifo logs/pipe; \"$TRACELENS\" -f ndjson logs", in: scratch)
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(try result.incidents().count == 1)
    }

    @Test func `a directory without files is an empty report, and said to be`() throws {
        try FileManager.default.createDirectory(
            atPath: scratch.path("logs"),
            withIntermediateDirectories: false
        )
        let result = try Tool.run("logs", in: scratch)
        #expect(result.status == 0)
        #expect(result.output != "")
        #expect(result.errors.contains("logs"))
    }

    @Test(arguments: [
        (["--include", "*.log"], ["a.log", "deep/a.log", "deep/er/b.log"]),
        (["--include", "deep/*"], ["deep/a.log", "deep/er/b.log", "deep/er/c.txt"]),
        (["--exclude", "*.log"], ["deep/er/c.txt", "old.1"]),
        (["--exclude", "er"], ["a.log", "deep/a.log", "old.1"]),
        (["--exclude", "deep/er"], ["a.log", "deep/a.log", "old.1"]),
        (
            ["--include", "*.log", "--include", "*.txt", "--exclude", "a.*"],
            ["deep/er/b.log", "deep/er/c.txt"]
        ),
        (["--include", "old.[0-9]"], ["old.1"]),
        (["--include", "?.log"], ["a.log", "deep/a.log", "deep/er/b.log"]),
    ])
    func `globs choose`(options: [String], expected: [String]) throws {
        for name in ["a.log", "old.1", "deep/a.log", "deep/er/b.log", "deep/er/c.txt"] {
            try write("logs/\(name)")
        }
        #expect(try paths(options + ["logs"]) == expected.map { "logs/\($0)" })
    }

    @Test func `globs do not touch what is named itself`() throws {
        try scratch.write("app.txt", Log.brokenPipe())
        #expect(try paths("--include", "*.log", "app.txt") == ["app.txt"])
    }

    @Test func `the output file and our own reports are skipped and named`() throws {
        try scratch.write("logs/app.log", Log.brokenPipe())
        for (name, color) in [
            ("old.md", "never"), ("old.html", "never"), ("old.json", "never"),
            ("old.ndjson", "never"),
            ("old.txt", "never"), ("vivid.txt", "always"),
        ] {
            let result = try Tool.run(
                "logs/app.log",
                "-o",
                "logs/\(name)",
                "--color",
                color,
                in: scratch
            )
            #expect(result.status == 0)
        }
        try scratch.write("logs/older.md.gz", Gzip.member(try scratch.text("logs/old.md")))
        let result = try Tool.run("logs", "-o", "logs/new.ndjson", in: scratch)
        #expect(result.status == 0)
        #expect(
            result.errors.split(separator: "\n").map { $0.split(separator: ":")[1] } == [
                " skipped logs/old.html", " skipped logs/old.json", " skipped logs/old.md",
                " skipped logs/old.ndjson",
                " skipped logs/old.txt", " skipped logs/older.md.gz", " skipped logs/vivid.txt",
            ]
        )
        #expect(try scratch.text("logs/new.ndjson").split(separator: "\n").count == 1)

        let again = try Tool.run("-q", "logs", "-o", "logs/new.ndjson", in: scratch)
        #expect(again.status == 0)
        #expect(again.errors == "")
        #expect(try scratch.text("logs/new.ndjson").split(separator: "\n").count == 1)
    }

    @Test func `a redirected report is skipped too`() throws {
        try scratch.write("logs/app.log", Log.brokenPipe())
        let result = try Tool.shell("\"$TRACELENS\" -f ndjson logs > logs/out", in: scratch)
        #expect(result.status == 0)
        #expect(result.errors.contains("logs/out"))
        #expect(try scratch.text("logs/out").split(separator: "\n").count == 1)
    }

    @Test func `a name from the disk cannot move the terminal's cursor`() throws {
        try scratch.link("logs-\u{1B}[2J", to: "nowhere")
        let result = try Tool.run("logs-\u{1B}[2J", in: scratch)
        #expect(result.status == 66)
        #expect(result.errors == "tracelens: logs-\\u{1b}[2J: No such file or directory\n")
    }

    /// A log with contents of its own.
    private func write(_ name: String) throws {
        try scratch.write(name, Log.brokenPipe() + "served from \(name)\n")
    }

    private func paths(_ arguments: String...) throws -> [String] {
        try paths(arguments)
    }

    private func paths(_ arguments: [String]) throws -> [String] {
        let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
        let result = try Tool.shell("\"$TRACELENS\" -f ndjson \(quoted)", in: scratch)
        #expect(result.status == 0)
        return try result.incidents().map { incident in
            let source = try #require(incident["source"] as? [String: Any])
            return try #require(source["path"] as? String)
        }
    }
}
