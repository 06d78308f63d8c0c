import Foundation
import Testing

@Suite struct `Inputs` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [[], ["-"]])
    func `standard input is read`(paths: [String]) throws {
        let arguments = (["-f", "ndjson"] + paths).joined(separator: " ")
        try scratch.write("app.log", Log.ordinary() + Log.brokenPipe())
        for command in [
            "\"$TRACELENS\" \(arguments) < app.log", "cat app.log | \"$TRACELENS\" \(arguments)",
        ] {
            let result = try Tool.shell(command, in: scratch)
            #expect(result.status == 0)
            #expect(try result.incidents().count == 1)
        }
    }

    @Test func `standard input is read from where it stands`() throws {
        try scratch.write("app.log", Log.brokenPipe() + Log.refused())
        let result = try Tool.shell(
            "{ read -r first; \"$TRACELENS\" -f ndjson; } < app.log",
            in: scratch
        )
        let incident = try #require(try result.incidents().first)
        #expect(incident["class"] as? String == "connection_refused")
    }

    @Test(arguments: ["markdown", "ndjson", "json"])
    func `an empty input is a report`(format: String) throws {
        let result = try Tool.run("-f", format, in: scratch)
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect((result.output == "") == (format == "ndjson"))
    }

    @Test func `a failing input is named and the others are read`() throws {
        try scratch.write("app.log", Log.brokenPipe())
        let result = try Tool.run("-f", "ndjson", "gone.log", "app.log", in: scratch)
        #expect(result.status == 2)
        #expect(try result.incidents().count == 1)
        #expect(result.errors == "tracelens: gone.log: No such file or directory\n")
    }

    @Test func `and the report names it as well`() throws {
        try scratch.write("app.log", Log.brokenPipe())
        let result = try Tool.run("gone.log", "app.log", in: scratch)
        #expect(result.output.contains("gone.log"))
        #expect(result.output.contains("No such file or directory"))
    }

    @Test func `when every input fails there is no report`() throws {
        let result = try Tool.run("gone.log", "lost.log", in: scratch)
        #expect(result.status == 66)
        #expect(result.output == "")
        #expect(result.errors.split(separator: "\n").count == 2)
    }

    @Test func `a standard input that is a directory is named`() throws {
        let result = try Tool.shell("\"$TRACELENS\" < .", in: scratch)
        #expect(result.status == 66)
        #expect(result.errors == "tracelens: standard input: Is a directory\n")
    }
}
