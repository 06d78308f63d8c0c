import Testing

@testable import TraceReport

/// The figures of the demo's host, as its session was pasted.
@Suite struct `The demo's host texts` {
    let sick: HostEvidence
    let well: HostEvidence

    init() throws {
        sick = EvidenceReader.read(try EvidenceFixtures.bytes("demo/evidence-bad.txt"), path: "bad")
        well = EvidenceReader.read(
            try EvidenceFixtures.bytes("demo/evidence-healthy.txt"),
            path: "ok"
        )
    }

    @Test func `gives every figure with its line`() {
        let lines = sick.readings.map { "\($0.source.position.line) \($0.kind)" }
        #expect(
            lines == [
                "2 descriptor_limit", "4 socket_memory", "11 sockets", "14 port_range",
                "16 open_file_lines", "18 descriptors", "20 sockets", "23 host_counts",
                "25 sockets",
                "28 probe", "29 probe",
            ]
        )
        #expect(sick.socketTables.map { $0.value.count(.closeWait) } == [1020, 1169, 1185])
        #expect(sick.socketTables.map { $0.value.count(.established) } == [59, 84, 31])
        let peers = sick.hostCounts.first?.value
        #expect(peers?.hosts == [HostCount(host: "172.31.34.109", count: 1382)])
        #expect(peers?.state == .closeWait)
        #expect(sick.probes.map { $0.value.failure?.kind } == [.refused, .transferTimeout])
        #expect(sick.probes.last?.value.failure?.after == 30001)
    }

    @Test func `reads a list of open files that lost its line breaks`() {
        let use = sick.descriptors.first?.value
        #expect(use?.highest == 1878)
        #expect(use?.closedButOpen == 7)
        #expect(use?.process == "bsc-wallet")
        #expect(use?.open == nil)
    }

    @Test func `takes the shell's limit for the shell's`() {
        #expect(sick.descriptorLimits.map(\.value) == [DescriptorLimit(scope: .shell, soft: 1024)])
    }

    @Test func `sees three moments, all of them sick`() {
        #expect(sick.snapshots.map(\.condition) == [.sick, .sick, .sick])
    }

    @Test func `sees that the other host text is of a healthy moment`() {
        #expect(well.snapshots.map(\.condition) == [.healthy])
        let timing = well.probes.first?.value.timing
        #expect(timing?.firstByte == 88_000)
        #expect(timing?.bytes == 138_357)
    }

    @Test func `says what cannot be true together`() throws {
        let found = sick.contradictions
        #expect(
            found.map(\.kind) == [
                .allocatedBelowStates, .descriptorAboveLimit, .socketsAboveLimit, .totalsDiffer,
                .linesAreNoDescriptors,
            ]
        )
        let descriptor = try #require(found.first { $0.kind == .descriptorAboveLimit })
        #expect(descriptor.statement.plain.contains("descriptor 1878"))
        #expect(descriptor.sources.map(\.position.line) == [18, 2])
    }

    @Test func `names no time limit of the client's where none is stated`() {
        #expect(sick.clientLimit == nil)
        #expect(sick.holdEstimates.isEmpty)
    }

    @Test func `estimates how long requests were held once a limit is stated`() {
        var told = sick
        told.merge(evidence("client connect timeout: 0.5s, response timeout: 5s\n"))
        #expect(told.clientLimit?.value == 5000)
        #expect(told.holdEstimates.map(\.seconds) == [91, 74, 196])
    }
}
