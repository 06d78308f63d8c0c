import Foundation
import Testing

@Suite struct `Taking names out` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write(
            "home/alice/app.log",
            """
            2024/05/11 10:20:30 dial tcp 10.0.0.9:5432: connect: connection refused
            2024/05/11 10:20:31 Get "http://shop.internal:8080/items?id=7": dial tcp: lookup shop.internal on 10.0.0.2:53: no such host
            2024/05/11 10:20:32 http: panic serving 10.0.0.7:4711: write tcp 10.0.0.1:80->10.0.0.7:4711: write: broken pipe password=hunter2
            2024/05/11 10:20:33 http: panic serving 10.0.0.7:4712: write tcp 10.0.0.1:80->10.0.0.7:4712: write: broken pipe

            """
        )
    }

    private static let names = [
        "10.0.0.9", "10.0.0.2", "10.0.0.7", "10.0.0.1:", "shop.internal", "id=7", "alice",
    ]

    @Test(arguments: ["text", "markdown", "json", "ndjson"])
    func `no format shows a name, and all number alike`(format: String) throws {
        let result = try Tool.run(scratch.path("home"), "--redact", "-f", format, in: scratch)
        #expect(result.status == 0)
        for name in Self.names { #expect(!result.output.contains(name), "\(name)") }
        // In order of appearance in the log: the database, the name server, the client.
        #expect(result.output.contains(":5432"))
        #expect(result.output.contains("ip-1"))
        if format != "text" { #expect(result.output.contains("lookup host-1 on ip-2:53")) }
        #expect(result.output.contains("ip-3"))
    }

    @Test(arguments: ["text", "markdown", "json", "ndjson", "state"])
    func `no format shows a secret`(format: String) throws {
        let result = try Tool.run(scratch.path("home"), "-f", format, in: scratch)
        #expect(result.status == 0)
        #expect(!result.output.contains("hunter2"))
        #expect(result.output.contains("10.0.0.7"))
    }

    @Test func `the lines of incidents and the report agree on who is who`() throws {
        let lines = try Tool.run(scratch.path("home"), "--redact", "-f", "ndjson", in: scratch)
            .incidents()
        let page = try Tool.run(scratch.path("home"), "--redact", "-f", "json", in: scratch).output
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any]
        )
        let peers = try #require(report["peers"] as? [[String: Any]]).compactMap {
            $0["host"] as? String
        }
        let told = lines.compactMap { ($0["peer"] as? [String: Any])?["host"] as? String }
        #expect(Set(peers) == Set(told))
        #expect(peers.first == told.last)
    }

    @Test func `a state keeps names, and its merged report takes them out`() throws {
        let refused = try Tool.run(scratch.path("home"), "--redact", "-f", "state", in: scratch)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("tracelens merge"))
        #expect(
            try Tool.run(scratch.path("home"), "-f", "state", "-o", "a.state", in: scratch).status
                == 0
        )
        let page = try Tool.run("merge", "--redact", "a.state", in: scratch)
        #expect(page.status == 0)
        for name in Self.names { #expect(!page.output.contains(name), "\(name)") }
    }
}
