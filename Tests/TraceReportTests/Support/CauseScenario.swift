@testable import TraceReport

/// A small log, made up, of which the cause is plain to somebody who knows the field.
struct CauseScenario: Sendable, CustomStringConvertible {
    var name: String
    var logs: [(String, String)]
    var evidence: [(String, String)] = []
    var mechanism: CauseID?
    var root: CauseID?
    var amplifiers: [CauseID] = []
    var also: [CauseID] = []
    /// What must be named neither as mechanism nor as root nor as amplifier.
    var not: [CauseID]

    init(
        _ name: String,
        _ log: [String],
        more: [(String, [String])] = [],
        evidence: String? = nil,
        is mechanism: CauseID?,
        because root: CauseID?,
        amplifiers: [CauseID] = [],
        also: [CauseID] = [],
        not: [CauseID]
    ) {
        self.name = name
        logs = ([("app.log", log)] + more).map { ($0.0, $0.1.joined(separator: "\n") + "\n") }
        self.evidence = evidence.map { [("host.txt", $0)] } ?? []
        self.mechanism = mechanism
        self.root = root
        self.amplifiers = amplifiers
        self.also = also
        self.not = not
    }

    var description: String { name }

    func read() throws -> ReadLog { try ReadLog(logs, evidence: evidence) }
}

/// Lines of logs, as programs print them.
enum Line {
    /// `2025/03/04 10:00:07`, so many seconds after ten.
    static func go(_ second: Int) -> String {
        let all = 36_000 + second
        return "2025/03/\(two(4 + all / 86_400)) \(clock(all % 86_400))"
    }

    /// `04/Mar/2025:10:00:07 +0000`, so many seconds after ten.
    static func common(_ second: Int) -> String {
        let all = 36_000 + second
        return "\(two(4 + all / 86_400))/Mar/2025:\(clock(all % 86_400)) +0000"
    }

    /// A write to a client that failed.
    static func write(
        _ second: Int,
        to peer: String,
        _ port: Int,
        _ error: String = "write: broken pipe"
    ) -> String {
        "\(go(second)) reply: write tcp 10.9.0.1:8080->\(peer):\(port): \(error)"
    }

    /// An access line with its duration in seconds.
    static func access(
        _ second: Int,
        _ client: String,
        _ path: String = "/q",
        status: Int = 200,
        bytes: Int = 3964,
        in seconds: String
    ) -> String {
        "\(client) - - [\(common(second))] \"GET \(path) HTTP/1.1\" \(status) \(bytes) \(seconds)"
    }

    /// A call of another service that failed.
    static func call(_ second: Int, _ url: String, _ error: String, method: String = "Get")
        -> String
    {
        "\(go(second)) lookup price: \(method) \"\(url)\": \(error)"
    }

    /// nginx's words about the server behind it.
    static func nginx(_ second: Int, _ words: String) -> String {
        """
        \(go(second)) [error] 31#31: *\(second) \(words), client: 198.51.100.7, server: a.example, \
        request: "GET /q HTTP/1.1", upstream: "http://10.9.0.1:8080/q", host: "a.example"
        """
    }

    /// A panic that a handler's server survived.
    static func panic(_ second: Int, _ text: String) -> String {
        """
        \(go(second)) http: panic serving 10.9.0.7:\(40_000 + second): \(text)
        goroutine \(100 + second) [running]:
        net/http.(*conn).serve.func1()
        \t/usr/local/go/src/net/http/server.go:1947 +0xbe
        panic({0x7c08e0?, 0xc00012c000?})
        \t/usr/local/go/src/runtime/panic.go:792 +0x132
        acme/shop.(*Cart).Total(...)
        \t/src/shop/cart.go:41
        acme/web.cart({0x8a35c0, 0xc0001}, 0xc000132000)
        \t/src/web/cart.go:19 +0x5d
        net/http.(*conn).serve(0xc00012a1b0, {0x8a35c0, 0xc0001})
        \t/usr/local/go/src/net/http/server.go:2102 +0x625
        created by net/http.(*Server).Serve in goroutine 1
        \t/usr/local/go/src/net/http/server.go:3454 +0x485
        """
    }

    /// A goroutine that stands below a call of the program's own.
    static func goroutine(_ number: Int) -> String {
        """
        goroutine \(number) [select, 2 minutes]:
        net/http.(*Transport).getConn(0xc0001, 0xc0002, {{}, 0x0, {0xc0003, 0x4}})
        \t/usr/local/go/src/net/http/transport.go:1500 +0x4a5
        net/http.(*Client).Do(...)
        \t/usr/local/go/src/net/http/client.go:590
        acme/rates.(*Client).Fetch(0xc0001, {0xc0003, 0x7})
        \t/src/rates/client.go:33 +0x1aa
        acme/web.quote({0x8a35c0, 0xc0001}, 0xc000132000)
        \t/src/web/quote.go:12 +0x5d
        net/http.HandlerFunc.ServeHTTP(0x0?, {0x8a35c0?, 0xc0001?}, 0x0?)
        \t/usr/local/go/src/net/http/server.go:2294 +0x29
        net/http.(*conn).serve(0xc00012a1b0, {0x8a35c0, 0xc0001})
        \t/usr/local/go/src/net/http/server.go:2102 +0x625
        created by net/http.(*Server).Serve in goroutine 1
        \t/usr/local/go/src/net/http/server.go:3454 +0x485

        """
    }

    /// So many user addresses, each another.
    static func user(_ number: Int) -> String { "81.92.\(number / 200).\(number % 200 + 1)" }

    static func repeating<Element>(_ count: Int, _ make: (Int) -> Element) -> [Element] {
        (0..<count).map(make)
    }

    private static func clock(_ second: Int) -> String {
        "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
