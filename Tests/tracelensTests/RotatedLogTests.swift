import Foundation
import Testing
import TraceParse
import TraceReport

@testable import tracelens

@Suite struct `Rotated logs` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A trace and an error among ordinary lines.
    private static let log = Array(
        (Log.ordinary(1) + Log.brokenPipe()
            + """
            goroutine 8 [running]:
            main.handle(0x1)
            \t/app/main.go:12 +0x1d
            created by net/http.(*Server).Serve
            \t/usr/local/go/src/net/http/server.go:3013 +0x39b

            """ + Log.ordinary(2) + Log.refused(at: "2026/03/01 10:00:05") + Log.ordinary(3)).utf8
    )

    /// What the log gives in one piece.
    private func whole() throws -> [Incident] {
        let path = try scratch.write("whole/one.log", Self.log)
        let incidents = Gathering.of([path]).incidents
        #expect(incidents.map(\.errorClass) == [.brokenPipe, .connectionRefused])
        #expect(incidents[0].goroutines.count == 1)
        return incidents
    }

    /// What must come of the whole, once it is cut into files.
    private func expected(_ whole: [Incident], cutInto files: [(path: String, bytes: [UInt8])])
        -> [Incident]
    {
        whole.map { incident in
            var incident = incident
            var start = 0
            for (path, bytes) in files {
                let offset = incident.source.byteOffset - start
                if offset < bytes.count {
                    incident.source.path = path
                    incident.source.byteOffset = offset
                    incident.source.line = bytes[..<offset].count { $0 == 10 } + 1
                    return incident
                }
                start += bytes.count
            }
            return incident
        }
    }

    @Test func `an incident that is cut at any byte is whole and told once`() throws {
        let whole = try whole()
        for cut in 0...Self.log.count {
            let (old, new) = (Array(Self.log[..<cut]), Array(Self.log[cut...]))
            let files = [
                (try scratch.write("logs/app.log.1", old), old),
                (try scratch.write("logs/app.log", new), new),
            ]
            let made = Gathering.of([scratch.path("logs")])
            #expect(made.incidents == expected(whole, cutInto: files), "\(cut)")
            #expect(made.notes.map(\.path) == files.map(\.0))
            #expect(made.notes.map(\.statistics.bytes) == [old.count, new.count])
            #expect(
                made.notes.map(\.statistics.lines)
                    == [old, new].map { $0.count { $0 == 10 } }
            )
            #expect(made.notes.map(\.statistics.incidents).reduce(0, +) == 2)
        }
    }

    @Test func `so it is in three files, the older ones compressed`() throws {
        let whole = try whole()
        for cut in stride(from: 0, to: Self.log.count, by: 17) {
            let later = min(cut + 40, Self.log.count)
            let parts = [Self.log[..<cut], Self.log[cut..<later], Self.log[later...]]
                .map(Array.init)
            let files = [
                (try scratch.write("logs/app.log.2.gz", Gzip.member(parts[0])), parts[0]),
                (try scratch.write("logs/app.log.1.gz", Gzip.member(parts[1])), parts[1]),
                (try scratch.write("logs/app.log", parts[2]), parts[2]),
            ]
            for paths in [[scratch.path("logs")], files.reversed().map(\.0)] {
                let made = Gathering.of(paths)
                #expect(made.incidents == expected(whole, cutInto: files), "\(cut)")
                #expect(made.notes.map(\.compression) == ["gzip", "gzip", nil])
            }
        }
    }

    @Test func `files that are named one by one are a set in the place of the first`() throws {
        for (name, text) in [
            ("app.log", Log.brokenPipe()), ("app.log.1", Log.refused()),
            ("b.log", Log.brokenPipe(peer: "10.0.0.8:1")), ("c/app.log.2", Log.dump),
        ] {
            try scratch.write(name, text)
        }
        let made = try Tool.run(
            "-f",
            "ndjson",
            "./app.log",
            "b.log",
            "app.log.1",
            "c/app.log.2",
            in: scratch
        )
        #expect(made.status == 0)
        #expect(try paths(made) == ["app.log.1", "./app.log", "b.log", "c/app.log.2"])
        let apart = try Tool.run("-f", "ndjson", "c/app.log.2", "app.log", in: scratch)
        #expect(try paths(apart) == ["c/app.log.2", "app.log"])
    }

    @Test func `files that only look like a set stay where they are named`() throws {
        for (number, name) in ["worker.1", "b.log", "worker.2", "a.log", "worker.3"].enumerated() {
            try scratch.write(name, Log.brokenPipe(peer: "10.0.0.\(number):1"))
        }
        func read() throws -> [String] {
            try paths(
                Tool.shell(
                    "\"$TRACELENS\" -f ndjson worker.1 b.log worker.2 a.log worker.3",
                    in: scratch
                )
            )
        }
        #expect(try read() == ["worker.1", "b.log", "worker.2", "a.log", "worker.3"])
        try scratch.write("worker", Log.ordinary())
        #expect(try read() == ["worker.3", "worker.2", "worker.1", "b.log", "a.log"])
    }

    @Test func `what is no file is in no set`() throws {
        try scratch.write("logs/app.log", Log.brokenPipe())
        try scratch.write("logs/app.log.1/app.log", Log.refused())
        let made = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(try paths(made) == ["logs/app.log", "logs/app.log.1/app.log"])
        let piped = try Tool.shell(
            "mkfifo p.log.1; cat logs/app.log > p.log.1 & cat logs/app.log.1/app.log > p.log; "
                + "\"$TRACELENS\" -f ndjson p.log p.log.1",
            in: scratch
        )
        #expect(try paths(piped) == ["p.log", "p.log.1"])
    }

    @Test func `what is left out of a set ends a stream, and the rest is read`() throws {
        try writeCut("logs/app.log.2", "logs/app.log.1", "logs/app.log")
        let whole = Gathering.of([scratch.path("logs")])
        #expect(whole.incidents.map(\.truncated) == [false, false])
        let made = Gathering.of([scratch.path("logs")], exclude: ["*.2"])
        #expect(made.notes.map(\.path) == ["logs/app.log.1", "logs/app.log"].map(scratch.path))
        let apart = Gathering.of([scratch.path("logs")], exclude: ["*.1"])
        #expect(apart.notes.map(\.path) == ["logs/app.log.2", "logs/app.log"].map(scratch.path))
        #expect(apart.incidents.map(\.truncated) != whole.incidents.map(\.truncated))
    }

    @Test func `a broken file is named, and the rest is read`() throws {
        let (old, new) = (Self.log[..<60], Self.log[60...])
        try scratch.write("logs/app.log.3", old)
        try scratch.write("logs/app.log.2.gz", Gzip.member(new).dropLast(4))
        try scratch.write("logs/app.log.1", Log.refused(at: "2026/03/01 11:00:00"))
        try scratch.link("logs/app.log", to: "nowhere")
        let made = try Tool.run("-f", "json", "logs", in: scratch)
        #expect(made.status == 2)
        #expect(
            made.errors == """
                tracelens: logs/app.log: No such file or directory
                tracelens: logs/app.log.2.gz: the gzip data ends too early

                """
        )
        let lines = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(
            try lines.incidents().map { $0["class"] as? String }
                == ["broken_pipe", "connection_refused", "connection_refused"]
        )
        #expect(try paths(lines) == ["logs/app.log.3", "logs/app.log.2.gz", "logs/app.log.1"])
        let unreadable = try scratch.write("logs/app.log.1", Gzip.member("").prefix(3))
        let none = Gathering.of([scratch.path("logs")])
        #expect(none.notes.first { $0.path == unreadable }?.problem != nil)
        #expect(none.notes.count == 4)
    }

    @Test func `reports of our own and other encodings end a stream`() throws {
        try scratch.write("logs/app.log.4", Log.brokenPipe())
        try scratch.write("logs/app.log.3", "# tracelens report\n")
        let wide = Log.refused(at: "2026/03/01 10:00:01").utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        try scratch.write("logs/app.log.2", wide)
        try scratch.write(
            "logs/app.log.1",
            Log.ordinary(2) + Log.refused(at: "2026/03/01 10:00:02")
        )
        try scratch.write("logs/app.log", Log.refused(at: "2026/03/01 10:00:03"))
        let made = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(made.status == 0)
        #expect(made.errors == "tracelens: skipped logs/app.log.3: it is a report of tracelens\n")
        #expect(
            try paths(made) == [
                "logs/app.log.4", "logs/app.log.2", "logs/app.log.1", "logs/app.log",
            ]
        )
        #expect(try lines(made) == [1, 1, 2, 1])
    }

    @Test func `a log that was emptied under its writer goes on behind its hole`() throws {
        let cut = Self.log.count / 2
        try scratch.write("logs/app.log.1", Self.log[..<cut])
        let path = scratch.path("logs/app.log")
        let whole = try whole()
        for hole in [1, 5000, 300_000, 3 << 20] {
            try Data().write(to: URL(filePath: path))
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.seek(toOffset: UInt64(hole))
            try file.write(contentsOf: Data(Self.log[cut...]))
            try file.close()
            let made = Gathering.of([scratch.path("logs")])
            #expect(made.incidents.map(\.goroutines) == whole.map(\.goroutines))
            #expect(made.incidents[1].source.path == path)
            #expect(
                made.incidents[1].source.byteOffset
                    == whole[1].source.byteOffset - cut + hole
            )
            #expect(made.notes[1].statistics.bytes == hole + Self.log.count - cut)
        }
    }

    @Test func `each file's year is that in which it was last written to`() throws {
        let calendar = Calendar(identifier: .gregorian)
        let names = ["app.log.3", "app.log.2", "app.log.1", "app.log"]
        for (name, year) in zip(names, 2021...2024) {
            let path = try scratch.write(
                "logs/\(name)",
                "Mar  1 10:00:00 web app[7]: " + Log.refused(at: "call", peer: "10.0.0.9:\(year)")
            )
            let day = calendar.date(from: DateComponents(year: year, month: 3, day: 2))
            try FileManager.default.setAttributes(
                [.modificationDate: try #require(day)],
                ofItemAtPath: path
            )
        }
        let made = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(
            try made.incidents().map { $0["time"] as? String }
                == (2021...2024).map { "\($0)-03-01T10:00:00Z" }
        )
        #expect(try paths(made) == names.map { "logs/\($0)" })
    }

    @Test func `an undated incident has the moment of the line before the cut`() throws {
        try scratch.write("logs/app.log.1", Log.ordinary())
        try scratch.write("logs/app.log", "panic: lost\n\n" + Log.dump)
        let made = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(try made.incidents().map { $0["time_source"] as? String } == ["inherited"])
        let since = try Tool.run("-f", "ndjson", "--since", "1h", "logs", in: scratch)
        #expect(since.output == made.output)
    }

    @Test func `texts of hosts are cited in their files`() throws {
        try scratch.write("logs/app.log.1", Log.ordinary(1) + Log.ordinary(2))
        let at = (Log.brokenPipe() + "$ ulimit -n\n").utf8.count
        try scratch.write("logs/app.log", Log.brokenPipe() + "$ ulimit -n\n1024\n")
        let made = try Tool.run("-f", "json", "logs", in: scratch)
        #expect(made.output.contains("\"path\":\"logs/app.log\",\"line\":3,\"byte_offset\":\(at)"))
    }

    @Test func `evidence is read by itself, whatever its name`() throws {
        try scratch.write("app.log", Log.brokenPipe())
        try scratch.write("host/ulimit", "$ ulimit -n\n1024\n")
        try scratch.write("host/ulimit.1", "$ ulimit -n\n4096\n")
        let made = try Tool.run("-f", "json", "app.log", "--evidence", "host", in: scratch)
        #expect(made.output.contains("\"path\":\"host/ulimit.1\",\"line\":2"))
        #expect(made.output.contains("\"path\":\"host/ulimit\",\"line\":2"))
    }

    @Test(arguments: ["markdown", "json", "ndjson", "state"])
    func `any number of jobs gives the same bytes`(format: String) throws {
        for pod in 0..<6 {
            for number in 0..<4 {
                let log = (0..<50).map { line in
                    line % 9 == 0
                        ? Log.brokenPipe(peer: "10.\(pod).\(number).\(line):4000")
                        : Log.ordinary(line)
                }
                let name = number == 0 ? "app.log" : "app.log.\(number).gz"
                let text = log.joined().dropLast(number)
                let bytes = number == 0 ? Array(text.utf8) : Gzip.member(text.utf8)
                try scratch.write("logs/\(pod)/\(name)", bytes)
                try scratch.write("logs/\(pod)/copy-\(number)", Array(text.utf8))
            }
        }
        try scratch.write("logs/3/app.log.2.gz", Gzip.member(Log.brokenPipe()).dropLast(2))
        let one = try Tool.run("-j", "1", "-f", format, "logs", in: scratch)
        #expect(one.status == 2)
        #expect(one.errors.split(separator: "\n").count == 24)
        for jobs in ["2", "4", "9"] {
            let many = try Tool.run("-j", jobs, "-f", format, "logs", in: scratch)
            #expect(many.output == one.output)
            #expect(many.errors == one.errors)
        }
    }

    /// The log in three files, the trace in all of them.
    private func writeCut(_ names: String...) throws {
        let starts = [0, 200, 260, Self.log.count]
        for (number, name) in names.enumerated() {
            try scratch.write(name, Self.log[starts[number]..<starts[number + 1]])
        }
    }

    private func paths(_ result: Tool.Result) throws -> [String] {
        try result.incidents().compactMap { ($0["source"] as? [String: Any])?["path"] as? String }
    }

    private func lines(_ result: Tool.Result) throws -> [Int] {
        try result.incidents().compactMap { ($0["source"] as? [String: Any])?["line"] as? Int }
    }
}
