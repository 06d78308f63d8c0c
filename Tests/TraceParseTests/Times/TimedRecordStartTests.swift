import Testing

@testable import TraceParse

struct TimedRecordStartTests {
    /// Text in which `^` marks where a record begins, and the layout of its times.
    @Test(arguments: [
        ("200 66 0.053^2026/11/22 17:24:44 http: panic", TimestampFormat.goLog),
        ("^2026/11/22 17:24:44 one+0x4db^2026/11/22 17:24:45 two", .goLog),
        ("^2026/11/22 17:24:44.123456 one ^2026/11/22 17:24:45.123456 two", .goLog),
        ("broken pipe^[2026/11/22 17:24:44] x", .goLog),
        ("0ms^[GIN] 2026/11/22 - 17:24:44 | 200 | 1s | 1.2.3.4 | GET \"/p\"", .gin),
        ("x^[WEB] 2026/11/22 - 17:24:44 | 200^[Recovery] 2026/11/22 - 17:24:45 x", .gin),
        ("x^2026/11/22 - 17:24:44 panic recovered", .gin),
        ("pipe^E0102 15:04:05.678901 1 f.go:12] x^I0102 15:04:06.678901 1 f.go:13] y", .klog),
        ("pipe^W20240102 15:04:05.678901 1 f.cc:12] x", .glog),
        ("0.053^2026-11-22T17:24:44Z stderr F x", .rfc3339),
        ("x^<34>1 2026-11-22T17:24:44Z host app", .rfc3339),
        ("started^INFO[2026-11-22T17:24:44Z] x", .rfc3339),
        ("status=200^time=2026-11-22T17:24:44Z level=INFO", .rfc3339),
        (
            "err=EOF^time=\"2026-11-22T17:24:44Z\" level=info start_time=2026-11-22T17:24:44Z",
            .rfc3339
        ),
        ("{\"a\":1}^{\"time\":\"2026-11-22T17:24:44Z\",\"at\":\"2026-11-22T17:24:44Z\"}", .rfc3339),
        (
            "x509: expired: current time 2026-11-22T17:24:44Z is after 2026-01-01T00:00:00Z^2026-11-22T17:24:44Z y",
            .rfc3339
        ),
        ("x ^{ \"timestamp\": \"2026-11-22T17:24:44Z\"}", .rfc3339),
        ("ended at an unexpected time ^2026-11-22T17:24:44Z y", .rfc3339),
        ("x^2026-11-22T17:24:44.5 y", .rfc3339Local),
        ("GET /?t=\"2026-11-22 17:24:44\" ok^2026-11-22 17:24:44 y", .spaced),
        ("agent \"curl/8\"^2026-11-22 17:24:44 y", .spaced),
        ("pipe^Sep  8 08:14:30 host x", .syslog),
        ("pipe^<34>Sep  8 08:14:30 host x^<11>Sep 18 08:14:30 host y", .syslog),
        ("x^[Fri Sep 09 10:42:29.902022 2011] [core:error] y", .apacheError),
        ("{\"a\":1}^{\"ts\":1549993800.5,\"msg\":\"x\"}", .epochSeconds),
        ("broken pipe^1549993800.123456 host prog", .epochSeconds),
        ("broken pipe^1549993800123 host prog", .epochMillis),
        (
            "0.053^127.0.0.5 - - [22/Nov/2026:17:24:44 +0000] \"GET\" 200 66 0.000^10.20.1.40 - - "
                + "[22/Nov/2026:17:24:45 +0000] \"GET\"", .commonLog
        ),
        ("listening on 127.0.0.1:9093^127.0.0.4 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("listening on 127.0.0.1:9093^12.0.0.4 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("200 66 0.101^10.20.1.40 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("200 66 0.101 ^10.20.1.40 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("200 66 0ms^10.20.1.40 - alice [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("\"okhttp/4.12.0\"^203.0.113.20 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("200 66 0.053^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("write: broken pipe^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("200 66 0.053 ^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("0.053^@ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("0.053^::1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("[running]:^::1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("0.053^fd00:20::5 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("0.053^2001:db8::5 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("server.go:3604 +0x4fd^::1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("server.go:3604 +0x4fd^fe80::1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("server.go:3604 +0x4fd^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("server.go:3604 +0x4fd^12.1.1.1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("listening on [::1]:9093^::1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("listening on [::1]:9093^fd00::1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("listening on /run/app-1.sock^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("pid=19362^10.20.1.40 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("pid=1936^192.168.1.40 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("pid=1936^172.16.1.40 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("pid=1936^203.0.113.4 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("^1:2:3:4:5:6:7:8 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("done 17:24:44^ - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("pipe^fd00:20::5 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("0.053^::ffff:10.0.0.1 - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("66 0.053^web-1.example.com - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("0.053 ^localhost.localdomain - - [22/Nov/2026:17:24:44 +0000]", .commonLog),
        ("^gateway - - [22/Nov/2026:17:24:44 +0000] \"GET\"", .commonLog),
        ("0/0^192.0.2.50:53011 [01/Jun/2026:10:00:03.132] fe be/api1", .commonLog),
        ("0/0 ^[::1]:53011 [01/Jun/2026:10:00:03.132] fe be/api1", .commonLog),
        ("200 66^[22/Nov/2026:17:24:44 +0000] \"GET\"", .commonLog),
        (
            "took 12:30 ^[22/Nov/2026:17:24:44 +0000] \"GET\" ^[22/Nov/2026:17:24:45 +0000]",
            .commonLog
        ),
    ])
    func `finds where the records begin`(marked: String, format: TimestampFormat) {
        let pieces = marked.split(separator: "^", omittingEmptySubsequences: false)
        var expected: [Int] = []
        var length = 0
        for piece in pieces.dropLast() {
            length += piece.utf8.count
            expected.append(length)
        }
        let text = TimeText(pieces.joined(), options: ParserOptions(year: 2024))
        #expect(text.recordStarts(like: format) == expected)
    }

    @Test(arguments: [
        ("at 12:34:56 and 2026/13/22 17:24:44", TimestampFormat.goLog),
        ("x 2026-11-22 17:24:44 y", .goLog),
        ("x 2026/11/22 17:24:44 y", .gin),
        ("backup-2026-11-22T17:24:44Z.tar", .rfc3339),
        ("{\"a\":1,\"time\":\"2026-11-22T17:24:44Z\"}", .rfc3339),
        ("{\"log\":\"2026/11/22 17:24:44 x\"}", .goLog),
        ("retry after 2026-11-22 17:24:44", .spaced),
        ("0102 15:04:05.678901 x", .klog),
        ("size 1549993800 bytes", .epochSeconds),
        ("0.0531549993800.5 host", .epochSeconds),
        ("pc 0x1549993800123 x", .epochMillis),
        ("{\"a\":2,\"ts\":1549993800.5}", .epochSeconds),
    ])
    func `finds no record where none begins`(text: String, format: TimestampFormat) {
        #expect(TimeText(text).nextRecordStart(like: format) == nil)
    }

    @Test func `finds each line of a log whose newlines were lost`() {
        let lines = (0..<60).map { second in
            let clock = "17:24:\(second < 10 ? "0" : "")\(second)"
            return second.isMultiple(of: 2)
                ? "2026/11/22 \(clock) http: panic serving 10.0.0.1:\(40_000 + second): EOF"
                : "goroutine 6 [running]: main.main() /app/main.go:\(second) +0x\(second)"
        }
        var offset = 0
        var expected: [Int] = []
        for line in lines {
            if line.hasPrefix("2026") { expected.append(offset) }
            offset += line.utf8.count
        }
        #expect(TimeText(lines.joined()).recordStarts(like: .goLog) == expected)
    }

    @Test func `stays in its range`() {
        let text = TimeText("0.053127.0.0.5 - - [22/Nov/2026:17:24:44 +0000] x")
        #expect(text.nextRecordStart(like: .commonLog, from: 9) == 9)
        #expect(text.nextRecordStart(like: .commonLog, from: 21) == nil)
        let klog = TimeText("E0102 15:04:05.678901 x")
        #expect(klog.nextRecordStart(like: .klog, from: 1) == nil)
    }
}
