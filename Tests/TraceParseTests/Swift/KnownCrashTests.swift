import Testing

@testable import TraceParse

/// A crash comes to the same whether one like it was read before or not.
@Suite struct `Known crashes` {
    /// Crashes of every layout of which what was read before is kept.
    private static let kept = [
        "index-full", "index-medium", "index-friendly", "index-color", "index-color-friendly",
        "index-json", "index-release", "fatal-multiline", "no-backtrace", "syn-swift52-fatal",
        "oldlib-fatal", "exclusivity", "segv-null",
    ]

    private static func crash(_ name: String) throws -> [UInt8] {
        try SwiftCase(name: name).log() + [UInt8(ascii: "\n")]
    }

    @Test(arguments: kept)
    func `are known from the second time on`(_ name: String) throws {
        let crash = try Self.crash(name)
        let log = Array(repeatElement(crash, count: 5).joined())
        let marks = try marks(log)
        #expect(marks.count == 5)
        #expect(Set(marks).count == 1 && marks[0] != nil, "\(marks)")

        let found = try read(log, remembers: true)
        #expect(found == (try read(log, remembers: false)))
        let lines = crash.count { $0 == UInt8(ascii: "\n") }
        for (index, incident) in found.enumerated() {
            #expect(incident.threads == found[0].threads && !incident.threads.isEmpty)
            #expect(incident.message == found[0].message)
            #expect(incident.errorClass == found[0].errorClass)
            #expect(incident.fingerprint == found[0].fingerprint)
            #expect(incident.source.byteOffset == found[0].source.byteOffset + index * crash.count)
            #expect(incident.source.line == found[0].source.line + index * lines)
        }
    }

    @Test(arguments: kept)
    func `come to what their own bytes say`(_ name: String) throws {
        let crash = try Self.crash(name)
        var random = SeededRandom(seed: 5)
        let step = max(1, crash.count / 400)
        for place in stride(from: 0, to: crash.count, by: step) {
            var changed = crash
            let at = min(crash.count - 1, place + Int.random(in: 0..<step, using: &random))
            let bytes = Array("07f\n :.*{}\"|x\\\u{1B}".utf8)
            changed[at] = bytes.randomElement(using: &random) ?? 0
            let log = crash + changed + crash + changed
            let isSame = try read(log, remembers: true) == read(log, remembers: false)
            #expect(isSame, "byte \(at)")
        }
    }

    @Test(arguments: kept)
    func `come to the same however far they go`(_ name: String) throws {
        let crash = try Self.crash(name)
        for count in stride(from: 1, to: crash.count, by: max(1, crash.count / 150)) {
            let log = crash + crash[..<count] + crash + crash[..<count]
            let isSame = try read(log, remembers: true) == read(log, remembers: false)
            #expect(isSame, "\(count) bytes")
        }
    }

    /// What may stand around a crash, and belong to it.
    private static let neighbours = [
        "", "\n", "\r\n", " ", "\t", "}", "\\n", "\0\0", "done ***\n", "\u{1B}[0m", "\u{1B}[0m\n",
        String(repeating: "\n", count: 5000), String(repeating: " ", count: 3000) + "\n",
        "Press space to interact, D to debug, or any other key to quit (3s) ",
        "Registers:\n\nrax 0x0000000000000000  0\n",
        "Images:\n\n0x00007ffff72c8000–0x00007ffff74430fc abc libc.so.6 /usr/lib/libc.so.6\n",
        "Thread 3 crashed:\n\n0 0x0000000000001234 foo() + 3 in bar at /src/m.swift:1:2\n\n",
        "Registers:\n\nThread 3 crashed:\n\n0 [async] 0x0000000000001234 a in b in orders.dbg\n\n",
        "5    libc.so.6        0x00007ffff7352eec foo + 3\n",
        "0x00007ffff7352eec, foo at a.swift:1\n",
        "Backtrace took 0.02s\n", "Backtrace took 0.2s\n", "took 0.02s\n",
        "Incorrect actor executor assumption; expected 'isolation.Vault' executor.\n",
        "orders/orders.swift:83: Fatal error: Index out of range\n",
        "*** Signal 4: Backtracing from 0x555555558ba6... done ***\n",
        "*** Program crashed: Illegal instruction at 0x0000555555558ba6 ***\n",
        "bash: line 1: 22890 Illegal instruction     (core dumped) ./app overflow\n",
        "2026-11-22T17:25:23+0000 info app: ready\n", "goroutine 1 [running]:\n",
        "2026-11-22T17:25:23+0000 error app: read(descriptor:pointer:size:): Connection reset by peer"
            + ") (errno: 104)\n",
    ]

