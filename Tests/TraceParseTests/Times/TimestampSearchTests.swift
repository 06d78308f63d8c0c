import Testing

@testable import TraceParse

struct TimestampSearchTests {
    @Test(arguments: [
        ("2019/09/08 08:14:30 [error] 12#12: *34 open() failed", "2019/09/08 08:14:30"),
        (
            "[GIN] 2019/09/08 - 08:14:30 | 200 | 5.11835173s | 1.2.3.4 | GET \"/p\"",
            "2019/09/08 - 08:14:30"
        ),
        (
            "2026/01/02 03:04:05 [Recovery] 2006/01/02 - 15:04:05 panic recovered:",
            "2026/01/02 03:04:05"
        ),
        ("E0102 15:04:05.678901   123 f.go:12] failed", "0102 15:04:05.678901"),
        ("W20240102 15:04:05.678901   123 f.cc:12] slow", "20240102 15:04:05.678901"),
        ("{\"level\":\"error\",\"ts\":1549993800.1234567,\"msg\":\"x\"}", "1549993800.1234567"),
        ("{\"level\":\"error\",\"ts\":1549993800123,\"msg\":\"x\"}", "1549993800123"),
        ("{\"time\" : 1549993800123456789, \"msg\":\"x\"}", "1549993800123456789"),
        ("time=\"2015-03-26T01:27:38-04:00\" level=info", "2015-03-26T01:27:38-04:00"),
        ("time=2023-08-16T10:00:00.000+08:00 level=INFO", "2023-08-16T10:00:00.000+08:00"),
        ("level=info ts=2023-08-16T10:00:00.000Z caller=x.go:1", "2023-08-16T10:00:00.000Z"),
        ("INFO[2015-03-26T01:27:38-04:00] listening", "2015-03-26T01:27:38-04:00"),
        ("2020-01-01T00:00:00.000Z [INFO]  agent: x", "2020-01-01T00:00:00.000Z"),
        ("Sep  8 08:14:30 host prog[12]: x", "Sep  8 08:14:30"),
        ("Sep 8 08:14:30 host prog[12]: x", "Sep 8 08:14:30"),
        ("<34>Oct 11 22:14:15 mymachine su: x", "Oct 11 22:14:15"),
        ("<34>1 2003-10-11T22:14:15.003Z host app 1 id - x", "2003-10-11T22:14:15.003Z"),
        (
            "{ \"__REALTIME_TIMESTAMP\" : \"1549993800123456\", \"MESSAGE\" : \"x\" }",
            "1549993800123456"
        ),
        ("1549993800.123456 host prog[1]: x", "1549993800.123456"),
        (
            "127.0.0.5 - - [22/Nov/2026:17:24:44 +0000] \"GET / HTTP/1.1\" 200 6",
            "22/Nov/2026:17:24:44 +0000"
        ),
        (
            "a host, b host, c host - some user [22/Nov/2026:17:24:44 +0000] \"GET /\"",
            "22/Nov/2026:17:24:44 +0000"
        ),
        ("192.0.2.50:53011 [01/Jun/2026:10:00:03.132] fe be/api1", "01/Jun/2026:10:00:03.132"),
        ("[Fri Sep 09 10:42:29.902022 2011] [core:error] x", "Fri Sep 09 10:42:29.902022 2011"),
        ("[ INFO ] 2024-01-02 15:04:05.678 App[12:34] x", "2024-01-02 15:04:05.678"),
        ("[2024-01-02 15:04:05,678] ERROR x", "2024-01-02 15:04:05,678"),
        ("ERROR main 2024-01-02 15:04:05,678 x", "2024-01-02 15:04:05,678"),
        ("api-7d9f-xk2 app 2024-01-02T15:04:05Z x", "2024-01-02T15:04:05Z"),
        ("web-1  | 2024-01-02T15:04:05Z x", "2024-01-02T15:04:05Z"),
        ("[pod/api-1/app] 2024-01-02T15:04:05Z x", "2024-01-02T15:04:05Z"),
        ("  2024-01-02T15:04:05Z x", "2024-01-02T15:04:05Z"),
        ("\"2024-01-02 15:04:05\",\"error\",\"x\"", "2024-01-02 15:04:05"),
        ("\u{1B}[31m2024-01-02 15:04:05\u{1B}[0m x", "2024-01-02 15:04:05"),
        (
            "Date/Time:             2025-03-04 10:11:12.1234 +0100",
            "2025-03-04 10:11:12.1234 +0100"
        ),
        (
            "{\"log\":\"2022/04/11 11:23:00 http: x\\n\",\"time\":\"2022-04-11T11:23:01Z\"}",
            "2022/04/11 11:23:00"
        ),
        (
            "{\"log\":\"http: x\\n\",\"stream\":\"stderr\",\"time\":\"2022-04-11T11:23:01.5Z\"}",
            "2022-04-11T11:23:01.5Z"
        ),
        ("{\"log\":\"{\\\"ts\\\":1549993800.5,\\\"msg\\\":\\\"x\\\"}\"}", "1549993800.5"),
        ("{\"log\":\"{\\\"time\\\":\\\"2022-04-11T11:23:01Z\\\"}\"}", "2022-04-11T11:23:01Z"),
        (
            "{\"expires\":\"2030-01-01T00:00:00Z\",\"time\":\"2022-04-11T11:23:01Z\"}",
            "2022-04-11T11:23:01Z"
        ),
        ("write: broken pipe2022/04/11 11:23:00 http: x", "2022/04/11 11:23:00"),
        ("server.go:3454 +0x4852022/04/11 11:23:00 http: x", "2022/04/11 11:23:00"),
        ("200 66 0.0532026-11-22T17:24:44Z x", "2026-11-22T17:24:44Z"),
        ("a line\nmany plain words here\n2024-01-02 15:04:05 x", "2024-01-02 15:04:05"),
        ("19:08:14:30 2019/09/08 08:14:30 x", "2019/09/08 08:14:30"),
    ])
    func `finds the time of a record`(text: String, time: String) throws {
        let sample = TimeText(text, options: ParserOptions(year: 2024))
        let reading = try #require(sample.first())
        #expect(sample.text(reading.range) == time)
    }

