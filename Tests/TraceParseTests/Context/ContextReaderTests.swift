import Testing

@testable import TraceParse

@Suite struct ContextReaderTests {
    /// A log of access lines with an incident now and then, each line dated.
    private func log(
        lines: Int,
        incidentEvery period: Int,
        separator: String = "\n",
        seed: UInt64 = 3
    ) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        var text = ""
        for line in 0..<lines {
            let second = line / 50 % 60
            let padded = second < 10 ? "0\(second)" : "\(second)"
            let host = "10.0.0.\(Int.random(in: 1...9, using: &random))"
            switch Int.random(in: 0..<period, using: &random) {
            case 0:
                text +=
                    "2026/03/04 05:06:\(padded) write tcp 10.0.0.10:80->\(host):4000: write: broken pipe"
            case 1 where Int.random(in: 0..<4, using: &random) == 0:
                text +=
                    "2026/03/04 05:06:\(padded) http: panic serving \(host):4000: boom\ngoroutine \(line + 1) [running]:\nmain.f(0x1)\n\t/a/m.go:1 +0x1\nmain.g()\n\t/a/m.go:2 +0x1"
            default:
                text +=
                    "\(host) - - [04/Mar/2026:05:06:\(padded) +0000] \"GET /p/\(line) HTTP/1.1\" 200 \(line) 0.\(100 + line % 900)"
            }
            text += separator
        }
        return Array(text.utf8)
    }

    @Test(arguments: [2, 9, 120], ["\n", ""])
    func `chunks do not matter`(period: Int, separator: String) throws {
        let bytes = log(lines: 700, incidentEvery: period, separator: separator)
        let whole = try readContext(bytes)
        #expect(whole.count > 50)
        for size in [1, 4096] {
            #expect(try readContext(bytes, each: size) == whole, "\(size)")
        }
    }

    @Test(arguments: [60, 4000])
    func `chunks of a long log do not matter`(period: Int) throws {
        let bytes = log(lines: 24_000, incidentEvery: period)
        #expect(bytes.count > 3 << 19)
        let whole = try readContext(bytes)
        for size in [4096, 262_143] {
            #expect(try readContext(bytes, each: size) == whole, "\(size)")
        }
    }

    @Test func `nearly all lines of a short log are read, each once`() throws {
        let bytes = log(lines: 1200, incidentEvery: 40)
        let found = try readContext(bytes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let expected = lines.filter { $0.contains(" - - [") }.count
        #expect(found.count * 100 >= expected * 98)
        #expect(Set(found.map(\.byteOffset)).count == found.count)
        for record in found {
            #expect(
                lines[record.line - 1].utf8.starts(with: bytes[record.byteOffset...].prefix(20))
            )
        }
    }

    @Test func `what is looked at is bounded`() throws {
        let bytes = log(lines: 60_000, incidentEvery: 30)
        let found = try readContext(bytes)
        let shortest = 60
        for region in 0...bytes.count >> 20 {
            let count = found.count { $0.byteOffset >> 20 == region }
            let budget = region == 0 ? 384 << 10 : 16 << 10
            #expect(count <= budget / shortest, "\(region)")
            #expect(count > 100 || region == bytes.count >> 20)
        }
    }

    @Test func `without an incident only the beginning is read`() throws {
        let line = "10.0.0.1 - - [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 5 0.1\n"
        let found = try readContext(String(repeating: line, count: 4000))
        #expect(found.count == (16 << 10) / line.utf8.count)
    }

    @Test func `lines far from any incident are not read`() throws {
        let line = "10.0.0.1 - - [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 5 0.1\n"
        let far = String(repeating: line, count: 2000)
        let incident = "2026/03/04 05:06:07 read tcp 10.0.0.10:80->10.0.0.1:4000: i/o timeout\n"
        let found = try readContext(far + incident + far)
        let place = far.utf8.count
        #expect(found.count < 1000)
        for record in found {
            #expect(
                record.byteOffset < 16 << 10 || abs(record.byteOffset - place) <= (24 << 10) + 200
            )
        }
    }

    @Test func `a supervisor's log has no incident and is read`() throws {
        let found = try readContext(
            "2026/07/28 13:13:32 supervisord: api exited: exit status 137; restarting in 2s\n"
                + "2026/07/28 13:13:34 supervisord: api started, pid 14167"
        )
        #expect(
            found.map(\.fact) == [
                .process(ProcessEvent(kind: .exited, code: 137)),
                .process(ProcessEvent(kind: .started, pid: 14_167)),
            ]
        )
    }

    private static let error =
        "2026/03/04 05:06:07 GET /a from 10.0.0.1:4711: write tcp 10.0.0.9:80->10.0.0.1:4711: write: broken pipe\n"
    private static let panic =
        "2026/03/04 05:06:07 http: panic serving 10.0.0.1:4711: boom\ngoroutine 7 [running]:\nmain.f(0x1)\n\t/a/m.go:1 +0x1\n\n"

    private static func access(
        _ host: String,
        _ latency: String,
        second: Int = 7,
        status: Int = 200
    ) -> String {
        "\(host) - - [04/Mar/2026:05:06:0\(second) +0000] \"GET /a HTTP/1.1\" \(status) 5 \(latency)\n"
    }

    /// Of each log, the latencies in milliseconds of the lines that are an incident's.
    @Test(arguments: [
        ("the line behind", error + access("10.0.0.1", "5.001"), [5001]),
        ("the line before", access("10.0.0.1", "5.001") + error, [5001]),
        (
            "the line behind rather than the one before",
            access("10.0.0.1", "0.001") + error + access("10.0.0.1", "5.001"), [5001]
        ),
        ("another client", error + access("10.0.0.2", "5.001"), []),
        ("another second", error + access("10.0.0.1", "5.001", second: 9), []),
        (
            "a failed one rather than a nearer one",
            error + access("10.0.0.1", "0.001") + access("10.0.0.1", "5.001", status: 499), [5001]
        ),
        ("one for one", error + access("10.0.0.1", "5.001") + access("10.0.0.1", "5.002"), [5001]),
        (
            "two for two",
            error + access("10.0.0.1", "5.001") + error + access("10.0.0.1", "6.000"),
            [5001, 6000]
        ),
        (
            "the same port",
            error + "2026/03/04 05:06:07 GET /b 10.0.0.1:4712 200 1ms\n"
                + "2026/03/04 05:06:07 GET /a 10.0.0.1:4711 200 5s\n", [5000]
        ),
        ("right before a panic", access("10.0.0.1", "5.001") + panic, [5001]),
        ("not near a panic", access("10.0.0.1", "5.001") + access("10.0.0.3", "1") + panic, []),
        (
            "too far",
            error + String(repeating: access("10.0.0.2", "0.001"), count: 80)
                + access("10.0.0.1", "5.001"), []
        ),
        (
            "its own line says it",
            #"{"time":"2026-03-04T05:06:07Z","level":"ERROR","msg":"write failed","remote":"10.0.0.1:4711","duration_ms":9602,"err":"write tcp 10.0.0.9:80->10.0.0.1:4711: write: broken pipe"}"#
                + "\n" + access("10.0.0.1", "0.001"), [9602]
        ),
    ])
    func `an incident is paired with`(what: String, log: String, latencies: [Int64]) throws {
        let failed = try readContext(log).compactMap(\.access).filter { $0.failure != .none }
        #expect(failed.map { $0.latency / 1_000_000 } == latencies)
    }

    @Test func `a pooled connection that failed is told from the others`() throws {
        let reuse = "2026/03/04 05:06:07 node: reusing connection local=10.0.0.9:"
        let found = try readContext(
            reuse + "50001 idle=2s\n" + reuse + "50002 idle=100ms\n"
                + "2026/03/04 05:06:07 read tcp 10.0.0.9:50001->10.0.0.7:80: read: connection reset by peer\n"
        )
        let facts = found.map(\.fact)
        #expect(facts.contains(.reuse(ConnectionReuse(idle: 2_000_000_000, isPaired: true))))
        #expect(facts.contains(.reuse(ConnectionReuse(idle: 100_000_000, isPaired: false))))
    }
}
