import Foundation
import SystemPackage
import Testing

@testable import tracelens

@Suite struct `Reading a descriptor` {
    let scratch: Scratch
    let log = Array((0..<1000).map { UInt8($0 % 251) })

    init() throws {
        scratch = try Scratch()
        try scratch.write("app.log", log)
    }

    @Test(arguments: [1, 7, 256, 4096])
    func `gives all bytes, those that were looked at too`(size: Int) throws {
        var reader = try DescriptorReader(opening: FilePath(path), stop: Stop())
        #expect(try reader.peek(10) == Array(log.prefix(10)))
        #expect(try reader.peek(4).starts(with: log.prefix(4)))
        #expect(try rest(of: &reader, by: size) == log)
        #expect(reader.bytesRead == log.count)
    }

    @Test func `a file that grows is as good as before`() throws {
        var reader = try DescriptorReader(opening: FilePath(path), stop: Stop())
        _ = try reader.peek(10)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("more".utf8))
        #expect(try rest(of: &reader, by: 100) == log + Array("more".utf8))
    }

    @Test func `passes over a hole at the beginning, and counts it`() throws {
        let text = Array("2022/04/11 11:23:00 http: panic serving\n".utf8)
        let size = 8 << 20
        try scratch.write("app.log", [])
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seek(toOffset: UInt64(size))
        try handle.write(contentsOf: Data(text))
        try handle.close()
        var reader = try DescriptorReader(opening: FilePath(path), stop: Stop())
        let hole = reader.hole
        let rest = try rest(of: &reader, by: 1 << 16)
        #expect(rest.suffix(text.count) == text[...])
        #expect(rest.dropLast(text.count).allSatisfy { $0 == 0 })
        #expect(hole + rest.count == size + text.count)
        #expect(reader.bytesRead == size + text.count)
        // A file system without holes gives all of them.
        #expect(hole == 0 || rest.count < 1 << 16)
    }

    @Test func `one that becomes shorter is not`() throws {
        var reader = try DescriptorReader(opening: FilePath(path), stop: Stop())
        #expect(try part(of: &reader, size: 500).count == 500)
        try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: 100)
        #expect(throws: InputProblem("became shorter while it was read")) {
            _ = try rest(of: &reader, by: 100)
        }
    }

    @Test func `nor one whose bytes are changed`() throws {
        var reader = try DescriptorReader(opening: FilePath(path), stop: Stop())
        #expect(try part(of: &reader, size: 500).count == 500)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.write(contentsOf: Data("others".utf8))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)],
            ofItemAtPath: path
        )
        #expect(throws: InputProblem("was changed while it was read")) {
            _ = try rest(of: &reader, by: 100)
        }
    }

    @Test func `a pipe that nobody writes to ends with a request to stop`() throws {
        let pipe = try FileDescriptor.pipe()
        defer { try? pipe.writeEnd.close() }
        let stop = Stop()
        var reader = DescriptorReader(borrowing: pipe.readEnd, stop: stop)
        stop.end(.interrupted)
        #expect(try part(of: &reader, size: 10) == [])
    }

    private var path: String { scratch.path("app.log") }

    private func rest(of reader: inout DescriptorReader, by size: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let part = try part(of: &reader, size: size)
            guard !part.isEmpty else { return bytes }
            bytes += part
        }
    }

    private func part(of reader: inout DescriptorReader, size: Int) throws -> [UInt8] {
        var block = [UInt8](repeating: 0, count: size)
        let count = try unsafe block.withUnsafeMutableBytes { try unsafe reader.read(into: $0) }
        return Array(block[..<count])
    }
}
