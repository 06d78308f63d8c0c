import Testing

@testable import TraceParse

/// A crash reads the same whatever was read before it: what the parser remembers of rows, of frames
/// in reports and of fingerprints saves work and decides nothing.
@Suite struct `What was read of crashes before` {
    @Test(arguments: [Rendition.none, .crlf, .indent, .joined, .escapedN, .rsyslog])
    func `changes nothing in what is read`(_ rendition: Rendition) throws {
        var random = SeededRandom(seed: 17)
        var log: [UInt8] = []
        for round in 0..<3 {
            for fixture in SwiftCase.all {
                let text = rendition.render(try fixture.log())
                // The second time all comes from memory, the third time some.
                log += round < 2 ? text : withOtherDigits(text, &random)
                log.append(UInt8(ascii: "\n"))
            }
        }
        let remembering = try read(log, remembers: true)
        let forgetting = try read(log, remembers: false)
        #expect(remembering.count > 2 * SwiftCase.all.count)
        for (one, other) in zip(remembering, forgetting) where one != other {
            Issue.record("\(one) is not \(other)")
            break
        }
        #expect(remembering.count == forgetting.count)
    }

    /// The images that a crash has named tell where the symbol of a frame without offset ends.
    @Test func `asks anew which images are known`() throws {
        let row =
            "1 [async] 0x0000555555558ba6 closure #1 in run() in app in tool at /src/m.swift:9:2"
        let crash = { (image: String) in
            """
            *** Signal 4: Backtracing from 0x555555558ba6... done ***

            *** Program crashed: Illegal instruction at 0x0000555555558ba6 ***

            Thread 0 crashed:

            0 0x0000555555558ba6 go() + 17 in \(image) at /src/m.swift:3:4
            \(row)
            2 [ra] 0x0000555555558bb7 main + 3 in \(image) at /src/m.swift:1:1

            Backtrace took 0.01s


            """
        }
        let images = ["tool", "app in tool", "tool", "other", "app in tool", "app in tool"]
        let log = Array(images.map(crash).joined().utf8)
        let found = try read(log, remembers: true)
        #expect(
            found.map { $0.threads.first?.frames.dropFirst().first?.image }
                == ["tool", "app in tool", "tool", "tool", "app in tool", "app in tool"]
        )
        #expect(found == (try read(log, remembers: false)))
    }

    /// Whether a row without address is a frame's may depend on its number and on what follows.
    @Test func `asks anew whether a row is a frame's`() throws {
        var random = SeededRandom(seed: 23)
        let rows = [
            "f() in app at /src/m.swift:9:2", "f() in app", "main in app at m.swift:3:4",
            "closure 3 in g() in app at /src/m.swift:1:1",
            "[inlined] f() in app at /src/m.swift:9:2",
            "a | b in app at /src/m.swift:9:2", "f() in app at x in tool at /src/m.swift:9:2",
            "null in app at /src/m.swift:9:2", "0x0000555555558ba6 f() in app at /src/m.swift:9:2",
            "[ra] [system] 0x0000555555558ba6 f() in app at /src/m.swift:9:2", "...",
            "0x0000555555558ba6 main in app at m.swift:3:4", "<unavailable> in app",
        ]
        var log = ""
        for _ in 0..<120 {
            log +=
                "💣 Program crashed: Illegal instruction at 0x0000555555558ba6\n\nThread 0 crashed:\n\n"
            var number = 0
            for _ in 0..<8 {
                let row = rows.randomElement(using: &random) ?? ""
                log += row == "..." ? "...\n" : "  \(number) \(row)\n"
                number += Int.random(in: 0...9, using: &random) == 0 ? 2 : 1
                if Int.random(in: 0...5, using: &random) == 0 { log += "\n     9| let x = 1\n\n" }
            }
            log += Bool.random(using: &random) ? "\nBacktrace took 0.01s\n\n" : "\n"
        }
        let found = try read(Array(log.utf8), remembers: true)
        #expect(found.count > 60)
        #expect(found == (try read(Array(log.utf8), remembers: false)))
    }

    /// A memory that is full forgets, and goes on.
    @Test func `reads more rows than are kept`() throws {
        var log = ""
        for crash in 0..<60 {
            log += """
                *** Signal 4: Backtracing from 0x555555558ba6... done ***

                *** Program crashed: Illegal instruction at 0x0000555555558ba6 ***

                Thread 0 crashed:

                0 0x0000555555558ba6 go() + 17 in app at /src/m.swift:3:4

                """
            for row in 1..<80 {
                log += "\(row) [ra] 0x0000555555558ba6 f\(crash % 50 * 80 + row)() + 17 in app at "
                log += "/src/\(row).swift:3:4\n"
            }
            log += "\nBacktrace took 0.01s\n\n"
        }
        let found = try read(Array(log.utf8), remembers: true)
        #expect(found.count == 60)
        #expect(found.allSatisfy { $0.threads.first?.frames.count == 80 })
        #expect(found == (try read(Array(log.utf8), remembers: false)))
    }

    /// The text with some digits of its addresses and numbers exchanged for others.
    private func withOtherDigits(_ text: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        text.map { byte in
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            guard isDigit, random.next() % 40 == 0 else { return byte }
            return UInt8(ascii: "0") + UInt8(random.next() % 10)
        }
    }

    private func read(_ bytes: [UInt8], remembers: Bool) throws -> [Incident] {
        var parser = try TraceParser(path: "test.log")
        parser.reader.crash.remembers = remembers
        parser.reader.errors.memory.isOff = !remembers
        var incidents: [Incident] = []
        parser.feed(bytes.span) { incidents.append($0) }
        _ = parser.finish { incidents.append($0) }
        return incidents
    }
}
