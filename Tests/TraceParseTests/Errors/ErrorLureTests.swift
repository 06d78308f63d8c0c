import Testing

@testable import TraceParse

/// Texts about errors that report none.
struct ErrorLureTests {
    // swift-format-ignore
    static let inLogLines = [
        "we saw a broken pipe in the kitchen",
        "the plumber mended a broken pipe",
        "thanks for fixing the broken pipe",
        #"docs: how to handle "connection reset by peer" errors"#,
        #"docs: how to handle 'connection reset by peer' errors"#,
        "retrying after i/o timeout was seen earlier, all good now",
        "no broken pipe today",
        "without connection refused we are fine",
        "users complain about connection timed out",
        "ticket closed: title=\"connection reset by peer\" by=bob",
        #"search q="broken pipe" hits=12"#,
        "search q=EOF hits=3",
        "config loaded: dial_timeout=5s on i/o timeout=retry",
        "listen tcp: address 99999: invalid port",
        "listen: listen tcp: address 99999: invalid port",
        "dial tcp: address db:99999: invalid port",
        "dial tcp: missing address",
        "copy: io: read/write on closed pipe",
        "export: open /var/lib/app/x.json: no such file or directory",
        "http: superfluous response.WriteHeader call from main.(*statusWriter).WriteHeader (main.go:120)",
        "http: response.WriteHeader on hijacked connection from main.x (main.go:1)",
        "GET /v1/orders 404 page not found",
        "curl: (7) Failed to connect to 127.0.0.1 port 1: Connection refused",
        "curl: (56) Recv failure: Connection reset by peer",
        "curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received",
        "health: curl: (7) Failed to connect to 10.0.0.9 port 80: Connection refused",
        "tls: loading certificate from /etc/tls/server.pem",
        "tls: enabled",
        "starting TLS handshake timeout=10s",
        "connection pool size=10",
        "network unreachable counter reset to 0",
        "test timed out after 1s was renamed",
        "door is not Already closed yet",
        "door is not alreadyClosed yet",
        "channel state: inputClosed=true outputClosed=false",
        "case .inputClosed: return",
        "set the outputClosed flag",
        "ChannelError.swift compiled",
        "no file descriptors available for renting",
        "the text name or service not known comes from glibc",
        "the order was canceled by the customer",
        "shipment canceled",
        "EOFError raised in worker",
        "parsed 3 EOF markers",
        "wrote END-EOF-MARKER to file",
        "stream closed by operator",
        "rejected: too many open tickets",
        "the address already in use is kept",
        "spool: EOF, then restart",
        #"msg="we fixed the broken pipe" by=bob"#,
        #"{"level":"info","msg":"comment posted","text":"I got a broken pipe"}"#,
        #"{"level":"info","msg":"search","query":"broken pipe"}"#,
        #"{"level":"info","msg":"issue","title":"How to fix: connection reset by peer"}"#,
        #"{"level":"info","msg":"rules","ignored":["EOF","i/o timeout"]}"#,
        #"{"level":"info","msg":"match","pattern":"context deadline exceeded"}"#,
        #""msg"="search" "query"="EOF""#,
        #"running grep "broken pipe" app.log"#,
        #"exec: rg -c 'connection refused' app.log"#,
        "expected=\"i/o timeout\" got=nil",
        "metric errors_total{kind=\"eof\"} 0",
        "see wiki/connection-refused for help",
        "feature flag handle_broken_pipe on",
        "regexp (?i)broken pipe|connection reset compiled",
        "route GET /errors/unexpected EOF registered as x",
        "subscribed to topic t canceled-orders",
        "dependency golang.org/x/net/http2: upgraded to v0.20",
        "proxying tcp 10.0.0.1:80 to 10.0.0.2:80",
        "forwarding from tcp 0.0.0.0:80",
        "captured with tcpdump: 12 packets, tcp_retries2=15",
    ]

