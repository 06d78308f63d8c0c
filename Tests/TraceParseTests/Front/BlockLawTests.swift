import Testing

@testable import TraceParse

/// Blocks that others have read, and scanned beforehand, give what the bytes give otherwise.
struct BlockLawTests {
    /// How many bytes the blocks hold, one after the other and again, and which are scanned.
    struct Plan: Sendable, CustomTestStringConvertible {
        var sizes: [Int]
        var isScanned: @Sendable (Int) -> Bool
        var testDescription: String

        static let all = [
            Plan(sizes: [ScannedBlock.size], isScanned: { _ in true }, testDescription: "all"),
            Plan(sizes: [ScannedBlock.size], isScanned: { _ in false }, testDescription: "none"),
            Plan(
                sizes: [70_001, 3, 300_000],
                isScanned: { !$0.isMultiple(of: 3) },
                testDescription: "some, of different sizes"
            ),
            Plan(sizes: [1000], isScanned: { _ in true }, testDescription: "many"),
        ]
    }

    @Test(arguments: Plan.all, [Rendition.none, .joined, .rsyslog])
    func `blocks do not matter`(plan: Plan, rendition: Rendition) throws {
        let log = try MixedLog(GoCase.all, rendition, seed: 11).bytes
        try expectEqual(log, plan)
    }

    @Test(arguments: Plan.all)
    func `blocks of wrapped lines do not matter`(plan: Plan) throws {
        let log = try MixedLog(Array(GoCase.all.suffix(150)), .none, seed: 12).bytes
        var wrapped: [UInt8] = []
        for line in log.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            wrapped += Array("2026-11-22T17:24:00.000000000Z stderr F ".utf8) + line + [10]
        }
        try expectEqual(wrapped, plan)
    }

    @Test func `a block holds no hit past its last bytes, and none is lost there`() throws {
        let text = Array("x panic: y".utf8)
        for cut in 0...text.count {
            var filler = [UInt8](repeating: UInt8(ascii: "."), count: 200)
            filler +=
                [10] + text + Array("\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1\n".utf8)
            let whole = try readIncidents(filler)
            #expect(whole.count == 1)
            let found = try read(filler, inBlocksOf: [201 + cut, 1000], isScanned: { _ in true })
            #expect(found.incidents == whole, "\(cut)")
        }
    }

    @Test func `UTF-16 comes in blocks as well`() throws {
        let text = "x\npanic: y\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1\n"
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        try expectEqual(bytes, Plan(sizes: [5], isScanned: { _ in true }, testDescription: ""))
    }

    private func expectEqual(_ bytes: [UInt8], _ plan: Plan) throws {
        let whole = try readIncidents(bytes)
        let found = try read(bytes, inBlocksOf: plan.sizes, isScanned: plan.isScanned)
        #expect(found.incidents.count == whole.count)
        #expect(zip(found.incidents, whole).first { $0 != $1 } == nil)
        #expect(found.statistics.bytes == bytes.count)
        #expect(
            found.statistics.lines == bytes.count { $0 == UInt8(ascii: "\n") } || bytes[0] == 0xFF
        )
    }

    /// Every fifth block is read straight into the parser's memory.
    private func read(
        _ bytes: [UInt8],
        inBlocksOf sizes: [Int],
        isScanned: (Int) -> Bool
    ) throws -> Reading {
        var parser = try TraceParser(path: "test.log")
        var scanner = try BlockScanner(options: ParserOptions(), withContext: false)
        var reading = Reading()
        func receive(_ record: borrowing IncidentRecord) {
            let index = reading.incidents.count
            reading.incidents.append(record.incident(index: index, path: "test.log"))
        }
        var source = bytes[...]
        func take(_ count: Int, _ memory: UnsafeMutableRawBufferPointer) -> Int {
            let taken = source.prefix(min(count, memory.count))
            unsafe memory.copyBytes(from: taken)
            source = source.dropFirst(taken.count)
            return taken.count
        }
        let block = ScannedBlock()
        var number = 0
        while !source.isEmpty {
            let size = sizes[number % sizes.count]
            if number % 5 == 4 {
                _ = unsafe parser.fill({ unsafe take(size, $0) }, receive)
            } else {
                var rest = size
                unsafe block.fill { memory in
                    defer { rest = 0 }
                    return unsafe take(rest, memory)
                }
                if isScanned(number) { scanner.scan(block) }
                parser.take(block, receive)
            }
            number += 1
        }
        reading.statistics = parser.finishRecords(receive)
        return reading
    }
}
