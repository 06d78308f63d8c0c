import Testing

@testable import TraceReport

/// Texts may hold anything: nothing traps, nothing takes long, and what is kept is bounded.
@Suite struct `Hostile host texts` {
    static let figures = [
        "CLOSE_WAIT 99999999999999999999999999",
        "TCP: inuse 99999999999999999999 orphan 0 tw 0 alloc 99999999999999999999 mem 1",
        "Max open files 99999999999999999999 99999999999999999999 files",
        "tcp 99999999999999999999 0 10.0.0.1:80 10.0.0.7:5000 CLOSE_WAIT",
        "TcpExtListenOverflows 99999999999999999999 0.0",
        "   99999999999999999999 10.0.0.7",
    ]

    @Test(arguments: figures)
    func `have figures that are none, which is said`(line: String) {
        let read = evidence("$ netstat -n\n\(line)\n")
        #expect(read.overflows.map(\.position.line) == [2])
    }

    @Test(arguments: [
        "", "\n\n\n", "#", "# ", "$ ", "[root@]# ", "curl: (", "curl: (7) ",
        "curl: (999999999999999) x",
        "%{time_total}", "# curl -w '%{' x\n1", "# curl -w '%{time_total}%{time_total}' x\n1",
        "LISTEN", "State Recv-Q Send-Q Local", "COMMAND PID FD NODE",
        "COMMAND PID FD NODE protocol: TCP",
        "tcp 0 0 : : CLOSE_WAIT", "tcp 0 0 [ ] CLOSE_WAIT",
        "tcp 0 0 10.0.0.1:99999 10.0.0.7:1 CLOSE_WAIT",
        "TcpExt: a b c\nTcpExt: 1", "goroutine profile: total x\n1 @\n# 0x1 a b", "users:((",
        "ESTAB 0 0 a:1 b:2 users:((\"x\",pid=", "0: 0:0 0:0 0A 0:0", "Process 1 (", "Not read: ",
        "timeout: ", "timeout: .", "timeout: 1.1.1 s", "keepalive_timeout",
        "# ulimit -n\nunlimited",
        "Killed process ", "Out of memory: Kill process 1 (", "]: segfault at ",
        "\u{FEFF}CLOSE_WAIT 1",
        "haproxy[1]: ] 1/2/3/4/5 200 1 - - --", " HTTP/1.1\" ", "# cat /proc/sys/", "PID RSS\n1",
    ])
    func `break no form`(text: String) {
        for source in [HostTextSource.evidence, .log] {
            let read = evidence(text, from: source)
            _ = read.settled().snapshots.map(\.condition)
            _ = read.contradictions
            _ = read.readings.map(\.statement.plain)
        }
    }

    @Test func `are taken as they are cut off anywhere`() throws {
        var text = try EvidenceFixtures.bytes("demo/evidence-bad.txt")
        text += try EvidenceFixtures.bytes("host/healthy-lsof.txt")
        text += try EvidenceFixtures.bytes("host/healthy-ss-tanpo.txt")
        for end in stride(from: 0, to: text.count, by: 41) {
            let read = EvidenceReader.read(Array(text[..<end]), path: "cut")
            #expect(read.readings.count <= 20)
            _ = read.contradictions
        }
    }

    @Test func `may be random bytes, or have some among good ones`() throws {
        var state: UInt64 = 1
        func random() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        let good =
            try EvidenceFixtures.bytes("host/healthy-netstat-anp.txt")
            + EvidenceFixtures.bytes("host/healthy-nstat.txt")
            + EvidenceFixtures.bytes("demo/evidence-bad.txt")
        for _ in 0..<40 {
            var text = good
            for _ in 0..<20 { text[random() % text.count] = UInt8(random() % 256) }
            let read = EvidenceReader.read(text, path: "bent")
            _ = read.settled().snapshots.map(\.complaints)
            _ = read.contradictions
            _ = read.readings.map(\.statement.plain)
        }
        let noise = (0..<50_000).map { _ in UInt8(random() % 256) }
        #expect(EvidenceReader.read(noise, path: "noise").readings.count < 10)
    }

    @Test func `may be of one endless line`() {
        for word in [
            "tcp 0 0 10.0.0.1:80 ", "TCPv6api 1u sock ", "CLOSE_WAIT 1 ", "%{time_", "1 10.0.0.7 ",
            "a/",
        ] {
            let line = String(repeating: word, count: 1 << 12)
            #expect(evidence(line).readings.count <= 1)
        }
        let open =
            "COMMAND PID FD NODE "
            + String(repeating: "api 1u sock protocol: TCPv6", count: 1 << 12)
        #expect(evidence(open).descriptors.first?.value.closedButOpen == 1 << 12)
    }

    @Test func `may list more peers than are kept, and none is lost`() throws {
        let rows = (0..<12_000).map { number in
            "tcp 0 0 10.0.0.1:80 10.\(number >> 16).\(number >> 8 & 255).\(number & 255):5000 CLOSE_WAIT"
        }
        let table = try #require(evidence(rows.joined(separator: "\n")).table)
        #expect(table.count(.closeWait) == 12_000)
        #expect(table.groups.count <= 512)
        #expect(table.groups.reduce(0) { $0 + $1.count } + table.ungrouped == 12_000)
    }

    @Test func `may hold more readings than are kept, which is counted`() {
        let read = evidence(String(repeating: "CLOSE_WAIT 1\n\n", count: 5_000))
        #expect(read.readings.count == HostEvidence.limit)
        #expect(read.omitted == 5_000 - HostEvidence.limit)
        #expect(read.snapshots.count <= HostEvidence.limit)
    }

    @Test func `are told the same alone and after one another`() throws {
        let first = try EvidenceFixtures.reading("bad-ss-tan.txt", withCommand: true)
        let second = try EvidenceFixtures.reading("healthy-ss-tan.txt", withCommand: true)
        var both = first
        both.merge(second)
        #expect(both.readings == first.readings + second.readings)
    }
}
