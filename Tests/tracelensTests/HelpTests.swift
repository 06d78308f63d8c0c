import Testing

@Suite struct `Help and version` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: ["--help", "-h"])
    func `says every option, status and limit`(flag: String) throws {
        let result = try Tool.run(flag, in: scratch)
        #expect(result.status == 0)
        #expect(result.errors == "")
        for promised in [
            "USAGE: tracelens [OPTIONS] [PATH ...]", "-f, --format", "-o, --output", "--since",
            "--until", "--class", "--peer", "--include", "--exclude", "--pattern", "--top",
            "--time-zone", "--year", "-j, --jobs", "--fail-on", "--color", "--progress",
            "-q, --quiet", "--version", "4,096 goroutines", "65,536 frames", "64 KiB of message",
            "8,192", "256 open streams", "4 MiB", "0  ", "1  ", "2  ", "64 ", "66 ", "74 ", "130 ",
        ] {
            #expect(result.output.contains(promised), "\(promised)")
        }
    }

    @Test func `is the same for the default subcommand by its name`() throws {
        let short = try Tool.run("--help", in: scratch)
        let long = try Tool.run("report", "--help", in: scratch)
        #expect(short.output == long.output)
    }

    @Test func `prints the version`() throws {
        let result = try Tool.run("--version", in: scratch)
        #expect(result.status == 0)
        #expect(result.output.contains(/^\d+\.\d+\.\d+\n$/))
    }
}