    @Test(arguments: kept)
    func `come to the same among others`(_ name: String) throws {
        let crash = try Self.crash(name)
        var random = SeededRandom(seed: 11)
        for neighbour in Self.neighbours {
            let other = Self.neighbours.randomElement(using: &random) ?? ""
            let between = [neighbour, other].map { Array($0.utf8) }
            let whole = crash + crash + between[0] + crash + between[1] + crash + between[0] + crash
            let cut = Array(crash.dropLast())
            let joined = crash + cut + between[0] + cut + between[1] + cut + between[0]
            for log in [whole, joined] {
                let isSame = try read(log, remembers: true) == read(log, remembers: false)
                #expect(isSame, "\(neighbour) \(other)")
            }
        }
    }

    /// A trap on one stream and backtraces on another belong together where they say so.
    @Test(arguments: kept)
    func `are paired with traps as before`(_ name: String) throws {
        let crash = try Self.crash(name)
        let first = crash.prefix { $0 != UInt8(ascii: "\n") } + [UInt8(ascii: "\n")]
        let rest = crash.dropFirst(first.count)
        let library = Array("Swift/Array.swift:405: Fatal error: Index out of range\n".utf8)
        for log in [
            crash + crash + first + crash + rest, rest + rest + first + rest + crash,
            rest + first + rest + first + crash, rest + library + rest + rest + library + crash,
        ] as [[UInt8]] {
            #expect(try read(log, remembers: true) == read(log, remembers: false))
        }
    }

    @Test(arguments: [7, 997, 65_537, 262_145])
    func `come to the same in chunks of any size`(_ size: Int) throws {
        var log: [UInt8] = []
        var random = SeededRandom(seed: 3)
        while log.count < 400_000 {
            log += try Self.crash(Self.kept.randomElement(using: &random) ?? "")
        }
        let found = try read(log, remembers: true, size: size)
        #expect(found.count > 100)
        let forgetting = try read(log, remembers: false)
        #expect(found == forgetting)
    }

    @Test func `are known when their backtraces took another time`() throws {
        let crash = String(decoding: try Self.crash("index-full"), as: UTF8.self)
        let other = crash.replacing("Backtrace took 0", with: "Backtrace took 17")
        #expect(other != crash)
        let marks = try marks(Array((crash + other + crash).utf8))
        #expect(marks.count == 3 && Set(marks).count == 1 && marks[0] != nil)
    }

    @Test func `are not known where others lent them words`() throws {
        let crash = String(decoding: try Self.crash("segv-null"), as: UTF8.self)
        let said = "Incorrect actor executor assumption; expected 'isolation.Vault' executor.\n"
        let log = Array((crash + crash + said + crash + crash).utf8)
        let marks = try marks(log)
        #expect(marks.map { $0 != nil } == [true, true, false, true])
        let found = try read(log, remembers: true)
        #expect(found.map { $0.errorClass == .concurrencyMisuse } == [false, false, true, false])
    }

    /// However many different ones there are, no more than some are kept.
    @Test func `take no more memory than they may`() throws {
        let crash = String(decoding: try Self.crash("index-full"), as: UTF8.self)
        var parser = try TraceParser(path: "")
        var most = 0
        for number in 0..<700 {
            let other = crash.replacing("Index out of range", with: "Index \(number) out of range")
            parser.feed(Array(other.utf8).span) { _ in }
            most = max(most, parser.reader.crash.crashes.byteCount)
        }
        #expect(most > 200 << 10 && most <= SwiftCrashMemory.mostBytes)
        #expect(parser.reader.crash.crashes.byteCount > 0)
    }

    /// For each incident what stands for the text that it is like.
    private func marks(_ log: [UInt8]) throws -> [ObjectIdentifier?] {
        var parser = try TraceParser(path: "")
        var found: [ObjectIdentifier?] = []
        parser.feed(log.span) { _ in }
        _ = parser.finishRecords { record in found.append(record.known.map { ObjectIdentifier($0) })
        }
        return found
    }

    private func read(
        _ log: [UInt8],
        remembers: Bool,
        size: Int = 1 << 20
    ) throws -> [Incident] {
        var parser = try TraceParser(path: "test.log")
        parser.reader.crash.remembers = remembers
        var incidents: [Incident] = []
        for start in stride(from: 0, to: log.count, by: size) {
            let chunk = start..<min(log.count, start + size)
            parser.feed(log.span.extracting(chunk)) { incidents.append($0) }
        }
        _ = parser.finish { incidents.append($0) }
        return incidents
    }
}
