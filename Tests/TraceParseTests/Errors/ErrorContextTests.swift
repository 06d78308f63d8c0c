import Testing

@testable import TraceParse

/// What stands around an error: clients, peers, the message, the language.
struct ErrorContextTests {
    private static let time = "2026/11/22 17:24:48 "

    // swift-format-ignore
    static let clients: [ErrorRow] = [
        ErrorRow("upload from 10.0.0.5:55691: read body: unexpected EOF", "eof | - | - | - | - | 10.0.0.5:55691"),
        ErrorRow("[ERROR] GET /v1/abort from 10.0.0.5:48777: net/http: abort Handler", "canceled | - | - | - | - | 10.0.0.5:48777"),
        ErrorRow("query aborted for 10.0.0.5:39917: context canceled", "canceled | - | - | - | - | 10.0.0.5:39917"),
        ErrorRow("query aborted for [2001:db8::5]:39917: context canceled", "canceled | - | - | - | - | [2001:db8::5]:39917"),
        ErrorRow("query aborted for 2001:db8::5: context canceled", "canceled | - | - | - | - | 2001:db8::5"),
        ErrorRow("query for db:5432 failed: context canceled", "canceled | - | - | - | - | -"),
        ErrorRow("level=ERROR msg=x remote=10.0.0.5:55021 err=\"write: broken pipe\"", "broken_pipe | write | - | - | - | 10.0.0.5:55021"),
        ErrorRow("level=ERROR msg=x err=\"write: broken pipe\" client_ip=10.0.0.5", "broken_pipe | write | - | - | - | 10.0.0.5"),
        ErrorRow("level=ERROR msg=x remote_addr=\"[::1]:55021\" err=EOF", "eof | - | - | - | - | [::1]:55021"),
        ErrorRow("level=ERROR msg=x RemoteAddr=10.0.0.5:1 err=EOF", "eof | - | - | - | - | 10.0.0.5:1"),
        ErrorRow("level=ERROR msg=x client=false peer=10.0.0.5:1 err=EOF", "eof | - | - | - | - | 10.0.0.5:1"),
        ErrorRow(#"{"level":"error","error":"net/http: abort Handler","msg":"panic","remote":"10.0.0.5:44093"}"#, "canceled | - | - | - | - | 10.0.0.5:44093"),
        ErrorRow(#"{\"level\":\"error\",\"error\":\"net/http: abort Handler\",\"remote\":\"10.0.0.5:44093\"}"#, "canceled | - | - | - | - | 10.0.0.5:44093"),
        ErrorRow("http: panic serving 10.0.0.5:44093: write tcp 10.0.0.1:80->10.0.0.5:44093: write: broken pipe", "broken_pipe | write | tcp | 10.0.0.1:80 | 10.0.0.5:44093 | 10.0.0.5:44093"),
        ErrorRow("http2: panic serving [::1]:44093: EOF", "eof | - | - | - | - | [::1]:44093"),
        ErrorRow("http: panic serving @: write unix /run/a.sock->@: write: broken pipe", "broken_pipe | write | unix | /run/a.sock | - | -"),
        ErrorRow("http: TLS handshake error from 10.0.0.5:41204: remote error: tls: bad certificate", "tls | - | - | - | 10.0.0.5:41204 | -"),
        ErrorRow("http: TLS handshake error from [::1]:41204: EOF", "tls | - | - | - | [::1]:41204 | -"),
        ErrorRow("http: TLS handshake error from 10.0.0.5:41204: read tcp 10.0.0.1:443->10.0.0.5:41204: i/o timeout", "tls | read | tcp | 10.0.0.1:443 | 10.0.0.5:41204 | -"),
        ErrorRow("http: TLS handshake error from 10.0.0.5:41204: client sent an HTTP request to an HTTPS server", "tls | - | - | - | 10.0.0.5:41204 | -"),
        ErrorRow("http: TLS handshake error from 10.0.0.5:41204: acme/autocert: missing server name", "tls | - | - | - | 10.0.0.5:41204 | -"),
        ErrorRow("http2: server: error reading preface from client 10.0.0.5:41204: bogus greeting", "http2_stream | - | - | - | 10.0.0.5:41204 | -"),
        ErrorRow(#""msg"="Reconciler error" "error"="dial tcp: lookup db: no such host" "name"="a""#, "dns | lookup | - | - | - | -"),
        ErrorRow("error push: peer=Optional([IPv4]127.0.0.1/127.0.0.1:48730) [nioerr] send failed: write(descriptor:pointer:size:): Broken pipe) (errno: 32)", "broken_pipe | write | - | - | - | 127.0.0.1:48730"),
        ErrorRow(#"[error] 19553#19553: *59 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: shop.example.com, request: "GET / HTTP/1.1", upstream: "http://10.0.0.9:9093/", host: "10.0.0.5""#, "connection_refused | dial | - | - | 10.0.0.9:9093 | 192.0.2.7"),
        ErrorRow(#"[error] 19553#19553: *59 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 192.0.2.7, upstream: "http://10.0.0.9:9093/""#, "timeout | - | - | - | 10.0.0.9:9093 | 192.0.2.7"),
        ErrorRow(#"[error] 19553#19553: *59 upstream prematurely closed connection while reading response header from upstream, client: 192.0.2.7, upstream: "http://10.0.0.9:9093/""#, "eof | - | - | - | 10.0.0.9:9093 | 192.0.2.7"),
        ErrorRow("[info] 7#7: *59 client 192.0.2.7 closed keepalive connection (104: Connection reset by peer)", "connection_reset | - | - | - | - | -"),
        ErrorRow("[alert] 7#7: *59 accept4() failed (24: Too many open files)", "too_many_open_files | accept | - | - | - | -"),
    ]

    @Test(arguments: clients)
    func `finds the client and the peer`(row: ErrorRow) throws {
        let probe = ErrorProbe(Self.time + row.text)
        let reading = try #require(try probe.record())
        #expect(probe.facts(reading).description == row.facts)
    }

    // swift-format-ignore
    static let messages: [(String, String, String)] = [
        ("sync failed: Get \"http://a/\": dial tcp 10.0.0.9:80: connect: connection refused",
         "sync failed: Get \"http://a/\": dial tcp 10.0.0.9:80: connect: connection refused",
         "Get \"http://a/\": dial tcp 10.0.0.9:80: connect: connection refused"),
        ("[ERROR] GET / from 10.0.0.5:1: write response failed: write tcp 10.0.0.1:80->10.0.0.5:1: write: broken pipe",
         "write response failed: write tcp 10.0.0.1:80->10.0.0.5:1: write: broken pipe",
         "write tcp 10.0.0.1:80->10.0.0.5:1: write: broken pipe"),
        ("http: Accept error: accept tcp [::]:80: accept4: too many open files; retrying in 5ms",
         "http: Accept error: accept tcp [::]:80: accept4: too many open files; retrying in 5ms",
         "accept tcp [::]:80: accept4: too many open files; retrying in 5ms"),
        ("http: panic serving 10.0.0.5:1: EOF", "EOF", "EOF"),
        ("level=ERROR msg=\"call failed\" err=\"flush session a1: write: broken pipe\" took=3s",
         "flush session a1: write: broken pipe", "write: broken pipe"),
        ("level=ERROR seq=4: write: broken pipe", "write: broken pipe", "write: broken pipe"),
        ("error hummingbird: [HummingbirdCore] Accept failed: accept(descriptor:addr:len:): Too many open files) (errno: 24)",
         "Accept failed: accept(descriptor:addr:len:): Too many open files) (errno: 24)",
         "accept(descriptor:addr:len:): Too many open files) (errno: 24)"),
    ]

    @Test(arguments: messages)
    func `cuts the message and the error out`(text: String, message: String, core: String) throws {
        let probe = ErrorProbe(Self.time + text)
        let reading = try #require(try probe.record())
        #expect(probe.string(reading.expression) == message)
        #expect(probe.string(reading.core) == core)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("write: broken pipe", Language.go), ("write tcp 10.0.0.1:80->10.0.0.2:5: EOF", .go),
        ("Get \"http://a/\": EOF", .go), ("x: context canceled", .go), ("x: tls: bad record MAC", .go),
        ("read(descriptor:pointer:size:): Connection reset by peer) (errno: 104)", .swift),
        ("x: HTTPClientError.readTimeout", .swift), ("x: I/O on closed channel", .swift),
        ("x: EOF", nil), ("x: Broken pipe", nil), ("x: Connection refused (errno: 111)", nil),
    ])
    func `names the language that alone prints it`(text: String, language: Language?) throws {
        #expect(try #require(try ErrorProbe(Self.time + text).record()).language == language)
    }

    @Test func `an error number beats the words`() throws {
        for (text, name) in [
            ("read(descriptor:pointer:size:): Broken pipe) (errno: 104)", "connection_reset"),
            ("send: Broken pipe (errno: 110)", "timeout"),
            ("send: Broken pipe (errno: 7)", "broken_pipe"),
        ] {
            let reading = try ErrorProbe(Self.time + text).record()
            #expect(reading?.errorClass.rawValue == name, "\(text)")
        }
    }
}