    @Test(arguments: [
        "", "1234/56/78 12:34:56 x", "2022/13/41 25:61:61", "go1.22.333 built 12:34:56",
        "listen 10.20.30.40:9093:9094:9095", "ports 10:20:30,11:21:31,12:22:32",
        "mac 00:11:22:33:44:55", "addr 2001:0db8:11:22:33:44:55:66", "INFO[0012] started",
        "[ 12.345678] oom", "[   12.345678] eth0: link", "elapsed 11:23:00",
        "pc=0x1549993800123 sp=0x7ffe", "goroutine 1549993800 [running]:",
        "bytes 1549993800 in", "\"request_id\":1549993800", "size=1549993800",
        "\"id\":\"1549993800123\"", "\"port\": 1549993800", "heap 1549993800123 bytes",
        "\"ts\":15499938", "\"ts\":9999999999", "ts=1549993800.1.2.3", "ts=1549993800abc",
        "GET /report?from=2022-01-01T00:00:00Z HTTP/1.1",
        "x509: certificate has expired: current time 2026-11-22T17:24:44Z is after 2026-01-01T00:00:00Z",
        "open /backup/dump-2022-01-01T00:00:00Z.gz: no such file",
        "failed to parse the given deadline 2022-01-01 00:00:00 of the request",
        "parsing time \"2022-01-01T00:00:00Z\" as date: x", "(2022-01-01 00:00:00)",
        "not valid until 2030/01/01 00:00:00", "expires=2030-01-01T00:00:00Z",
        "{\"not_before\":\"2022-01-01T00:00:00Z\"}", "0102 15:04:05.678901 no letter",
        "x 108/Sep/2019:08:14:30 +0800", "version 1.2.2022/04/11",
        "last seen by the old proxy at the site Sep  8 08:14:30",
    ])
    func `passes over what is no record's time`(text: String) {
        #expect(TimeText(text).first() == nil)
    }

    @Test func `looks at nothing before or behind its range`() throws {
        let sample = TimeText("time=2022-04-11T11:23:00Z x 2022/04/11 11:23:01")
        #expect(sample.first(0..<24)?.format == .rfc3339Local)
        #expect(sample.first(5..<25)?.range == 5..<25)
        #expect(sample.first(6..<47)?.range == 28..<47)
        #expect(sample.first(6..<46) == nil)
        #expect(sample.first(29..<47) == nil)
        #expect(sample.first(0..<0) == nil)
        #expect(sample.first(47..<900) == nil)
        #expect(TimeText("1549993800.5").first(-5..<900)?.range == 0..<12)
    }

    @Test(
        arguments: ["1", ":", "11:11:11", "2022/04/11 11:11:x", "11:", "\"", " ", "\\", "a:"]
    )
    func `is linear on hostile repetition`(unit: String) {
        expectLinear(40_000) { count in
            let text = TimeText(bytes: Array(String(repeating: unit, count: count).utf8))
            #expect(text.first() == nil)
            for format in TimestampFormat.allCases {
                #expect(text.nextRecordStart(like: format) == nil)
            }
        }
    }

    @Test func `does not trap on random bytes`() {
        var random = TimesRandom(seed: 7)
        let alphabet = Array("0123456789:/-.T Z+,[]\"=\\SepFri@<>{}tsE\n\u{FF}".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<80).map { _ in alphabet[random.below(alphabet.count)] }
            let text = TimeText(bytes: bytes)
            for position in bytes.indices {
                if let reading = text.read(at: position, before: 70) {
                    #expect(reading.range.lowerBound == position)
                    #expect(reading.range.upperBound <= 70)
                }
            }
            if let reading = text.first(5..<70) {
                #expect(reading.range.lowerBound >= 5 && reading.range.upperBound <= 70)
                #expect(text.read(at: reading.range.lowerBound, before: 70) == reading)
            }
            for format in TimestampFormat.allCases {
                if let start = text.nextRecordStart(like: format, from: 5) {
                    #expect((5..<80).contains(start))
                }
            }
        }
    }
}
