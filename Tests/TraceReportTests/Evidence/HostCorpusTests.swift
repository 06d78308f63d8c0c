import Testing

@testable import TraceReport

/// Texts that real hosts printed, of a service that is well and of the same one when it is not.
@Suite struct `Texts of real hosts` {
    /// A text, whether it is understood without its command, and how many connections are in
    /// `CLOSE_WAIT`.
    struct SocketCase: Sendable, CustomStringConvertible {
        var name: String
        var closeWait: Int
        var description: String { name }
    }

    static let socketCases = [
        ("netstat-awk", 184), ("netstat-n", 184), ("netstat-an", 184), ("netstat-closewait", 184),
        ("netstat-anp", 184), ("ss-tan", 184), ("ss-tanp-cw", 184), ("ss-tanpo", 184),
        ("lsof-i", 184), ("lsof", 184),
    ].flatMap { name, count in
        [
            SocketCase(name: "bad-\(name).txt", closeWait: count),
            SocketCase(name: "healthy-\(name).txt", closeWait: 2),
        ]
    }

    @Test(arguments: socketCases)
    func `says how many connections wait to be closed`(text: SocketCase) throws {
        let told = try EvidenceFixtures.reading(text.name, withCommand: true)
        #expect(told.table?.count(.closeWait) == text.closeWait)
        let alone = try EvidenceFixtures.reading(text.name, withCommand: false)
        // Without its command `ss state close-wait` does not say which state it lists.
        let state: TCPState = text.name.contains("-cw") ? .unstated : .closeWait
        #expect(alone.table?.count(state) == text.closeWait)
    }

    @Test(arguments: [
        "netstat-n", "netstat-an", "netstat-anp", "netstat-closewait", "ss-tan", "ss-tanp-cw",
        "ss-tanpo", "lsof", "lsof-i",
    ])
    func `names the peers of a pile`(name: String) throws {
        let table = try EvidenceFixtures.reading("bad-\(name).txt", withCommand: true).table
        let peers = try #require(table).peers(in: .closeWait, port: 9093)
        #expect(peers.map(\.count).reduce(0, +) == 184)
        #expect(peers.first == HostCount(host: "127.0.0.2", count: 36))
    }

    @Test(arguments: ["bad", "healthy"])
    func `reads limits, queues and ranges`(moment: String) throws {
        func read(_ name: String) throws -> HostEvidence {
            try EvidenceFixtures.reading("\(moment)-\(name).txt", withCommand: true)
        }
        let limit = try #require(try read("limits").descriptorLimits.first?.value)
        #expect(limit == DescriptorLimit(scope: .process(pid: 12696), soft: 20000, hard: 20000))
        let shell = try #require(try read("ulimit").descriptorLimits.first?.value)
        #expect(shell == DescriptorLimit(scope: .shell, soft: 20000))
        #expect(try read("ports").portRanges.first?.value == PortRange(first: 32768, last: 60999))
        let somaxconn = try read("somaxconn").settings.first?.value
        #expect(somaxconn == KernelSetting(name: KernelSetting.acceptBacklog, value: 4096))
        let files = try #require(try read("file-nr").kernelTables.first?.value)
        #expect(files.limit == 2_466_177)
        let use = try #require(try read("fdcount").descriptors.first?.value)
        #expect(use.pid == 12696 && use.open == (moment == "bad" ? 190 : 8))
        let lsof = try #require(try read("lsof").descriptors.first?.value)
        #expect(lsof.open == use.open && lsof.highest == (moment == "bad" ? 189 : 7))
        let sockstat = try #require(try read("sockstat").socketMemory.first?.value)
        #expect(sockstat.allocated == (moment == "bad" ? 187 : 5))
        #expect(try read("sockstat6").socketMemory.first?.value.isIPv6 == true)
        let counters = try #require(try read("nstat").counters.first?.value)
        #expect(counters["TCPAbortOnData"] == (moment == "bad" ? 15 : 0))
        #expect(counters["ListenOverflows"] == 0)
        let snmp = try #require(try read("snmp-tcp").counters.first?.value)
        #expect(snmp["PassiveOpens"] == (moment == "bad" ? 263 : 4))
        let summary = try #require(try read("ss-s").socketSummaries.first?.value)
        #expect(summary.established == (moment == "bad" ? 184 : 2))
        #expect(summary.timeWait == (moment == "bad" ? 248 : 4))
    }

