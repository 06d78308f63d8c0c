import Testing
import TraceParse

/// Bytes that mean harm: they end soon, never trap and take no more memory than the limits allow.
struct HostileBytesTests {
    /// What a log may hold that this parser looks at.
    private static let anchors = [
        "goroutine ", "goroutine 1 [running]:", "panic: ", "panic serving ",
        "http: panic serving 1.2.3.4:5: ",
        "fatal error: ", "PC=0x1 m=0 sigcode=0", "SIGQUIT: quit\nPC=0x46b5e1 m=0 sigcode=0\n",
        "WARNING: DATA RACE", "Read at 0x1 by goroutine 7:\n", "main.go:12 +0x1f", ".go:1",
        "\"func\":\"",
        "func&#34;:", "func&quot;:", "broken pipe",
        "write tcp 1.2.3.4:5->6.7.8.9:10: write: broken pipe",
        "created by main.main", "main.main()", "\n\t/app/main.go:12 +0x1f",
        "[originating from goroutine 1]:",
        "...54 frames elided...", "...additional frames elided...", "runtime stack:", "-----",
        "rax    0x0\n",
        "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]", "exit status 2",
        "2026/11/22 17:24:00 ", "2026-11-22T17:24:00Z ", "{\"level\":\"error\",\"msg\":\"", "\"}",
        "\\n", "\\\\n",
        "#012", "#011", "<br>", "&nbsp;", "&#10;", "\u{1b}[31m", "\r\n", "\n", "\t", " [recovered]",
        "i/o timeout",
        "connection reset by peer", "dial tcp: lookup x: no such host", "(*", "[...]", "({", "+0x",
        " fp=0x1 sp=0x2 pc=0x3",
        "[Recovery] ", "panic recovered:\n", "/a/b.go:1 (0x1)\n\tf: x\n", "-> ",
        "rpc error: code = Unknown desc = ",
        "goroutine 99999999999999999999 [", ":99999999999999999999", "-9223372036854775808",
    ]

