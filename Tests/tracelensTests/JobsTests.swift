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
