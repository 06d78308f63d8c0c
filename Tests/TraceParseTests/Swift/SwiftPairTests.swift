import Testing
import TraceParse

/// Messages, progress lines and backtraces that other processes' lines parted.
struct SwiftPairTests {
    private func backtrace(_ file: String, _ line: Int, pc: String, done: Bool = true) -> String {
        """
        *** Program crashed: Illegal instruction at 0x\(String(repeating: "0", count: 14))\(pc) ***

        Thread 0 "app" crashed:

        0      0x\(String(repeating: "0", count: 14))\(pc) _assertionFailure(_:_:file:line:flags:) + 225 in libswiftCore.so
        1 [ra] 0x0000000000000020 run() + 1 in app at /srv/src/\(file):\(line):9
        ...

        Backtrace took 0.01s

        """
    }

    @Test func `a line of another process may stand between`() throws {
        let text = """
            a/a.swift:7: Fatal error: boom
            2026-11-22T17:25:22+0000 info shop-api: [Hummingbird] Request

            *** Signal 4: Backtracing from 0x10... done ***

            \(backtrace("a.swift", 7, pc: "10"))
            """
        let found = try readIncidents(text)
        #expect(found.map(\.message) == ["boom"])
        #expect(found.map(\.kind) == [.crash])
    }

    @Test func `two crashes at the same time are one incident each`() throws {
        let text = """
            a/a.swift:7: Fatal error: first
            b/b.swift:8: Fatal error: second

            *** Signal 4: Backtracing from 0x10...
            *** Signal 4: Backtracing from 0x20... done ***

            \(backtrace("b.swift", 8, pc: "20")) done ***

            \(backtrace("a.swift", 7, pc: "10"))
            """
        let found = try readIncidents(text)
        #expect(found.count == 2)
        #expect(found.map(\.message) == ["second", "first"])
        #expect(found.map { $0.origin?.line } == [8, 7])
        #expect(found.map { $0.threads.count } == [1, 1])
    }

    /// The reason's address tells whose program counter it was that was announced.
    @Test func `of two that are announced the address decides`() throws {
        let text = """

            *** Signal 4: Backtracing from 0x7ffff7000010...*** Signal 4: Backtracing from 0x7ffff7000020... done ***

            *** Program crashed: Illegal instruction at 0x00007ffff7000020 ***

            Thread 0 "app" crashed:

            0 0x00007ffff7000020 run() + 1 in app at /srv/src/b.swift:8:9

            Backtrace took 0.01s

            """
        let found = try readIncidents(text)
        #expect(found.map { $0.signal?.pc } == ["0x7ffff7000020"])
    }

    /// The message that stands nearer belongs to the other backtrace.
    @Test func `the place that a trap names decides`() throws {
        let text = """
            b/b.swift:8: Fatal error: second
            a/a.swift:7: Fatal error: first

            *** Signal 4: Backtracing from 0x20... done ***

            \(backtrace("b.swift", 8, pc: "20"))
            *** Signal 4: Backtracing from 0x10... done ***

            \(backtrace("a.swift", 7, pc: "10"))
            """
        let found = try readIncidents(text)
        #expect(found.map(\.message) == ["second", "first"])
        #expect(found.map { $0.origin?.line } == [8, 7])
    }

    @Test func `a message may come last`() throws {
        let text = """

            *** Signal 4: Backtracing from 0x10... done ***

            \(backtrace("a.swift", 7, pc: "10"))
            a/a.swift:7: Fatal error: Index out of range
            """
        let found = try readIncidents(text)
        #expect(found.map(\.message) == ["Index out of range"])
        #expect(found.map(\.errorClass) == [.indexOutOfRange])
        #expect(found.first?.fingerprint == (try alone()))
    }

    private func alone() throws -> String? {
        let text =
            "a/a.swift:7: Fatal error: Index out of range\n\n"
            + "*** Signal 4: Backtracing from 0x10... done ***\n\n\(backtrace("a.swift", 7, pc: "10"))"
        return try readIncidents(text).first?.fingerprint
    }

    @Test func `a shell's line belongs to the crash before it`() throws {
        let crash = "a/a.swift:7: Fatal error: boom\n"
        let shell = "bash: line 1: 22890 Illegal instruction     (core dumped) ./app overflow\n"
        #expect(try readIncidents(crash + shell).map(\.kind) == [.trap])
        let alone = try readIncidents("started\n" + shell)
        #expect(alone.map(\.kind) == [.signal])
        #expect(alone.map(\.errorClass) == [.signal])
        #expect(alone.map(\.message) == ["Illegal instruction"])
        #expect(alone.map { $0.signal?.name } == ["SIGILL"])
    }
}
