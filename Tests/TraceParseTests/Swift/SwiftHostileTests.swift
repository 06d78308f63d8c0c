import Testing
import TraceParse

/// Whatever the bytes are, reading ends, and soon.
struct SwiftHostileTests {
    private static let pieces = [
        "*** Signal 4: Backtracing from 0x", "7ffff796df7f... done ***",
        "💣 \u{1B}[91mProgram crashed: ",
        "*** Program crashed: ", "*** Swift runtime failure: ", "a/b.swift:7: Fatal error: ",
        "Fatal error", "Precondition failed", "Thread 0 \"", "Thread 7 crashed:", "\" crashed:",
        "...",
        "0 [ra] 0x0000000000000010 f() + 1 in a at /b.swift:1:2", "1 [async] null", "[inlined] ",
        "Registers:", "rax 0x0000000000000000  0", "Images (12 omitted):",
        "0x0000000000000010–0x00",
        "Backtrace took 0.08s", "Current stack trace:", "0    lib.so    0x00007f7a2a95f130 f + 33",
        "Received signal 4. Backtrace:", "0x55ea8ee2e0c7, f() at /a.swift:68",
        "{ \"kind\": \"crashReport\"",
        "\"threads\": [ { \"frames\": [ {", "} ] }", "{\"app_name\":\"x\",\"bug_type\":\"309\"}\n{",
        "|", "│",
        "13| code", "SWIFT TASK CONTINUATION MISUSE: ", "(core dumped)", "Illegal instruction ",
        "Exception Type:  EXC_BAD (SIGSEGV)", "Simultaneous accesses to 0x10",
        "Could not cast value of type '",
        "Platform: ", " in ", " at ", " + 18446744073709551615", ":99999999999:", "\u{1B}[", "\r",
        "\n", "\\n",
        "#012", "\u{0}", "\"", "\\\"", "  ", "99999999 0x0000000000000010",
    ]

    @Test(arguments: 0..<150)
    func `pieces in any order are read to the end`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...120, using: &random) {
            let piece = Self.pieces.randomElement(using: &random) ?? ""
            let cut = Int.random(in: 0...piece.utf8.count, using: &random)
            bytes += Bool.random(using: &random) ? Array(piece.utf8) : Array(piece.utf8.prefix(cut))
            if Bool.random(using: &random) { bytes.append(UInt8(ascii: "\n")) }
            if seed % 7 == 0 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
        }
        let whole = try readIncidents(bytes)
        for size in [1, 13] {
            #expect(try readIncidents(bytes, chunks: .each(size)) == whole, "\(size)")
        }
        for incident in whole {
            #expect(incident.source.byteOffset + incident.source.byteCount <= bytes.count)
        }
    }

    @Test(arguments: SwiftCase.crashes)
    func `a crash may be cut anywhere`(case log: SwiftCase) throws {
        let bytes = try log.log()
        var random = SeededRandom(seed: 3)
        for _ in 0..<12 {
            let end = Int.random(in: 0...bytes.count, using: &random)
            for incident in try readIncidents(Array(bytes.prefix(end))) {
                #expect(incident.source.byteOffset + incident.source.byteCount <= end)
            }
        }
    }

    /// What begins a crash and never ends must cost no more than what is at hand.
    @Test(
        arguments: [
            "a/b.swift:7: Fatal error: x ", "said a/b.swift:7: Fatal error: x ",
            "*** Signal 4: Backtracing from 0x10", "*** Program crashed: x ",
            "Thread 0 \"", "0 0x0000000000000010 ", "Current stack trace:0 a 0x00007f7a2a95f130 f ",
            "{ \"kind\": \"crashReport\", \"threads\": [", "(core dumped) Illegal instruction ",
            "*** Program crashed: x *** Thread 0 crashed:0 0x0000000000000010 ", "crashReport{",
            "💣 \u{1B}[91mProgram crashed: Signal 4: Backtracing from 0x10...\u{1B}[0m\r\u{1B}[0K",
            "[ ERROR ] x: Connection refused (errno: 111) ", "[[[[[[[[", "{\"bug_type\":\"309\"}{",
        ]
    )
    func `time is linear`(piece: String) throws {
        for ending in ["", "\n"] {
            try expectLinear(60_000) { size in
                let count = size / (piece.utf8.count + ending.utf8.count)
                let bytes = Array(String(repeating: piece + ending, count: count).utf8)
                let reading = try read(bytes)
                #expect(reading.statistics.bytes == bytes.count)
            }
        }
    }
}
