import Foundation
import Testing

@Suite struct `On a terminal` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("app.log", Log.brokenPipe())
    }

    @Test func `a terminal is shown text in colour`() throws {
        let shown = try Terminals.shell("\"$TRACELENS\" app.log", in: scratch, standardOutput: true)
        let told = try Tool.run("app.log", "-f", "text", "--color", "always", in: scratch)
        #expect(shown.status == 0)
        #expect(shown.output.contains("\u{1B}["))
        #expect(told.output.contains("\u{1B}["))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `but not where the environment asks for plain text`(
        environment: [String: String]
    ) throws {
        let result = try Terminals.shell(
            "\"$TRACELENS\" app.log",
            in: scratch,
            standardOutput: true,
            environment: environment
        )
        #expect(result.output != "")
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test func `nor where it is told not to be, nor in a file`() throws {
        let never = try Terminals.shell(
            "\"$TRACELENS\" app.log --color never",
            in: scratch,
            standardOutput: true
        )
        #expect(!never.output.contains("\u{1B}"))
        let file = try Tool.run("app.log", "-f", "text", in: scratch)
        #expect(!file.output.contains("\u{1B}"))
    }

    @Test func `progress shows after half a second on one line and goes away`() throws {
        let result = try slowly("--progress always -q")
        let drawings = result.errors.components(separatedBy: "\r\u{1B}[K")
        #expect(drawings.count > 2)
        #expect(drawings.count < 17)
        #expect(drawings.first == "")
        #expect(drawings.last == "")
        #expect(drawings[1].contains("bytes read, "))
        #expect(drawings[1].contains("bytes/s, 0 incidents, slow"))
        #expect(!result.errors.contains("\n"))
    }

    @Test(arguments: ["--progress never", "-q"])
    func `and not where it is not wished`(options: String) throws {
        #expect(try slowly(options).errors == "")
    }

    /// Reads a pipe that is written to for a second and a half from when it is opened.
    private func slowly(_ options: String) throws -> Tool.Result {
        let result = try Terminals.shell(
            """
            mkfifo slow
            for tick in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
                echo "tick $tick"
                sleep 0.1
            done > slow &
            "$TRACELENS" \(options) slow
            """,
            in: scratch,
            standardError: true
        )
        #expect(result.status == 0)
        return result
    }
}
