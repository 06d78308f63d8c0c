import Testing

@testable import TraceParse

@Suite struct LokiLineTests {
    private static let time = "2022-04-11T11:23:00Z"

    private static func loki(
        _ text: String,
        _ payload: String,
        _ identity: [String] = [],
        time: String = time
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, .loki)
    }

    static let samples = [
        loki(
            #"\#(time) {app="orders", level="error", pod="orders-0", stream="stderr"} panic: boom"#,
            "panic: boom",
            ["orders-0", "orders", "stderr"]
        ),
        // Labels that all lines share are printed once.
        loki("\(time) {} goroutine 1 [running]:\n", "goroutine 1 [running]:"),
        loki(#"\#(time) {job="a"}     main.main()"#, "main.main()", ["a"]),
        loki(#"\#(time) {filename="/a \"b\".log"} x"#, "x", [#"/a \"b\".log"#]),
        loki(
            #"2022-04-11T13:23:00+02:00 {container="api",pod="p"} x {}"#,
            "x {}",
            ["p", "api"],
            time: "2022-04-11T13:23:00+02:00"
        ),
        loki("\(time) {}", ""),
        // Colours.
        loki(
            "\u{1B}[34m\(time)\u{1B}[0m \u{1B}[31m{job=\"a\"}  \u{1B}[0m x",
            "x",
            ["a"]
        ),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        #"\#(time) {"level":"info"}"#, #"\#(time) {a=1} x"#, #"\#(time) {a="1" x"#,
        #"2022-04-11 11:23:00 {a="1"} x"#, #"\#(time) {a="1"}x"#, "\(time) {", "\(time) }",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .loki)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct LokiJSONTests {
    private static func loki(
        _ text: String,
        _ payload: String,
        _ identity: [String] = [],
        time: String
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, as: .json, .lokiJSON)
    }

    static let samples = [
        loki(
            #"{"labels":{"app":"orders","pod":"orders-0"},"line":"panic: boom","timestamp":"2022-04-11T11:23:00.123Z"}"#,
            "panic: boom",
            ["orders-0", "orders"],
            time: "2022-04-11T11:23:00.123Z"
        ),
        loki(
            #"{"line":"\u003e a\n","timestamp":"2022-04-11T11:23:00Z"}"#,
            #"\u003e a\n"#,
            time: "2022-04-11T11:23:00Z"
        ),
        loki(
            #"[{"line":"a","timestamp":"1649676180123456789","date":"2022-04-11T11:23:00.123Z","fields":{"container":"api"}},"#,
            "a",
            ["api"],
            time: "1649676180123456789"
        ),
        loki(#",{"timestamp":"1","line":"b"}]"#, "b", time: "1"),
        loki(#"{"line":"","timestamp":"2"}"#, "", time: "2"),
        loki(#"{ "line" : "x", "labels" : {}, "timestamp" : "3" }"#, "x", time: "3"),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        #"{"line":"a","timestamp":"1","level":"info"}"#, #"{"line":5,"timestamp":"1"}"#,
        #"{"line":"a"}"#, #"{"line":"a","timestamp":"1""#, #"[{"file":"a.go","line":"12"}]"#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .lokiJSON)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
