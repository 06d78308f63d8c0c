import Testing

@testable import TraceParse

@Suite struct SyslogLineTests {
    private static func syslog(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        _ time: String,
        as encoding: PayloadEncoding = .plain,
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, as: encoding, rest: rest, .syslog)
    }

    static let samples = [
        // rsyslog's traditional file format.
        syslog(
            "Apr 11 11:23:00 web-02 orders[4171]: panic: boom\n",
            "panic: boom",
            ["web-02", "orders", "4171"],
            "Apr 11 11:23:00"
        ),
        syslog(
            "Sep  8 08:14:30 ip-10-0-3-7 kernel: \tmain.go:12\n",
            "\tmain.go:12",
            ["ip-10-0-3-7", "kernel"],
            "Sep  8 08:14:30"
        ),
        // RSYSLOG_FileFormat.
        syslog(
            "2019-09-08T08:14:30.123456+02:00 web-02 postfix/smtpd[93]: goroutine 1 [running]:\n",
            "goroutine 1 [running]:",
            ["web-02", "postfix/smtpd", "93"],
            "2019-09-08T08:14:30.123456+02:00"
        ),
        // On the wire.
        syslog(
            "<11>Apr 11 11:23:00 10.2.0.9 docker/web.1[77]: main.main()",
            "main.main()",
            ["10.2.0.9", "docker/web.1", "77"],
            "Apr 11 11:23:00"
        ),
        // Go's log/syslog.
        syslog(
            "<11>2022-04-11T11:23:00Z build orders[7]: a: b: c",
            "a: b: c",
            ["build", "orders", "7"],
            "2022-04-11T11:23:00Z"
        ),
        // A priority is enough where the tag is missing.
        syslog(
            "<13>Feb  5 17:32:18 10.0.0.99 panic: boom",
            "panic: boom",
            ["10.0.0.99"],
            "Feb  5 17:32:18"
        ),
        syslog("<13>Feb  5 17:32:18 orders: a", "a", ["orders"], "Feb  5 17:32:18"),
        // journalctl -o short-precise.
        syslog(
            "Apr 11 11:23:00.123456 node3 ordersd[812]: exit status 2\n",
            "exit status 2",
            ["node3", "ordersd", "812"],
            "Apr 11 11:23:00.123456"
        ),
        // journalctl -o short-iso, and with --no-hostname.
        syslog(
            "2022-04-11T11:23:00+0000 node3 systemd[1]: ordersd.service: Failed.",
            "ordersd.service: Failed.",
            ["node3", "systemd", "1"],
            "2022-04-11T11:23:00+0000"
        ),
        syslog(
            "2022-04-11T11:23:00+0000 ordersd[812]: ",
            "",
            ["ordersd", "812"],
            "2022-04-11T11:23:00+0000"
        ),
        // An empty line whose blank was trimmed.
        syslog(
            "Apr 11 11:23:00 web-02 orders[4171]:\n",
            "",
            ["web-02", "orders", "4171"],
            "Apr 11 11:23:00"
        ),
        // rsyslog's count of repetitions.
        syslog(
            "Apr 11 11:23:00 web-02 orders[4171]: message repeated 3 times: [ write: broken pipe]",
            "write: broken pipe",
            ["web-02", "orders", "4171"],
            "Apr 11 11:23:00"
        ),
        // journald indents the further lines of a message.
        syslog(
            """
            Apr 11 11:23:00 n1 ordersd[812]: panic: boom
                                             goroutine 1 [running]:
            Apr 11 11:23:01 n1 ordersd[812]: next
            """,
            "panic: boom\n                                 goroutine 1 [running]:",
            ["n1", "ordersd", "812"],
            "Apr 11 11:23:00",
            as: .hanging,
            rest: "Apr 11 11:23:01 n1 ordersd[812]: next"
        ),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // C's asctime, and a message that speaks of a time.
        "Mon Jan  2 15:04:05 2006 started: yes",
        "Jan  2 15:04:05 2006 was: a Monday",
        "Jan  2 15:04:05 is when it broke: see below",
        // Loggers of programs.
        "2024-01-02T15:04:05+0000 info orders: started",
        "2024-01-02T15:04:05Z ERROR server: write: broken pipe",
        "2020-01-01T00:00:00.000Z [INFO]  agent: joined",
        "2024-01-02T15:04:05Z main server: started",
        "2024-01-02T15:04:05Z api-1 http: panic serving 10.0.0.1:5: boom",
        "Apr 11 11:23:00 web-02 panic: boom", "2024-01-02T15:04:05Z main.go:12: started",
        "2024-01-02T15:04:05Z {\"a\": 1}: b",
        "2024-01-02 15:04:05 web-02 orders[7]: a",
        "<999>Apr 11 11:23:00 web orders[1]: a", "<>Apr 11 11:23:00 web orders[1]: a",
        "Apr 31 11:23:00 web-02 orders[4171]: a", "Apr 11 11:23:00 web-02 orders[4171] a",
        "Apr 11 11:23:00 web-02", "Apr 11 11:23:00 ", "Apr",
        "Apr 11 11:23:00 web-02 [4171]: a", "Apr 11 11:23:00 web-02 a=b[1]: a",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .syslog)
    }

    @Test func `an indent that is not the column's begins no further line`() {
        let sample = unwrapped("Apr 11 11:23:00 n1 ordersd[812]: a\n        b\n")
        #expect(sample?.payload == "a")
        #expect(sample?.rest == "        b\n")
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