    // swift-format-ignore
    static let otherLines = [
        "unexpected EOF",
        "broken pipe",
        "Error: connection refused",
        "net/http: handle write: broken pipe",
        "a1b2c3d net: treat write: broken pipe as a client abort",
        "    // write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe",
        "// returns connection reset by peer when the client leaves",
        "# dial tcp 10.0.0.9:80: connect: connection refused",
        "* connect to 127.0.0.1 port 1 failed: Connection refused",
        " * @throws read tcp 10.0.0.1:80->10.0.0.2:5: i/o timeout",
        "if strings.Contains(err.Error(), \"broken pipe\") {",
        "case \"connection reset by peer\":",
        "return errors.New(\"i/o timeout\")",
        "log.Printf(\"write: broken pipe\")",
        "-\treturn fmt.Errorf(\"EOF\")",
        "$ grep 'connection reset by peer' app.log",
        "You may see write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe when the client leaves.",
        "The message `write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe` means that the client left.",
        "- dial tcp 10.0.0.9:80: connect: connection refused",
        "assert err == \"read tcp 10.0.0.1:80->10.0.0.2:5: i/o timeout\"",
        "    x_test.go:12: want read tcp 10.0.0.1:80->10.0.0.2:5: i/o timeout, got nil",
        "<!-- connection refused -->",
        "ECONNREFUSED means connection refused",
        "curl: (7) Failed to connect to localhost port 8080: Connection refused",
        "    12 connection resets received",
        "TCP: 3 connections reset due to early user close; timed out",
        "Get the broken pipe out of the kitchen",
        "ssh: connect to host 10.0.0.9 port 22: Connection refused",
        "ping: sendmsg: Network is unreachable",
    ]

    @Test(arguments: inLogLines)
    func `gives no incident in a log line`(text: String) throws {
        let line = text.hasPrefix("{") ? text : "2026/11/22 17:24:48 INFO \(text)"
        let probe = ErrorProbe(line)
        let reading = try probe.record()
        #expect(reading == nil, "\(reading.map { probe.facts($0).description } ?? "")")
    }

    @Test(arguments: otherLines)
    func `gives no incident in a line that is no log line`(text: String) throws {
        let probe = ErrorProbe(text)
        let reading = try probe.record(isLogLine: false)
        #expect(reading == nil, "\(reading.map { probe.facts($0).description } ?? "")")
    }

    // swift-format-ignore
    @Test(arguments: [
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "broken_pipe"),
        ("panic serving: write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "broken_pipe"),
        ("dial unix /run/app.sock: connect: no such file or directory", "other"),
        ("error: dial tcp: lookup db: no such host", "dns"),
        ("Get \"http://10.0.0.9/\": EOF", "eof"),
        ("http: TLS handshake error from 10.0.0.5:41204: EOF", "tls"),
        ("http: proxy error: context canceled", "canceled"),
        ("rpc error: code = Unavailable desc = transport is closing", "eof"),
        ("http: panic serving 10.0.0.5:41204: EOF", "eof"),
    ])
    func `needs no log line where the text itself is unmistakable`(text: String, name: String) throws {
        #expect(try ErrorProbe(text).record(isLogLine: false)?.errorClass.rawValue == name)
    }

    // swift-format-ignore
    @Test(arguments: [
        (#"{"level":"error","msg":"search broken pipe handling","err":"EOF"}"#, "eof"),
        (#"level=info msg="about a broken pipe, again" err="read: connection reset by peer""#, "connection_reset"),
        ("2026/11/22 17:24:48 after the i/o timeout of yesterday: dial tcp 10.0.0.9:80: connect: connection refused", "connection_refused"),
    ])
    func `passes a mention over`(text: String, name: String) throws {
        #expect(try ErrorProbe(text).record()?.errorClass.rawValue == name)
    }

    @Test func `tells a mention from a text that names no error`() throws {
        var reader = try ErrorReader()
        for (text, isMention) in [
            ("2026/11/22 17:24:48 we saw a broken pipe in the kitchen", true),
            ("2026/11/22 17:24:48 http: superfluous response.WriteHeader call", false),
            ("2026/11/22 17:24:48 proxying tcp 10.0.0.1:80", false),
        ] {
            #expect(ErrorProbe(text).record(isLogLine: true, &reader) == nil)
            #expect(reader.isMention == isMention, "\(text)")
        }
    }
}