    @Test(arguments: ["bad", "healthy"])
    func `reads what curl printed`(moment: String) throws {
        func read(_ name: String) throws -> HTTPProbe {
            let evidence = try EvidenceFixtures.reading("\(moment)-\(name).txt", withCommand: true)
            #expect(evidence.probes.count == 1)
            return try #require(evidence.probes.first?.value)
        }
        let refused = try read("curl-7")
        #expect(refused.failure?.kind == .refused)
        #expect(refused.host == "127.0.0.1" && refused.port == 9999)
        for name in ["curl-28", "curl-28-progress"] {
            let late = try read(name)
            #expect(late.failure?.kind == .transferTimeout)
            #expect(late.totalLimit == 2000 && late.port == 9093)
            #expect((2000...2010).contains(late.failure?.after ?? 0))
        }
        let timing = try #require(try read("curl-timing-bad").timing)
        #expect((900_000...902_000).contains(timing.firstByte ?? 0))
        #expect((260_000...270_000).contains(timing.bytes ?? 0))
    }

    @Test func `tells a connection that was never made from an answer that never came`() throws {
        let late = try EvidenceFixtures.reading("backlog-curl-28-connect.txt", withCommand: false)
        #expect(late.probes.first?.value.failure?.kind == .connectTimeout)
        #expect(late.probes.first?.value.failure?.after == 1001)
        let timing = try EvidenceFixtures.reading(
            "backlog-curl-timing-connect.txt",
            withCommand: true
        )
        #expect(timing.probes.first?.value.timing?.firstByte == 0)
    }

    @Test(arguments: ["backlog-ss-listen.txt", "backlog-ss-syn.txt"])
    func `sees that a queue is full`(name: String) throws {
        let table = try #require(try EvidenceFixtures.reading(name, withCommand: true).table)
        let listener = try #require(table.listeners.first)
        #expect(listener.isFull)
        #expect(listener.port == 9200 && listener.queued == 1 && listener.backlog == 0)
    }

    @Test(arguments: ["fdcount", "somaxconn", "ulimit"])
    func `takes a bare number for nothing without its command`(name: String) throws {
        #expect(try EvidenceFixtures.reading("bad-\(name).txt", withCommand: false).isEmpty)
    }

    /// The texts of one moment, each as a file, under names that say nothing.
    static func moment(_ name: String, files: [String]) throws -> HostEvidence {
        var made = HostEvidence()
        for (index, file) in files.enumerated() {
            let text = try EvidenceFixtures.bytes("host/\(name)-\(file).txt")
            made.merge(EvidenceReader.read(text, path: "evidence/\(index).txt"))
        }
        return made.settled()
    }

    private static let files = ["netstat-an", "ss-tanp-cw", "sockstat", "limits", "lsof"]

    @Test func `tells sick from healthy by the figures`() throws {
        let sick = try Self.moment("bad", files: Self.files).snapshots
        #expect(sick.map(\.condition) == [.sick])
        let well = try Self.moment("healthy", files: Self.files).snapshots
        #expect(well.map(\.condition) == [.healthy])
    }

    @Test func `keeps two moments of a folder apart`() throws {
        var both = try Self.moment("bad", files: Self.files)
        for (index, file) in Self.files.enumerated() {
            let text = try EvidenceFixtures.bytes("host/healthy-\(file).txt")
            both.merge(EvidenceReader.read(text, path: "evidence/\(index + 10).txt"))
        }
        let snapshots = both.settled().snapshots
        #expect(snapshots.map(\.condition) == [.sick, .healthy])
        #expect(snapshots.map { $0.sockets?.value.count(.closeWait) } == [184, 2])
        #expect(snapshots.map { $0.socketMemory.first?.value.allocated } == [187, 5])
    }

    @Test func `names the state of a list by another list of the folder`() throws {
        let evidence = try Self.moment("bad", files: ["ss-tanp-cw", "netstat-awk"])
        let table = try #require(evidence.table)
        #expect(table.scope == .only(.closeWait) && table.count(.closeWait) == 184)
        #expect(table.peers(in: .closeWait).first?.count == 36)
    }
}
