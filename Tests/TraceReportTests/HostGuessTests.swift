import Testing
import TraceParse

@testable import TraceReport

@Suite struct HostGuessTests {
    private func record(
        _ peer: (String, Int),
        operation: String = "dial",
        local: (String, Int)? = nil
    )
        -> IncidentRecord
    {
        RecordBuilder(.timeout, operation: operation, local: local, peer: peer, seconds: 1).record
    }

    @Test(arguments: [
        ("10.0.0.2", 53, Report.Host.Role.dns, Report.Host.Scope.private),
        ("db.internal", 5432, .database, .name), ("203.0.113.7", 443, .http, .public),
        ("10.0.0.3", 6379, .cache, .private), ("10.0.0.4", 9092, .queue, .private),
        ("10.0.0.5", 7070, .service, .private), ("127.0.0.1", 25, .mail, .loopback),
        ("/run/app.sock", 0, .socket, .socket), ("fd00::1", 636, .directory, .private),
    ])
    func `who is called is told by the port`(
        host: String,
        port: Int,
        role: Report.Host.Role,
        scope: Report.Host.Scope
    ) throws {
        let report = Report(summary: Summary.of([record((host, port))]))
        let peer = try #require(report.peers.first)
        #expect(peer.role == role)
        #expect(peer.scope == scope)
    }

    @Test func `who calls is a client, and one that calls over and over perhaps a proxy`() throws {
        let served = (0..<20).map {
            record(("10.0.0.9", 40_000 + $0), operation: "write", local: ("10.0.0.1", 80))
        }
        let proxy = try #require(Report(summary: Summary.of(served)).peers.first)
        #expect(proxy.role == .proxy)
        let users = (0..<20).map {
            record(("203.0.113.\($0)", 40_000), operation: "write", local: ("10.0.0.1", 80))
        }
        #expect(Report(summary: Summary.of(users)).peers.allSatisfy { $0.role == .client })
    }
}
