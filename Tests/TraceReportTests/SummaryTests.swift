import Testing
import TraceParse

@testable import TraceReport

@Suite struct SummaryTests {
    /// Adds records in parts of the given sizes, one summary each, and merges the summaries in order.
    private func merged(_ records: [IncidentRecord], cuts: [Int]) -> Summary {
        var whole = Summary()
        var start = 0
        for end in cuts + [records.count] {
            var part = Summary()
            for record in records[start..<end] { part.add(record, path: "a.log") }
            whole.merge(part)
            start = end
        }
        return whole
    }

    @Test(arguments: 0..<24)
    func `merging the parts in order is adding the whole`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed) &* 7919)
        let records = RandomRecords.records(count: 300, seed: UInt64(seed))
        let cuts = (0..<Int.random(in: 0...6, using: &random)).map { _ in
            Int.random(in: 0...records.count, using: &random)
        }
        var whole = Summary()
        for record in records { whole.add(record, path: "a.log") }
        let parts = merged(records, cuts: cuts.sorted())
        #expect(parts == whole)
        let page = Report(summary: whole).rendered(as: .json)
        #expect(Report(summary: parts).rendered(as: .json) == page)
    }

    @Test func `merging groups the parts in any way`() {
        let records = RandomRecords.records(count: 90, seed: 5)
        let parts = stride(from: 0, to: 90, by: 30).map { start in
            var part = Summary()
            for record in records[start..<start + 30] { part.add(record, path: "a.log") }
            return part
        }
        var left = parts[0]
        left.merge(parts[1])
        left.merge(parts[2])
        var tail = parts[1]
        tail.merge(parts[2])
        var right = parts[0]
        right.merge(tail)
        #expect(left == right)
    }

    @Test func `summaries of different records differ`() {
        let records = RandomRecords.records(count: 40, seed: 1)
        var first = Summary()
        var second = Summary()
        for record in records { first.add(record, path: "a.log") }
        for record in records.reversed() { second.add(record, path: "a.log") }
        #expect(first != second)
    }

    @Test func `totals count what there is`() {
        var records = [
            RecordBuilder(.timeout, seconds: 10).record, RecordBuilder(nil).record,
            RecordBuilder(.timeout, seconds: 5).record,
        ]
        records[0].repeats = 3
        records[1].truncated = true
        records[2].clipped = true
        let summary = Summary.of(records)
        #expect(summary.incidents == 3)
        #expect(summary.repeats == 3)
        #expect(summary.undated == 1)
        #expect(summary.truncated == 1)
        #expect(summary.clipped == 1)
        #expect(summary.times.first?.seconds == 5)
        #expect(summary.times.last?.seconds == 10)
        let counts = summary.classCounts
        #expect(counts.map(\.errorClass) == [.timeout, nil])
        #expect(counts.map(\.count) == [2, 1])
    }

    @Test func `a group keeps its first incident whole`() throws {
        var builder = RecordBuilder(.timeout, message: "first", seconds: 1, line: 7)
        builder.goroutine(id: 5, [FrameText("main.f", "1", "/a.go", 3, 9)])
        let second = RecordBuilder(.timeout, message: "second", seconds: 2, line: 8).record
        var used = builder.record
        var summary = Summary()
        summary.add(used, path: "a.log")
        used.removeAll()
        used.arena = Array("overwritten overwritten".utf8)
        summary.add(second, path: "a.log")
        let group = try #require(summary.groups.entries.first)
        #expect(group.count == 2)
        let sample = try #require(group.sample?.incident)
        #expect(sample == builder.record.incident(index: 0, path: "a.log"))
    }

    @Test func `a sample that is too long keeps its facts and its first goroutines`() throws {
        var builder = RecordBuilder(
            .deadlock,
            kind: .fatalError,
            message: "stuck",
            peer: ("10.0.0.9", 1),
            seconds: 1
        )
        for id in 0..<400 {
            builder.goroutine(
                id: id,
                (0..<10).map { FrameText("main.f\($0)", "0x1", "/src/main.go", $0, 1) }
            )
        }
        builder.record.handlerFrame = 4
        let whole = builder.record.incident(index: 0, path: "a.log")
        var limits = SummaryLimits.standard
        limits.bytesPerSample = 20_000
        let summary = Summary.of([builder.record], limits: limits)
        let kept = try #require(summary.groups.entries.first?.sample)
        #expect(kept.isAbridged)
        #expect(kept.cost < 24_000)
        let incident = kept.incident
        #expect(incident.message == whole.message)
        #expect(incident.peer == whole.peer)
        #expect(incident.handler == whole.handler)
        #expect(incident.goroutines.count > 5)
        #expect(incident.goroutines.count + incident.goroutinesElided == 400)
        #expect(incident.goroutines[..<4] == whole.goroutines[..<4])
        #expect(Report(summary: summary).notes.contains { $0.plain.contains("too long") })
    }

    @Test func `samples stop where their memory ends, and it is said`() {
        var limits = SummaryLimits.standard
        limits.sampleBytes = 6_000
        let records = (0..<20).map { number in
            RecordBuilder(
                .timeout,
                message: String(repeating: "x", count: 1_000),
                line: number + 1,
                fingerprint: UInt64(number)
            ).record
        }
        let summary = Summary.of(records, limits: limits)
        let kept = summary.groups.entries.count { $0.sample != nil }
        #expect((1...5).contains(kept))
        #expect(summary.groups.withoutSample == 20 - kept)
        #expect(Report(summary: summary).notes.contains { $0.plain.contains("no sample") })
    }

    @Test func `groups and hosts past the limit are folded by count, and it is said`() {
        var limits = SummaryLimits.standard
        limits.groups = 50
        limits.hosts = 50
        var records: [IncidentRecord] = []
        for number in 0..<1_000 {
            let isBig = number % 4 == 0
            records.append(
                RecordBuilder(
                    .timeout,
                    peer: (isBig ? "10.0.0.\(number % 20)" : "10.1.0.\(number)", 80),
                    line: number + 1,
                    fingerprint: isBig ? UInt64(number % 20) : UInt64(number + 100)
                ).record
            )
        }
        let summary = Summary.of(records, limits: limits)
        let report = Report(summary: summary)
        #expect(report.groups.count == 50)
        #expect(report.peers.count == 50)
        #expect(report.peers.prefix(5).allSatisfy { $0.host.hasPrefix("10.0.0.") })
        #expect(report.peers.prefix(5).allSatisfy { $0.count == 50 })
        let biggest = Set([0, 4, 8, 12, 16].map { Fingerprint.text($0) })
        #expect(Set(report.groups.prefix(5).map(\.fingerprint)) == biggest)
        let counted = report.groups.reduce(0) { $0 + $1.count }
        #expect(counted + summary.settled().groups.folded.incidents == 1_000)
        #expect(report.totals.groupsFolded == 705)
        #expect(report.notes.contains { $0.plain.contains("small groups") })
        #expect(report.notes.contains { $0.plain.contains("small peers") })
    }

    @Test func `folding does not hang on the order of a dictionary`() {
        var limits = SummaryLimits.standard
        limits.groups = 8
        limits.hosts = 8
        let records = RandomRecords.records(count: 200, seed: 9).enumerated().map { index, record in
            var changed = record
            changed.fingerprint = UInt64(index % 61)
            return changed
        }
        let pages = (0..<3).map { _ in
            Report(summary: Summary.of(records, limits: limits)).rendered(as: .json)
        }
        #expect(Set(pages).count == 1)
    }

    @Test func `memory does not grow with the number of groups and hosts`() {
        var summary = Summary()
        for number in 0..<40_000 {
            let record = RecordBuilder(
                .timeout,
                peer: ("h\(number)", number),
                line: 1,
                fingerprint: UInt64(number)
            ).record
            summary.add(record, path: "a.log")
        }
        #expect(summary.groups.entries.count <= 16_384)
        #expect(summary.peers.entries.count <= 16_384)
        #expect(summary.settled().groups.entries.count == 8_192)
    }

    @Test func `hosts are told apart by all their bytes`() {
        let names = [
            "a", "a\u{0}", String(repeating: "b", count: 39), String(repeating: "b", count: 40),
            String(repeating: "b", count: 38) + "c", "", "fd00::1", "fd00::1%eth0",
        ]
        let records = names.map { RecordBuilder(.timeout, peer: ($0, 1)).record }
        let summary = Summary.of(records + records)
        #expect(summary.peers.entries.map(\.name) == names.filter { !$0.isEmpty })
        #expect(summary.peers.entries.allSatisfy { $0.count == 2 })
    }

    @Test func `a host is cut at 255 bytes`() {
        let record = RecordBuilder(.timeout, peer: (String(repeating: "x", count: 70_000), 1))
            .record
        #expect(Summary.of([record]).peers.entries.first?.name.utf8.count == 255)
    }

    @Test func `bytes that are no text do not split a host when parts are merged`() {
        var first = RecordBuilder(.timeout)
        first.record.peer = EndpointRecord(host: first.bytes([0xFF, 0x31]), port: 1)
        var second = RecordBuilder(.timeout)
        second.record.peer = EndpointRecord(host: second.bytes([0xFE, 0x31]), port: 1)
        let whole = Summary.of([first.record, second.record, first.record])
        #expect(whole.peers.entries.count == 2)
        #expect(
            merged([first.record, second.record, first.record], cuts: [1, 2]).peers == whole.peers
        )
    }

    @Test func `ports are told apart up to 64`() throws {
        let few = (0..<64).map { RecordBuilder(.timeout, peer: ("h", 100 + $0)).record }
        let host = try #require(Summary.of(few + few).peers.entries.first)
        #expect(host.ports.ports.count == 64)
        #expect(!host.ports.overflowed)
        let more = few + [RecordBuilder(.timeout, peer: ("h", 9)).record]
        let crowded = try #require(Summary.of(more).peers.entries.first)
        #expect(crowded.ports.overflowed)
        #expect(crowded.ports.lowest == 9)
        #expect(crowded.ports.highest == 163)
    }
}

