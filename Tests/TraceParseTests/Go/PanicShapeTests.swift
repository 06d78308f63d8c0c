import Testing
import TraceParse

/// What stands above a trace, and below it, in every form that a Go runtime prints.
struct PanicShapeTests {
    private static let trace = "goroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1f\n"
    private static let traceLines = [
        "goroutine 1 [running]", "  main.main() /app/main.go:12 +0x1f",
    ]

    // swift-format-ignore
    @Test(arguments: [
        ("panic: x", "panic explicit_panic: x"),
        ("panic: main.E{Code:5, Err:error(nil)}", "panic explicit_panic: main.E{Code:5, Err:error(nil)}"),
        ("panic: (struct { A int }) 0xc000012345", "panic explicit_panic: (struct { A int }) 0xc000012345"),
        ("panic: (main.T) {(...)}", "panic explicit_panic: (main.T) {(...)}"),
        ("panic: main.Level(7)", "panic explicit_panic: main.Level(7)"),
        ("panic: 42", "panic explicit_panic: 42"),
        ("panic: main.MyFloat(+3.500000e+000)", "panic explicit_panic: main.MyFloat(+3.500000e+000)"),
        ("panic: (1+2i)", "panic explicit_panic: (1+2i)"),
        ("panic: \"quoted\"", "panic explicit_panic: \"quoted\""),
        ("panic: nil", "panic explicit_panic: nil"),
        ("panic: panic called with nil argument (use GODEBUG=panicnil=1 to disable)", "panic explicit_panic: panic called with nil argument (use GODEBUG=panicnil=1 to disable)"),
        ("panic: runtime error: panic called with nil argument (use GODEBUG=panicnil=1 to disable)", "panic explicit_panic: runtime error: panic called with nil argument (use GODEBUG=panicnil=1 to disable)"),
        ("panic: runtime error: index out of range [5] with length 1", "panic index_out_of_range: runtime error: index out of range [5] with length 1"),
        ("panic: runtime error: index out of range [-1]", "panic index_out_of_range: runtime error: index out of range [-1]"),
        ("panic: runtime error: index out of range", "panic index_out_of_range: runtime error: index out of range"),
        ("panic: runtime error: slice bounds out of range [:5] with capacity 3", "panic index_out_of_range: runtime error: slice bounds out of range [:5] with capacity 3"),
        ("panic: runtime error: cannot convert slice with length 2 to array or pointer to array with length 4", "panic index_out_of_range: runtime error: cannot convert slice with length 2 to array or pointer to array with length 4"),
        ("panic: runtime error: integer divide by zero", "panic divide_by_zero: runtime error: integer divide by zero"),
        ("panic: runtime error: makeslice: len out of range", "panic other: runtime error: makeslice: len out of range"),
        ("panic: runtime error: hash of unhashable type []int", "panic other: runtime error: hash of unhashable type []int"),
        ("panic: runtime error: negative shift amount", "panic other: runtime error: negative shift amount"),
        ("panic: interface conversion: interface {} is string, not int", "panic type_assertion: interface conversion: interface {} is string, not int"),
        ("panic: interface conversion: main.T is not main.I: missing method M", "panic type_assertion: interface conversion: main.T is not main.I: missing method M"),
        ("panic: assignment to entry in nil map", "panic nil_map_write: assignment to entry in nil map"),
        ("panic: send on closed channel", "panic closed_channel: send on closed channel"),
        ("panic: close of closed channel", "panic closed_channel: close of closed channel"),
        ("panic: close of nil channel", "panic closed_channel: close of nil channel"),
        ("panic: sync: negative WaitGroup counter", "panic negative_waitgroup: sync: negative WaitGroup counter"),
        ("panic: value method main.T.M called using nil *T pointer", "panic nil_dereference: value method main.T.M called using nil *T pointer"),
        ("panic: test timed out after 1s\nrunning tests:\n\tTestSlow (1s)", "panic explicit_panic: test timed out after 1s/running tests:/TestSlow (1s)"),
        ("panic: dial tcp 10.2.0.9:80: connect: connection refused", "panic connection_refused: dial tcp 10.2.0.9:80: connect: connection refused"),
        ("panic: open db: dial tcp 10.2.0.9:5432: i/o timeout", "panic timeout: open db: dial tcp 10.2.0.9:5432: i/o timeout"),
        ("panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48e132]",
         "panic nil_dereference: runtime error: invalid memory address or nil pointer dereference|  signal SIGSEGV code=0x1 addr=0x0 pc=0x48e132"),
        ("panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x10 pc=0x48e132]\n",
         "panic nil_dereference: runtime error: invalid memory address or nil pointer dereference|  signal SIGSEGV code=0x1 addr=0x10 pc=0x48e132"),
        ("panic: runtime error: invalid memory address or nil pointer dereference\n[signal 0xc0000005 code=0x0 addr=0x0 pc=0x49ae13]",
         "panic nil_dereference: runtime error: invalid memory address or nil pointer dereference|  signal 0xc0000005 code=0x0 addr=0x0 pc=0x49ae13"),
        ("panic: runtime error: floating point error\n[signal SIGFPE: floating-point exception code=0x1 addr=0x48e132 pc=0x48e132]",
         "panic other: runtime error: floating point error|  signal SIGFPE code=0x1 addr=0x48e132 pc=0x48e132"),
        // Chains.
        ("panic: a [recovered]\n\tpanic: b", "panic explicit_panic: a|  then: b"),
        ("panic: a [recovered]\n\tpanic: b [recovered]\n\tpanic: c", "panic explicit_panic: a|  then: b|  then: c"),
        ("panic: a\n\tpanic: b", "panic explicit_panic: a|  then: b"),
        ("panic: a [recovered, repanicked]", "panic explicit_panic: a"),
        ("panic: a [recovered, repanicked]\n\tpanic: b", "panic explicit_panic: a|  then: b"),
        ("panic: a [goexit]\n\tpanic: b", "panic explicit_panic: a|  then: b"),
        ("panic: runtime error: invalid memory address or nil pointer dereference [recovered]\n\tpanic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48e132]",
         "panic nil_dereference: runtime error: invalid memory address or nil pointer dereference|  then: runtime error: invalid memory address or nil pointer dereference|  signal SIGSEGV code=0x1 addr=0x0 pc=0x48e132"),
        // Messages of several lines: as they are up to Go 1.22, indented from 1.23.
        ("panic: one\ntwo\n\nfour", "panic explicit_panic: one/two/four"),
        ("panic: one\n\ttwo\n\t\n\tfour", "panic explicit_panic: one/two/four"),
        ("panic: ends with newline\n\t", "panic explicit_panic: ends with newline"),
        ("panic: one\n\tgoroutine 7 [running]:\n\tmain.fake()\n\t\t/srv/fake.go:1 +0x1\n\texit status 2", "panic explicit_panic: one/goroutine 7 [running]:/main.fake()/\t/srv/fake.go:1 +0x1/exit status 2"),
        // Throws.
        ("fatal error: all goroutines are asleep - deadlock!", "fatal_error deadlock: all goroutines are asleep - deadlock!"),
        ("fatal error: no goroutines (main called runtime.Goexit) - deadlock!", "fatal_error deadlock: no goroutines (main called runtime.Goexit) - deadlock!"),
        ("fatal error: concurrent map writes", "fatal_error concurrent_map: concurrent map writes"),
        ("fatal error: concurrent map read and map write", "fatal_error concurrent_map: concurrent map read and map write"),
        ("fatal error: concurrent map iteration and map write", "fatal_error concurrent_map: concurrent map iteration and map write"),
        ("fatal error: sync: unlock of unlocked mutex", "fatal_error unlock_of_unlocked: sync: unlock of unlocked mutex"),
        ("fatal error: sync: RUnlock of unlocked RWMutex", "fatal_error unlock_of_unlocked: sync: RUnlock of unlocked RWMutex"),
        ("fatal error: runtime: out of memory", "fatal_error out_of_memory: runtime: out of memory"),
        ("runtime: out of memory: cannot allocate 4194304-byte block (66719744 in use)\nfatal error: out of memory", "fatal_error out_of_memory: out of memory"),
        ("runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0xc0204e0390 stack=[0xc0204e0000, 0xc0404e0000]\nfatal error: stack overflow", "fatal_error stack_overflow: stack overflow"),
        ("unexpected fault address 0x7f3d8c0f1000\nfatal error: fault\n[signal SIGSEGV: segmentation violation code=0x2 addr=0x7f3d8c0f1000 pc=0x48e132]", "fatal_error bad_pointer: fault|  signal SIGSEGV code=0x2 addr=0x7f3d8c0f1000 pc=0x48e132"),
        ("fatal error: unexpected signal during runtime execution\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48e132]", "fatal_error bad_pointer: unexpected signal during runtime execution|  signal SIGSEGV code=0x1 addr=0x0 pc=0x48e132"),
        ("runtime: program exceeds 10000-thread limit\nfatal error: thread exhaustion", "fatal_error other: thread exhaustion"),
        ("fatal error: found bad pointer in Go heap (incorrect use of unsafe or cgo?)", "fatal_error bad_pointer: found bad pointer in Go heap (incorrect use of unsafe or cgo?)"),
        // Signals.
        ("SIGQUIT: quit\nPC=0x46b5e1 m=0 sigcode=0", "goroutine_dump signal: SIGQUIT: quit|  signal SIGQUIT code=0 pc=0x46b5e1"),
        ("SIGABRT: abort\nPC=0x46b5e1 m=3 sigcode=18446744073709551610", "signal signal: SIGABRT: abort|  signal SIGABRT code=18446744073709551610 pc=0x46b5e1"),
        ("SIGTRAP: trace trap\nPC=0x46b5e1 m=3 sigcode=128", "signal signal: SIGTRAP: trace trap|  signal SIGTRAP code=128 pc=0x46b5e1"),
        ("SIGSEGV: segmentation violation\nPC=0x46b5e1 m=0 sigcode=1 addr=0x0\nsignal arrived during cgo execution", "signal bad_pointer: SIGSEGV: segmentation violation|  signal SIGSEGV code=1 addr=0x0 pc=0x46b5e1"),
        ("SIGILL: illegal instruction\nPC=0x46b5e1 m=0 sigcode=2\ninstruction bytes: 0xf 0xb 0x48", "signal signal: SIGILL: illegal instruction|  signal SIGILL code=2 pc=0x46b5e1"),
        // Servers and loggers.
        ("2022/04/11 11:23:00 http: panic serving 10.0.0.5:41204: boom", "http_panic explicit_panic: boom"),
        ("2022/04/11 11:23:00 http2: panic serving 10.0.0.5:41204: boom", "http_panic explicit_panic: boom"),
        ("2022/04/11 11:23:00 http: panic serving [::1]:41204: runtime error: integer divide by zero", "http_panic divide_by_zero: runtime error: integer divide by zero"),
        ("http: panic serving @: boom", "http_panic explicit_panic: boom"),
        ("2022/04/11 11:23:00.123456 server.go:12: http: panic serving 10.0.0.5:41204: net/http: abort Handler", "http_panic canceled: net/http: abort Handler"),
        ("2022/04/11 11:23:00 disk full\npanic: disk full", "panic explicit_panic: disk full"),
    ])
    func `announces a trace`(text: String, outline: String) throws {
        let lines = Outline(try readIncidents("\(text)\n\n\(Self.trace)")).lines
        #expect(lines == outline.split(separator: "|").map(String.init) + Self.traceLines)
    }

