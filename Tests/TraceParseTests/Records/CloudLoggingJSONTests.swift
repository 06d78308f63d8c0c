import Testing

@testable import TraceParse

@Suite struct CloudLoggingJSONTests {
    private static let time = "2022-04-11T11:23:00.123456789Z"

    private static func entry(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        goesOn: Bool = false
    ) -> WrappingSample {
        WrappingSample(
            text,
            payload,
            identity,
            time: time,
            as: .json,
            goesOn: goesOn,
            .cloudLogging
        )
    }

    private static let pod =
        #""resource":{"type":"k8s_container","labels":{"container_name":"api","namespace_name":"shop","#
        + #""pod_name":"orders-0","project_id":"p"}}"#

    static let samples = [
        entry(
            #"{"textPayload":"panic: boom\n","insertId":"a1",\#(pod),"timestamp":"\#(time)","severity":"ERROR","logName":"projects/p/logs/stderr"}"#,
            #"panic: boom\n"#,
            ["orders-0", "api", "stderr"]
        ),
        entry(
            #"{"insertId":"a1","jsonPayload":{"level":"error","message":"a\n\nb"},\#(pod),"timestamp":"\#(time)"}"#,
            #"a\n\nb"#,
            ["orders-0", "api"]
        ),
        // A program's own record: more than a message.
        WrappingSample(
            #"{"insertId":"a1","jsonPayload":{"msg":"a","error":"EOF","remote_addr":"10.0.0.1:5"},\#(pod),"timestamp":"\#(time)"}"#,
            #"{"msg":"a","error":"EOF","remote_addr":"10.0.0.1:5"}"#,
            ["orders-0", "api"],
            time: time,
            .cloudLogging
        ),
        // Cloud Run.
        entry(
            #"{"insertId":"a","resource":{"labels":{"revision_name":"orders-00012-abc","service_name":"orders"}},"textPayload":"x","timestamp":"\#(time)","logName":"projects/p/logs/run.googleapis.com%2Fstderr"}"#,
            "x",
            ["orders-00012-abc", "orders", "run.googleapis.com%2Fstderr"]
        ),
        // A part of a longer one, and the last.
        entry(
            #"{"insertId":"a","textPayload":"half","timestamp":"\#(time)","split":{"uid":"u","index":0,"totalSplits":2}}"#,
            "half",
            [],
            goesOn: true
        ),
        entry(
            #"{"insertId":"a","textPayload":"whole","timestamp":"\#(time)","split":{"uid":"u","index":1,"totalSplits":2}}"#,
            "whole",
            []
        ),
        entry(
            #"{"jsonPayload":{"MESSAGE":"m","PRIORITY":"6"},"logName":"projects/p/logs/cos_containers","resource":{"labels":{"instance_id":"77"}},"timestamp":"\#(time)"}"#,
            "m",
            ["77", "cos_containers"]
        ),
    ]

    @Test(arguments: samples)
    func `reads an entry`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        #"{"textPayload":"a"}"#, #"{"insertId":"a","message":"b"}"#,
        #"{"insertId":"a","protoPayload":{"a":"b"}}"#, #"{"insertId":"a","textPayload":"b""#,
        #"{"insertId":"a","jsonPayload":{"level":"b"}}"#, #"{"insertId":"a","jsonPayload":"b"}"#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .cloudLogging)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
