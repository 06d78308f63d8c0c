import Testing

@testable import TraceParse

@Suite struct CSVRowTests {
    private static func row(
        _ text: String,
        _ payload: String,
        _ identity: [String] = [],
        time: String,
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, as: .doubledQuotes, rest: rest, .csv)
    }

    static let samples = [
        // Kibana.
        row(
            "\"Apr 11, 2022 @ 11:23:00.123\",\"panic: \"\"a\"\"\n\ngoroutine 1 [running]:\",\"orders-7d9f8c6b5d-x2k4p\"\nnext",
            "panic: \"\"a\"\"\n\ngoroutine 1 [running]:",
            ["orders-7d9f8c6b5d-x2k4p"],
            time: "Apr 11, 2022 @ 11:23:00.123",
            rest: "next"
        ),
        // Datadog.
        row(
            #""2022-04-11T11:23:00.123Z","i-0123456789abcdef0","""orders""","http: panic serving""#,
            "http: panic serving",
            ["i-0123456789abcdef0"],
            time: "2022-04-11T11:23:00.123Z"
        ),
        // CloudWatch Insights.
        row(
            "2022-04-11 11:23:00.123,\"goroutine 1 [running]:\nmain.main()\n\"\r\n",
            "goroutine 1 [running]:\nmain.main()\n",
            time: "2022-04-11 11:23:00.123"
        ),
        row(
            "1649676180123,\"a, b\"",
            "a, b",
            time: "1649676180123"
        ),
        // Grafana.
        row(
            #""2022-04-11 11:23:00.123","{""app"":""a""}","panic: boom, and more","1649676180123456789","x""#,
            "panic: boom, and more",
            time: "2022-04-11 11:23:00.123"
        ),
        // The time need not come first.
        row("7,\"2022-04-11T11:23:00Z\",\"text\"\n", "text", time: "2022-04-11T11:23:00Z"),
        row("2022-04-11T11:23:00Z,error,\"\"\n", "", time: "2022-04-11T11:23:00Z"),
    ]

    @Test(arguments: samples)
    func `reads a row`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // Loggers of programs.
        "2022-04-11 11:23:00,123 ERROR \"a\"", "2022-04-11 11:23:00,123,error,a",
        "\"Date\",\"Message\"", "\"2022-04-11T11:23:00Z\",\"open", "\"a\",\"b\",\"c\"",
        "\"2022-04-11T11:23:00Z\" \"a\"", "1,2,3,4,5,\"2022-04-11T11:23:00Z\",\"a\"",
        "\"2022-04-11T11:23:00Z\"x,\"a\"", "\"panic\": \"a\"", "2022,\"a\"",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .csv)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
