import Testing
import TraceParse

/// What a trap's line tells, with a backtrace and without.
struct SwiftTrapTests {
    struct Trap: CustomStringConvertible {
        var line: String
        var says: String

        var description: String { line }
    }

    @Test(arguments: [
        Trap(line: "a/b.swift:7: Fatal error: boom", says: "trap explicit_panic: boom"),
        Trap(line: "a/b.swift:7: Fatal error", says: "trap explicit_panic"),
        Trap(
            line: "Swift/Optional.swift:42: Fatal error: Unexpectedly found nil while unwrapping "
                + "an Optional value",
            says: "trap unwrapped_nil: Unexpectedly found nil while unwrapping an Optional value"
        ),
        Trap(
            line: "a/b.swift:7: Precondition failed: Index out of range",
            says: "trap precondition: Index out of range"
        ),
        Trap(line: "a/b.swift:7: Precondition failed", says: "trap precondition"),
        Trap(line: "a/b.swift:7: Assertion failed: n > 0", says: "trap assertion: n > 0"),
        Trap(
            line: "Fatal error: Index out of range: file /builds/core/Array.swift, line 444",
            says: "trap index_out_of_range: Index out of range"
        ),
        Trap(
            line: "Could not cast value of type 'A' (0x10) to 'B' (0x20).",
            says: "trap type_assertion: Could not cast value of type 'A' (0x10) to 'B' (0x20)."
        ),
        Trap(
            line: "Swift/ErrorType.swift:254: Fatal error: Error raised at top level: connection "
                + "reset (error set): Connection refused) (errno: 111)",
            says: "trap connection_refused: Error raised at top level: connection reset "
                + "(error set): Connection refused) (errno: 111)"
        ),
        Trap(
            line: "a/b.swift:7: Fatal error: connection refused",
            says: "trap explicit_panic: connection refused"
        ),
        Trap(
            line:
                "/app/.build/x.swift:9: Fatal error: leaking promise created at (file: \"x\", line: 1)",
            says: "trap concurrency_misuse: leaking promise created at (file: \"x\", line: 1)"
        ),
    ])
    func `a line alone is a trap`(trap: Trap) throws {
        for text in [
            "\(trap.line)\n", "started\n\(trap.line)\nIllegal instruction (core dumped)\n",
        ] {
            let found = try readIncidents(text)
            #expect(Outline(found).lines.first == trap.says)
            #expect(found.count == 1)
            #expect(found.first?.language == .swift)
        }
    }

