import Testing

@Suite struct `Evidence on the command line` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("app.log", Log.brokenPipe())
    }

    private static let pile = "$ netstat -n\nCLOSE_WAIT 1020\nESTABLISHED 59\n"

    @Test func `is read from files and directories, compressed ones too`() throws {
        try scratch.write("host/a.txt", Self.pile)
        try scratch.write("host/b.txt", "$ ulimit -n\n1024\n")
        let plain = try Tool.run("-f", "json", "--evidence", "host", "app.log", in: scratch)
        #expect(plain.status == 0)
        #expect(plain.output.contains("1,020 CLOSE_WAIT"))
        #expect(plain.output.contains("host/b.txt"))
        let packed = try Tool.shell(
            "gzip host/a.txt && \"$TRACELENS\" -f json --evidence host/a.txt.gz app.log",
            in: scratch
        )
        #expect(packed.output.contains("1,020 CLOSE_WAIT"))
    }

    @Test func `that cannot be read is named, and the report is made`() throws {
        let result = try Tool.run("--evidence", "none.txt", "app.log", in: scratch)
        #expect(result.status == 2)
        #expect(result.errors.contains("none.txt"))
        #expect(result.output.contains("broken pipe"))
    }

    @Test func `cannot be the standard input that is the log`() throws {
        let result = try Tool.run("--evidence", "-", in: scratch, input: Self.pile)
        #expect(result.status == 64)
        let beside = try Tool.run(
            "-f",
            "json",
            "--evidence",
            "-",
            "app.log",
            in: scratch,
            input: Self.pile
        )
        #expect(beside.status == 0)
        #expect(beside.output.contains("1,020 CLOSE_WAIT"))
    }

    @Test func `is found in the log itself, and marked`() throws {
        try scratch.write("paste.log", Log.brokenPipe() + "\n# netstat -n\nCLOSE_WAIT 1020\n")
        let result = try Tool.run("-f", "json", "paste.log", in: scratch)
        #expect(result.output.contains("1,020 CLOSE_WAIT"))
        let forged = "2026/03/01 10:00:00 GET /?q=CLOSE_WAIT%201020 CLOSE_WAIT 1020\n"
        try scratch.write("forged.log", Log.brokenPipe() + forged)
        let lure = try Tool.run("-f", "json", "forged.log", in: scratch)
        #expect(!lure.output.contains("1,020 CLOSE_WAIT"))
    }
}
