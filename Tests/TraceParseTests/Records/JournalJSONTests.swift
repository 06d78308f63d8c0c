import Testing

@testable import TraceParse

@Suite struct JournalJSONTests {
    private static func entry(
        _ text: String,
        _ payload: String,
        _ identity: [String] = ["node3", "ordersd.service", "812"],
        time: String = "1649676180123456",
        as encoding: PayloadEncoding = .json,
        goesOn: Bool = false
    ) -> WrappingSample {
        WrappingSample(
            text,
            payload,
            identity,
            time: time,
            as: encoding,
            goesOn: goesOn,
            .journalJSON
        )
    }

    /// An entry with more fields than ours, as all have.
    private static func made(_ message: String, _ more: String = "") -> String {
        #"{"__CURSOR":"s=1;i=2","PRIORITY":"6","SYSLOG_IDENTIFIER":"ordersd","_PID":"812","#
            + #""_SYSTEMD_UNIT":"ordersd.service","MESSAGE":\#(message),"_HOSTNAME":"node3","#
            + #""__REALTIME_TIMESTAMP":"1649676180123456","_BOOT_ID":"6c7c"\#(more)}"#
    }

    static let samples = [
        entry(made(#""panic: boom""#), "panic: boom"),
        entry(made(#""a \"b\"\n\ngoroutine 1""#), #"a \"b\"\n\ngoroutine 1"#),
        // Bytes that are no text: a colour's.
        entry(made("[27,91,51,49,109,112]"), "27,91,51,49,109,112", as: .byteNumbers),
        // Over 4,096 bytes.
        entry(made("null"), "", as: .plain),
        // A field that stands twice.
        entry(made(#"["one","two"]"#), "one"),
        entry(made("[[112,97],[98]]"), "112,97", as: .byteNumbers),
        entry(made(#""half""#, #","_LINE_BREAK":"line-max""#), "half", goesOn: true),
        entry(made(#""a""#, #","_LINE_BREAK":"nul""#), "a"),
        // Docker's journald driver.
        entry(
            #"{"_BOOT_ID":"6c7c","MESSAGE":"half","CONTAINER_NAME":"web","_HOSTNAME":"n","#
                + #""CONTAINER_PARTIAL_MESSAGE":"true","_PID":"1","_SYSTEMD_UNIT":"docker.service"}"#,
            "half",
            ["n", "web", "1"],
            time: "",
            goesOn: true
        ),
        // A kernel's entry has no unit.
        entry(
            #"{"MESSAGE":"oom-kill","__REALTIME_TIMESTAMP":"1649676180123456","_TRANSPORT":"kernel","#
                + #""SYSLOG_IDENTIFIER":"kernel"}"#,
            "oom-kill",
            ["kernel"]
        ),
    ]

    @Test(arguments: samples)
    func `reads an entry`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        #"{"MESSAGE":"a","level":"info"}"#, #"{"__CURSOR":"s=1"}"#,
        #"{"message":"a","__CURSOR":"s"}"#, #"{"MESSAGE":"a","_BOOT_ID":"b""#,
        #"{"a":{"MESSAGE":"a","_BOOT_ID":"b"}}"#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .journalJSON)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
