import Testing
import TraceParse

/// Texts that speak of failures and report none.
struct LureTests {
    /// A file of them.
    struct Lures: CustomStringConvertible {
        var path: String

        static let all = ["words", "mentions"].flatMap { folder in
            Fixtures.names(in: "lures/\(folder)").map { Lures(path: "lures/\(folder)/\($0)") }
        }

        var description: String { path }

        var isOfMentions: Bool { path.hasPrefix("lures/mentions/") }

        func lines() throws -> [ArraySlice<UInt8>] {
            try Fixtures.bytes(path).split(separator: UInt8(ascii: "\n"))
        }
    }

    @Test func `there are enough of them`() throws {
        let count = try Lures.all.reduce(0) { try $0 + $1.lines().count }
        #expect(count >= 180)
        #expect(Lures.all.count { $0.isOfMentions } >= 3)
    }

    @Test(arguments: Lures.all)
    func `none is an incident`(lures: Lures) throws {
        for line in try lures.lines() {
            let text = String(decoding: line, as: UTF8.self)
            let reading = try read(Array(line) + [UInt8(ascii: "\n")])
            #expect(Outline(reading.incidents).lines == [], "\(text)")
            if lures.isOfMentions { #expect(reading.statistics.mentions > 0, "\(text)") }
        }
    }

    /// Sentences that name errors are told by where they end, so those keep their lines.
    @Test(arguments: Lures.all)
    func `none is one in any layout`(lures: Lures) throws {
        let bytes = try Fixtures.bytes(lures.path)
        for rendition in Rendition.allCases where !lures.isOfMentions || rendition.keepsBreaks {
            let found = try readIncidents(rendition.render(bytes))
            #expect(Outline(found).lines == [], "\(rendition)")
        }
    }

    /// A real trace between them is read, and they change nothing of it.
    @Test(arguments: Lures.all)
    func `a trace between them is read`(lures: Lures) throws {
        let trace =
            "panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1f\nexit status 2\n"
        let bytes = try Fixtures.bytes(lures.path)
        let found = try readIncidents(bytes + Array(trace.utf8) + bytes)
        #expect(
            Outline(found).lines == [
                "panic explicit_panic: x", "goroutine 1 [running]",
                "  main.main() /app/main.go:12 +0x1f",
            ]
        )
        #expect(found.first?.source.byteOffset == bytes.count)
    }
}
