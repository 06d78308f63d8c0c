import Testing
import TraceParse

/// Reports of the race detector.
struct RaceShapeTests {
    private static let rule = "=================="

    // swift-format-ignore
    @Test(arguments: [
        ("""
         Read at 0x00c0000140a0 by goroutine 7:
           main.(*counter).bump()
               /app/main.go:14 +0xa6

         Previous write at 0x00c0000140a0 by main goroutine:
           main.main()
               /app/main.go:26 +0x5d

         Goroutine 7 (running) created at:
           main.main()
               /app/main.go:24 +0x159
         """,
         "Read at 0x00c0000140a0 by goroutine 7: [7]|  main.(*counter).bump() /app/main.go:14 +0xa6|Previous write at 0x00c0000140a0 by main goroutine: [-]|  main.main() /app/main.go:26 +0x5d|Goroutine 7 (running) created at: [7]|  main.main() /app/main.go:24 +0x159"),
        ("""
         Write at 0x00c000016150 by goroutine 9:
           runtime.mapassign_faststr()
               /usr/local/go/src/runtime/map_faststr.go:202 +0x0
           main.f()
               /app/f.go:7 +0x1

         Previous read at 0x00c000016150 by goroutine 8:
           [failed to restore the stack]

         Goroutine 9 (finished) created at:
           main.main()
               /app/main.go:24 +0x159
         """,
         "Write at 0x00c000016150 by goroutine 9: [9]|  runtime.mapassign_faststr() /usr/local/go/src/runtime/map_faststr.go:202 +0x0|  main.f() /app/f.go:7 +0x1|Previous read at 0x00c000016150 by goroutine 8: [8]|Goroutine 9 (finished) created at: [9]|  main.main() /app/main.go:24 +0x159"),
        ("""
         Read at 0x00c0000140a0 by goroutine 7:
           main.f()
               C:/Users/My Name/f.go:14 +0xa6

         Previous atomic write at 0x00c0000140a0 by goroutine 6:
           sync/atomic.AddInt64()
               /usr/local/go/src/runtime/race_amd64.s:289 +0xb
         """,
         "Read at 0x00c0000140a0 by goroutine 7: [7]|  main.f() C:/Users/My Name/f.go:14 +0xa6|Previous atomic write at 0x00c0000140a0 by goroutine 6: [6]|  sync/atomic.AddInt64() /usr/local/go/src/runtime/race_amd64.s:289 +0xb"),
    ])
    func `is one incident`(sections: String, outline: String) throws {
        let text = "\(Self.rule)\nWARNING: DATA RACE\n\(sections)\n\(Self.rule)\n"
        let expected =
            ["data_race data_race: DATA RACE"] + outline.split(separator: "|").map(String.init)
        for rendition in Rendition.allCases {
            let found = try readIncidents(rendition.render(Array(text.utf8)))
            let lines = Outline(found).lines
            #expect(lines == expected, "\(rendition)")
            #expect(found.first?.source.byteOffset == (rendition == .indent ? 4 : 0), "\(rendition)")
        }
        let lines = Outline(try readIncidents(text + text)).lines
        #expect(lines == expected + expected)
    }

    // swift-format-ignore
    @Test(arguments: [
        "WARNING: DATA RACE", "WARNING: DATA RACE\n", "WARNING: DATA RACE of words\n",
        "WARNING: DATA RACE\nRead at\n", "Found 2 data race(s)\nexit status 66\n",
        "WARNING: DATA RACE\nsomething else\n  main.f()\n      /app/f.go:7 +0x1\n",
    ])
    func `a malformed report is none`(text: String) throws {
        #expect(try readIncidents(text).isEmpty)
    }

    @Test func `what follows a report is nobody's`() throws {
        let report = """
            \(Self.rule)
            WARNING: DATA RACE
            Read at 0x00c0000140a0 by goroutine 7:
              main.f()
                  /app/f.go:7 +0x1

            Previous write at 0x00c0000140a0 by goroutine 6:
              main.g()
                  /app/g.go:8 +0x2
            \(Self.rule)

            """
        let found = try readIncidents(report + "Found 1 data race(s)\nexit status 66\n")
        #expect(found.count == 1)
        #expect(found.first.map { $0.source.byteCount } == report.utf8.count - 1)
    }
}
