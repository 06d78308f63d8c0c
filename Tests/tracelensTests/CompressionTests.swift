import Testing

@testable import tracelens

@Suite struct `Compressed inputs` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `gzip is told by its content, on standard input too`() throws {
        try scratch.write("app.log", Gzip.member(Log.brokenPipe() + Log.refused()))
        for command in ["app.log", "< app.log", "- < app.log"] {
            let result = try Tool.shell("\"$TRACELENS\" -f ndjson \(command)", in: scratch)
            #expect(result.status == 0)
            #expect(try result.incidents().count == 2)
        }
    }

    @Test func `the report says how it was compressed`() throws {
        try scratch.write("app.log.1.gz", Gzip.member(Log.brokenPipe()))
        let result = try Tool.run("app.log.1.gz", in: scratch)
        #expect(result.output.contains("gzip"))
    }

    @Test func `all members are read, across what stands between them`() throws {
        let log = Log.brokenPipe() + Log.refused()
        let half = log.utf8.count / 3
        let members =
            Gzip.member(log.utf8.prefix(half)) + Gzip.member("")
            + Gzip.member(log.utf8.dropFirst(half)) + [0, 0, 0, 0]
        try scratch.write("app.gz", members)
        let result = try Tool.run("-f", "ndjson", "app.gz", in: scratch)
        #expect(result.status == 0)
        #expect(result.errors == "")
        let classes = try result.incidents().map { $0["class"] as? String }
        #expect(classes == ["broken_pipe", "connection_refused"])
    }

    @Test func `what a cut file still holds is read, and the cut is named`() throws {
        let whole = Gzip.member(Log.brokenPipe() + Log.refused())
        for cut in [1, 4, 8, 30] {
            try scratch.write("app.gz", whole.dropLast(cut))
            let result = try Tool.run("-f", "ndjson", "app.gz", in: scratch)
            #expect(result.status == 2)
            #expect(try !result.incidents().isEmpty)
            #expect(result.errors == "tracelens: app.gz: the gzip data ends too early\n")
        }
    }

    @Test func `a head and no more is a failed input`() throws {
        try scratch.write("app.gz", Gzip.member(Log.brokenPipe()).prefix(10))
        let result = try Tool.run("app.gz", in: scratch)
        #expect(result.status == 66)
        #expect(result.errors == "tracelens: app.gz: the gzip data ends too early\n")
    }

    @Test func `what follows the last member is named`() throws {
        try scratch.write("app.gz", Gzip.member(Log.brokenPipe()) + Array("garbage".utf8))
        let result = try Tool.run("-f", "ndjson", "app.gz", in: scratch)
        #expect(result.status == 2)
        #expect(try result.incidents().count == 1)
        #expect(
            result.errors
                == "tracelens: app.gz: what follows the gzip data is none, and was left out\n"
        )
    }

    @Test func `damage is named, and what stood before it is read`() throws {
        var bytes = Gzip.member(Log.brokenPipe()) + Gzip.member(Log.refused())
        bytes[bytes.count - 6] ^= 1
        try scratch.write("app.gz", bytes)
        let result = try Tool.run("-f", "ndjson", "app.gz", in: scratch)
        #expect(result.status == 2)
        #expect(try result.incidents().count == 2)
        #expect(
            result.errors
                == "tracelens: app.gz: the gzip data is damaged: incorrect data check\n"
        )
    }

    @Test(.enabled(if: LibArchive.shared != nil), arguments: Compressed.names)
    func `others are read by the library that the machine has`(name: String) throws {
        try scratch.write("old.log", Compressed.file(name))
        for command in ["old.log", "< old.log"] {
            let result = try Tool.shell("\"$TRACELENS\" -f ndjson \(command)", in: scratch)
            #expect(result.status == 0)
            #expect(result.errors == "")
            let classes = try result.incidents().map { $0["class"] as? String }
            #expect(classes == ["broken_pipe", "connection_refused"])
        }
        let page = try Tool.run("old.log", in: scratch)
        #expect(page.output.contains(name))
    }

    @Test(.enabled(if: LibArchive.shared != nil), arguments: ["xz", "zstd", "bzip2", "lz4"])
    func `all streams of a file are read`(name: String) throws {
        try scratch.write("old.log", Compressed.file(name) + Compressed.file(name))
        let result = try Tool.run("-f", "ndjson", "old.log", in: scratch)
        #expect(result.status == 0)
        #expect(try result.incidents().count == 4)
    }

    @Test(.enabled(if: LibArchive.shared != nil), arguments: Compressed.names)
    func `no cut and no change is passed over in silence`(name: String) throws {
        let whole = Compressed.file(name)
        try scratch.write("app.log", Log.brokenPipe())
        for count in [whole.count / 2, 12] {
            try scratch.write("old.log", whole.prefix(count))
            let result = try Tool.run("-f", "ndjson", "app.log", "old.log", in: scratch)
            // compress(1) marks no end: what is there is all that there is.
            guard name != "compress" else { continue }
            #expect(result.status == 2)
            #expect(result.errors.contains("old.log: the \(name) data is damaged"))
        }
    }

    @Test(
        arguments: [
            ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04], "xz -dc"),
            ("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0x24], "zstd -dc"),
            ("bzip2", [0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], "bzip2 -dc"),
            ("lz4", [0x04, 0x22, 0x4D, 0x18, 0x64], "lz4 -dc"),
            ("compress", [0x1F, 0x9D, 0x90], "gzip -dc"),
            ("zip", [0x50, 0x4B, 0x03, 0x04, 0x14], "unzip -p"),
        ] as [(String, [UInt8], String)]
    )
    func `what is not readable is named, with the command that helps`(
        name: String,
        magic: [UInt8],
        command: String
    ) throws {
        try scratch.write("app.log", Log.brokenPipe())
        try scratch.write("old.log", magic)
        let result = try Tool.run("-f", "ndjson", "app.log", "old.log", in: scratch)
        #expect(try result.incidents().count == 1)
        if name == "zip" || LibArchive.shared == nil {
            #expect(result.status == 2)
            #expect(result.errors.contains("old.log: \(name)-compressed"))
            #expect(result.errors.contains(command))
        } else {
            #expect(result.status == 2)
            #expect(result.errors.contains("old.log: the \(name) data is damaged"))
        }
        #expect(Compression(head: magic)?.problem.reason.contains(command) ?? false)
    }

    @Test func `a log that begins like bzip2 is a log`() throws {
        try scratch.write("app.log", "BZh is our service\n" + Log.brokenPipe())
        let result = try Tool.run("-f", "ndjson", "app.log", in: scratch)
        #expect(result.status == 0)
        #expect(try result.incidents().count == 1)
    }
}
