import Testing
import TraceParse

/// Stacks and panics as loggers and recoveries write them into their own records.
@Suite struct LoggerStackTests {
    /// What a row expects of its one incident.
    struct Row: CustomTestStringConvertible {
        var name: String
        var log: String
        var kind = IncidentKind.error
        var errorClass: ErrorClass
        var message: String?
        /// The time as printed; `nil` where there is none.
        var time: String?
        var source: TimeSource? = .own
        /// The functions of each stack.
        var stacks: [[String]]

        var testDescription: String { name }
    }

    private static func incidents(_ log: String) throws -> [Incident] {
        var parser = try TraceParser()
        var found: [Incident] = []
        let bytes = Array(log.utf8)
        parser.feed(bytes.span) { found.append($0) }
        _ = parser.finish { found.append($0) }
        return found
    }

    private static func expect(_ row: Row, _ log: String) throws {
        let found = try incidents(log)
        #expect(found.count == 1, "incidents")
        let incident = try #require(found.first)
        #expect(incident.kind == row.kind)
        #expect(incident.errorClass == row.errorClass)
        if let message = row.message { #expect(incident.message == message) }
        #expect(incident.timeText == row.time)
        #expect(incident.timeSource == row.source)
        #expect(incident.goroutines.map { $0.frames.map(\.function) } == row.stacks)
    }

    private static let refused = "dial tcp 10.2.0.9:5432: connect: connection refused"
    private static let lines = "app.f\n\t/src/x/app/f.go:22\nmain.main\n\t/src/x/main.go:9"
    private static let escaped = #"app.f\n\t/src/x/app/f.go:22\nmain.main\n\t/src/x/main.go:9"#

    static let records = [
        Row(
            name: "zap's console line, an object behind its text",
            log: "2022-04-11T13:23:00.123+0200\tERROR\ta/b.go:88\twrite failed\t"
                + "{\"id\": 7, \"error\": \"\(refused)\"}\n\(lines)\n",
            errorClass: .connectionRefused,
            time: "2022-04-11T13:23:00.123+0200",
            stacks: [["app.f", "main.main"]]
        ),
        Row(
            name: "an object behind what a transport put before it",
            log:
                "2022-04-11T13:23:00Z stderr F {\"level\":\"error\",\"ts\":\"2022-04-11T13:22:59Z\","
                + "\"error\":\"\(refused)\",\"stacktrace\":\"\(escaped)\"}\n",
            errorClass: .connectionRefused,
            time: "2022-04-11T13:22:59Z",
            stacks: [["app.f", "main.main"]]
        ),
        Row(
            name: "zerolog's stack before its error and its time",
            log: "{\"level\":\"error\",\"stack\":[{\"func\":\"Post\",\"line\":\"20\","
                + "\"source\":\"a.go\"},{\"func\":\"main\",\"line\":\"9\",\"source\":\"main.go\"}],"
                + "\"error\":\"\(refused)\",\"time\":\"2022-04-11T11:23:00Z\",\"message\":\"q\"}\n",
            errorClass: .connectionRefused,
            message: refused,
            time: "2022-04-11T11:23:00Z",
            stacks: [["Post", "main"]]
        ),
        Row(
            name: "zap's verbose error, one stack a wrapper and the logger's own",
            log: "{\"level\":\"error\",\"ts\":1649676180.5,\"error\":\"load: \(refused)\","
                + "\"errorVerbose\":\"\(refused)\\n\(escaped)\\nload\\n\(escaped)\","
                + "\"stacktrace\":\"\(escaped)\"}\n",
            errorClass: .connectionRefused,
            time: "1649676180.5",
            stacks: Array(repeating: ["app.f", "main.main"], count: 3)
        ),
        Row(
            name: "a panic in an object whose time comes last",
            log: "{\"level\":\"info\",\"msg\":\"ok\",\"time\":\"2022-04-11T11:23:00Z\"}\n"
                + "{\"level\":\"error\",\"msg\":\"panic: boom\\ngoroutine 1 [running]:\\n"
                + "main.main()\\n\\t/app/main.go:8 +0x1a\",\"time\":\"2022-04-11T11:23:01Z\"}\n",
            kind: .panic,
            errorClass: .explicitPanic,
            message: "boom",
            time: "2022-04-11T11:23:01Z",
            stacks: [["main.main"]]
        ),
    ]

    private static let spaced =
        "app.f\n\tC:/Users/J D/app/f.go:22\nmain.main\n\tC:/Users/J D/x/main.go:9"
    private static let trace =
        "goroutine 1 [running]:\npanic({0x1, 0x2})\n\t/usr/local/go/src/runtime/panic.go:770 +0x13\n"
        + "main.main()\n\t/app/main.go:8 +0x1a"

    /// What reads the same whether its line breaks are there or not.
    static let anyLayout = [
        Row(
            name: "a panic that a recovery observed, its value printed twice",
            log: "2022/04/11 11:23:00 Observed a panic: \"boom (1)\" (boom (1))\n\(trace)\n",
            kind: .recoveredPanic,
            errorClass: .explicitPanic,
            message: "boom (1)",
            time: "2022/04/11 11:23:00",
            stacks: [["panic", "main.main"]]
        ),
        Row(
            name: "a panic that a recovery observed, its value a struct",
            log: "2022/04/11 11:23:00 Observed a panic: runtime.boundsError{x:5, y:2} "
                + "(runtime error: index out of range [5] with length 2)\n\(trace)\n",
            kind: .recoveredPanic,
            errorClass: .indexOutOfRange,
            message: "runtime error: index out of range [5] with length 2",
            time: "2022/04/11 11:23:00",
            stacks: [["panic", "main.main"]]
        ),
        Row(
            name: "the stack of a wrapped error",
            log:
                "2022/04/11 11:23:00 \(refused)\n\(lines)\nload order\nmain.main\n\t/src/x/main.go:9\n"
                + "runtime.main\n\t/usr/local/go/src/runtime/proc.go:283\n",
            errorClass: .connectionRefused,
            message: refused,
            time: "2022/04/11 11:23:00",
            stacks: [["app.f", "main.main"], ["main.main", "runtime.main"]]
        ),
        Row(
            name: "a stack whose paths begin with a drive and hold spaces",
            log: "2022/04/11 11:23:00 \(refused)\n\(spaced)\n",
            errorClass: .connectionRefused,
            message: refused,
            time: "2022/04/11 11:23:00",
            stacks: [["app.f", "main.main"]]
        ),
        Row(
            name: "a recovery's pretty stack before a dated line",
            log:
                "2022/04/11 11:22:59 GET / 200\n\n panic: boom\n \n -> app.f\n ->   /a/app/f.go:22\n"
                + "\n    main.main\n      /a/main.go:9\n2022/04/11 11:23:00 GET / 500\n",
            kind: .recoveredPanic,
            errorClass: .explicitPanic,
            message: "boom",
            time: "2022/04/11 11:22:59",
            source: .inherited,
            stacks: [["app.f", "main.main"]]
        ),
        Row(
            name: "a recovery's pretty stack in colours",
            log:
                "\u{1B}[36;1m panic: \u{1B}[0m\u{1B}[34;1mboom\u{1B}[0m\n \n\u{1B}[31;1m -> \u{1B}[0m"
                + "\u{1B}[35;1mapp\u{1B}[0m\u{1B}[31;1m.f\n\u{1B}[0m\u{1B}[31;1m ->   \u{1B}[0m"
                + "/a/app/\u{1B}[35;1mf.go\u{1B}[0m\u{1B}[32m:22\u{1B}[0m\n\n    main\u{1B}[32;1m.main\n"
                + "\u{1B}[0m      /a/\u{1B}[36;1mmain.go\u{1B}[0m\u{1B}[32m:9\u{1B}[0m\n",
            kind: .recoveredPanic,
            errorClass: .explicitPanic,
            message: "boom",
            time: nil,
            source: nil,
            stacks: [["app.f", "main.main"]]
        ),
        Row(
            name: "gin's frames in a directory with spaces, on a drive",
            log: "2022/04/11 11:23:00 [Recovery] 2022/04/11 - 11:23:00 panic recovered:\nboom\n"
                + "C:/Program Files/Go/src/runtime/panic.go:783 (0xd3b3a3)\n\tgopanic: next()\n"
                + "C:/Users/J D/main.go:9 (0x4ac793)\n\tmain: next()\n",
            kind: .recoveredPanic,
            errorClass: .explicitPanic,
            message: "boom",
            time: "2022/04/11 11:23:00",
            stacks: [["gopanic", "main"]]
        ),
        Row(
            name: "a panic that speaks of a goroutine",
            log:
                "panic: goroutine 7 [running]: is not a trace\n\ngoroutine 1 [running]:\nmain.main()\n"
                + "\t/app/main.go:8 +0x1a\n",
            kind: .panic,
            errorClass: .explicitPanic,
            message: "goroutine 7 [running]: is not a trace",
            time: nil,
            source: nil,
            stacks: [["main.main"]]
        ),
    ]

    @Test(arguments: anyLayout)
    func `lost line breaks change nothing`(row: Row) throws {
        try Self.expect(row, row.log)
        try Self.expect(row, row.log.replacing("\n", with: ""))
        try Self.expect(row, row.log.replacing("\n\t", with: " ").replacing("\n", with: " "))
        try Self.expect(row, row.log.replacing("\n", with: #"\n"#).replacing("\t", with: #"\t"#))
    }

    @Test(arguments: records)
    func `a record and its stacks are one incident`(row: Row) throws {
        try Self.expect(row, row.log)
    }

    @Test func `the console lines of zap stay apart when their breaks are lost`() throws {
        let line = { (second: Int, error: String) in
            "2022-04-11T13:23:0\(second).123+0200\tERROR\ta/b.go:88\tfailed\t"
                + "{\"error\": \"\(error)\"}\n\(Self.lines)\n"
        }
        let log = line(0, Self.refused) + line(1, "read tcp 10.0.0.9:1->10.0.0.2:6379: EOF")
        for text in [log, log.replacing("\n", with: ""), log.replacing("\n", with: " ")] {
            let found = try Self.incidents(text)
            #expect(found.map(\.errorClass) == [.connectionRefused, .eof])
            #expect(found.map { $0.goroutines.map(\.frames.count) } == [[2], [2]])
            #expect(found.allSatisfy { $0.timeSource == .own })
        }
    }
}
