import Foundation
import Testing

@Suite struct `Output` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("app.log", Log.brokenPipe())
    }

    @Test(arguments: [
        ("report.md", "# "), ("report.json", "{"), ("report.html", "<!DOCTYPE html>"),
        ("report.htm", "<!DOCTYPE html>"),
        ("report.ndjson", "{\"schema\":\"tracelens.incident"),
        ("report.jsonl", "{\"schema\":\"tracelens.incident"),
    ])
    func `the extension chooses the format`(name: String, beginning: String) throws {
        let result = try Tool.run("app.log", "-o", name, in: scratch)
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(try scratch.text(name).hasPrefix(beginning))
    }

    @Test func `what is told beats the extension`() throws {
        _ = try Tool.run("app.log", "-o", "report.md", "-f", "json", in: scratch)
        #expect(try scratch.text("report.md").hasPrefix("{"))
    }

    @Test func `is markdown where no terminal is and nothing is told`() throws {
        let plain = try Tool.run("app.log", in: scratch)
        let told = try Tool.run("app.log", "-f", "markdown", in: scratch)
        #expect(plain.output == told.output)
        #expect(plain.output.hasPrefix("# "))
    }

    @Test func `a file that was there is replaced, with its permissions`() throws {
        try scratch.write("report.md", String(repeating: "stale\n", count: 10_000))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o664],
            ofItemAtPath: scratch.path("report.md")
        )
        let result = try Tool.run("app.log", "-o", "report.md", in: scratch)
        #expect(result.status == 0)
        #expect(try !scratch.text("report.md").contains("stale\n"))
        let attributes = try FileManager.default.attributesOfItem(
            atPath: scratch.path("report.md")
        )
        #expect(attributes[.posixPermissions] as? Int == 0o664)
    }

    @Test func `a link stays, and what it names is replaced`() throws {
        try scratch.write("kept/report.md", "old")
        try scratch.link("latest.md", to: "kept/report.md")
        _ = try Tool.run("app.log", "-o", "latest.md", in: scratch)
        #expect(try scratch.text("kept/report.md").hasPrefix("# "))
        let link = try FileManager.default.destinationOfSymbolicLink(
            atPath: scratch.path("latest.md")
        )
        #expect(link == "kept/report.md")
    }

    @Test(arguments: ["missing.log", "full.xz"])
    func `is left alone when every input fails`(input: String) throws {
        try scratch.write("full.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 1, 2, 3])
        try scratch.write("report.md", "old")
        let result = try Tool.run(input, "-o", "report.md", in: scratch)
        #expect(result.status == 66)
        #expect(try scratch.text("report.md") == "old")
        #expect(try temporaries() == [])
    }

    @Test(arguments: ["report.md", "report.ndjson"])
    func `no temporary stays behind`(name: String) throws {
        _ = try Tool.run("app.log", "-o", name, in: scratch)
        #expect(try temporaries() == [])
    }

    @Test(arguments: ["markdown", "ndjson"])
    func `a file that takes no more is status 74`(format: String) throws {
        let result = try Tool.run("app.log", "-f", format, "-o", "/dev/full", in: scratch)
        #expect(result.status == 74)
        #expect(result.errors.contains("/dev/full"))
        #expect(result.errors.contains("No space left on device"))
    }

    @Test func `a directory that is not there is status 74, before anything is read`() throws {
        let result = try Tool.run("missing.log", "-o", "nowhere/report.md", in: scratch)
        #expect(result.status == 74)
        #expect(result.errors.contains("nowhere/report.md"))
        #expect(!result.errors.contains("missing.log"))
    }

    @Test func `a standard output that is closed is status 74`() throws {
        let result = try Tool.shell("\"$TRACELENS\" app.log >&-", in: scratch)
        #expect(result.status == 74)
        #expect(result.errors.contains("standard output"))
    }

    @Test func `a standard error that is closed does not get into the report`() throws {
        let result = try Tool.shell(
            "\"$TRACELENS\" app.log missing.log -o report.md 2>&-",
            in: scratch
        )
        #expect(result.status == 2)
        #expect(try !scratch.text("report.md").hasPrefix("tracelens:"))
    }

    @Test(arguments: ["-", "/dev/stdout"])
    func `standard output has names`(name: String) throws {
        let result = try Tool.shell(
            "\"$TRACELENS\" app.log -o '\(name)' | cat > copy.md",
            in: scratch
        )
        #expect(result.status == 0)
        #expect(try scratch.text("copy.md").hasPrefix("# "))
    }

    @Test func `a pipe is written straight through`() throws {
        let result = try Tool.shell(
            """
            mkfifo pipe
            cat pipe > copy.md &
            "$TRACELENS" app.log -o pipe
            status=$?
            wait
            exit $status
            """,
            in: scratch
        )
        #expect(result.status == 0)
        #expect(try scratch.text("copy.md").hasPrefix("# "))
    }

    @Test func `a reader that goes away is no failure`() throws {
        let lines = String(repeating: Log.brokenPipe(), count: 5_000)
        try scratch.write("many.log", lines)
        let result = try Tool.shell(
            """
            { "$TRACELENS" -f ndjson many.log; echo $? > status; } | head -n 1
            """,
            in: scratch
        )
        #expect(try result.incidents().count == 1)
        #expect(try scratch.text("status") == "0\n")
        #expect(result.errors == "")
    }

    private func temporaries() throws -> [String] {
        try scratch.names().filter { $0.hasSuffix(".tmp") }
    }
}