    @Test(arguments: [Rendition.none, .joined, .space, .escapedN, .rsyslog])
    func `a trap and its backtrace are one`(rendition: Rendition) throws {
        let text = crash(["  0 0x0000000000000010 f() + 1 in app at /a.swift:1:2", "..."])
        let found = try readIncidents(rendition.render(Array(text.utf8)))
        #expect(found.count == 1)
        let incident = try #require(found.first)
        #expect(incident.kind == .crash)
        #expect(incident.message == "boom")
        #expect(
            incident.signal
                == SignalInfo(
                    name: "SIGILL",
                    address: "0x00007ffff796df7f",
                    pc: "0x7ffff796df7f"
                )
        )
        #expect(incident.origin == CodeLocation(function: "f()", file: "/a.swift", line: 1))
        #expect(!incident.truncated)
    }

    @Test func `lines of a message stay`() throws {
        let rows = ["  0 0x0000000000000010 f() + 1 in app at /a.swift:1:2", "..."]
        let message = "a/a.swift:1: Fatal error: cannot load:\n  line 2: x\n\n  line 7: y"
        let found = try readIncidents(crash(rows, message: message))
        #expect(found.map(\.message) == ["cannot load:\n  line 2: x\n\n  line 7: y"])
    }

    @Test(arguments: [
        "upstream said: Thread 0 crashed: 0 0x0000000000000000 in main + 0 at /x/y.swift:1:2",
        "a\nThread 0 crashed:\n\n0 0x0000000000000000 main + 0 in x at /x/y.swift:1:2\n...\n\nb",
        "Registers:\n\nrax 0x0000000000000000  0",
        "Backtrace took 0.10s",
        "it was 0x0000000000000010 and 1 [ra] 0x0000000000000020 f() + 1 in app",
    ])
    func `a message that imitates a backtrace stays a message`(words: String) throws {
        let rows = ["  0 0x0000000000000010 f() + 1 in app at /a.swift:1:2", "..."]
        let text = crash(rows, message: "a/a.swift:1: Fatal error: \(words)")
        for rendition in [Rendition.none, .joined, .escapedN] {
            let found = try readIncidents(rendition.render(Array(text.utf8)))
            #expect(found.count == 1)
            #expect(found.first?.threads.map(\.frames.count) == [2])
            #expect(found.first?.origin?.function == "f()")
        }
        #expect(try readIncidents(text).first?.message == words)
    }

    @Test func `the class follows the signal where nothing is said`() throws {
        for (signal, reason, expected) in [
            (11, "Bad pointer dereference at 0x0000000000000000", "bad_pointer"),
            (6, "Aborted at 0x0000000000001189", "signal"),
            (4, "Illegal instruction at 0x0000000000000010", "signal"),
        ] {
            let text = """

                *** Signal \(signal): Backtracing from 0x10... done ***

                *** Program crashed: \(reason) ***

                Thread 0 "app" crashed:

                0 0x0000000000000010 f() + 1 in app at /a.swift:1:2

                Backtrace took 0.01s

                """
            let found = try readIncidents(text)
            #expect(found.map { $0.errorClass?.rawValue } == [expected])
            #expect(found.map(\.message) == [reason])
        }
    }

    /// After `abort()` the number is the process's.
    @Test func `a process id is no address`() throws {
        let text =
            "\n*** Program crashed: Aborted at 0x0000000000001189 ***\n\nThread 0 crashed:\n\n"
            + "0 0x0000000000000010 abort + 1 in libc.so.6\n\nBacktrace took 0.01s\n"
        let found = try readIncidents(text)
        #expect(found.map { $0.signal?.name } == ["SIGABRT"])
        #expect(found.map { $0.signal?.address } == [nil])
    }

    @Test(arguments: [
        ("arithmetic overflow", "overflow"), ("Index out of range", "index_out_of_range"),
        ("Division by zero", "divide_by_zero"), ("force unwrapped a nil value", "unwrapped_nil"),
        ("type cast failed", "type_assertion"), ("precondition failure", "precondition"),
        ("something new", "other"),
    ])
    func `a failure that the compiler names has a class`(words: String, name: String) throws {
        let frame =
            "0 [inlined] 0x0000000000000010 Swift runtime failure: \(words) in app at //<compiler-generated>"
        for reason in [
            "Swift runtime failure: \(words)",
            "Program crashed: Illegal instruction at 0x0000000000000010",
        ] {
            let text =
                "*** Signal 4: Backtracing from 0x10... done ***\n\n*** \(reason) ***\n\n"
                + "Thread 0 crashed:\n\n\(frame)\n1 0x0000000000000010 f() + 1 in app at /a.swift:1:2\n...\n\nBacktrace took 0.01s\n"
            let found = try readIncidents(text)
            #expect(found.map { $0.errorClass?.rawValue } == [name])
            #expect(found.map { $0.origin?.function } == ["f()"])
        }
    }

    @Test func `a recursion is told from a bad pointer`() throws {
        func text(_ names: [String], from index: Int) -> String {
            let rows = names.enumerated().map {
                "\(index + $0.offset) [ra] 0x0000000000000010 \($0.element) + 1 in app at /a.swift:1:2"
            }
            return "*** Program crashed: Bad pointer dereference at 0x00007fffff7fefe8 ***\n\n"
                + "Thread 0 crashed:\n\n...\n\(rows.joined(separator: "\n"))\n...\n\nBacktrace took 0.01s\n"
        }
        let deep = try readIncidents(text(["f()", "g()", "f()", "g()", "f()"], from: 5000))
        #expect(deep.map(\.errorClass) == [.stackOverflow])
        let shallow = try readIncidents(text(["f()", "f()", "f()"], from: 12))
        #expect(shallow.map(\.errorClass) == [.badPointer])
    }

    @Test(arguments: [
        "2026-11-22T17:25:22+0000 info shop: worker said: a/b.swift:7: Fatal error: boom",
        "see a/b.swift:7: Fatal error: boom for how it looks",
        "PHP Fatal error:  Uncaught Error: Call to undefined function",
        "a Precondition failed in the review",
        "the Assertion failed: x",
        "we discussed *** Program crashed: Aborted at 0x10 ***",
        "docs: Current stack trace: is what is printed",
        "docs: Received signal 4. Backtrace: follows",
        "the file crashReport.json has \"kind\": \"crashReport\"",
        "bug_type 309 was assigned",
        "Exception Type: System.NullReferenceException",
        "core files are marked (core dumped) by the shell",
    ])
    func `words alone are no crash`(line: String) throws {
        for text in ["\(line)\n", "a\n\(line)\nb\n"] {
            #expect(Outline(try readIncidents(text)).lines == [])
        }
    }
}
