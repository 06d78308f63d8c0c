import Testing

@testable import TraceParse

@Suite struct ShipperJSONTests {
    private static let time = "2022-04-11T11:23:00.123Z"

    private static func record(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        time: String = time,
        goesOn: Bool = false
    ) -> WrappingSample {
        WrappingSample(
            text,
            payload,
            identity,
            time: time,
            as: .json,
            goesOn: goesOn,
            .shipperJSON
        )
    }

    static let samples = [
        // Filebeat.
        record(
            #"{"@timestamp":"\#(time)","@metadata":{"beat":"filebeat"},"message":"panic: boom","log":{"offset":77,"flags":["multiline"]},"stream":"stderr","kubernetes":{"pod":{"name":"orders-0","uid":"u"},"container":{"name":"api"},"namespace":"shop"}}"#,
            "panic: boom",
            ["orders-0", "api", "stderr"]
        ),
        // Fluent Bit, its CRI parser's part.
        record(
            #"{"date":1649676180.123,"time":"\#(time)","stream":"stderr","_p":"P","log":"half","kubernetes":{"pod_name":"orders-0","container_name":"api","docker_id":"4f5a"}}"#,
            "half",
            ["orders-0", "api", "stderr"],
            goesOn: true
        ),
        record(
            #"{"stream":"stdout","logtag":"F","message":"a","time":"\#(time)"}"#,
            "a",
            ["stdout"]
        ),
        // FireLens.
        record(
            #"{"container_id":"4f5a","container_name":"api","ecs_cluster":"c","ecs_task_arn":"arn:aws:ecs:x:1:task/c/9","log":"goroutine 1 [running]:","source":"stderr"}"#,
            "goroutine 1 [running]:",
            ["arn:aws:ecs:x:1:task/c/9", "api", "stderr"],
            time: ""
        ),
        // Vector.
        record(
            #"{"file":"/var/log/pods/x","kubernetes":{"container_name":"api","pod_name":"p"},"message":"m","source_type":"kubernetes_logs","stream":"stderr","timestamp":"\#(time)"}"#,
            "m",
            ["p", "api", "stderr"]
        ),
        // stern -o json.
        record(
            #"{"message":"m","nodeName":"n","namespace":"s","podName":"p","containerName":"c"}"#,
            "m",
            ["p", "c"],
            time: ""
        ),
        // Elasticsearch.
        record(
            #"{"_index":"logs","_id":"1","_source":{"@timestamp":"\#(time)","message":"m","host":{"name":"h"}}}"#,
            "m",
            ["h"]
        ),
        // Splunk.
        record(
            #"{"preview":false,"result":{"_raw":"a\n\tb","_time":"\#(time)","host":"h","source":"/var/log/a"}}"#,
            #"a\n\tb"#,
            ["h", "/var/log/a"]
        ),
        // GELF.
        record(
            #"{"version":"1.1","host":"h","short_message":"m","timestamp":1649676180.123,"_container_name":"web"}"#,
            "m",
            ["h", "web"],
            time: "1649676180.123"
        ),
        // Fluentd's driver for Docker: a part.
        record(
            #"{"container_name":"/web","source":"stderr","log":"half","partial_message":"true","partial_last":"false"}"#,
            "half",
            ["/web", "stderr"],
            time: "",
            goesOn: true
        ),
    ]

    @Test(arguments: samples)
    func `reads a record`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // Records of programs.
        #"{"level":"error","ts":1649676180.1,"msg":"boom","stacktrace":"main.main"}"#,
        #"{"time":"t","level":"ERROR","msg":"boom","source":{"file":"a.go"}}"#,
        #"{"log":"a","level":"info"}"#, #"{"message":"a","host":"b","stream":"events"}"#,
        // A record of a program's, merged into that of a shipper.
        #"{"kubernetes":{"pod_name":"p"},"level":"error","msg":"boom","stack":"goroutine 1"}"#,
        #"{"kubernetes":{"pod_name":"p"},"level":"error","msg":"boom","client_ip":"10.0.0.1"}"#,
        #"{"kubernetes":{"pod_name":"p"}}"#, #"{"kubernetes":{"pod_name":"p"},"log":"a""#,
        #"{"log":{"a":"b"},"agent":{}}"#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .shipperJSON)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct MemberLineTests {
    private static func member(
        _ text: String,
        line: Int,
        _ payload: String,
        _ identity: [String] = [],
        time: String = "",
        rest: String
    ) -> WrappingSample {
        WrappingSample(
            text,
            line: line,
            payload,
            identity,
            time: time,
            as: .json,
            rest: rest,
            .memberLine
        )
    }

    static let samples = [
        // aws logs filter-log-events
        member(
            """
            {
                "logStreamName": "s1",
                "timestamp": 1649676180123,
                "message": "panic: \\"boom\\"\\n",
                "eventId": "3"
            },
            """,
            line: 3,
            #"panic: \"boom\"\n"#,
            ["s1"],
            time: "1649676180123",
            rest: "    \"eventId\": \"3\"\n},"
        ),
        // gcloud logging read
        member(
            "  {\n    \"insertId\": \"a\",\n    \"textPayload\": \"a\",\n    \"timestamp\": \"t\"\n  }",
            line: 2,
            "a",
            ["textPayload"],
            time: "t",
            rest: "    \"timestamp\": \"t\"\n  }"
        ),
        // journalctl -o json-pretty
        member(
            "{\n\t\"_HOSTNAME\" : \"h\",\n\t\"MESSAGE\" : \"m\"\n}",
            line: 2,
            "m",
            ["h"],
            rest: "}"
        ),
        // jq of a shipper's record
        member(
            "{\n  \"pod\": \"p\",\n  \"container\": \"c\",\n  \"log\": \"l\"\n}",
            line: 3,
            "l",
            ["p", "c"],
            rest: "}"
        ),
        // Insights' results
        member(
            "  {\n    \"field\": \"@message\",\n    \"value\": \"v\"\n  }",
            line: 2,
            "v",
            ["value"],
            rest: "  }"
        ),
        member(
            "[\n {\n  \"@message\": \"\",\n  \"@ptr\": \"C\"\n }\n]",
            line: 2,
            "",
            ["@message"],
            rest: "  \"@ptr\": \"C\"\n }\n]"
        ),
    ]

    @Test(arguments: samples)
    func `reads a member`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "  \"message\": \"alone\"", "  \"name\": \"a\",\n  \"id\": \"b\"",
        "  \"value\": \"a\",\n  \"field\": \"@ptr\"", "  \"message\": 5,\n  \"id\": 1",
        "  \"message\": \"a\" b,\n  \"id\": 1", "  message: \"a\"\n  \"id\": 1",
        "\"message\": \"a\",\n\"id\": 1",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .memberLine)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
