import Testing

@testable import TraceParse

@Suite struct JournalExportTests {
    private static let head = """
        __CURSOR=s=1;i=2
        __REALTIME_TIMESTAMP=1649676180123456
        _BOOT_ID=6c7c
        PRIORITY=6

        """
    private static let tail = """
        _PID=812
        SYSLOG_IDENTIFIER=ordersd
        _SYSTEMD_UNIT=ordersd.service
        _HOSTNAME=node3


        """

    private static func entry(
        _ message: String,
        more: String = "",
        line: Int = 0,
        _ payload: String,
        goesOn: Bool = false
    ) -> WrappingSample {
        WrappingSample(
            head + message + more + tail + "__CURSOR=s=1;i=3\n",
            line: line,
            payload,
            ["node3", "ordersd.service", "812"],
            time: "1649676180123456",
            goesOn: goesOn,
            rest: "__CURSOR=s=1;i=3\n",
            .journalExport
        )
    }

    /// A field whose bytes are counted.
    private static func counted(_ text: String) -> String {
        let count = UInt8(text.utf8.count)
        return "MESSAGE\n" + String(decoding: [count, 0, 0, 0, 0, 0, 0, 0], as: UTF8.self) + text
            + "\n"
    }

    static let samples = [
        entry("MESSAGE=panic: boom\n", "panic: boom"),
        entry("MESSAGE=\ta=b\n", "\ta=b"),
        entry("MESSAGE=\n", ""),
        entry(
            counted("panic: boom\n\ngoroutine 1 [running]:"),
            "panic: boom\n\ngoroutine 1 [running]:"
        ),
        entry(counted("a"), "a"),
        entry("MESSAGE=half\n", more: "_LINE_BREAK=line-max\n", "half", goesOn: true),
        // Asked for at the message's line.
        entry("MESSAGE=panic: boom\n", line: 4, "panic: boom"),
        entry(counted("a\nb"), line: 4, "a\nb"),
    ]

    @Test(arguments: samples)
    func `reads an entry`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test func `a field that stands twice gives its first value`() {
        let sample = Self.entry("MESSAGE=a\n", more: "MESSAGE=b\n", "a")
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "MESSAGE=a\nOTHER=b\n", "__CURSOR=s\n_BOOT_ID=a\n\nMESSAGE=b\n", "MESSAGE\n",
        "__CURSOR=a\nmessage=b\n", "MESSAGE: a\n_BOOT_ID=a\n", "__CURSOR=", "_PID=1\n",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .journalExport)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
