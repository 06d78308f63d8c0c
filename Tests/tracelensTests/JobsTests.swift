import Foundation
import Testing

@Suite struct `Any number of jobs` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        for number in 0..<40 {
            let lines = (0..<(number * 37) % 200).map { line in
                line % 3 == 0
                    ? Log.brokenPipe(peer: "10.0.\(number).\(line):4000") : Log.ordinary(line)
            }
            let log = lines.joined()
            try scratch.write(
                "logs/\(number % 7)/\(number).log",
                number % 5 == 0 ? Gzip.member(log) : Array(log.utf8)
            )
        }
        try scratch.write("logs/3/damaged.gz", Gzip.member(Log.brokenPipe()).dropLast(5))
        try scratch.link("logs/2/gone", to: "nowhere")
    }

    @Test(arguments: ["markdown", "json", "ndjson", "text"])
    func `gives the same bytes`(format: String) throws {
        let one = try Tool.run("-j", "1", "-f", format, "logs", in: scratch)
        #expect(one.status == 2)
        #expect(one.output != "")
        for jobs in ["2", "3", "16"] {
            let many = try Tool.run("-j", jobs, "-f", format, "logs", in: scratch)
            #expect(many.output == one.output)
            #expect(many.errors == one.errors)
            #expect(many.status == one.status)
        }
        let usual = try Tool.run("-f", format, "logs", in: scratch)
        #expect(usual.output == one.output)
    }

    @Test func `counts the incidents of all inputs as one`() throws {
        let result = try Tool.run("-j", "8", "-f", "ndjson", "logs", in: scratch)
        let indices = try result.incidents().map { $0["index"] as? Int }
        #expect(indices.count > 1000)
        #expect(indices == indices.indices.map { $0 })
    }
}

/// One large input, which several threads read together.
@Suite struct `Any number of jobs on one input` {
    let scratch: Scratch

    /// Every log of the fixtures, ordinary lines and wrapped ones between them.
    init() throws {
        scratch = try Scratch()
        let padding = (0..<300).map(Log.ordinary).joined()
        let wrapped = (0..<300).map { number in
            "2026-03-01T10:00:00.\(number)Z stderr F "
                + (number % 50 == 0 ? Log.brokenPipe() : Log.ordinary(number))
        }
        var log: [UInt8] = []
        for (number, fixture) in try Self.logs().enumerated() {
            log += fixture
            log += (number % 20 == 0 ? wrapped.joined() : padding).utf8
        }
        try scratch.write("all.log", log)
        try scratch.write("all.log.gz", Gzip.member(log))
    }

    private static func logs() throws -> [[UInt8]] {
        try ["go", "swift"].flatMap { language in
            let folder = Package.root.appending(path: "Fixtures/\(language)")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                .map { folder.appending(path: "\($0)/raw.log") }
                .filter { FileManager.default.fileExists(atPath: $0.path) }
                .map { try [UInt8](Data(contentsOf: $0)) }
        }
    }

    @Test(arguments: ["all.log", "all.log.gz"], ["json", "ndjson"])
    func `gives the same bytes`(name: String, format: String) throws {
        let one = try Tool.run("-j", "1", "-f", format, name, in: scratch)
        #expect(one.status == 0)
        #expect(one.output.utf8.count > 500_000)
        for jobs in ["2", "5"] {
            let many = try Tool.run("-j", jobs, "-f", format, name, in: scratch)
            #expect(many.output == one.output, "\(jobs)")
            #expect(many.status == 0)
        }
    }

    @Test func `says what could not be read, after what could`() throws {
        let whole = try [UInt8](Data(contentsOf: scratch.url.appending(path: "all.log.gz")))
        try scratch.write("cut.log.gz", whole.dropLast(100_000))
        let one = try Tool.run("-j", "1", "-f", "ndjson", "cut.log.gz", in: scratch)
        let many = try Tool.run("-j", "3", "-f", "ndjson", "cut.log.gz", in: scratch)
        #expect(one.status == 2)
        #expect(many.status == 2)
        #expect(many.output == one.output)
        #expect(many.errors == one.errors)
        #expect(one.errors.contains("ends too early"))
    }
}
