import Testing
import TraceParse

@testable import TraceReport

@Suite struct `What goroutines waited in` {
    /// A goroutine that serves a request and waits in a call of the program's own.
    static func serving(_ id: Int, state: String, _ inner: [(String, String)]) -> String {
        let own = [
            ("shop/api.(*Store).Load", "/srv/shop/api/store.go:41"),
            ("shop/api.Handle", "/srv/shop/api/handle.go:12"),
            ("net/http.HandlerFunc.ServeHTTP", "/usr/local/go/src/net/http/server.go:2141"),
            ("net/http.(*conn).serve", "/usr/local/go/src/net/http/server.go:2014"),
        ]
        let frames = (inner + own).map { "\($0.0)(0xc000012345)\n\t\($0.1) +0x1d\n" }
        return "goroutine \(id) [\(state)]:\n" + frames.joined()
            + "created by net/http.(*Server).Serve in goroutine 1\n\t/usr/local/go/src/net/http/server.go:3091 +0x5cb\n\n"
    }

    private static let call = [
        ("net/http.(*persistConn).roundTrip", "/usr/local/go/src/net/http/transport.go:2620"),
        ("net/http.(*Client).Do", "/usr/local/go/src/net/http/client.go:581"),
    ]
    private static let lock = [
        ("sync.runtime_SemacquireMutex", "/usr/local/go/src/runtime/sema.go:77"),
        ("sync.(*Mutex).Lock", "/usr/local/go/src/sync/mutex.go:90"),
    ]
    private static let query = [
        ("database/sql.(*DB).conn", "/usr/local/go/src/database/sql/sql.go:1355"),
        ("database/sql.(*DB).QueryContext", "/usr/local/go/src/database/sql/sql.go:1743"),
    ]
    private static let send: [(String, String)] = []

    struct Case: Sendable {
        var state: String
        var inner: [(String, String)]
        var reason: BlockedGoroutines.Reason
        var callee: String?
    }

    static let cases = [
        Case(
            state: "select, 3 minutes",
            inner: call,
            reason: .upstream,
            callee: "net/http.(*Client).Do"
        ),
        Case(state: "sync.Mutex.Lock", inner: lock, reason: .lock, callee: "sync.(*Mutex).Lock"),
        Case(
            state: "semacquire, 2 minutes",
            inner: lock,
            reason: .lock,
            callee: "sync.(*Mutex).Lock"
        ),
        Case(
            state: "select",
            inner: query,
            reason: .database,
            callee: "database/sql.(*DB).QueryContext"
        ),
        Case(state: "chan send", inner: send, reason: .channel, callee: nil),
    ]

    @Test(arguments: cases)
    func `is told by the program's own innermost frame and what it called`(wait: Case) throws {
        let dump =
            (10..<22).map { Self.serving($0, state: wait.state, wait.inner) }.joined()
            + "goroutine 1 [IO wait]:\nmain.main()\n\t/srv/shop/main.go:9 +0x1d\n"
        let census = try #require(evidence(dump).goroutines.first?.value)
        #expect(census.total == 13)
        #expect(census.serving == 12)
        let top = try #require(census.top)
        #expect(top.count == 12 && top.serving == 12)
        #expect(top.place.function == "shop/api.(*Store).Load")
        #expect(top.callee == wait.callee)
        #expect(top.reason == wait.reason)
        #expect(top.longestWait == wait.state.split(separator: " ").compactMap { Int($0) }.first)
        #expect(census.topShare == 92)
    }

    @Test func `is read from a profile with numbers`() throws {
        let census = try #require(
            evidence(
                """
                goroutine profile: total 341
                255 @ 0x43e1a5 0x44f0d1 0x6a1b2c
                #\t0x43e1a4\tnet/http.(*persistConn).roundTrip+0x2c4\t/usr/local/go/src/net/http/transport.go:2620
                #\t0x44f0d0\tnet/http.(*Client).Do+0x54\t/usr/local/go/src/net/http/client.go:581
                #\t0x6a1b2b\tshop/api.(*Store).Load+0x12\t/srv/shop/api/store.go:41

                86 @ 0x43e1a5
                #\t0x43e1a4\tinternal/poll.runtime_pollWait+0x84\t/usr/local/go/src/runtime/netpoll.go:343
                """
            ).goroutines.first?.value
        )
        #expect(census.total == 341)
        #expect(census.top?.count == 255)
        #expect(census.top?.place.function == "shop/api.(*Store).Load")
        #expect(census.top?.place.line == 41)
        #expect(census.top?.reason == .upstream)
    }

    @Test func `is nothing where goroutines run`() throws {
        let dump = (10..<22).map { Self.serving($0, state: "running", []) }.joined()
        let census = try #require(evidence(dump).goroutines.first?.value)
        #expect(census.total == 12 && census.blocked.isEmpty)
    }
}
