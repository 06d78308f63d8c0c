import Testing

@Suite struct `Usage errors` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        (["--bogus"], "--bogus"),
        (["-f", "yaml"], "ndjson"),
        (["-f"], "-f"),
        (["--since", "yesterday"], "2026-04-11T09:30:00Z"),
        (["--since", "2026-02-30"], "2026-04-11T09:30:00Z"),
        (["--until", "2h30"], "2h"),
        (["--since", "2026-03-02", "--until", "2026-03-01"], "--since is after --until"),
        (["--class", "brokenpipe"], "broken_pipe"),
        (["--fail-on", "everything"], "broken_pipe"),
        (["--peer", "10.0.0.0/33"], "10.0.0.0/8"),
        (["--peer", "example.org"], "10.0.0.0/8"),
        (["--pattern", "no equals sign"], "NAME=REGEX"),
        (["--pattern", "Big=x"], "NAME=REGEX"),
        (["--pattern", "=x"], "NAME=REGEX"),
        (["--top", "0"], "--top"),
        (["--top", "many"], "--top"),
        (["--time-zone", "Mars/Olympus"], "Europe/Berlin"),
        (["--time-zone", "../../etc/passwd"], "Europe/Berlin"),
        (["--time-zone", "+25:00"], "Europe/Berlin"),
        (["--year", "0"], "--year"),
        (["-j", "0"], "--jobs"),
        (["--color", "sometimes"], "always"),
        (["--progress", "sometimes"], "always"),
    ])
    func `name what is wrong and what would be right`(
        arguments: [String],
        hint: String
    ) throws {
        let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
        let result = try Tool.shell("\"$TRACELENS\" \(quoted) < /dev/null", in: scratch)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains(hint))
    }

    @Test func `a terminal and no path is a hint of one line`() throws {
        let result = try Terminals.shell("\"$TRACELENS\"", in: scratch, standardInput: true)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains("tracelens --help"))
    }

    @Test func `the report is not written over what it is made of`() throws {
        let log = Log.brokenPipe()
        try scratch.write("app.log", log)
        let result = try Tool.run("app.log", "-o", "./app.log", in: scratch)
        #expect(result.status == 64)
        #expect(result.errors.contains("app.log"))
        #expect(try scratch.text("app.log") == log)
        #expect(try !scratch.names().contains { $0.hasSuffix(".tmp") })
    }

    @Test func `nor is a redirected one`() throws {
        try scratch.write("app.log", Log.brokenPipe())
        let result = try Tool.shell("\"$TRACELENS\" app.log >> app.log", in: scratch)
        #expect(result.status == 64)
        #expect(try scratch.text("app.log") == Log.brokenPipe())
    }
}
