import Testing

@testable import TraceParse

/// A log, and the incidents that it must give: class, message, time of day and how often repeated.
struct LogRow: Sendable, CustomTestStringConvertible {
    var text: String
    var incidents: [String]

    init(_ text: String, _ incidents: String...) {
        self.text = text
        self.incidents = incidents
    }

    var testDescription: String { text }

    /// What a parser reads in the log, in chunks of a size.
    func read(chunk: Int) throws -> [String] {
        var parser = try TraceParser()
        var found: [String] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + chunk)
            parser.feed(Array(bytes[start..<end]).span) { found.append(Self.describe($0)) }
            start = end
        }
        _ = parser.finish { found.append(Self.describe($0)) }
        return found
    }

    private static func describe(_ incident: Incident) -> String {
        let time = incident.time.map { "\(($0.seconds % 86_400 + 86_400) % 86_400)" } ?? "-"
        let parts = [incident.errorClass?.rawValue ?? "-", incident.message ?? "-", time]
        return (parts + (incident.repeats > 0 ? ["\(incident.repeats) again"] : []))
            .joined(separator: " | ")
    }
}

/// Where one record ends and the next begins, and what of a message is its own.
struct RecordSeamTests {
    private static let dial = "dial tcp 10.0.0.1:5432: connect: connection refused"
    private static let read = "read tcp 10.0.0.9:1->10.0.0.2:6379: read: connection reset by peer"
    private static let stack = "goroutine 1 [running]:\nmain.main()\n\t/app/main.go:8 +0x1a\n"

    // swift-format-ignore
    static let touching: [LogRow] = [
        LogRow("2022/04/11 11:23:00 ERROR f err=\"\(dial)\"2022/04/11 11:23:01 ERROR f err=\"\(read)\"",
            "connection_refused | \(dial) | 40980", "connection_reset | \(read) | 40981"),
        LogRow("time=2022-04-11T11:23:00Z level=ERROR msg=x err=\"\(dial)\"time=2022-04-11T11:23:01Z level=ERROR msg=x err=\"\(read)\"",
            "connection_refused | \(dial) | 40980", "connection_reset | \(read) | 40981"),
        LogRow("time=2022-04-11T11:23:00Z level=ERROR msg=x err=\"\(dial)\" time=2022-04-11T11:23:01Z level=ERROR msg=x err=\"\(read)\"",
            "connection_refused | \(dial) | 40980", "connection_reset | \(read) | 40981"),
        LogRow("time=&quot;2022-04-11T11:22:59Z&quot; level=info addr=&quot;:80&quot; time=&quot;2022-04-11T11:23:01Z&quot; level=error error=&quot;\(dial)&quot;",
            "connection_refused | \(dial) | 40981"),
        LogRow("{&quot;level&quot;:&quot;error&quot;,&quot;ts&quot;:1649676180.5,&quot;error&quot;:&quot;\(dial)&quot;}", "connection_refused | \(dial) | 40980"),
        LogRow("level=error msg=\"x\" err=\"\(dial)\" time=2022-04-11T11:23:01Z\n", "connection_refused | \(dial) | 40981"),
        LogRow("2022/04/11 11:23:00 ERROR f note=\"said \\\"a\\\" 2022/04/11 11:23:05 b\" err=\"\(dial)\"", "connection_refused | \(dial) | 40980"),
        LogRow("error: a: \(dial)error: b: \(dial) error: c: \(read)\n",
            "connection_refused | a: \(dial) | -", "connection_refused | b: \(dial) | -", "connection_reset | c: \(read) | -"),
    ]

    @Test(arguments: touching) func `separates records that touch`(_ row: LogRow) throws {
        #expect(try row.read(chunk: 1 << 20) == row.incidents)
        #expect(try row.read(chunk: 7) == row.incidents)
    }

    // swift-format-ignore
    static let repetitions: [LogRow] = [
        LogRow("\(dial)\n\(dial)\n", "connection_refused | \(dial) | -", "connection_refused | \(dial) | -"),
        LogRow("error: a: \(dial)\nerror: b: \(dial)\n", "connection_refused | a: \(dial) | -", "connection_refused | b: \(dial) | -"),
        LogRow("2022/04/11 11:23:00 a: \(dial)\na: \(dial)\n", "connection_refused | a: \(dial) | 40980 | 1 again"),
        LogRow("error: a: \(dial)\n  because of \(dial)\n", "connection_refused | a: \(dial) | - | 1 again"),
        LogRow("2022/04/11 11:23:00 \(dial)\n(1) attached stack trace\nWraps: (2) \(dial)\n", "connection_refused | \(dial) | 40980 | 1 again"),
        // What tells no error on its own says one again.
        LogRow("2022/04/11 11:23:00 a: write: broken pipe\nbecause of write: broken pipe\n2022/04/11 11:23:01 ok\n", "broken_pipe | a: write: broken pipe | 40980 | 1 again"),
        LogRow("2022/04/11 11:23:00 \(dial)(1) attached stack trace", "connection_refused | \(dial) | 40980"),
    ]

