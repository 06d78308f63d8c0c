import Testing
import TraceParse

@testable import TraceReport

@Suite struct StateTests {
    private func bytes(_ summary: Summary, isPartial: Bool = false) -> [UInt8] {
        Array(SummaryState(summary: summary, isPartial: isPartial).text.utf8)
    }

    private func json(_ summary: Summary) -> String {
        Report(summary: summary).rendered(as: .json)
    }

    @Test(arguments: 0..<16)
    func `reads back as what was written`(seed: Int) throws {
        let summary = Summary.random(seed: seed)
        let state = try SummaryState(bytes(summary, isPartial: seed % 2 == 0))
        #expect(state.isPartial == (seed % 2 == 0))
        #expect(state.summary == summary)
        #expect(json(state.summary) == json(summary))
        #expect(Array(state.text.utf8) == bytes(summary, isPartial: seed % 2 == 0))
    }

    @Test func `nothing is a state as well`() throws {
        #expect(try SummaryState(bytes(Summary())).summary == Summary())
    }

    @Test(arguments: 0..<8)
    func `merged states are one run`(seed: Int) throws {
        let parts = (0..<5).map { Summary.random(seed: seed * 10 + $0, path: "\($0).log") }
        var whole = Summary()
        for part in parts { whole.merge(part) }
        var flat = try SummaryState(bytes(parts[0]))
        for part in parts.dropFirst() { flat.merge(try SummaryState(bytes(part))) }
        #expect(flat.summary == whole)

        // Two levels: states of states.
        var left = try SummaryState(bytes(parts[0]))
        left.merge(try SummaryState(bytes(parts[1])))
        var right = try SummaryState(bytes(parts[2]))
        for part in parts[3...] { right.merge(try SummaryState(bytes(part))) }
        var both = try SummaryState(Array(left.text.utf8))
        both.merge(try SummaryState(Array(right.text.utf8)))
        #expect(both.summary == whole)
        #expect(json(both.summary) == json(whole))
    }

    /// A terminal session with a text of most kinds.
    private static let session = """
        $ ss -tan
        State      Recv-Q Send-Q Local Address:Port Peer Address:Port
        LISTEN     3      128    0.0.0.0:9093       0.0.0.0:*
        CLOSE-WAIT 19     0      10.0.0.1:9093      10.0.0.7:41000
        ESTAB      0      0      10.0.0.1:51000     10.0.0.9:8545
        $ cat /proc/net/sockstat
        sockets: used 1138
        TCP: inuse 21 orphan 0 tw 0 alloc 786 mem 220
        UDP: inuse 4 mem 2
        $ ulimit -n
        1024
        $ cat /proc/2105/limits
        Max open files            1024                 524288               files
        $ cat /proc/sys/net/ipv4/ip_local_port_range
        32768\t60999
        $ sysctl net.core.somaxconn
        net.core.somaxconn = 4096
        $ nstat -az
        TcpExtListenOverflows           12                 0.0
        TcpExtListenDrops               12                 0.0
        $ netstat -n | awk '/^tcp/ {++S[$NF]} END {for(a in S) print a, S[a]}'
        CLOSE_WAIT 1020
        ESTABLISHED 59
        $ curl -m 5 http://127.0.0.1:9093/
        curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received
        client response timeout: 5s
        $ dmesg
        [ 1234.5] Out of memory: Killed process 2105 (api) total-vm:2200000kB, anon-rss:1900000kB
        [ 1235.5] nf_conntrack: table full, dropping packet

        """

    @Test func `evidence reads back as what was written`() throws {
        let evidence = EvidenceReader.read(Array(Self.session.utf8), path: "host.txt")
        #expect(Set(evidence.readings.map(\.kind)).count >= 8)
        let summary = Summary.random(seed: 2, count: 30)
        let made = SummaryState(summary: summary, evidence: evidence)
        let read = try SummaryState(Array(made.text.utf8))
        #expect(read == made)
        #expect(read.text == made.text)
        let page = Report(summary: read.summary, evidence: read.evidence).rendered(as: .json)
        #expect(page == Report(summary: summary, evidence: evidence).rendered(as: .json))
    }

    @Test func `a state that is cut is told`() {
        let whole = bytes(Summary.random(seed: 3, count: 40))
        for count in stride(from: 0, to: whole.count, by: 41) {
            #expect(throws: StateError.self, "\(count)") {
                _ = try SummaryState(Array(whole[..<count]))
            }
        }
    }

    @Test func `a state of which a byte was changed is told`() {
        let whole = bytes(Summary.random(seed: 4, count: 20))
        for place in stride(from: 0, to: whole.count, by: 97) {
            var changed = whole
            changed[place] ^= 1
            #expect(throws: StateError.self, "\(place)") { _ = try SummaryState(changed) }
        }
    }

    @Test(arguments: [
        ("", 0, "no state"), ("{\"schema\":1}", 0, "no state"),
        ("tracelens.state.v2\nrun 0 end 1\n", 0, "another version"),
        ("tracelens.state.v1\n", 19, "cut off"),
    ])
    func `says what is wrong`(text: String, offset: Int, words: String) throws {
        let error = try #require(throws: StateError.self) {
            _ = try SummaryState(Array(text.utf8))
        }
        #expect(error.offset == offset)
        #expect(error.description.contains(words))
        #expect(error.description.contains("byte \(offset)"))
    }

    /// Whoever forges a state also forges its checksum.
    private func sealed(_ tokens: [String]) -> [UInt8] {
        let body = Array(("tracelens.state.v1\n" + tokens.joined(separator: " ") + "\nend ").utf8)
        return body + Array("\(StateWriter.checksum(body[...]))\n".utf8)
    }

    private func tokens(of summary: Summary) -> [String] {
        let evidence = EvidenceReader.read(Array(Self.session.utf8), path: "host.txt")
        let text = SummaryState(summary: summary, evidence: evidence).text
        return text.split { $0 == " " || $0 == "\n" }.dropFirst().dropLast(2).map(String.init)
    }

    @Test func `tokens that are sealed again are read`() throws {
        let summary = Summary.random(seed: 5)
        #expect(try SummaryState(sealed(tokens(of: summary))).summary == summary)
    }

    @Test(arguments: 0..<60)
    func `whatever a forged state holds, nothing traps`(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let tokens = tokens(of: Summary.random(seed: seed, count: 30))
        let forgeries = [
            "0", "1", "-1", "9", "255", "65535", "281474976710656", "281474976710657",
            "9223372036854775807", "-9223372036854775808", "18446744073709551615", "'", "'%FF",
            "'%", "'%0", "x", "'\(String(repeating: "a", count: 300))", "1e9", "+1", "peers",
        ]
        var read = 0
        for _ in 0..<60 {
            var forged = tokens
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<forged.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: forged.remove(at: place)
                case 1: forged.insert(forged[place], at: place)
                default: forged[place] = forgeries.randomElement(using: &random) ?? "0"
                }
            }
            guard var state = try? SummaryState(sealed(forged)) else { continue }
            read += 1
            _ = Report(summary: state.summary, evidence: state.evidence).rendered(as: .markdown)
            state.merge(state)
            _ = json(state.summary)
        }
        #expect(read < 60)
    }
}