@Suite struct SideTests {
    @Test(
        arguments: [
            ("write", ("10.0.0.1", 9093), ("10.0.0.2", 40000), nil, Side.incoming),
            ("write", ("10.0.0.1", 40000), ("10.0.0.2", 5432), nil, .outgoing),
            ("dial", nil, ("10.0.0.2", 80), ("10.0.0.3", 4), .outgoing),
            ("lookup", nil, nil, ("10.0.0.3", 4), .outgoing),
            ("accept", ("::", 80), nil, nil, .incoming),
            ("write", nil, ("10.0.0.3", 5), ("10.0.0.3", 4), .incoming),
            ("read", nil, ("10.0.0.9", 80), ("10.0.0.3", 4), .outgoing),
            (nil, nil, nil, ("10.0.0.3", 4), .incoming),
            (nil, nil, ("10.0.0.3", 4), nil, .incoming),
            ("read", nil, ("10.0.0.3", 4), nil, .unknown),
            ("write", nil, nil, nil, .unknown),
        ] as [(String?, (String, Int)?, (String, Int)?, (String, Int)?, Side)]
    )
    func `who opened a connection is told by operation, client and ports`(
        operation: String?,
        local: (String, Int)?,
        peer: (String, Int)?,
        client: (String, Int)?,
        side: Side
    ) {
        let record = RecordBuilder(
            .timeout,
            operation: operation,
            local: local,
            peer: peer,
            client: client
        ).record
        #expect(record.side == side)
    }

