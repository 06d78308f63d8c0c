import Testing

@testable import TraceParse

/// A text reads the same whatever was read before it: what the parser remembers of stacks and of
/// error texts saves work and decides nothing.
@Suite struct `What was read before` {
    @Test(arguments: [Rendition.none, .joined, .space, .escapedN])
    func `changes nothing in what is read`(_ rendition: Rendition) throws {
        var random = SeededRandom(seed: 11)
        var log: [UInt8] = []
        for _ in 0..<2 {
            for fixture in GoCase.all {
                log += withOtherDigits(rendition.render(try fixture.log()), &random)
                log.append(UInt8(ascii: "\n"))
            }
        }
        let remembering = try read(log, remembers: true)
        let forgetting = try read(log, remembers: false)
        #expect(remembering.count > 2 * GoCase.all.count)
        for (one, other) in zip(remembering, forgetting) where one != other {
            Issue.record("\(one) is not \(other)")
            break
        }
        #expect(remembering.count == forgetting.count)
    }

    @Test func `changes nothing in error lines of other digits`() throws {
        var random = SeededRandom(seed: 12)
        let lines = errorLines
        var log: [UInt8] = []
        for _ in 0..<40 {
            for line in lines { log += withOtherDigits(Array("\(line)\n".utf8), &random) }
        }
        let remembering = try read(log, remembers: true)
        #expect(remembering.count > 20 * lines.count)
        #expect(remembering == (try read(log, remembers: false)))
    }

    private let errorLines = [
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 proxy: dial tcp 10.2.3.4:8080: connect: connection refused",
        "2024/05/11 10:20:30 Get \"http://svc-17.local:8080/\": EOF",
        "2024/05/11 10:20:30 read: Connection reset by peer) (errno: 104)",
        "2024/05/11 10:20:30 [error] 12#12: *34 connect() failed (111: Connection refused) while "
            + "connecting to upstream, client: 10.0.0.7, upstream: \"http://10.0.0.9:8080/\"",
        "2024-05-11T10:20:30Z error: Error Domain=NSURLErrorDomain Code=-1004 \"(null)\"",
        "2024-05-11T10:20:30Z error stream error: stream ID 3; CANCEL; received from peer",
        "time=2024-05-11T10:20:30Z level=ERROR msg=failed remote_addr=10.9.8.7:4711 "
            + "err=\"read tcp [fd00::12]:443->[fd00::20]:50123: i/o timeout\"",
        "2024/05/11 10:20:30 accept tcp [::]:8080: accept4: too many open files; retrying in 5ms",
        "2024/05/11 10:20:30 lookup db-3.internal on 10.0.0.2:53: no such host",
    ]

    /// The text with some of its digits exchanged for others.
    private func withOtherDigits(_ text: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        text.map { byte in
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            guard isDigit, random.next() % 4 == 0 else { return byte }
            return UInt8(ascii: "0") + UInt8(random.next() % 10)
        }
    }

    private func read(_ bytes: [UInt8], remembers: Bool) throws -> [Incident] {
        var parser = try TraceParser(path: "test.log")
        parser.reader.trace.stacks.isOff = !remembers
        parser.reader.errors.memory.isOff = !remembers
        var incidents: [Incident] = []
        parser.feed(bytes.span) { incidents.append($0) }
        _ = parser.finish { incidents.append($0) }
        return incidents
    }
}
