import Testing

@testable import TraceParse

@Suite struct StructuredSyslogTests {
    private static func message(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        _ time: String,
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, rest: rest, .syslog5424)
    }

    static let samples = [
        message(
            "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - 'su root' failed\n",
            "'su root' failed",
            ["mymachine.example.com", "su"],
            "2003-10-11T22:14:15.003Z"
        ),
        message(
            #"<165>1 2003-10-11T22:14:15.003Z m app 8 ID47 [ex@32473 a="3\]\"" b="x"][y@1] An [a] b"#,
            "An [a] b",
            ["m", "app", "8"],
            "2003-10-11T22:14:15.003Z"
        ),
        // Docker's syslog driver with syslog-format=rfc5424micro.
        message(
            "<27>1 2022-04-11T11:23:00.123456+02:00 node3 4f5a6b7c8d9e 812 4f5a6b7c8d9e - \tx.go:9",
            "\tx.go:9",
            ["node3", "4f5a6b7c8d9e", "812"],
            "2022-04-11T11:23:00.123456+02:00"
        ),
        // Heroku's drains count bytes and leave the data out.
        message(
            "73 <190>1 2022-04-11T11:23:00.123456+00:00 host app web.1 - panic: boom one\n"
                + "67 <190>1 2022-04-11T11:23:00.2+00:00 host app web.1 - b\n",
            "panic: boom one",
            ["host", "app", "web.1"],
            "2022-04-11T11:23:00.123456+00:00",
            rest: "67 <190>1 2022-04-11T11:23:00.2+00:00 host app web.1 - b\n"
        ),
        message(
            "<190>1 2022-04-11T11:23:00+00:00 host app web.1 - [GIN] 2022/04/11 - 11:23:00",
            "[GIN] 2022/04/11 - 11:23:00",
            ["host", "app", "web.1"],
            "2022-04-11T11:23:00+00:00"
        ),
        // A byte-order mark, and no time.
        message("<14>1 - - app - - - \u{FEFF}text", "text", ["app"], ""),
        // Nothing behind the data.
        message(
            "<14>1 2022-04-11T11:23:00Z h app 5 - -\n",
            "",
            ["h", "app", "5"],
            "2022-04-11T11:23:00Z"
        ),
        // A counted message of two lines.
        message(
            "43 <14>1 2022-04-11T11:23:00Z h app 5 - - a\nbc<14>1 - - x - - - y\n",
            "a\nbc",
            ["h", "app", "5"],
            "2022-04-11T11:23:00Z",
            rest: "<14>1 - - x - - - y\n"
        ),
        // rsyslog's escapes stay: they are read where they stand.
        message(
            "<11>1 2022-04-11T11:23:00Z h app 5 - - panic: a#012#012goroutine 1 [running]:",
            "panic: a#012#012goroutine 1 [running]:",
            ["h", "app", "5"],
            "2022-04-11T11:23:00Z"
        ),
    ]

    @Test(arguments: samples)
    func `reads a message`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "<34>2 2003-10-11T22:14:15.003Z m su - ID47 - a", "<34>1", "<34>1 ", "<192>1 - - a - - - b",
        "<1>1 dogs are 2 - - -", "<b>1 - - a - - - b", "74 bytes <14>", "74 <b>1 - - a - - -",
        "<34>1 2003-10-11 22:14:15 m su - ID47 - a", "12345678 <14>1 - - a - - - b",
        "<34>1 2003-10-11T22:14:15.003Z mymachine",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .syslog5424)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
