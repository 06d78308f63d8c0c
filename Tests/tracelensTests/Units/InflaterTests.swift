import SystemPackage
import Testing

@testable import tracelens

@Suite struct `Inflating` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [1, 3, 1000, 300_000])
    func `gives the same bytes whatever the room`(room: Int) throws {
        let content = (0..<200_000).map { UInt8($0 % 97) }
        let file = Gzip.member(content.prefix(70_000)) + Gzip.member(content.dropFirst(70_000))
        let limits = GrowthLimit()
        guard room > 3 else {
            let short = Array(content.prefix(500))
            #expect(try inflate(Gzip.member(short), room: room, limits: limits) == short)
            return
        }
        #expect(try inflate(file, room: room, limits: limits) == content)
    }

    @Test func `stops at what grows like a trap, and says how to go on`() throws {
        // Zeros, 1032 for each byte: the best that deflate can do (RFC 1951 3.2.5).
        let trap = try Tool.shell("head -c 3000000 /dev/zero | gzip -9 > trap.gz", in: scratch)
        try #require(trap.status == 0)
        let limits = GrowthLimit(bytes: 1_000_000, ratio: 250)
        let problem = #expect(throws: InputProblem.self) {
            _ = try read(scratch.path("trap.gz"), room: 65_536, limits: limits)
        }
        #expect(problem?.reason.contains("1.0 MB") ?? false)
        #expect(problem?.reason.contains("gzip -dc") ?? false)
        let roomy = GrowthLimit(bytes: 4_000_000, ratio: 250)
        #expect(
            try read(scratch.path("trap.gz"), room: 65_536, limits: roomy).count == 3_000_000
        )
    }

    @Test(.enabled(if: LibArchive.shared != nil), arguments: [1, 7, 300_000])
    func `other compressions give the same bytes whatever the room`(room: Int) throws {
        let log = try unarchive("xz", Compressed.file("xz"), room: 1 << 20, GrowthLimit())
        #expect(log.count > 300)
        for name in Compressed.names {
            let file = Compressed.file(name)
            #expect(try unarchive(name, file, room: room, GrowthLimit()) == log)
        }
    }

    @Test(.enabled(if: LibArchive.shared != nil))
    func `other compressions are held to the same growth`() throws {
        let limits = GrowthLimit(bytes: 20, ratio: 0)
        let problem = #expect(throws: InputProblem.self) {
            _ = try unarchive("xz", Compressed.file("xz"), room: 64, limits)
        }
        #expect(problem?.reason.contains("xz -dc") ?? false)
    }

    private func unarchive(
        _ name: String,
        _ file: [UInt8],
        room: Int,
        _ growth: GrowthLimit
    ) throws -> [UInt8] {
        let path = try scratch.write("file", file)
        var source = try DescriptorReader(opening: FilePath(path), stop: Stop())
        let compression = try #require(Compression(rawValue: name))
        var unarchiver = try Unarchiver(compression, growth: growth)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: room)
        while true {
            let count = try unsafe block.withUnsafeMutableBytes {
                try unsafe unarchiver.read(into: $0, from: &source)
            }
            guard count > 0 else { return bytes }
            bytes += block[..<count]
        }
    }

    private func inflate(
        _ file: [UInt8],
        room: Int,
        limits: GrowthLimit
    ) throws -> [UInt8] {
        try read(scratch.write("file.gz", file), room: room, limits: limits)
    }

    private func read(_ path: String, room: Int, limits: GrowthLimit) throws -> [UInt8] {
        var source = try DescriptorReader(opening: FilePath(path), stop: Stop())
        var inflater = Inflater(growth: limits)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: room)
        while true {
            let count = try unsafe block.withUnsafeMutableBytes {
                try unsafe inflater.read(into: $0, from: &source)
            }
            guard count > 0 else { return bytes }
            bytes += block[..<count]
        }
    }
}
