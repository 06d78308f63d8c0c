import Testing
import TraceParse

/// What holds of every log of a Swift program: chunks do not matter, and layout does not.
struct SwiftLawTests {
    /// Layouts that keep what tells a frame's parts apart.
    private static let renditions: [Rendition] = [
        .none, .joined, .space, .escapedN, .rsyslog, .crlf, .indent,
    ]

    @Test(arguments: SwiftCase.all)
    func `every layout gives what the plain one gives`(case log: SwiftCase) throws {
        let bytes = try log.log()
        let plain = try readIncidents(bytes).map(Essence.init)
        for rendition in Self.renditions {
            let found = try readIncidents(rendition.render(bytes)).map(Essence.init)
            let differences = differences(comparable(found, plain), from: plain)
            #expect(differences.isEmpty, "\(rendition): \(differences.joined(separator: "\n"))")
        }
    }

    @Test(arguments: SwiftCase.crashes)
    func `the layout is told`(case log: SwiftCase) throws {
        let bytes = try log.log()
        let plain = try readIncidents(bytes)
        for rendition in Self.renditions {
            let found = try readIncidents(rendition.render(bytes))
            for (found, plain) in zip(found, plain) where plain.layout == .lines {
                guard let thread = plain.threads.first, thread.frames.count > 3 else { continue }
                #expect(found.layout == rendition.layout, "\(rendition)")
            }
        }
    }

    @Test(arguments: SwiftCase.all)
    func `chunks do not matter`(case log: SwiftCase) throws {
        let bytes = try log.log()
        let whole = try readIncidents(bytes)
        for size in bytes.count < 10_000 ? [1, 7, 4096] : [4096] {
            #expect(try readIncidents(bytes, chunks: .each(size)) == whole, "\(size)")
        }
    }

    /// A report in JSON is one value, which another process's line breaks.
    @Test(
        arguments: SwiftCase.crashes.filter {
            !$0.name.contains("json") && !$0.name.contains("ips")
        }
    )
    func `lines of another process between the rows change no stack`(case log: SwiftCase) throws {
        let lines = try log.log().split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        let plain = try readIncidents(try log.log()).map { $0.threads }.filter { !$0.isEmpty }
        var random = SeededRandom(seed: UInt64(lines.count))
        for _ in 0..<8 {
            var mixed = lines
            let between = Int.random(in: 1..<lines.count, using: &random)
            mixed.insert(Self.foreign.randomElement(using: &random)!, at: between)
            let found = try readIncidents(Array(mixed.joined(separator: [UInt8(ascii: "\n")])))
            #expect(found.map { $0.threads }.filter { !$0.isEmpty } == plain, "line \(between)")
        }
    }

    private static let foreign: [ArraySlice<UInt8>] = [
        "2026-11-22T17:25:39+0000 info edge: GET /v1/items 200 12ms",
        "{\"level\":\"info\",\"ts\":1649676180.5,\"msg\":\"served\",\"status\":200}",
        "10.0.0.7 - - [22/Nov/2026:17:25:39 +0000] \"GET /health HTTP/1.1\" 200 2",
        "worker 3 idle",
    ].map { Array($0.utf8)[...] }

    /// Only a log longer than what is looked at ahead is read before it ends.
    @Test(arguments: [Rendition.none, .joined, .escapedN])
    func `chunks of a long log do not matter`(rendition: Rendition) throws {
        let many = try Self.mixed(rendition, seed: 11)
        #expect(many.count > 400_000)
        let whole = try readIncidents(many)
        #expect(whole.count > 200)
        for size in [997, 65_537, 262_145] {
            let found = try readIncidents(many, chunks: .each(size))
            #expect(found.count == whole.count, "\(size)")
            #expect(zip(found, whole).first { $0 != $1 } == nil, "\(size)")
        }
    }

    /// The rows of a crash that is longer than what is looked ahead are read once each.
    @Test(arguments: ["", "\u{1b}[31m"])
    func `chunks of a long crash do not matter`(colour: String) throws {
        var log = "💣 \(colour)Program crashed: Illegal instruction at 0x0000555555558ba6\n\n"
        log += "Thread 0 crashed:\n\n"
        for row in 0..<2000 {
            log += "\(row) [ra] \(colour)0x0000555555558ba6 f\(row % 7)() + 17 in app at "
            log += "/src/\(row % 7).swift:3:4\n"
        }
        log += "\nBacktrace took 0.01s\n"
        log += String(repeating: "nothing else\n", count: 12_000)
        let bytes = Array(log.utf8)
        for size in [bytes.count, 65_537, 4099] {
            let reading = try read(bytes, chunks: .each(size))
            #expect(reading.statistics.unparsed == 0)
            #expect(reading.incidents.map { $0.threads.map(\.frames.count) } == [[2000]])
            #expect(reading.incidents.first?.truncated == false)
        }
    }

    /// A crash reads the same between ordinary lines as alone.
    @Test(arguments: SwiftCase.crashes, [Rendition.none, .escapedN])
    func `neighbours do not matter`(case log: SwiftCase, rendition: Rendition) throws {
        let bytes = rendition.render(try log.log())
        let line = Array("\n2026-11-22T17:25:22+0000 info shop-api: [Hummingbird] Request\n".utf8)
        let alone = try readIncidents(bytes)
        let among = try readIncidents(line + bytes + line)
        #expect(among.count == alone.count)
        for (among, alone) in zip(among, alone) {
            #expect(among.threads == alone.threads)
            #expect(among.errorClass == alone.errorClass)
            #expect(among.fingerprint == alone.fingerprint)
            #expect(among.truncated == alone.truncated)
        }
    }

    /// Logs of Swift and of Go in one.
    @Test func `two languages in one log are told apart`() throws {
        let go = try GoCase.all.filter { $0.name.contains("rt-") }.prefix(20).map { try $0.log() }
        let swift = try SwiftCase.crashes.prefix(20).map { try $0.log() }
        var bytes: [UInt8] = []
        var expected: [Essence] = []
        for (go, swift) in zip(go, swift) {
            for log in [go, swift] {
                expected += try readIncidents(log).map(Essence.init).map(undated)
                bytes += log + Array(repeating: UInt8(ascii: "\n"), count: 5000)
            }
        }
        let found = try readIncidents(bytes).map(Essence.init).map(undated)
        #expect(differences(found, from: expected) == [])
    }

    /// Where line breaks are lost, a line that says an error again in words that tell nothing on
    /// their own stands in the error's record, so that it may count once more.
    private func comparable(_ found: [Essence], _ plain: [Essence]) -> [Essence] {
        guard found.count == plain.count else { return found }
        return zip(found, plain).map { found, plain in
            var found = found
            if found.repeats == plain.repeats + 1 { found.repeats = plain.repeats }
            return found
        }
    }

    /// What a log dates not, the log before it does.
    private func undated(_ essence: Essence) -> Essence {
        var essence = essence
        (essence.time, essence.timeText) = (nil, nil)
        return essence
    }

    private static func mixed(_ rendition: Rendition, seed: UInt64) throws -> [UInt8] {
        var random = SeededRandom(seed: seed)
        var bytes: [UInt8] = []
        while bytes.count < 500_000 {
            for log in SwiftCase.all.shuffled(using: &random) {
                bytes += rendition.render(try log.log())
                bytes.append(UInt8(ascii: "\n"))
            }
        }
        return bytes
    }
}
