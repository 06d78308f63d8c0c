import Testing

@Suite struct `Control-C` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: ["markdown", "ndjson"])
    func `writes the report of what was read so far`(format: String) throws {
        let result = try interrupted("-f \(format) pipe", writing: Log.brokenPipe())
        #expect(result.status == 130)
        #expect(result.output != "")
        #expect(result.errors.contains("interrupted"))
    }

    @Test func `writes a file whole`() throws {
        let result = try interrupted(
            "-o report.md pipe",
            writing: Log.brokenPipe()
        )
        #expect(result.status == 130)
        #expect(try scratch.text("report.md").hasPrefix("# "))
        #expect(try !scratch.names().contains { $0.hasSuffix(".tmp") })
    }

    @Test func `ends many readers of silent pipes`() throws {
        let result = try interrupted(
            "-f ndjson -j 4 pipe a b c",
            writing: Log.brokenPipe()
        )
        #expect(result.status == 130)
        #expect(try result.incidents().count == 1)
    }

    /// Runs the program on `pipe`, into which a text is written and no end, and interrupts it when
    /// it has had a second to read that.
    private func interrupted(
        _ arguments: String,
        writing text: String
    ) throws -> Tool.Result {
        try scratch.write("text", text)
        return try Tool.shell(
            """
            mkfifo pipe a b c
            {
                cat text
                sleep 1
                kill -INT $$
                for tick in 1 2 3 4 5 6 7 8 9 10; do
                    kill -0 $$ && sleep 0.5
                done
            } > pipe 2> /dev/null &
            exec "$TRACELENS" \(arguments)
            """,
            in: scratch
        )
    }
}
