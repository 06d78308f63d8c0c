import Testing

@testable import TraceReport

@Suite struct `Stated time limits` {
    @Test(arguments: [
        ("client response timeout: 5s", "client response 5000"),
        ("Client.Timeout = 5 s", "client response 5000"),
        ("connect timeout 0.5s", "client connect 500"),
        (
            "the client's timeouts: connect 0.5 s, response 5 s",
            "client connect 500|client response 5000"
        ),
        ("- client gives up after 2.5 seconds", "client response 2500"),
        ("连接超时:0.5秒,响应超时5秒", "client connect 500|client response 5000"),
        ("proxy_read_timeout 60s;", "proxy response 60000"),
        ("    proxy_connect_timeout 2;", "proxy connect 2000"),
        ("timeout server 3s", "proxy response 3000"),
        ("    timeout connect 500", "proxy connect 500"),
        ("WriteTimeout: 15 * time.Second,", "server write 15000"),
        ("server write timeout: 2s", "server write 2000"),
        ("upstream read timeout: 1500 ms", "upstream read 1500"),
    ])
    func `are read with whose they are`(line: String, told: String) {
        let limits = evidence(line + "\n").timeLimits.map { limit in
            "\(limit.value.side.rawValue) \(limit.value.phase.rawValue) \(limit.value.milliseconds)"
        }
        #expect(limits.joined(separator: "|") == told)
    }

    @Test(arguments: [
        "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
        "2022/04/11 11:23:00 client timeout: 5s",
        "{\"msg\":\"client timeout: 5s\"}",
        "the timeout was discussed for 5 minutes and nobody agreed",
        "client timeout: 99999999999999999999s",
        "client timeout: 0s",
        "version 5s",
    ])
    func `are not taken from what only mentions them`(line: String) {
        #expect(evidence(line + "\n").timeLimits.isEmpty)
    }

    @Test func `are prose inside a log`() {
        #expect(evidence("client response timeout: 5s\n", from: .log).isEmpty)
    }
}