    @Test(arguments: 0..<24)
    func `random pieces end`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) + 1)
        var bytes: [UInt8] = []
        while bytes.count < 40_000 {
            if Int.random(in: 0..<4, using: &random) > 0,
                let anchor = Self.anchors.randomElement(using: &random)
            {
                bytes += anchor.utf8
            } else {
                let count = Int.random(in: 0..<40, using: &random)
                bytes += (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
        }
        try expectSane(bytes, chunk: Int.random(in: 1...9000, using: &random))
    }

    @Test(arguments: 0..<8)
    func `noise ends`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) + 100)
        let few: [UInt8] = Array("go \n\t:.(){}[]/+0x1\\\"".utf8)
        let bytes = (0..<60_000).map { _ in
            seed < 4
                ? UInt8.random(in: 0...255, using: &random) : few.randomElement(using: &random) ?? 0
        }
        try expectSane(bytes, chunk: 4096)
    }

    /// How long a line is made: without optimisation the readers take fifty times as long.
    #if DEBUG
    private static let size = 32 << 10
    #else
    private static let size = 1 << 20
    #endif

    /// A line that is nothing but one anchor.
    @Test(arguments: anchors)
    func `a long line of one anchor ends soon`(anchor: String) throws {
        try expectLinear(Self.size) { size in
            let line = String(repeating: anchor, count: size / anchor.utf8.count)
            let reading = try read(Array((line + "\n").utf8), chunks: .each(65_536))
            #expect(reading.statistics.bytes == line.utf8.count + 1)
            for incident in reading.incidents { expectBounded(incident) }
        }
    }

    // swift-format-ignore
    @Test(arguments: [
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f(", "{", ")\n"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f[", "[", "]()\n\t/a.go:1 +0x1\n"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.(*", "(*", ").f()\n\t/a.go:1 +0x1\n"),
        ("panic: x\n\ngoroutine 1 [running]:\n", "a.", "()\n\t/a.go:1 +0x1\n"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t", "/a", ".go:1 +0x1\n"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x", "f", "\n"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:", "9", " +0x1\n"),
        ("goroutine ", "9", " [running]:\nmain.f()\n\t/a.go:1 +0x1\n"),
        ("goroutine 1 [", "x", "]:\nmain.f()\n\t/a.go:1 +0x1\n"),
        ("goroutine 1 [running] {", "k: \"v\", ", "}:\nmain.f()\n\t/a.go:1 +0x1\n"),
        ("goroutine 1 [running, ", "9", " minutes]:\nmain.f()\n\t/a.go:1 +0x1\n"),
        ("created by ", "main.", "\n"),
        ("panic: ", "x\n\t", "\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1\n"),
        ("panic: ", "a [recovered]\n\tpanic: ", "b\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1\n"),
        ("{\"a\":", "{\"a\":", "\"write tcp 1.2.3.4:5->6.7.8.9:10: write: broken pipe\"}\n"),
        ("[", "[{\"func\":\"f\",\"line\":\"1\",\"source\":\"a.go\"},", "]\n"),
        ("\"", "\\", "goroutine 1 [running]:\n"),
        ("write tcp ", "1.2.3.4:5->", ": write: broken pipe\n"),
        ("Post \"http://x\": ", "dial tcp: ", "connection refused\n"),
        ("", "\u{0}", "panic: x\n"),
        ("panic: ", "\u{0}", "\n\ngoroutine 1 [running]:\n"),
        ("", "\r", "goroutine 1 [running]:\n"),
        ("", "\\n", "goroutine 1 [running]:\\nmain.f()\\n\\t/a.go:1 +0x1\n"),
        ("", "#012", "goroutine 1 [running]:#012main.f()#012#011/a.go:1 +0x1\n"),
        ("", "&nbsp;", "goroutine 1 [running]:\n"),
        ("2026/11/22 17:24:00 ", "2026/11/22 17:24:00 ", "write tcp 1.2.3.4:5->6.7.8.9:10: write: broken pipe\n"),
        ("WARNING: DATA RACE\n", "Read at 0x1 by goroutine 7:\n", "\n"),
        ("WARNING: DATA RACE\nRead at 0x1 by goroutine 7:\n", "  main.f()\n      /a.go:1 +0x1\n", "\n"),
        ("main.f\n\t/a.go:1\n", "main.f\n\t/a.go:1\n", "\n"),
        ("/a/b.go:1 (0x1)\n", "\tf: x\n/a/b.go:1 (0x1)\n", "\n"),
    ])
    func `something repeated without end`(head: String, unit: String, tail: String) throws {
        try expectLinear(Self.size) { size in
            let body = String(repeating: unit, count: size / unit.utf8.count)
            let bytes = Array((head + body + tail).utf8)
            let reading = try read(bytes, chunks: .each(65_536))
            #expect(reading.statistics.bytes == bytes.count)
            for incident in reading.incidents { expectBounded(incident) }
        }
    }

    // swift-format-ignore
    @Test(arguments: [
        "goroutine 9223372036854775807 [running, 2147483647 minutes]:\nmain.f()\n\t/a.go:2147483647 +0x7fffffffffffffff\n",
        "goroutine 9223372036854775808 [running, 2147483648 minutes]:\nmain.f()\n\t/a.go:2147483648 +0x8000000000000000\n",
        "goroutine 1 [running, 99999999999999999999 minutes, synctest bubble 99999999999999999999]:\nmain.f()\n\t/a.go:1 +0xffffffffffffffffffffffff\n...99999999999999999999 frames elided...\n",
        "goroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1\n[originating from goroutine 99999999999999999999]:\n",
        "goroutine 1 [running]:\ncreated by main.f in goroutine 99999999999999999999\n\t/a.go:1 +0x1\n",
        "write tcp 1.2.3.4:99999999999999999999->6.7.8.9:-1: write: broken pipe\n",
        "2026/99/99 99:99:99 http: panic serving 1.2.3.4:5: x\ngoroutine 1 [running]:\n",
        "goroutine 1 [running]:\n\u{0}\u{0}\u{0}main.f()\n\t/a.go:1 +0x1\n",
        "SIGQUIT: quit\nPC=0xffffffffffffffffffffffffffff m=99999999999999999999 sigcode=99999999999999999999\n",
    ])
    func `numbers past every bound`(text: String) throws {
        try expectSane(Array(text.utf8), chunk: 1)
    }

    @Test func `invalid text is repaired`() throws {
        let bytes =
            Array("panic: a".utf8) + [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80]
            + Array("b\n\ngoroutine 1 [running]:\nmain.f".utf8)
            + [0xC3] + Array("()\n\t/a".utf8) + [0xF5] + Array(".go:1 +0x1\n".utf8)
        let found = try readIncidents(bytes)
        #expect(found.count == 1)
        #expect(found.first?.message?.hasPrefix("a\u{FFFD}") == true)
        #expect(found.first?.goroutines.first?.frames.first?.line == 1)
    }

    // MARK: - Limits

    @Test func `a dump keeps as many goroutines as the limit says`() throws {
        let whole = try readIncidents(LongDump(goroutines: 4096).bytes)
        #expect(whole.map(\.goroutines.count) == [4096])
        #expect(whole.first?.clipped == false)
        #expect(whole.first?.goroutinesElided == 0)
        let over = try readIncidents(LongDump(goroutines: 5000).bytes)
        #expect(over.map(\.goroutines.count) == [4096])
        #expect(over.first?.clipped == true)
        #expect(over.first?.goroutinesElided == 904)
        #expect(over.first?.goroutines == whole.first?.goroutines)
        #expect(over.first.map { $0.source.byteCount } ?? 0 > whole[0].source.byteCount)
    }

    @Test func `a stack keeps as many frames as the limit says`() throws {
        let frame = "main.f()\n\t/a.go:1 +0x1\n"
        let stack = { (count: Int) in
            "goroutine 1 [running]:\n" + String(repeating: frame, count: count)
                + "level=info msg=after\n"
        }
        let whole = try readIncidents(stack(65_536))
        #expect(whole.map { $0.goroutines.map(\.frames.count) } == [[65_536]])
        #expect(whole.first?.clipped == false)
        let over = try readIncidents(stack(66_000))
        #expect(over.map { $0.goroutines.map(\.frames.count) } == [[65_536]])
        #expect(over.first?.clipped == true)
    }

    @Test(arguments: [65_000, 65_536, 70_000, 200_000])
    func `a message is kept up to its limit`(count: Int) throws {
        let message = String(repeating: "x", count: count)
        let text = "panic: \(message)\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n"
        let found = try readIncidents(text)
        let panic = found.first { $0.kind == .panic }
        #expect(panic?.message?.utf8.count == min(count, 65_536))
        #expect(panic?.clipped == (count > 65_536))
        #expect(found.flatMap(\.goroutines).count == 1)
    }

    @Test func `a line without end keeps nothing`() throws {
        var parser = try TraceParser()
        let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<12 { parser.feed(block.span) { _ in Issue.record("no incident") } }
        let read = parser.finish { (_: Incident) in Issue.record("no incident") }
        #expect(read.bytes == 12 << 20)
        #expect(read.lines == 0)
    }

    // MARK: - What must hold of anything

    private func expectSane(_ bytes: [UInt8], chunk: Int) throws {
        let reading = try read(bytes)
        #expect(try readIncidents(bytes, chunks: .each(chunk)) == reading.incidents)
        #expect(reading.statistics.bytes == bytes.count)
        #expect(reading.statistics.incidents == reading.incidents.count)
        var ends: [String?: Int] = [:]
        for incident in reading.incidents {
            let source = incident.source
            #expect(source.byteOffset >= ends[source.stream, default: 0] && source.byteCount > 0)
            ends[source.stream] = source.byteOffset + source.byteCount
            expectBounded(incident)
        }
        #expect(ends.values.allSatisfy { $0 <= bytes.count })
    }

    private func expectBounded(_ incident: Incident) {
        #expect(incident.goroutines.count <= 4096)
        #expect(incident.goroutines.reduce(0) { $0 + $1.frames.count } <= 65_536)
        #expect(incident.message?.utf8.count ?? 0 <= 3 * 65_536)
    }
}