    @Test(
        arguments: [
            ("read", Operation.read), ("write", .write), ("dial", .dial), ("accept", .accept),
            ("listen", .listen), ("lookup", .lookup), ("close", .close), ("readfrom", .write),
            ("writeto", .read), ("set", .other), ("reed", .other), ("writev", .other),
            (nil, .unnamed),
        ] as [(String?, Operation)]
    )
    func `operations are known by their names`(name: String?, operation: Operation) {
        #expect(RecordBuilder(.timeout, operation: name).record.operationName == operation)
    }

    @Test(
        arguments: [
            ("tcp", Channel.network), ("udp", .network), (nil, .network), ("unix", .unixSocket),
            ("unixgram", .unixSocket), ("pipe", .local), ("file", .local), ("files", .network),
        ] as [(String?, Channel)]
    )
    func `pipes and files are no network`(transport: String?, channel: Channel) {
        #expect(RecordBuilder(.brokenPipe, transport: transport).record.channel == channel)
    }
}

@Suite struct TimelineTests {
    private func timeline(_ seconds: [Int64]) -> Timeline {
        var timeline = Timeline()
        for second in seconds { timeline.add(second, classNumber: 0) }
        return timeline
    }

    private func total(_ timeline: Timeline) -> Int {
        (timeline.buckets ?? 0...0).reduce(0) {
            $0 + timeline.count(bucket: $1, classNumber: 0)
        }
    }

