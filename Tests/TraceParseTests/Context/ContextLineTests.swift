import Testing

@testable import TraceParse

/// A line, and what it must say.
struct ContextLineCase: Sendable, CustomTestStringConvertible {
    var line: String
    var says: String

    init(_ line: String, _ says: String) {
        self.line = line
        self.says = says
    }

    var testDescription: String { String(line.prefix(90)) }
}

@Suite struct ContextLineTests {
    /// What a line says, in short: `200 1.5ms 38B :4711` for a request.
    private func outline(_ line: String) -> String {
        let bytes = Array(line.utf8)
        let times = TimestampReader(options: ParserOptions(year: 2026))
        let found = ContextLine.read(
            bytes.span,
            0..<bytes.count,
            RecordFinder(times: times),
            times
        )
        switch found?.fact {
        case nil: return "nothing"
        case .access(let line): return outline(line)
        case .process(let event): return "\(event.kind) \(event.code)"
        case .slowCall(let nanoseconds): return "slow \(milliseconds(nanoseconds))"
        case .retry(let hint):
            return "retry \(hint.attempt) \(milliseconds(hint.delay))"
                + (hint.isAccept ? " accept" : "")
        case .reuse(let reuse): return "idle \(milliseconds(reuse.idle))"
        case .proxy(let trouble): return "\(trouble)"
        }
    }

    private func outline(_ line: AccessLine) -> String {
        var parts: [String] = []
        if line.status > 0 { parts.append("\(line.status)") }
        parts.append(milliseconds(line.latency))
        if line.bytes >= 0 { parts.append("\(line.bytes)B") }
        if line.client != 0 { parts.append(line.clientPort < 0 ? "host" : ":\(line.clientPort)") }
        if line.termination != 0 {
            let codes = (0..<4).map { UInt8(truncatingIfNeeded: line.termination >> ($0 * 8)) }
            parts.append(String(decoding: codes.filter { $0 > 0 }, as: UTF8.self))
        }
        return parts.joined(separator: " ")
    }

    private func milliseconds(_ nanoseconds: Int64) -> String {
        guard nanoseconds >= 0 else { return "-" }
        let whole = nanoseconds / 1_000_000
        let rest = nanoseconds / 1000 % 1000
        guard rest > 0 else { return "\(whole)ms" }
        let digits = String(1000 + rest).dropFirst()
        return "\(whole).\(digits)ms"
    }

