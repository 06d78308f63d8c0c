import Testing
import TraceParse

/// Exports whose newest lines stand first.
struct NewestFirstTests {
    private static let failure = "http: write tcp 10.0.0.1:80->10.0.0.2:4444: write: broken pipe"

    private func failures(_ seconds: some Sequence<Int>) -> String {
        seconds.map {
            "2022/04/11 11:00:\($0 + 10) \(Self.failure.replacing("4444", with: "4\($0)"))\n"
        }
        .joined()
    }

    @Test func `are told by the moments of the incidents`() throws {
        #expect(try read(Array(failures((0..<9).reversed()).utf8)).statistics.isNewestFirst)
        #expect(try !read(Array(failures(0..<9).utf8)).statistics.isNewestFirst)
        #expect(try !read(Array(failures([3, 2, 1]).utf8)).statistics.isNewestFirst)
        #expect(try !read(Array(failures([9, 8, 7, 8, 6, 5, 4, 3]).utf8)).statistics.isNewestFirst)
    }

    private static let trace = """
        panic: boom

        goroutine 7 [running]:
        main.inner(0x1)
        \t/src/inner.go:12 +0x1d
        main.main()
        \t/src/main.go:32 +0x1d
        """

    @Test(arguments: ["", "[pod/orders-7d9f8b6c5d-xbk2p/api] ", "2031-05-09T07:00:00.1Z stderr F "])
    func `a trace upside down is counted, not read`(head: String) throws {
        let lines =
            (["starts"] + Self.trace.split(separator: "\n", omittingEmptySubsequences: false))
            .map { head + $0 }
        let log = lines.reversed().joined(separator: "\n") + "\n"
        let reading = try read(Array(log.utf8))
        #expect(reading.statistics.reversed == 1)
        #expect(reading.statistics.unparsed == 1)
        #expect(reading.statistics.isNewestFirst)
        #expect(reading.incidents.allSatisfy { $0.goroutines.flatMap(\.frames).isEmpty })
        #expect(
            try read(Array((lines.joined(separator: "\n") + "\n").utf8)).statistics.reversed == 0
        )
    }
}
