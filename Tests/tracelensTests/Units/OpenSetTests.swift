import SystemPackage
import Testing

@testable import tracelens

@Suite struct `Inputs as one stream` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [1, 2, 3, 7, 4096])
    func `all bytes come, and each is told in its file`(size: Int) throws {
        let texts = ["one\ntwo", "", " goes on\n", "\0\0three\nfour\n", "\0", "end"]
        let inputs = try texts.enumerated().map { number, text in
            try input("\(number)", number == 2 ? Gzip.member(text) : Array(text.utf8))
        }
        var set = open(inputs)
        let members = set.members
        let hasMore = set.hasMore
        #expect(members.last.name == "0" && hasMore)
        expect(&set, gives: "one\ntwo goes on\nthree\nfour\nend", by: size)
        #expect(members.all.map(\.bytes) == texts.map(\.utf8.count))
        #expect(members.all.map(\.border) == [0, 7, 7, 16, 27, 27])
        #expect(members.all.map(\.passed) == [0, 0, 0, 2, 1, 0])
        #expect(members.all.map(\.lines) == [1, 0, 1, 2, 0, 0])
        #expect(members.all.map(\.newlinesBefore) == [0, 1, 1, 2, 4, 4])
        #expect(
            [0, 6, 7, 15, 16, 26, 27, 99].map { members.member(at: $0).name }
                == ["0", "0", "2", "2", "3", "3", "5", "5"]
        )
        let packed = Gzip.member(texts[2]).count
        let consumed = set.consumed
        #expect(consumed == texts.joined().utf8.count - texts[2].utf8.count + packed)
    }

    @Test func `ends where an input cannot be read`() throws {
        let inputs = try [
            input("a", Array("one\n".utf8)), input("b", Gzip.member("two\n").dropLast(1)),
            input("c", Array("three\n".utf8)),
        ]
        var set = open(inputs)
        let members = set.members
        expect(&set, gives: "one\ntwo\n", by: 64)
        expect(&set, gives: "", by: 64)
        #expect(members.all.map(\.name) == ["a", "b"])
        #expect(members.all.map { $0.problem == nil } == [true, false])
    }

    @Test func `an input that cannot be opened is named`() throws {
        var gone = try input("a", [])
        gone.origin = .given(FilePath(scratch.path("nowhere")))
        var set = open([gone, try input("b", Array("two\n".utf8))])
        let members = set.members
        expect(&set, gives: "", by: 64)
        #expect(members.all.map(\.problem?.reason) == ["No such file or directory"])
    }

    @Test func `a file that a rotation has put in the place of another is named`() throws {
        let other = try input("other", Array("other\n".utf8))
        var replaced = try input("app.log", Array("new\n".utf8))
        replaced.identity = other.identity
        replaced.written = nil
        var set = open([replaced, other])
        let members = set.members
        expect(&set, gives: "new\nother\n", by: 64)
        #expect(members.all.map { $0.problem == nil } == [false, true])
    }

    @Test func `ends when the run is to stop, which nobody is to blame for`() throws {
        let stop = Stop()
        var set = open([try input("a", [65]), try input("b", [66])], stop: stop)
        let members = set.members
        stop.end(.interrupted)
        expect(&set, gives: "A", by: 64)
        #expect(members.all.map(\.name) == ["a"])
        #expect(members.all.allSatisfy { $0.problem == nil })
    }

    private func input(_ name: String, _ bytes: some Sequence<UInt8>) throws -> Input {
        let path = FilePath(try scratch.write(name, bytes))
        let status = try Stat(path)
        return Input(
            name: name,
            origin: .given(path),
            identity: FileIdentity(status),
            written: status.modified
        )
    }

    private func open(_ inputs: [Input], stop: Stop = Stop()) -> OpenSet {
        OpenSet(inputs[...], stop: stop) { input in
            try DescriptorReader(opening: #require(input.path), stop: stop)
        }
    }

    private func expect(_ set: inout OpenSet, gives expected: String, by size: Int) {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: size)
        while case let count = unsafe block.withUnsafeMutableBytes({ unsafe set.read(into: $0) }),
            count > 0
        {
            bytes += block[..<count]
        }
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
}
