import Testing
import TraceParse

/// However the bytes are cut, the same incidents come out.
struct ChunkLawTests {
    @Test(arguments: GoCase.all)
    func `chunks of a log do not matter`(case log: GoCase) throws {
        let bytes = try log.log()
        let whole = try readIncidents(bytes)
        for size in bytes.count < 30_000 ? [1, 7, 4096] : [4096] {
            #expect(try readIncidents(bytes, chunks: .each(size)) == whole, "\(size)")
        }
    }

    @Test(arguments: GoCase.all)
    func `a short log may be cut anywhere`(case log: GoCase) throws {
        let bytes = try log.log()
        guard bytes.count < 3000 else { return }
        let whole = try readIncidents(bytes)
        var random = SeededRandom(seed: seed(log.name))
        for cuts in [1, 1, 1, 1, 1, 1, 2, 2, 2] {
            let places = (0..<cuts).map { _ in Int.random(in: 0...bytes.count, using: &random) }
            let found = try readIncidents(bytes, chunks: .at(places.sorted()))
            #expect(found == whole, "\(places.sorted())")
        }
    }

    /// Only a log longer than what is looked at ahead is read before it ends.
    @Test(arguments: [Rendition.none, .joined, .escapedN])
    func `chunks of a long log do not matter`(rendition: Rendition) throws {
        let log = try MixedLog(GoCase.all, rendition, seed: 7)
        let whole = try readIncidents(log.bytes)
        #expect(whole.count > 300)
        for size in [7, 4096, 65_537, 262_143, 262_145] {
            let found = try readIncidents(log.bytes, chunks: .each(size))
            #expect(found.count == whole.count, "\(size)")
            let different = zip(found, whole).first { $0 != $1 }
            #expect(different == nil, "\(size)")
        }
    }

    /// Traces that an error's text announces are looked at before as much is at hand as others need.
    @Test(arguments: GoCase.all.filter { $0.name.contains("http-") }, [Rendition.none, .joined])
    func `chunks of many of one kind do not matter`(case log: GoCase, rendition: Rendition) throws {
        let many = try MixedLog(Array(repeating: log, count: 9), rendition, seed: 5).bytes
        let whole = try readIncidents(many)
        let found = try readIncidents(many, chunks: .each(997))
        #expect(found.count == whole.count)
        #expect(zip(found, whole).first { $0 != $1 } == nil)
    }

    @Test func `single bytes of a long log do not matter`() throws {
        let log = try MixedLog(Array(GoCase.all.suffix(120)), .none, seed: 9)
        #expect(log.bytes.count > 300_000)
        let whole = try readIncidents(log.bytes)
        let found = try readIncidents(log.bytes, chunks: .each(1))
        #expect(found.count == whole.count)
        #expect(zip(found, whole).first { $0 != $1 } == nil)
    }

    @Test func `chunks of a long dump do not matter`() throws {
        let dump = LongDump(goroutines: 3000).bytes
        #expect(dump.count > 600_000)
        let whole = try readIncidents(dump)
        for size in [4096, 100_003] {
            #expect(try readIncidents(dump, chunks: .each(size)) == whole, "\(size)")
        }
    }
}
