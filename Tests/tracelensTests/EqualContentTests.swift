import Foundation
import SystemPackage
import Testing
import TraceReport

@testable import tracelens

@Suite struct `Equal contents` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `are read once, and said`() throws {
        try scratch.write("logs/a.log", Log.brokenPipe())
        try scratch.write("logs/b.log", Log.brokenPipe())
        try scratch.write("logs/c.log", Gzip.member(Log.brokenPipe()))
        try scratch.write("d.log", Log.brokenPipe())
        let lines = try Tool.run("-f", "ndjson", "logs", "d.log", in: scratch)
        #expect(lines.status == 0)
        #expect(try lines.incidents().count == 1)
        #expect(
            lines.errors == """
                tracelens: skipped logs/b.log: it has the contents of logs/a.log
                tracelens: skipped logs/c.log: it has the contents of logs/a.log
                tracelens: skipped d.log: it has the contents of logs/a.log

                """
        )
        let page = try Tool.run("-f", "markdown", "logs", "d.log", in: scratch)
        #expect(
            page.output.contains("Not read, since it has the contents of `logs/a.log`: `d.log`")
        )
        let quiet = try Tool.run("-q", "-f", "ndjson", "logs", "d.log", in: scratch)
        #expect(quiet.errors == "" && quiet.output == lines.output)
    }

    @Test(.enabled(if: LibArchive.shared != nil))
    func `are told however they are compressed`() throws {
        for name in Compressed.names { try scratch.write("\(name).log", Compressed.file(name)) }
        let made = Gathering.of(Compressed.names.map { scratch.path("\($0).log") })
        #expect(made.notes.count == 1 && made.incidents.count == 2)
        #expect(
            made.copies.map(\.path)
                == Compressed.names.dropFirst().map { scratch.path("\($0).log") }
        )
        #expect(Set(made.copies.map(\.original)) == [scratch.path("\(Compressed.names[0]).log")])
    }

    /// Contents of any length that differ in one byte, or in their length.
    @Test(arguments: [1, 10, 4095, 4096, 4097, 65_536, 300_000])
    func `are equal in every byte`(size: Int) throws {
        let bytes = (0..<size).map { UInt8(32 + $0 * 7 % 90) }
        var last = bytes
        last[size - 1] ^= 1
        var made: [(name: String, bytes: [UInt8])] = [
            ("0", bytes), ("1", last), ("2", bytes + [10]), ("3", [9] + bytes),
            ("4", Array(bytes.dropLast())),
        ]
        made += made.map { ("\($0.name).gz", Gzip.member($0.bytes)) }
        for (name, bytes) in made { try scratch.write("logs/\(name)x", bytes) }
        let gathered = Gathering.of([scratch.path("logs")])
        let isEmpty = size == 1
        #expect(
            gathered.copies.map(\.path)
                == (0..<(isEmpty ? 4 : 5)).map {
                    scratch.path("logs/\($0)x")
                }
        )
        #expect(
            gathered.copies.map(\.original)
                == (0..<(isEmpty ? 4 : 5)).map {
                    scratch.path("logs/\($0).gzx")
                }
        )
        #expect(gathered.notes.count == (isEmpty ? 6 : 5))
    }

    @Test func `empty files are worth no word`() throws {
        try scratch.write("logs/a", "")
        try scratch.write("logs/b", "")
        try scratch.write("logs/c.gz", Gzip.member(""))
        let made = Gathering.of([scratch.path("logs")])
        #expect(made.copies.isEmpty && made.notes.count == 3)
    }

    @Test func `what is damaged is equal to nothing`() throws {
        let damaged = Gzip.member(Log.brokenPipe()).dropLast(3)
        for name in ["a", "b", "c"] { try scratch.write("logs/\(name)", damaged) }
        let made = Gathering.of([scratch.path("logs")])
        #expect(made.copies.isEmpty && made.notes.count == 3)
        #expect(made.notes.allSatisfy { $0.problem != nil })
    }

    @Test func `a file of a set may equal one outside of it`() throws {
        try scratch.write("logs/app.log", Log.ordinary(3) + Log.refused())
        try scratch.write("logs/app.log.1", Log.brokenPipe() + Log.ordinary(2))
        try scratch.write("logs/app.log.2", Log.brokenPipe(peer: "10.0.0.8:1"))
        try scratch.write("backup/old.log", Log.brokenPipe() + Log.ordinary(2))
        let after = Gathering.of([scratch.path("logs"), scratch.path("backup")])
        #expect(after.copies.map(\.path) == [scratch.path("backup/old.log")])
        #expect(after.incidents.count == 3)
        let before = Gathering.of([scratch.path("backup"), scratch.path("logs")])
        #expect(before.copies.map(\.path) == [scratch.path("logs/app.log.1")])
        #expect(
            before.notes.map(\.path)
                == ["backup/old.log", "logs/app.log.2", "logs/app.log"].map(scratch.path)
        )
        #expect(before.incidents.count == 3)
    }

    @Test func `a file that is being compressed is read once`() throws {
        try scratch.write("logs/app.log", Log.refused())
        try scratch.write("logs/app.log.1", Log.brokenPipe())
        try scratch.write("logs/app.log.1.gz", Gzip.member(Log.brokenPipe()))
        let made = Gathering.of([scratch.path("logs")])
        #expect(made.notes.map(\.path) == ["logs/app.log.1", "logs/app.log"].map(scratch.path))
        #expect(made.copies.map(\.path) == [scratch.path("logs/app.log.1.gz")])
    }

    @Test func `many with the same beginning are told apart`() throws {
        let head = String(repeating: Log.ordinary(), count: 200)
        for number in 0..<12 {
            try scratch.write("logs/\(10 + number)", head + Log.ordinary(number % 6 + 10))
        }
        for jobs in [1, 4] {
            let made = Gathering.of([scratch.path("logs")], jobs: jobs)
            #expect(made.notes.count == 6)
            #expect(made.copies.map(\.original) == (10..<16).map { scratch.path("logs/\($0)") })
        }
    }

    @Test func `a report names some of many copies, and counts the others`() throws {
        for number in 0..<40 { try scratch.write("logs/\(100 + number)", Log.brokenPipe()) }
        let page = try Tool.run("-f", "markdown", "logs", in: scratch)
        #expect(page.output.contains("`logs/101`"))
        #expect(page.output.contains("23 other files"))
        let state = try Tool.shell(
            "\"$TRACELENS\" -f state logs > a.state; \"$TRACELENS\" merge -f markdown a.state",
            in: scratch
        )
        #expect(state.output == page.output)
    }

    @Test func `no comparison goes on in a run that is to stop`() throws {
        let files = try ["a", "b"].map { name in
            let path = FilePath(try scratch.write(name, Log.brokenPipe()))
            let identity = FileIdentity(try Stat(path))
            return Input(name: name, origin: .given(path), identity: identity)
        }
        let head = Array(Log.brokenPipe().utf8)
        let stop = Stop()
        var known = KnownContents(stop: stop)
        #expect(known.original(of: files[0], head: head) == nil)
        #expect(known.original(of: files[1], head: head)?.name == "a")
        stop.end(.interrupted)
        #expect(known.original(of: files[1], head: head) == nil)
    }
}