    @Test(
        arguments: [
            // gin, fiber and others between bars
            .init(
                "[GIN] 2019/09/08 - 08:14:30 | 200 | 5.11835173s | 1.2.3.4 | GET \"/p\"",
                "200 5118.351ms host"
            ),
            .init(
                "[GIN] 2024/03/01 - 10:00:00 | 499 |     500.107ms |      10.0.1.16 | POST     \"/a?b=200\"",
                "499 500.107ms host"
            ),
            .init(
                "[GIN] 2024/03/01 - 10:00:00 |\u{1B}[97;42m 200 \u{1B}[0m|      23µs |   ::1 |\u{1B}[97;44m GET \u{1B}[0m \"/\"",
                "200 0.023ms host"
            ),
            .init(
                "[WEB] 2026/03/12 - 06:30:22 | 504 |    1m2.5s |  10.0.0.9 | GET  \"/slow\"",
                "504 62500ms host"
            ),
            .init("12:00:01 | 200 | 1.2ms | 127.0.0.1 | GET | /users", "200 1.200ms host"),
            // plain lines
            .init(
                "2026/11/11 11:11:02 GET /api/history 10.20.1.60:39803 200 62500B 39.4ms",
                "200 39.400ms 62500B :39803"
            ),
            .init(
                "2026/07/19 00:58:33.035079 GET /h [fd00:20::5]:53567 200 205860B 52.1ms",
                "200 52.100ms 205860B :53567"
            ),
            .init("2026/06/30 19:45:14 GET /api/products 200", "200 -"),
            .init("GET /x 200 1.2s 10.0.0.1:4711", "200 1200ms :4711"),
            .init("2026/06/30 19:45:14 POST /pay 503 in 30.001s", "503 30001ms"),
            .init("2026/01/02 03:04:05 completed GET /a with status 404 took 12µs", "404 0.012ms"),
            .init(
                "2022/05/05 10:10:10 \"GET http://localhost:3333/ HTTP/1.1\" from 127.0.0.1:51234 - 200 12B in 1.234ms",
                "200 1.234ms 12B :51234"
            ),
            .init(
                "2022/05/05 10:10:10 [host/abc-000001] \"GET http://a.example/x HTTP/1.1\" from [::1]:51234 - 500 0B in 2.5µs",
                "500 0.002ms 0B :51234"
            ),
            .init(
                "I0102 15:04:05.678901   123 httplog.go:90] GET /healthz: (1.5ms) 200 [kube-probe 10.0.0.7:40022]",
                "200 1.500ms :40022"
            ),
            .init("[INFO] 2024/01/02 10:00:00 DELETE /users/200 204 3.1ms", "204 3.100ms"),
            .init("Served: PATCH /a -> 202 (15ms)", "202 15ms"),
            .init("10:00:00 INFO OPTIONS * 200 1ms", "200 1ms"),
            .init("HEAD https://a.example/ 301 8 ms", "301 8ms"),
            // common and combined
            .init(
                "10.20.1.40 - - [21/Aug/2026:12:00:11 +0000] \"GET /w?d=400ms HTTP/1.1\" 200 122916 0.401",
                "200 401ms 122916B host"
            ),
            .init(
                "198.51.100.2 - - [08/Jun/2026:00:30:36 +0000] \"GET /p HTTP/1.1\" 200 5 \"-\" \"Go-http-client/1.1\" 0ms",
                "200 0ms 5B host"
            ),
            .init(
                "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326",
                "200 - 2326B host"
            ),
            .init(
                "1.2.3.4 - - [08/Sep/2019:08:14:30 +0800] \"POST /a HTTP/2.0\" 499 0 \"-\" \"curl/7.6\" rt=5.000 uct=\"0.001\" uht=\"-\" urt=\"5.000\"",
                "499 5000ms 0B host"
            ),
            .init(
                "1.2.3.4 - - [08/Sep/2019:08:14:30 +0800] \"GET / HTTP/1.1\" 504 167 \"-\" \"Mozilla/5.0 (X11; 1.5s)\" \"-\" 60.002 60.000",
                "504 60002ms 167B host"
            ),
            .init(
                "1.2.3.4 - - [08/Sep/2019:08:14:30 +0800] \"GET / HTTP/1.1\" 200 612 \"-\" \"curl\" 5003211",
                "200 5003.211ms 612B host"
            ),
            .init(
                "1.2.3.4 - - [08/Sep/2019:08:14:30 +0800] \"GET / HTTP/1.1\" 200 - \"-\" \"curl\" request_time=\"0.250\"",
                "200 250ms host"
            ),
            .init(
                "1.2.3.4 - - [08/Sep/2019:08:14:30 +0800] \"GET / HTTP/1.1\" 200 10 \"-\" \"-\" 17 \"web@docker\" \"http://10.0.0.2:80\" 12ms",
                "200 12ms 10B host"
            ),
            .init(
                "::ffff:10.1.2.3 - - [08/Sep/2019:08:14:30 +0000] \"GET /a\\\"b HTTP/1.1\" 400 0 0.000",
                "400 0ms 0B host"
            ),
            .init(
                "Sep  8 08:14:30 web-1 nginx: 10.1.2.3 - - [08/Sep/2019:08:14:30 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"-\" 0.020",
                "200 20ms 5B host"
            ),
            // HAProxy
            .init(
                "192.0.2.220:50739 [01/Jun/2026:10:00:02.880] fe be/api1 0/0/0/0/0 200 124 - - ---- 2/2/1/1/0 0/0 \"GET /p HTTP/1.1\"",
                "200 0ms 124B :50739"
            ),
            .init(
                "192.0.2.1:50000 [01/Jun/2026:10:00:02.880] fe be/api1 0/0/0/-1/3001 504 194 - - sH-- 2/2/1/1/0 0/0 \"GET /w HTTP/1.1\"",
                "504 3001ms 194B :50000 sH--"
            ),
            .init(
                "Feb  6 12:14:14 localhost haproxy[14389]: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} \"GET /index.html HTTP/1.1\"",
                "200 109ms 2750B :33317"
            ),
            .init(
                "10.0.0.4:41022 [06/Feb/2009:12:12:56.123] fe be/srv 0/0/5007 212 cD 0/0/0/0/3 0/0",
                "5007ms 212B :41022 cD"
            ),
            .init(
                "10.0.0.4:41022 [06/Feb/2009:12:12:56.123] fe be/<NOSRV> 5000/-1/-1/-1/5000 408 212 - - cR-- 0/0/0/0/0 0/0 \"<BADREQ>\"",
                "408 5000ms 212B :41022 cR--"
            ),
            .init(
                "fd00::5:41022 [06/Feb/2009:12:12:56.123] fe be/s 0/0/0/7/+8 200 +212 - - CD-- 0/0/0/0/0 0/0 \"GET / HTTP/1.1\"",
                "200 8ms 212B :41022 CD--"
            ),
            // JSON
            .init(
                #"{"time":"2026-05-06T14:02:59.775Z","level":"INFO","msg":"request","method":"GET","path":"/l","remote":"10.20.1.11:36409","status":200,"bytes":38,"duration_ms":0.037}"#,
                "200 0.037ms 38B :36409"
            ),
            .init(
                #"{"time":"2026-05-06T14:02:59Z","level":"INFO","msg":"done","method":"GET","path":"/","status":200,"duration":1500000}"#,
                "200 1.500ms"
            ),
            .init(
                #"{"level":"info","ts":1549993800.1234567,"caller":"z.go:1","msg":"req","status":200,"method":"GET","path":"/z","latency":5.0012}"#,
                "200 5001.200ms"
            ),
            .init(
                #"{"level":"info","remote_ip":"10.1.1.1","status":504,"method":"GET","url":"/z","duration":30001.5,"time":"2020-01-01T00:00:00Z","message":"access"}"#,
                "504 30001.500ms host"
            ),
            .init(
                #"{"time":"2024-01-02T03:04:05.6Z","id":"","remote_ip":"127.0.0.1","host":"h","method":"GET","uri":"/","status":200,"error":"","latency":163210,"latency_human":"163.21µs","bytes_in":0,"bytes_out":26}"#,
                "200 0.163ms 26B host"
            ),
            .init(
                #"{"level":30,"time":1700000000000,"pid":7,"req":{"method":"GET","url":"/a"},"res":{"statusCode":200},"responseTime":12,"msg":"request completed"}"#,
                "200 12ms"
            ),
            .init(
                #"{"time_local":"08/Sep/2019:08:14:30 +0800","remote_addr":"1.2.3.4","request":"GET /a HTTP/1.1","status":"499","body_bytes_sent":"0","request_time":"5.001","upstream_response_time":"5.001"}"#,
                "499 5001ms 0B host"
            ),
            .init(
                #"{"@timestamp":"2024-01-02T03:04:05Z","http.request.method":"POST","url.path":"/a","http.response.status_code":502,"event.duration":"1.5s"}"#,
                "502 1500ms"
            ),
            .init(
                #"{"severity":"INFO","httpRequest":{"requestMethod":"GET","requestUrl":"https://a.example/x","status":200,"latency":"0.125s","remoteIp":"203.0.113.5"}}"#,
                "200 125ms host"
            ),
            .init(
                #"{"level":"info","msg":"r","method":"GET","path":"/","code":200,"elapsedMs":7.5,"clientIp":"10.0.0.1"}"#,
                "200 7.500ms host"
            ),
            .init(#"{"method":"PUT","path":"/k","status":201,"took_us":1500}"#, "201 1.500ms"),
            .init(
                #"{"msg":"x","method":"GET","path":"/","status":200,"latency":6.5e-05}"#,
                "200 0.065ms"
            ),
            // logfmt, slog's text, swift-log
            .init(
                "time=2023-08-16T10:00:00.000+08:00 level=INFO msg=request method=GET path=/a status=200 duration=1.25ms remote=10.0.0.1:999",
                "200 1.250ms :999"
            ),
            .init(
                "ts=2023-08-16T10:00:00Z level=info method=GET uri=/a?x=1 status=503 took=29.9s client_ip=10.0.0.1",
                "503 29900ms host"
            ),
            .init(
                "2024-01-02T15:04:05+0000 info App: http.method=GET http.path=/a http.status=200 http.duration=12ms [App] Request",
                "200 12ms"
            ),
            .init(
                "at=info method=GET path=\"/x\" host=h fwd=\"1.2.3.4\" dyno=web.1 connect=0ms service=30001ms status=503 bytes=0",
                "503 30001ms 0B"
            ),
            .init(
                "level=info elapsed=5.001 status=200 method=GET path=/ bytes=10",
                "200 5001ms 10B"
            ),
            .init(
                "2026-06-02T22:10:00+0000 info hummingbird: hb.request.id=a9 hb.request.method=GET hb.request.path=/api/ping [Hummingbird] Request",
                "nothing"
            ),
            // no access lines
            .init("2026/06/30 19:45:14 loaded 200 rules in 1.2s", "nothing"),
            .init("2026/06/30 19:45:14 GET is not a path 200", "nothing"),
            .init("please GET /x when you can", "nothing"),
            .init("Got 200 of 300 items from 10.0.0.1:80", "nothing"),
            .init("1.2.3.4 - - [08/Sep/2019:08:14:30 +0800] \"GET / HTTP/1.1\" abc", "nothing"),
            .init("{\"status\":\"ok\",\"path\":\"/tmp/x\"}", "nothing"),
            .init("{\"status\":200}", "nothing"),
            .init("status=200", "nothing"),
            .init("goroutine 1 [running]:", "nothing"),
            .init("\t/usr/local/go/src/net/http/server.go:2294 +0x29", "nothing"),
            .init("time=2023-08-16T10:00:00Z level=INFO msg=\"time is 5s\"", "nothing"),
            .init("        ", "nothing"),
        ] as [ContextLineCase]
    )
    func `reads an access line`(_ one: ContextLineCase) {
        #expect(outline(one.line) == one.says)
    }

    @Test(
        arguments: [
            .init(
                "2026/07/28 13:13:32 supervisord: api exited: exit status 2; restarting in 2s",
                "exited 2"
            ),
            .init("2026/07/28 13:13:34 supervisord: api started, pid 14167", "started -1"),
            .init(
                "2026-01-02 10:00:00,123 INFO exited: api (exit status 137; not expected)",
                "exited 137"
            ),
            .init("2026-01-02 10:00:00,123 INFO spawned: 'api' with pid 812", "started -1"),
            .init(
                "2026-01-02 10:00:00,123 INFO success: api entered RUNNING state, process has stayed up",
                "started -1"
            ),
            .init(
                "Jan  2 10:00:00 h systemd[1]: api.service: Main process exited, code=exited, status=2/INVALIDARGUMENT",
                "exited 2"
            ),
            .init(
                "Jan  2 10:00:00 h systemd[1]: api.service: Main process exited, code=killed, status=9/KILL",
                "killed 9"
            ),
            .init(
                "Jan  2 10:00:00 h systemd[1]: api.service: Failed with result 'oom-kill'.",
                "outOfMemory -1"
            ),
            .init("Jan  2 10:00:00 h systemd[1]: Started api.service - The API.", "started -1"),
            .init("Jan  2 10:00:00 h systemd[1]: Stopping api.service - The API...", "stopping -1"),
            .init(
                "Jan  2 10:00:00 h systemd[1]: api.service: Deactivated successfully.",
                "stopped -1"
            ),
            .init(
                "Jan  2 10:00:00 h systemd[1]: api.service: Scheduled restart job, restart counter is at 4.",
                "backOff -1"
            ),
            .init(
                "kernel: [123.4] Out of memory: Killed process 812 (api) total-vm:2200000kB",
                "outOfMemory -1"
            ),
            .init(
                "2024-01-02T10:00:00Z Warning BackOff Back-off restarting failed container api in pod api-1",
                "backOff -1"
            ),
            .init(
                "containerStatuses: lastState: terminated: reason: OOMKilled exitCode: 137",
                "outOfMemory -1"
            ),
            .init("make: api: signal: killed", "killed 9"),
            .init("2024/01/02 10:00:00 run: signal: broken pipe", "killed 13"),
            .init("container api exited with code 137", "exited 137"),
            .init("container api exited with code 0", "stopped 0"),
            .init(
                "2026/08/21 12:00:10 shop api listening addr=[::]:9093 pid=11033",
                "listening -1"
            ),
            .init("[GIN-debug] Listening and serving HTTP on :8080", "listening -1"),
            .init("[ NOTICE ] Server starting on http://127.0.0.1:8080", "listening -1"),
            .init(
                "2024-01-02T10:00:00+0000 info App: [HummingbirdCore] Server started and listening on 127.0.0.1:8080",
                "listening -1"
            ),
            .init("⇨ http server started on [::]:8080", "listening -1"),
            .init(
                "{\"level\":\"INFO\",\"msg\":\"shutting down\",\"time\":\"2026-05-06T14:02:59Z\"}",
                "stopping -1"
            ),
            .init("2024/01/02 10:00:00 received signal terminated, draining", "stopping -1"),
            .init("2024/01/02 10:00:00 caught SIGTERM", "stopping -1"),
            .init("2024/01/02 10:00:00 http: Server closed", "stopped -1"),
            .init("2024/01/02 10:00:00 nothing is listening on port 80", "nothing"),
            .init("2024/01/02 10:00:00 the story stopped making sense", "nothing"),
            .init("2024/01/02 10:00:00 exit statuses are documented below", "nothing"),
            .init(
                "2026/04/27 17:18:11 WARN slow node call path=/history took=12.846s",
                "slow 12846ms"
            ),
            .init(
                "{\"time\":\"2026-05-06T14:03:15Z\",\"level\":\"WARN\",\"msg\":\"slow node call\",\"path\":\"/history\",\"took\":6273000000}",
                "slow 6273ms"
            ),
            .init("2024/01/02 10:00:00 slow query (1.5s): SELECT 1", "slow 1500ms"),
            .init("2024/01/02 10:00:00 slow down please", "nothing"),
            .init(
                "2026/01/08 08:31:04.1 node: reusing connection local=10.20.0.10:60538 idle=1.172s",
                "idle 1172ms"
            ),
            .init("2024/01/02 10:00:00 connection idle for 350s, using it again", "idle 350000ms"),
            .init("2024/01/02 10:00:00 upload: attempt 3/5 failed, will try again", "retry 3 -"),
            .init("2024/01/02 10:00:00 queue: retrying in 250ms", "retry 0 250ms"),
            .init(
                "2026/01/02 10:00:00 *5 client prematurely closed connection, so upstream connection is closed too",
                "clientLeft"
            ),
        ] as [ContextLineCase]
    )
    func `reads what a line says of processes and calls`(_ one: ContextLineCase) {
        #expect(outline(one.line) == one.says)
    }

    @Test(arguments: 0..<40)
    func `no bytes make it trap`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed) &+ 17)
        let pieces = [
            "GET ", "/a", " 200 ", "[08/Sep/2019:08:14:30 +0800] ", "\"", "|", "1.2s",
            "10.0.0.1:80 ",
            "status=", "{", "}", ":", "exit status ", "signal: ", "listening ", "idle ", "\u{1B}[",
            "999999999999999999999999", "e99", ".", "0/0/0/-1/+", " - - ", "took=", "µs", "\u{0}",
            "[", "]", "rt=", "slow ", "attempt ", "\\",
        ]
        for _ in 0..<200 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<24, using: &random) {
                if Int.random(in: 0..<8, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
                bytes += Array(pieces.randomElement(using: &random)!.utf8)
            }
            let times = TimestampReader(options: ParserOptions())
            let finder = RecordFinder(times: times)
            let found = ContextLine.read(bytes.span, 0..<bytes.count, finder, times)
            if case .access(let line) = found?.fact {
                #expect(
                    line.latency >= -1 && (line.status == 0 || (100...599).contains(line.status))
                )
            }
            _ = ContextLine.readOwn(bytes.span, 0..<bytes.count)
        }
    }
}
