import Testing

@Suite struct `Filters` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write(
            "app.log",
            Log.dump + Log.brokenPipe(at: "2026/03/01 08:00:00", peer: "10.0.0.7:40000")
                + Log.refused(at: "2026/03/01 09:00:00", peer: "10.0.1.9:80")
                + Log.brokenPipe(at: "2026/03/01 10:00:00", peer: "192.168.0.7:40001")
                + Log.brokenPipe(at: "2026/03/01 11:00:00", peer: "[fd00::7]:40002")
        )
    }

    @Test(arguments: [
        ([], ["-", "08", "09", "10", "11"]),
        (["--since", "2026-03-01T09:00:00Z"], ["-", "09", "10", "11"]),
        (["--since", "2026-03-01T09:00:01Z"], ["-", "10", "11"]),
        (["--until", "2026-03-01T10:00:00Z"], ["-", "08", "09", "10"]),
        (
            ["--since", "2026-03-01T11:00:00+02:00", "--until", "2026-03-01T09:30:00Z"],
            ["-", "09"]
        ),
        (["--since", "2026-03-02"], ["-"]),
        (["--since", "1h"], ["-", "10", "11"]),
        (["--since", "90m", "--until", "30m"], ["-", "10"]),
        (["--since", "2h", "--class", "connection_refused"], ["09"]),
        (["--class", "broken_pipe"], ["08", "10", "11"]),
        (["--class", "broken_pipe", "--class", "connection_refused"], ["08", "09", "10", "11"]),
        (["--class", "timeout"], []),
        (["--peer", "10.0.0.7"], ["08"]),
        (["--peer", "10.0.0.0/15"], ["08", "09"]),
        (["--peer", "10.0.1.0/24", "--peer", "fd00::/8"], ["09", "11"]),
        (["--peer", "10.0.0.0/15", "--class", "broken_pipe"], ["08"]),
    ])
    func `keep what they are asked for`(options: [String], hours: [String]) throws {
        let quoted = options.map { "'\($0)'" }.joined(separator: " ")
        let result = try Tool.shell("\"$TRACELENS\" -f ndjson \(quoted) app.log", in: scratch)
        #expect(result.status == 0)
        #expect(try self.hours(result) == hours)
    }

    @Test(arguments: [
        "\"$TRACELENS\"", "cat app.log | \"$TRACELENS\"",
        "cat app.log > pipe & \"$TRACELENS\" pipe",
    ])
    func `count back in what can be read only once`(command: String) throws {
        let input = command.contains("app.log") ? "" : "< app.log"
        let result = try Tool.shell(
            "mkfifo pipe; \(command) -f ndjson --since 90m --until 30m \(input)",
            in: scratch
        )
        #expect(result.status == 0)
        #expect(try hours(result) == ["-", "10"])
    }

    @Test func `number what they keep`() throws {
        let result = try Tool.run(
            "-f",
            "ndjson",
            "--class",
            "broken_pipe",
            "app.log",
            "app.log",
            in: scratch
        )
        #expect(try result.incidents().map { $0["index"] as? Int } == [0, 1, 2])
    }

    @Test func `count back from the last incident of all inputs`() throws {
        try scratch.write("logs/1.log", Log.brokenPipe(at: "2026/03/01 08:00:00"))
        try scratch.write("logs/2.log", Gzip.member(Log.brokenPipe(at: "2026/03/01 20:00:00")))
        try scratch.write("logs/3.log", Log.brokenPipe(at: "2026/03/01 19:30:00"))
        let result = try Tool.run("-f", "ndjson", "--since", "1h", "logs", in: scratch)
        #expect(try hours(result) == ["20", "19"])
        let wide = try Tool.run("-f", "ndjson", "--since", "12h", "logs", "gone", in: scratch)
        #expect(try hours(wide) == ["08", "20", "19"])
        #expect(wide.errors == "tracelens: gone: No such file or directory\n")
    }

    @Test func `a copy for the second reading leaves nothing behind`() throws {
        try scratch.write("copies/.keep", "")
        let result = try Tool.shell(
            "cat app.log | TMPDIR=copies \"$TRACELENS\" -f ndjson --since 1h",
            in: scratch
        )
        #expect(try hours(result) == ["-", "10", "11"])
        let left = try Tool.shell("ls -A copies", in: scratch)
        #expect(left.output == ".keep\n")
    }

    @Test func `a copy that cannot be kept says where copies go`() throws {
        let result = try Tool.shell(
            "cat app.log | TMPDIR=nowhere \"$TRACELENS\" --since 1h -o report.md",
            in: scratch
        )
        #expect(result.status == 74)
        #expect(result.errors.contains("TMPDIR"))
        #expect(try !scratch.names().contains { $0.hasSuffix(".tmp") || $0 == "report.md" })
    }

    @Test func `times that print no zone are of the one that is told`() throws {
        let result = try Tool.run(
            "-f",
            "ndjson",
            "--time-zone",
            "+02:00",
            "--since",
            "2026-03-01 10:00",
            "app.log",
            in: scratch
        )
        #expect(try hours(result) == ["-", "08", "09"])
    }

    @Test func `a pattern of the user's own is a class of its own`() throws {
        try scratch.write("own.log", "2026/03/01 10:00:00 ERROR the ledger is locked\n")
        let result = try Tool.run(
            "-f",
            "ndjson",
            "--pattern",
            "ledger_locked=the ledger is locked",
            "--class",
            "ledger_locked",
            "own.log",
            in: scratch
        )
        #expect(result.status == 0)
        #expect(try result.incidents().map { $0["class"] as? String } == ["ledger_locked"])
    }

    /// The hours of the incidents' times, `-` where one has no time.
    private func hours(_ result: Tool.Result) throws -> [String] {
        try result.incidents().map { incident in
            (incident["time"] as? String).map { String($0.dropFirst(11).prefix(2)) } ?? "-"
        }
    }
}
