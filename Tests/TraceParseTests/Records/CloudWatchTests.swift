import Testing

@testable import TraceParse

private let task = "ecs/api/0123456789abcdef0123456789abcdef"
private let time = "2022-04-11T11:23:00.123000+00:00"

@Suite struct CloudWatchLineTests {
    private static func event(
        _ text: String,
        line: Int = 0,
        _ payload: String,
        _ stream: String,
        time: String = time
    ) -> WrappingSample {
        WrappingSample(text, line: line, payload, [stream], time: time, .cloudWatch)
    }

    static let samples = [
        event("\(time) \(task) panic: boom\n", "panic: boom", task),
        event("\(time) \(task) \tx.go:1 +0x1d", "\tx.go:1 +0x1d", task),
        event("\(time) \(task) ", "", task),
        event(
            "\(time) 2022/04/11/[$LATEST]0123456789abcdef0123456789abcdef a",
            "a",
            "2022/04/11/[$LATEST]0123456789abcdef0123456789abcdef"
        ),
        event(
            "2022-04-11T11:23:00Z i-0123456789abcdef0 a",
            "a",
            "i-0123456789abcdef0",
            time: "2022-04-11T11:23:00Z"
        ),
        // Colours: the time's and the stream's.
        event(
            "\u{1B}[32m\(time)\u{1B}[0m \u{1B}[36m\(task)\u{1B}[0m a",
            "a",
            task
        ),
        // A stream of any name: a neighbour vouches for it.
        event("\(time) web-server-1 a\n\(time) web-server-1 b", line: 1, "b", "web-server-1"),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "\(time) main.main()\n\(time) main.main()", "\(time) INFO a\n\(time) INFO b",
        "\(time) started a\n\(time) started b", "2022-04-11 11:23:00 \(task) a",
        "\(time) web-server-1 a\n\(time) web-server-2 b", "\(time) \(task):1 a", "\(time) i-x a",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .cloudWatch)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct CloudWatchRowTests {
    private static let id = String(repeating: "37", count: 28)

    private static func row(
        _ text: String,
        _ payload: String,
        _ identity: [String] = []
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: "1649676180123", .cloudWatch)
    }

    static let samples = [
        row(
            "EVENTS\t\(id)\t1649676181000\ts1\tpanic: boom\t1649676180123\n",
            "panic: boom",
            ["s1"]
        ),
        row("EVENTS\t\(id)\t1649676181000\ta b\t\tx.go:1\t1649676180123", "\tx.go:1", ["a b"]),
        row("EVENTS\t1649676181000\tpanic: boom\t1649676180123", "panic: boom"),
        row("EVENTS\t1649676181000\t\tx.go:1\t1649676180123\r\n", "\tx.go:1"),
        row("EVENTS\t1649676181000\t\t1649676180123", ""),
        row("EVENTS\t1649676181000\ta\tb\t1649676180123", "a\tb"),
    ]

    @Test(arguments: samples)
    func `reads a row`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "EVENTS\tof\ttoday", "EVENTS 1649676181000 a 1649676180123", "EVENTS\t1649676181000\ta",
        "EVENTS\t\(id)\t1649676181000\ta\t", "EVENTS\t1649676181000", "EVENTS\t",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .cloudWatch)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct CloudWatchJSONTests {
    private static func event(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        time: String
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, as: .json, .cloudWatchJSON)
    }

    static let samples = [
        event(
            #"{"logStreamName":"\#(task)","timestamp":1649676180123,"message":"panic: a\n","ingestionTime":1649676181000,"eventId":"3"}"#,
            #"panic: a\n"#,
            [task],
            time: "1649676180123"
        ),
        event(
            #"{"timestamp": 1649676180123, "message": "a", "ingestionTime": 1649676181000}"#,
            "a",
            [],
            time: "1649676180123"
        ),
        event(
            #"[{"@timestamp":"2022-04-11 11:23:00.123","@message":"a","@logStream":"s","@ptr":"C"},"#,
            "a",
            ["s"],
            time: "2022-04-11 11:23:00.123"
        ),
        event(#",{"@message":"a","@ptr":"C"}]"#, "a", [], time: ""),
        event(
            #"{"@timestamp":"2022-04-11 11:23:00.123","@message":"{\"msg\":\"a\"}"}"#,
            #"{\"msg\":\"a\"}"#,
            [],
            time: "2022-04-11 11:23:00.123"
        ),
        event(#"{"eventId":"3","message":"","timestamp":1}"#, "", [], time: "1"),
    ]

    @Test(arguments: samples)
    func `reads an event`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        #"{"message":"a","timestamp":1649676180123}"#,
        #"{"message":"a","timestamp":1,"level":"error","eventId":"1"}"#,
        #"{"@message":5,"@ptr":"C"}"#, #"{"@message":"a","@ptr":"C""#, #"{"eventId":"3"}"#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .cloudWatchJSON)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct LambdaLineTests {
    private static let request = "8f5b1c2d-1a2b-4c3d-9e8f-0123456789ab"
    private static let time = "2022-04-11T11:23:00.123Z"

    private static func lambda(
        _ text: String,
        _ payload: String,
        _ identity: [String] = [request],
        time: String = time
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, .lambda)
    }

    static let samples = [
        lambda("\(time)\t\(request)\tERROR\tpanic: boom\n", "panic: boom"),
        lambda("\(time)\t\(request)\tmain.main()", "main.main()"),
        lambda("\(time)\tundefined\tINFO\ta", "a", ["undefined"]),
        lambda("[ERROR]\t\(time)\t\(request)\ta\tb", "a\tb"),
        lambda("\(time)\t\(request)\tERRORS\tare", "ERRORS\tare"),
        lambda("\(time)\t\(request)\t", ""),
        lambda(
            "START RequestId: \(request) Version: $LATEST",
            "START RequestId: \(request) Version: $LATEST",
            time: ""
        ),
        lambda(
            "REPORT RequestId: \(request)\tDuration: 3.1 ms",
            "REPORT RequestId: \(request)\tDuration: 3.1 ms",
            time: ""
        ),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "\(time)\tINFO\tserver/a.go:1\tstarted", "\(time)\t\(request)", "START RequestId: none",
        "[ERROR]\ta", "\(time) \(request) INFO a", "REPORT of 8f5b1c2d", "END",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .lambda)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
