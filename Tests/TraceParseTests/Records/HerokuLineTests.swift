import Testing

@testable import TraceParse

@Suite struct HerokuLineTests {
    private static let time = "2022-04-11T11:23:00.123456+00:00"

    private static func heroku(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        goesOn: Bool = false
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, goesOn: goesOn, .heroku)
    }

    private static let long = String(repeating: "a", count: 10_000)

    static let samples = [
        heroku("\(time) app[web.1]: panic: boom\n", "panic: boom", ["app", "web.1"]),
        heroku("\(time) app[worker.12]: \tx.go:1 +0x1d", "\tx.go:1 +0x1d", ["app", "worker.12"]),
        heroku(
            "\(time) heroku[router]: at=error code=H13",
            "at=error code=H13",
            ["heroku", "router"]
        ),
        heroku("\(time) heroku[web.1]: Process exited", "Process exited", ["heroku", "web.1"]),
        heroku("\(time) app[web.1]: ", "", ["app", "web.1"]),
        heroku("\(time) app[run.4859]: a", "a", ["app", "run.4859"]),
    ]

    static let lines =
        samples + [
            heroku("\(time) app[web.1]: \(long)", long, ["app", "web.1"], goesOn: true)
        ]

    @Test(arguments: lines)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "\(time) app[web.1] a", "\(time) App[web.1]: a", "\(time) orders[812]: a",
        "\(time) app: a", "2022-04-11 11:23:00 app[web.1]: a", "\(time) app[web.1]:a",
        "\(time) app[", "app[web.1]: a",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .heroku)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct TimedLineTests {
    private static let time = "2022-04-11T11:23:00.123456789Z"

    private static func timed(
        _ text: String,
        line: Int = 0,
        _ payload: String,
        time: String = time,
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, line: line, payload, time: time, rest: rest, .timed)
    }

    static let samples = [
        timed("\(time) \tx.go:1 +0x1d\n", "\tx.go:1 +0x1d"),
        timed("\(time) ", ""),
        timed("\(time)\r\n", ""),
        timed("\(time) 2022/04/11 11:23:00 http: panic", "2022/04/11 11:23:00 http: panic"),
        timed("\(time) {\"level\":\"error\"}", "{\"level\":\"error\"}"),
        timed(
            "\(time) E0411 11:23:00.123456       1 a.go:12] b",
            "E0411 11:23:00.123456       1 a.go:12] b"
        ),
        // No logger is so precise.
        timed("\(time) GET / HTTP/1.1", "GET / HTTP/1.1"),
        timed("\(time) panicking is bad", "panicking is bad"),
        // A neighbour vouches for it.
        timed("\(time) panic: boom\n\(time) \n", "panic: boom", rest: "\(time) \n"),
        timed("\(time) \t\tx.go:1\n\(time) \texit status 2", line: 1, "\texit status 2"),
        timed("\(time)\tmain.main()\n\(time)\t\tx.go:1", "main.main()", rest: "\(time)\t\tx.go:1"),
        timed("\u{1B}[34m\(time)\u{1B}[0m \tx.go:1", "\tx.go:1"),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // Loggers of programs.
        "\(time) ERROR a\n\(time) INFO b", "\(time)\tERROR\ta.go:1\tboom\n\(time)\tINFO\ta.go:2\tb",
        "2022-04-11T11:23:00.123Z panic: boom", "\(time) [INFO]  agent: a", "\(time) error: a",
        "2022-04-11T11:23:00 \tx.go:1",
        "\(time): a", "2022-04-11T11:23:00.1ZZ a",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .timed)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }

    @Test(arguments: [
        "[pod/db-0/pg] ", "web-1  | ", "shop/orders-7d9f8c6b5d-x2k4p[api]: ",
    ])
    func `a time stands behind a prefix`(_ prefix: String) {
        let text = "\(prefix)\(Self.time) panic: boom\n\(prefix)\(Self.time) \n"
        #expect(unwrapped(text)?.payload == "panic: boom")
        #expect(unwrapped(text)?.time == Self.time)
        let own = "\(prefix)\(Self.time) ERROR boom\n\(prefix)\(Self.time) INFO a\n"
        #expect(unwrapped(own)?.payload == "\(Self.time) ERROR boom")
    }
}
