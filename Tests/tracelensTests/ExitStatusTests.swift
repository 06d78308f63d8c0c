import Testing

@Suite struct `--fail-on` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("pipe.log", Log.brokenPipe() + Log.brokenPipe())
        try scratch.write("dump.log", Log.dump)
        try scratch.write("calm.log", Log.ordinary())
    }

    @Test(
        arguments: [
            (["pipe.log", "--fail-on", "broken_pipe"], 1),
            (["pipe.log", "--fail-on", "any"], 1),
            (["pipe.log", "--fail-on", "timeout", "--fail-on", "broken_pipe"], 1),
            (["pipe.log", "--fail-on", "timeout"], 0),
            (["pipe.log", "--fail-on", "any", "--class", "timeout"], 0),
            (["calm.log", "--fail-on", "any"], 0),
            (["dump.log", "--fail-on", "any"], 0),
            (["pipe.log", "gone.log", "--fail-on", "any"], 2),
            (["gone.log", "--fail-on", "any"], 66),
        ] as [([String], Int32)]
    )
    func `makes the status 1 where it matches`(arguments: [String], status: Int32) throws {
        for format in ["markdown", "json", "ndjson"] {
            let line = (arguments + ["-f", format]).joined(separator: " ")
            let result = try Tool.shell("\"$TRACELENS\" \(line)", in: scratch)
            #expect(result.status == status)
            #expect((result.output == "") == (status == 66 || hasNoLines(arguments, format)))
        }
    }

    @Test func `is said, beside what could not be read`() throws {
        let result = try Tool.run("pipe.log", "gone.log", "--fail-on", "any", in: scratch)
        #expect(result.status == 2)
        #expect(result.errors.contains("gone.log"))
        #expect(result.errors.contains("--fail-on: 2 incidents"))
    }

    private func hasNoLines(_ arguments: [String], _ format: String) -> Bool {
        format == "ndjson"
            && (arguments.contains("calm.log")
                || arguments.contains("timeout")
                    && arguments.contains("--class"))
    }
}