    // swift-format-ignore
    static let ownRepetitions: [LogRow] = [
        LogRow("{\"msg\":\"proxy: \(dial)\",\"error\":\"\(dial)\"}\n", "connection_refused | proxy: \(dial) | - | 1 again"),
        LogRow("level=error msg=\"x\" err=\"\(dial)\" cause=\"\(dial)\" root=\"\(dial)\"\n", "connection_refused | \(dial) | - | 2 again"),
        LogRow("level=error err=\"\(dial)\" next=\"\(dial)0\"\n", "connection_refused | \(dial) | -"),
        LogRow("2026-11-22T17:25:39+0000 error edge: error=I/O on closed channel [app] write failed: I/O on closed channel\n", "closed_connection | I/O on closed channel | 62739 | 1 again"),
        // Lines alike but for their digits, of which only the first repeats its error.
        LogRow((1...3).map { "2022/04/11 11:23:0\($0) a err=\"dial tcp 10.0.0.1:1: i/o timeout\" cause=\"dial tcp 10.0.0.1:\($0): i/o timeout\"\n" }.joined(),
            "timeout | dial tcp 10.0.0.1:1: i/o timeout | 40981 | 1 again", "timeout | dial tcp 10.0.0.1:1: i/o timeout | 40982",
            "timeout | dial tcp 10.0.0.1:1: i/o timeout | 40983"),
        LogRow((1...3).map { "2022/04/11 11:23:0\($0) a err=\"\(dial)\" cause=\"\(dial)\"\n" }.joined(),
            "connection_refused | \(dial) | 40981 | 1 again", "connection_refused | \(dial) | 40982 | 1 again",
            "connection_refused | \(dial) | 40983 | 1 again"),
    ]

    @Test(arguments: ownRepetitions) func `counts an error again that its own record repeats`(
        _ row: LogRow
    ) throws {
        #expect(try row.read(chunk: 1 << 20) == row.incidents)
        #expect(try row.read(chunk: 7) == row.incidents)
    }

    // swift-format-ignore
    static let messages: [LogRow] = [
        LogRow("panic: no such path C:\\new\\table\\file\n\n\(stack)", "explicit_panic | no such path C:\\new\\table\\file | -"),
        LogRow("panic: a\\nb\n\n\(stack)", "explicit_panic | a\\nb | -"),
        LogRow("panic: a\\nb\\n\\ngoroutine 1 [running]:\\nmain.main()\\n\\t/app/main.go:8 +0x1a\\n", "explicit_panic | a\nb | -"),
        LogRow("panic: makechan: size out of range\n\n\(stack)", "other | makechan: size out of range | -"),
    ]

    @Test(arguments: messages) func `undoes breaks only where a transport has spelled them`(
        _ row: LogRow
    ) throws {
        #expect(try row.read(chunk: 1 << 20) == row.incidents)
    }

    // swift-format-ignore
    static let announced: [LogRow] = [
        LogRow("2022/04/11 11:23:00 ERR\n2022/04/11 11:23:00 \(stack)", "- | ERR | 40980"),
        LogRow("2022/04/11 11:23:00 ERR\n2022/04/11 11:29:00 \(stack)", "- | - | 41340"),
        LogRow("2022/04/11 11:23:00 \(read)\n2022/04/11 11:23:00 \(stack)", "connection_reset | \(read) | 40980"),
    ]

    @Test(arguments: announced) func `takes the line that was logged with a stack`(
        _ row: LogRow
    ) throws {
        #expect(try row.read(chunk: 1 << 20) == row.incidents)
    }

    // swift-format-ignore
    static let errors: [LogRow] = [
        LogRow("2022/04/11 11:23:00 write udp 10.0.0.1:1->10.0.0.2:2: sendto: no buffer space available\n",
            "no_buffer_space | write udp 10.0.0.1:1->10.0.0.2:2: sendto: no buffer space available | 40980"),
        LogRow("2022/04/11 11:23:00 ERROR joined: flush\nconnection reset by peer\n", "connection_reset | connection reset by peer | 40980"),
        LogRow("some prose\nconnection reset by peer\n"),
        LogRow("load config:\n    main.f\n        /app/main.go:9\n  - \(dial)\n", "connection_refused | \(dial) | -"),
        LogRow("- \(dial)\n"),
        LogRow("\u{1B}[31mERRO\u{1B}[0m[0000] failed \u{1B}[31merror\u{1B}[0m=\"\(dial)\" \u{1B}[31mpath\u{1B}[0m=/v1\n",
            "connection_refused | \(dial) | -"),
    ]

    @Test(arguments: errors) func `reads an error wherever a logger prints it`(
        _ row: LogRow
    ) throws {
        #expect(try row.read(chunk: 1 << 20) == row.incidents)
    }

    @Test func `counts as mentions only texts that name an error`() throws {
        var parser = try TraceParser()
        let text = "a tcp b\nthe plumber mended a broken pipe and went home\n"
        parser.feed(Array(text.utf8).span) { _ in Issue.record("no incident is there") }
        let statistics = parser.finish { (_: Incident) in Issue.record("no incident is there") }
        #expect(statistics.mentions == 1)
    }

    @Test func `gives up a record that only speaks of errors, and that one alone`() throws {
        let prose = String(repeating: "of a broken pipe went ", count: 200)
        let row = LogRow("\(prose)\n2022/04/11 11:23:00 \(Self.read)\n")
        #expect(try row.read(chunk: 1 << 20) == ["connection_reset | \(Self.read) | 40980"])
    }

    @Test func `names no end where there is no host`() throws {
        var parser = try TraceParser()
        var ends: [Endpoint?] = []
        let text = "2022/04/11 11:23:00 listen tcp :8080: bind: address already in use\n"
        parser.feed(Array(text.utf8).span) { ends.append($0.local) }
        _ = parser.finish { ends.append($0.local) }
        #expect(ends == [nil])
    }
}
