import Testing
import TraceParse

@testable import TraceReport

@Suite struct RedactionTests {
    @Test(arguments: [
        (
            "write tcp 10.0.0.1:80->10.0.0.2:5000: write: broken pipe",
            "write tcp ip-1:80->ip-2:5000: write: broken pipe"
        ),
        ("10.0.0.1 and 10.0.0.2, then 10.0.0.1.", "ip-1 and ip-2, then ip-1."),
        ("read tcp [fd00::7]:80->[fd00:0:0::7]:9: EOF", "read tcp [ip-1]:80->[ip-1]:9: EOF"),
        ("fe80::1%eth0 left", "ip-1%eth0 left"),
        ("::ffff:10.0.0.1 10.0.0.1", "ip-1 ip-1"),
        (
            "listen 127.0.0.1:80, [::1]:80, [::]:80, 0.0.0.0:80",
            "listen 127.0.0.1:80, [::1]:80, [::]:80, 0.0.0.0:80"
        ),
        (
            "Get \"http://shop:8080/items?id=7&sort=up\": EOF",
            "Get \"http://host-1:8080/items?query-1\": EOF"
        ),
        ("https://user@db.example.com/x", "https://user-1@host-1/x"),
        ("lookup shop on 10.0.0.2:53: no such host", "lookup host-1 on ip-1:53: no such host"),
        (
            "dial tcp shop:80: timeout; shop:80 again",
            "dial tcp host-1:80: timeout; host-1:80 again"
        ),
        ("api.prod.svc.cluster.local is down", "host-1 is down"),
        ("from ip-172-31-6-64.ec2.internal", "from host-1"),
        (
            "certificate is valid for a.example.org, not b.example.org",
            "certificate is valid for host-1, not host-2"
        ),
        (
            "/home/alice/app/main.go:12 and /Users/bob/x, /home/alice/y",
            "/home/user-1/app/main.go:12 and /Users/user-2/x, /home/user-1/y"
        ),
        ("GET /a?b=c HTTP/1.1", "GET /a?query-1 HTTP/1.1"),
        ("/search?everything", "/search?query-1"),
    ])
    func `names are replaced in order of appearance`(text: String, expected: String) {
        var redactor = Redactor(replacesNames: true)
        #expect(redactor.text(text) == expected)
        #expect(redactor.text(text) == expected)
    }

    @Test(arguments: [
        "panic: runtime error: index out of range [5] with length 3", "version 1.2.3.4.5",
        "at 11:23:00",
        "bsc-wallet/router/handler.BlockInfo at wallethandler.go:395", "why? because", "a ? b : c",
        "http: Server closed", "localhost:80", "main.(*Server).Serve", "std::string a::b", "v1.7.7",
        "",
    ])
    func `what is no name stays`(text: String) {
        var redactor = Redactor(replacesNames: true)
        #expect(redactor.text(text) == text)
    }

    @Test func `without the wish only secrets go`() {
        var redactor = Redactor()
        #expect(
            redactor.text("10.0.0.1 password=x /home/al") == "10.0.0.1 password=[masked] /home/al"
        )
    }

    @Test func `a function and a file keep what looks like a host`() {
        var redactor = Redactor(replacesNames: true)
        #expect(
            redactor.code("github.com/gin-gonic/gin.(*Context).JSON")
                == "github.com/gin-gonic/gin.(*Context).JSON"
        )
        #expect(redactor.code("/home/alice/gin.go") == "/home/user-1/gin.go")
    }

    @Test func `names of later inputs are numbered after those of earlier ones`() {
        var first = Redactor(replacesNames: true)
        var second = Redactor(replacesNames: true)
        _ = first.text("10.0.0.1")
        _ = second.text("10.0.0.2 10.0.0.1 10.0.0.3")
        first.merge(second)
        #expect(first.text("10.0.0.3 10.0.0.2 10.0.0.1") == "ip-3 ip-2 ip-1")
    }

    @Test func `past the limit names share a stand-in`() {
        var ledger = NameLedger()
        for number in 0..<NameLedger.limit { _ = ledger.standIn(for: "\(number)", .host) }
        #expect(ledger.standIn(for: "one more", .host) == "host-other")
        #expect(ledger.standIn(for: "0", .host) == "host-1")
    }

    @Test(arguments: ReportFormat.allCases)
    func `no format shows a name, and all use the same stand-in`(format: ReportFormat) {
        var builder = RecordBuilder(
            .brokenPipe,
            kind: .httpPanic,
            message:
                "write tcp 10.1.2.3:80->10.4.5.6:7: write: broken pipe GET http://db.corp/x?u=bob",
            operation: "write",
            local: ("10.1.2.3", 80),
            peer: ("10.4.5.6", 7),
            client: ("10.4.5.6", 7),
            seconds: 1
        )
        builder.goroutine(id: 1, [FrameText("main.f", "0x1", "/home/alice/x.go", 1, 1)])
        builder.record.handlerFrame = 0
        builder.record.originFrame = 0
        let summary = Summary.of([builder.record], path: "/home/alice/app.log")
        let report = Report(summary: summary, redactor: Redactor(replacesNames: true))
        // HTML lets long names break after a slash.
        let page = report.rendered(as: format).replacing("<wbr>", with: "")
        for name in ["10.1.2.3", "10.4.5.6", "db.corp", "u=bob", "alice"] {
            #expect(!page.contains(name), "\(name)")
        }
        for name in ["ip-1", "/home/user-1/app.log"] { #expect(page.contains(name), "\(name)") }
        #expect(report.peers[0].host == "ip-1")
        #expect(report.clients[0].host == "ip-1")
        #expect(report.causes.flatMap(\.checks).allSatisfy { !$0.command.contains("10.4") })
    }

    @Test(
        arguments: [
            "1.", "10.0.0.1", "a:", "::", "http://", "/home/", "?", "?a=", "a.b.", "lookup ",
        ]
    )
    func `hostile repetition takes time in proportion`(piece: String) {
        expectLinear(10_000) { count in
            var redactor = Redactor(replacesNames: true)
            #expect(!redactor.text(String(repeating: piece, count: count)).isEmpty)
        }
    }

    @Test(arguments: HostileTexts.all)
    func `an incident's line holds an attack and no control`(attack: String) {
        var builder = RecordBuilder(.brokenPipe, message: attack, peer: (attack, 1))
        builder.goroutine(id: 1, state: attack, [FrameText(attack, attack, attack, 7, 9)])
        for replaces in [false, true] {
            var redactor = Redactor(replacesNames: replaces)
            let line = IncidentJSON.line(
                redactor.incident(builder.record.incident(index: 0, path: attack))
            )
            #expect(line.contains("EVIL") || replaces)
            #expect(!line.unicodeScalars.contains { VisibleText.acts($0) })
        }
    }
}
