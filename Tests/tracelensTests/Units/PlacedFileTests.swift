import Foundation
import SystemPackage
import TraceParse
import Testing

@testable import tracelens

@Suite struct `A file that is read at its places` {
    private static let size = 5 * ScannedBlock.size + 1234
    let scratch: Scratch
    let path: FilePath

    init() throws {
        scratch = try Scratch()
        let line = Array(repeating: UInt8(ascii: "."), count: 4095) + [UInt8(ascii: "\n")]
        let lines = repeatElement(line, count: Self.size / line.count + 1).joined()
        path = FilePath(try scratch.write("app.log", lines.prefix(Self.size)))
    }

    @Test(arguments: [1, 4])
    func `comes whole, whoever reads which part`(threads: Int) throws {
        let members = try open()
        let end = try read(members, threads: threads)
        #expect(end.bytes == Self.size)
        #expect(end.consumed == Self.size)
        #expect(members.members.last.bytes == Self.size)
        #expect(members.members.last.problem == nil)
    }

    @Test(arguments: [1, 3])
    func `may grow`(threads: Int) throws {
        let opened = try open()
        let end = try read(opened, threads: threads) {
            try change {
                try $0.seekToEnd(); try $0.write(contentsOf: Data("one more\n".utf8))
            }
        }
        #expect(end.bytes >= Self.size)
        #expect(opened.members.last.problem == nil)
    }

    @Test(arguments: [1, 3])
    func `is named where it becomes shorter`(threads: Int) throws {
        let opened = try open()
        let end = try read(opened, threads: threads) {
            try change { try $0.truncate(atOffset: UInt64(Self.size / 2)) }
        }
        #expect(end.bytes >= Self.size / 2)
        #expect(opened.members.last.problem == InputProblem("became shorter while it was read"))
    }

    @Test func `is read in order where it is small, or compressed`() throws {
        let small = FilePath(try scratch.write("small.log", Array("one\n".utf8)))
        let packed = FilePath(try scratch.write("packed.gz", Gzip.member("one\n")))
        #expect(try open(small).input.file == nil)
        #expect(try open(packed).input.file == nil)
        #expect(try open().input.file != nil)
    }

    @Test func `says how far it could be read, and why no further`() throws {
        let folder = try FileDescriptor.open(FilePath(scratch.url.path), .readOnly)
        defer { try? folder.close() }
        var buffer = [UInt8](repeating: 0, count: 10)
        let (count, problem) = unsafe buffer.withUnsafeMutableBytes {
            unsafe PlacedFile(folder, start: 0).read(at: 0, into: $0)
        }
        #expect(count == 0)
        #expect(problem as? Errno == .isDirectory)
    }

    private static func scanner() -> BlockScanner {
        let scanner = try? BlockScanner(options: ParserOptions(), withContext: false)
        guard let scanner else { preconditionFailure("the patterns are good") }
        return scanner
    }

    private func change(_ body: (FileHandle) throws -> Void) throws {
        let file = try #require(FileHandle(forUpdatingAtPath: path.string))
        defer { try? file.close() }
        try body(file)
    }

    private func open(_ path: FilePath? = nil) throws -> (
        input: SharedInput, members: StreamMembers
    ) {
        let path = path ?? self.path
        let status = try Stat(path)
        let input = Input(
            name: "app.log",
            origin: .given(path),
            identity: FileIdentity(status),
            written: status.modified
        )
        let set = OpenSet([input], stop: Stop()) { _ in
            try DescriptorReader(opening: path, stop: Stop())
        }
        let members = set.members
        return (SharedInput(set), members)
    }

    /// Reads to the end with so many threads; after the first part something may happen.
    private func read(
        _ opened: (input: SharedInput, members: StreamMembers),
        threads: Int,
        meanwhile: () throws -> Void = {}
    ) throws -> (bytes: Int, consumed: Int) {
        let crew = Crew(threads: threads)
        let helpers = (1..<threads).compactMap { _ in
            Thread.start {
                crew.help { Self.scanner() }
            }
        }
        var feed = ParserFeed(opened.input, number: 0, crew: crew)
        var parser = try TraceParser(path: "app.log")
        var consumed = 0
        while let next = feed.goOn(&parser, { _ in }) {
            if consumed == 0 { try meanwhile() }
            #expect(next >= consumed)
            consumed = next
        }
        crew.leave(1)
        for helper in helpers { helper.join() }
        return (parser.finishRecords { _ in }.bytes, consumed)
    }
}

@Suite struct `Portions of a file` {
    @Test func `end with the first that is short, whichever is known first`() throws {
        let scratch = try Scratch()
        let size = 8 * ScannedBlock.size
        let path = FilePath(try scratch.write("app.log", repeatElement(65, count: size)))
        let set = OpenSet([Input(name: "app.log", origin: .given(path))], stop: Stop()) { _ in
            try DescriptorReader(opening: path, stop: Stop())
        }
        var progress = Crew.InputProgress(SharedInput(set), parser: 0, blocks: 4)
        let blocks = (0..<3).map { _ in progress.beginBlock() }
        #expect(blocks.map(\.portion.place) == [0, ScannedBlock.size, 2 * ScannedBlock.size])
        progress.endReading(2, isLast: true, Errno.ioError)
        progress.endReading(1, isLast: true, nil)
        #expect(!progress.mayBeReadAhead)
        for block in blocks { progress.ready[block.portion.number] = block }
        for number in 0..<2 {
            guard case .parse(let block) = progress.step() else { throw Wrong() }
            #expect(block.portion.number == number)
        }
        guard case .end(let problem) = progress.step() else { throw Wrong() }
        #expect(problem == nil)
    }

    private struct Wrong: Error {}
}