    @Test(arguments: ["\n", "\n\n"])
    func `a trace may follow the one before at once`(gap: String) throws {
        let first = "2022/04/11 11:23:00 http: panic serving 10.0.0.5:1: boom\n"
        let second = "2022/04/11 11:23:01 http: panic serving 10.0.0.6:2: bang\n"
        let text = first + Self.trace.trimmed + gap + second + Self.trace
        let lines = Outline(try readIncidents(text)).lines
        #expect(
            lines == ["http_panic explicit_panic: boom"] + Self.traceLines
                + ["http_panic explicit_panic: bang"] + Self.traceLines
        )
    }

    // swift-format-ignore
    @Test(arguments: [
        "exit status 2", "FAIL\texample.com/x\t0.012s\nFAIL", "Aborted (core dumped)",
        "signal: aborted (core dumped)", "make: *** [Makefile:4: test] Error 2",
    ])
    func `what ends a process gives nothing of its own`(line: String) throws {
        let found = try readIncidents("panic: x\n\n\(Self.trace)\(line)\n")
        #expect(Outline(found).lines == ["panic explicit_panic: x"] + Self.traceLines)
        let joined = try readIncidents("panic: xgoroutine 1 [running]:main.main() /app/main.go:12 +0x1f\(line)\n")
        #expect(joined.first.map { Outline([$0]).lines } == ["panic explicit_panic: x"] + Self.traceLines)
        #expect(joined.count == 1)
    }

    /// Registers of amd64, arm64, riscv64, ppc64 and 386, as each runtime lays them out.
    // swift-format-ignore
    @Test(arguments: [
        "rax    0xca\nrbx    0x0\nrcx    0x46b5e3\nrdx    0x0\nrdi    0x52b920\nrsi    0x80\nrbp    0x7ffd1b3c6d60\nrsp    0x7ffd1b3c6d18\nr8     0x0\nr9     0x0\nr10    0x0\nr11    0x286\nr12    0x7ffd1b3c6d48\nr13    0x0\nr14    0x52b240\nr15    0x3f\nrip    0x46b5e1\nrflags 0x286\ncs     0x33\nfs     0x0\ngs     0x0\n",
        "r0      0x0\nr1      0x4000042000\nr29     0x4000051f58\nlr      0x8c3b4\nsp      0x4000051f60\npc      0x8c3b8\nfault   0x0\n",
        "ra  0x5c1f4\tsp  0x4000051f60\ngp  0x0\ttp  0x0\nt0  0x1\tt1  0x2\na0  0x3\ta1  0x4\ns11 0x0\tt3  0x0\nt6  0x0\tpc  0x5c1f8\n",
        "r0   0x0\tr1   0xc000051f60\nr2   0x1\tr3   0x2\nr30  0xc000002380\tr31  0x0\npc   0x8c3b8\tctr  0x0\nlink 0x8c3b4\txer  0x0\nccr  0x54400002\ttrap 0xc00\n",
        "eax    0xca\nebx    0x0\necx    0x0\nedx    0x0\nedi    0x0\nesi    0x0\nebp    0x1\nesp    0x2\neip    0x3\neflags 0x286\ncs     0x73\nfs     0x0\ngs     0x33\n",
        "trap    0x0\nerror   0x0\noldmask 0x0\nr0      0x0\nr10     0x1\nfp      0x2\nip      0x3\nsp      0x4\nlr      0x5\npc      0x6\ncpsr    0x60000010\nfault   0x0\n",
    ])
    func `registers end a dump`(registers: String) throws {
        let head = "SIGQUIT: quit\nPC=0x46b5e1 m=0 sigcode=0\n\n"
        let expected = ["goroutine_dump signal: SIGQUIT: quit", "  signal SIGQUIT code=0 pc=0x46b5e1"]
        let dump = head + Self.trace + "\n" + registers
        let found = try readIncidents(dump + "level=info msg=\"after\"\n")
        #expect(Outline(found).lines == expected + Self.traceLines)
        // All of it belongs to the dump, but for its last newline.
        #expect(found.first.map { $0.source.byteOffset + $0.source.byteCount + 1 } == dump.utf8.count)
        let again = try readIncidents(dump + dump)
        #expect(Outline(again).lines == expected + Self.traceLines + expected + Self.traceLines)
        let joined = try readIncidents(Rendition.joined.render(Array((dump + "done\n").utf8)))
        #expect(Outline(joined).lines == expected + Self.traceLines)
    }

    @Test func `an unexpected return address ends no dump`() throws {
        let text = """
            fatal error: x

            goroutine 1 [running]:
            main.f(0x1)
            \t/app/main.go:7 +0x1a
            runtime: g 1: unexpected return pc for main.f called from 0x5
            stack: frame={sp:0xc00009ee40, fp:0xc00009ee60} stack=[0xc00009e000,0xc00009f000)
            0x000000c00009ed40:  0x0000000000000000  0x0000000000000000
            0x000000c00009ed50:  0x0000000000000000  0x000000c00009ed90 <main.f+0x0000000000000031>

            goroutine 2 [sleep]:
            main.g()
            \t/app/main.go:9 +0x1b

            """
        let lines = Outline(try readIncidents(text)).lines
        #expect(
            lines == [
                "fatal_error other: x", "goroutine 1 [running]",
                "  main.f(0x1) /app/main.go:7 +0x1a",
                "goroutine 2 [sleep]", "  main.g() /app/main.go:9 +0x1b",
            ]
        )
    }

    // swift-format-ignore
    @Test(arguments: [
        // No trace at all: GOTRACEBACK=none.
        ("panic: boom\n", "panic explicit_panic: boom"),
        ("panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48e132]\n",
         "panic nil_dereference: runtime error: invalid memory address or nil pointer dereference|  signal SIGSEGV code=0x1 addr=0x0 pc=0x48e132"),
        // Cut off.
        ("panic: x\n\ngoroutine 1 [running]:\n", "panic explicit_panic: x|goroutine 1 [running]"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f(0x1)\n", "panic explicit_panic: x|goroutine 1 [running]|  main.f(0x1)|truncated"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f(0x1)\n\t/app/main.go:7 +0x1a\ncreated by main.main\n", "panic explicit_panic: x|goroutine 1 [running]|  main.f(0x1) /app/main.go:7 +0x1a|  created by main.main|truncated"),
    ])
    func `a partial text is read as far as it goes`(text: String, outline: String) throws {
        let lines = Outline(try readIncidents(text)).lines
        #expect(lines == outline.split(separator: "|").map(String.init))
    }
}

extension String {
    fileprivate var trimmed: String {
        hasSuffix("\n") ? String(dropLast()) : self
    }
}
