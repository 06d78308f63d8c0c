import Testing

@testable import TraceParse

@Suite struct JournalLineTests {
    private static func journal(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        _ time: String,
        as encoding: PayloadEncoding = .plain,
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, as: encoding, rest: rest, .journal)
    }

    static let samples = [
        // short-full
        journal(
            "Mon 2022-04-11 11:23:00 UTC node3 ordersd[812]: panic: boom\n",
            "panic: boom",
            ["node3", "ordersd", "812"],
            "2022-04-11 11:23:00 UTC"
        ),
        journal(
            "Mon 2022-04-11 13:23:00 CEST node3 ordersd[812]: \t/app/main.go:12 +0x1d\n",
            "\t/app/main.go:12 +0x1d",
            ["node3", "ordersd", "812"],
            "2022-04-11 13:23:00"
        ),
        journal(
            "Mon 2022-04-11 08:23:00 -03 node3 ordersd[812]: a",
            "a",
            ["node3", "ordersd", "812"],
            "2022-04-11 08:23:00"
        ),
        // with-unit
        journal(
            "Mon 2022-04-11 11:23:00 UTC node3 orders@2.service[812]: goroutine 1 [running]:",
            "goroutine 1 [running]:",
            ["node3", "orders@2.service", "812"],
            "2022-04-11 11:23:00 UTC"
        ),
        journal(
            #"Mon 2022-04-11 11:23:00 UTC n3 user@1000.service/app\x2dorders.service[812]: a"#,
            "a",
            ["n3", #"user@1000.service/app\x2dorders.service"#, "812"],
            "2022-04-11 11:23:00 UTC"
        ),
        // short-unix
        journal(
            "1649676180.123456 node3 ordersd[812]: exit status 2",
            "exit status 2",
            ["node3", "ordersd", "812"],
            "1649676180.123456"
        ),
        // short-monotonic
        journal(
            "[   12.345678] node3 ordersd[812]: panic: boom",
            "panic: boom",
            ["node3", "ordersd", "812"],
            ""
        ),
        // short-delta
        journal(
            "[ 3612.345678 <    0.000021 >] node3 ordersd[812]: main.main()",
            "main.main()",
            ["node3", "ordersd", "812"],
            ""
        ),
        journal(
            "Mon 2022-04-11 11:23:00 UTC n3 o[8]: a\n" + String(repeating: " ", count: 37) + "b\nc",
            "a\n" + String(repeating: " ", count: 37) + "b",
            ["n3", "o", "8"],
            "2022-04-11 11:23:00 UTC",
            as: .hanging,
            rest: "c"
        ),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // The kernel's ring buffer.
        "[   12.345678] usb 1-1: new high-speed USB device",
        "[    0.000000] Linux version: 6.1",
        // Loggers of programs.
        "Mon 2022-04-11 11:23:00 started: yes", "1649676180.123456 INFO server: started",
        "1649676180.123456 started server: yes", "[12.5] node3 ordersd[812]: a",
        "1649676180.123 node3 ordersd[812]: a", "mon 2022-04-11 11:23:00 UTC n3 o[8]: a",
        "[   12.345678", "[", "Mon 2022-04-11 11:23:00 UTC",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .journal)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