    @Test(
        arguments: [
            ([0], 1), ([0, 511], 1), ([0, 512], 2), ([1_649_676_180, 1_649_680_073], 8),
            ([-5, 5], 1), ([511, 512], 1), ([-1, 511], 2),
            ([Int64.min, Int64.max], 1 << 31),
        ] as [([Int64], Int64)]
    )
    func `buckets are as wide as they must be, and no wider`(seconds: [Int64], width: Int64) {
        let made = timeline(seconds)
        #expect(made.bucketSeconds == width)
        #expect(total(made) == seconds.count)
        #expect(timeline(seconds.reversed()) == made)
    }

    @Test func `a moment lies in its bucket`() {
        let made = timeline([1_649_676_180, 1_649_680_073])
        #expect(made.count(bucket: 1_649_676_180 >> 3, classNumber: 0) == 1)
        #expect(made.count(bucket: 1_649_680_073 >> 3, classNumber: 0) == 1)
        #expect(made.count(bucket: 1_649_676_180 >> 3, classNumber: 1) == 0)
    }

    @Test(arguments: 0..<20)
    func `order and parts do not matter`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let spread = Int64(1) << Int64.random(in: 1...34, using: &random)
        let seconds = (0..<100).map { _ in Int64.random(in: -spread...spread, using: &random) }
        let whole = timeline(seconds)
        #expect(timeline(seconds.shuffled(using: &random)) == whole)
        #expect(total(whole) == 100)
        var left = timeline(Array(seconds[..<30]))
        left.merge(timeline(Array(seconds[30...])), numbers: [0])
        #expect(left == whole)
    }
}

@Suite struct PeriodicityTests {
    private func host(_ seconds: [Int64]) throws -> HostEntry {
        let records = seconds.map { RecordBuilder(.tls, peer: ("10.0.0.5", 1), seconds: $0).record }
        return try #require(Summary.of(records).peers.entries.first)
    }

    @Test(arguments: [2, 5, 10, 15, 30, 60] as [Int64])
    func `a clock is found, with its longest period`(period: Int64) throws {
        let host = try host((0..<60).map { 1_700_000_003 + $0 * period })
        #expect(Periodicity.of(host)?.period == Int(period))
    }

    @Test func `a clock that is a second late now and then is found`() throws {
        let host = try host((0..<60).map { 1_700_000_003 + $0 * 30 + ($0 % 5 == 0 ? 1 : 0) })
        #expect(Periodicity.of(host)?.period == 30)
    }

    @Test(arguments: 0..<20)
    func `chance is no clock`(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let seconds = (0..<200).map { _ in Int64.random(in: 0..<6_000, using: &random) }
        #expect(Periodicity.of(try host(seconds)) == nil)
    }

    @Test func `a burst is no clock`() throws {
        #expect(Periodicity.of(try host((0..<40).map { 1_000 + $0 })) == nil)
        #expect(Periodicity.of(try host([Int64](repeating: 77, count: 40))) == nil)
        #expect(Periodicity.of(try host((0..<9).map { $0 * 30 })) == nil)
    }

    @Test(arguments: 0..<12)
    func `phases add up in any parts`(cut: Int) {
        var random = SplitMix(seed: 3)
        let seconds = (0..<12).map { _ in Int64.random(in: -500...500, using: &random) }
        var whole = PhaseHistogram()
        var left = PhaseHistogram()
        var right = PhaseHistogram()
        for (index, second) in seconds.enumerated() {
            whole.add(second)
            if index < cut { left.add(second) } else { right.add(second) }
        }
        left.merge(right)
        #expect(left == whole)
        #expect(whole.folded(by: 10).reduce(0, +) == 12)
    }

    @Test(arguments: [1, 8, 9, 255, 256, 300, 70_000], [0, 1, 200, 300])
    func `phases count on past what a byte holds`(count: Int, more: Int) throws {
        var whole = PhaseHistogram()
        var left = PhaseHistogram()
        var right = PhaseHistogram()
        for index in 0..<count + more {
            let second: Int64 = index % 20 == 19 ? 31 : 7
            whole.add(second)
            if index < count { left.add(second) } else { right.add(second) }
        }
        left.merge(right)
        #expect(left == whole)
        let folded = whole.folded(by: 30)
        #expect(folded[1] == (count + more) / 20)
        #expect(folded[7] == count + more - folded[1])
    }
}
