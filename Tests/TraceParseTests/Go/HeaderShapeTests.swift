import Testing
import TraceParse

/// The line that begins a goroutine, in every form that a Go runtime prints.
struct HeaderShapeTests {
    // swift-format-ignore
    @Test(arguments: [
        ("goroutine 1 [running]:", "goroutine 1 [running]"),
        ("goroutine 18446744 [running]:", "goroutine 18446744 [running]"),
        ("goroutine 0 [idle]:", "goroutine 0 [idle]"),
        ("goroutine 7 [chan send, 100 minutes]:", "goroutine 7 [chan send, 100 minutes]"),
        ("goroutine 7 [chan receive, locked to thread]:", "goroutine 7 [chan receive, locked]"),
        ("goroutine 7 [select, 101 minutes, locked to thread]:", "goroutine 7 [select, 101 minutes, locked]"),
        ("goroutine 7 [garbage collection]:", "goroutine 7 [garbage collection]"),
        ("goroutine 7 [IO wait]:", "goroutine 7 [IO wait]"),
        ("goroutine 7 [IO wait, 1 minutes]:", "goroutine 7 [IO wait, 1 minutes]"),
        ("goroutine 7 [syscall]:", "goroutine 7 [syscall]"),
        ("goroutine 17 [syscall, locked to thread]:", "goroutine 17 [syscall, locked]"),
        ("goroutine 7 [sleep]:", "goroutine 7 [sleep]"),
        ("goroutine 7 [semacquire, 3 minutes]:", "goroutine 7 [semacquire, 3 minutes]"),
        ("goroutine 7 [runnable]:", "goroutine 7 [runnable]"),
        ("goroutine 7 [runnable, locked to thread]:", "goroutine 7 [runnable, locked]"),
        ("goroutine 7 [dead]:", "goroutine 7 [dead]"),
        ("goroutine 7 [copystack]:", "goroutine 7 [copystack]"),
        ("goroutine 7 [preempted]:", "goroutine 7 [preempted]"),
        ("goroutine 7 [???]:", "goroutine 7 [???]"),
        ("goroutine 3 [GC sweep wait]:", "goroutine 3 [GC sweep wait]"),
        ("goroutine 4 [GC scavenge wait]:", "goroutine 4 [GC scavenge wait]"),
        ("goroutine 5 [finalizer wait, 12 minutes]:", "goroutine 5 [finalizer wait, 12 minutes]"),
        ("goroutine 2 [force gc (idle)]:", "goroutine 2 [force gc (idle)]"),
        ("goroutine 9 [GC worker (idle), 7 minutes]:", "goroutine 9 [GC worker (idle), 7 minutes]"),
        ("goroutine 6 [GOMAXPROCS updater (idle)]:", "goroutine 6 [GOMAXPROCS updater (idle)]"),
        ("goroutine 7 [select (no cases)]:", "goroutine 7 [select (no cases)]"),
        ("goroutine 7 [chan receive (nil chan)]:", "goroutine 7 [chan receive (nil chan)]"),
        ("goroutine 7 [chan send (nil chan), 9 minutes]:", "goroutine 7 [chan send (nil chan), 9 minutes]"),
        ("goroutine 7 [sync.Mutex.Lock]:", "goroutine 7 [sync.Mutex.Lock]"),
        ("goroutine 7 [sync.RWMutex.RLock, 2 minutes]:", "goroutine 7 [sync.RWMutex.RLock, 2 minutes]"),
        ("goroutine 7 [sync.WaitGroup.Wait]:", "goroutine 7 [sync.WaitGroup.Wait]"),
        ("goroutine 7 [chan receive (scan)]:", "goroutine 7 [chan receive (scan)]"),
        ("goroutine 7 [chan receive (leaked)]:", "goroutine 7 [chan receive (leaked)]"),
        ("goroutine 7 [chan receive (leaked) (scan), 5 minutes]:", "goroutine 7 [chan receive (leaked) (scan), 5 minutes]"),
        ("goroutine 7 [sleep (durable), synctest bubble 3]:", "goroutine 7 [sleep (durable), bubble 3]"),
        ("goroutine 7 [chan receive (nil chan) (durable), 4 minutes, synctest bubble 1]:", "goroutine 7 [chan receive (nil chan) (durable), 4 minutes, bubble 1]"),
        ("goroutine 7 [select, locked to thread, synctest bubble 22]:", "goroutine 7 [select, locked, bubble 22]"),
        ("goroutine 7 [running, a detail of a later version]:", "goroutine 7 [running]"),
        ("goroutine 1 gp=0xc000002380 m=0 mp=0x52b7e0 [running]:", "goroutine 1 [running]"),
        ("goroutine 0 gp=0x52b240 m=0 mp=0x52b7e0 [idle]:", "goroutine 0 [idle]"),
        ("goroutine 2 gp=0xc000002e00 m=nil [force gc (idle)]:", "goroutine 2 [force gc (idle)]"),
        ("goroutine 2 gp=0xc000002e00 m=nil [force gc (idle), 3 minutes]:", "goroutine 2 [force gc (idle), 3 minutes]"),
        ("goroutine 9 gp=0xc000002e00 m=4 mp=0xc0000680e8 [syscall, locked to thread]:", "goroutine 9 [syscall, locked]"),
        (#"goroutine 1 [running labels:{"k": "v"}]:"#, #"goroutine 1 [running] {"k": "v"}"#),
        (#"goroutine 1 [select, 2 minutes labels:{"a": "b", "c": "d"}]:"#, #"goroutine 1 [select, 2 minutes] {"a": "b", "c": "d"}"#),
        (#"goroutine 1 [running, locked to thread labels:{"k": "]}:"}]:"#, #"goroutine 1 [running, locked] {"k": "]}:"}"#),
        (#"goroutine 1 [running] {k: "v"}:"#, #"goroutine 1 [running] {k: "v"}"#),
        (#"goroutine 1 [running] {k: v, other: "a b"}:"#, #"goroutine 1 [running] {k: v, other: "a b"}"#),
        (#"goroutine 1 [select, 3 minutes] {k: "]: {}", l: "q\"}"}:"#, #"goroutine 1 [select, 3 minutes] {k: "]: {}", l: "q\"}"}"#),
        (#"goroutine 1 gp=0xc000002380 m=nil [select] {k: "v"}:"#, #"goroutine 1 [select] {k: "v"}"#),
        ("goroutine 23 []:", "goroutine 23 []"),
    ])
    func `says what it says`(header: String, outline: String) throws {
        let trace = "\(header)\nmain.main()\n\t/app/main.go:12 +0x1f\n"
        let expected = ["goroutine_dump -", outline, "  main.main() /app/main.go:12 +0x1f"]
        #expect(Outline(try readIncidents(trace)).lines == expected)
        let joined = "\(header)main.main() /app/main.go:12 +0x1f"
        #expect(Outline(try readIncidents(joined)).lines == expected)
    }

    @Test func `stands below a long line of something else`() throws {
        let junk = String(repeating: "junk ", count: 14_000)
        let trace = "goroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1f\n"
        let lines = Outline(try readIncidents("\(junk)\n\(trace)")).lines
        let expected = ["goroutine 1 [running]", "  main.main() /app/main.go:12 +0x1f"]
        #expect(lines.suffix(2) == expected)
    }

    // swift-format-ignore
    @Test(arguments: [
        "goroutine ", "goroutine 1", "goroutine 1 ", "goroutine x [running]:", "goroutine 1 [running]",
        "goroutine 1 running:", "goroutine 1 [running:", "goroutine 1 [run\u{7}ning]:", "goroutine -1 [running]:",
        "goroutine 1 gp= m=0 [running]:", "goroutine 1 [running] {k: v:", "goroutine 1[running]:",
        "goroutine 99999999999999999999999 [running]:", "goroutines 1 [running]:",
        "goroutine profile: total 5", "Goroutine 7 (running) created at:",
    ])
    func `is no header`(header: String) throws {
        let found = try readIncidents("\(header)\n")
        #expect(found.isEmpty)
    }

    // swift-format-ignore
    @Test(arguments: [
        // Indented, the same on every line, as a listing in a report is.
        ("  goroutine 1 [running]:\n  main.main()\n  \t/app/main.go:12 +0x1f\n",
         "goroutine_dump -|goroutine 1 [running]|  main.main() /app/main.go:12 +0x1f"),
        ("\tgoroutine 1 [running]:\n\tmain.main()\n\t\t/app/main.go:12 +0x1f\n",
         "goroutine_dump -|goroutine 1 [running]|  main.main() /app/main.go:12 +0x1f"),
        ("goroutine 1 [running]:\r\nmain.main()\r\n\t/app/main.go:12 +0x1f\r\n\r\n",
         "goroutine_dump -|goroutine 1 [running]|  main.main() /app/main.go:12 +0x1f"),
        // Two headers with nothing between them: the first goroutine has no frames.
        ("goroutine 1 [running]:\n\ngoroutine 2 [idle]:\nmain.main()\n\t/app/main.go:12 +0x1f\n",
         "goroutine_dump -|goroutine 1 [running]|goroutine 2 [idle]|  main.main() /app/main.go:12 +0x1f"),
        ("goroutine 1 [running]:goroutine 2 [idle]:main.main() /app/main.go:12 +0x1f\n",
         "goroutine_dump -|goroutine 1 [running]|goroutine 2 [idle]|  main.main() /app/main.go:12 +0x1f"),
        // Goroutine 0 is one of each thread; any other id begins a new dump when it recurs.
        ("goroutine 0 [idle]:\nmain.a()\n\t/app/main.go:1 +0x1\n\ngoroutine 0 [idle]:\nmain.b()\n\t/app/main.go:2 +0x2\n",
         "goroutine_dump -|goroutine 0 [idle]|  main.a() /app/main.go:1 +0x1|goroutine 0 [idle]|  main.b() /app/main.go:2 +0x2"),
        ("goroutine 5 [idle]:\nmain.a()\n\t/app/main.go:1 +0x1\n\ngoroutine 5 [idle]:\nmain.b()\n\t/app/main.go:2 +0x2\n",
         "goroutine_dump -|goroutine 5 [idle]|  main.a() /app/main.go:1 +0x1|goroutine_dump -|goroutine 5 [idle]|  main.b() /app/main.go:2 +0x2"),
        // The runtime's own stack has no number.
        ("fatal error: x\n\nruntime stack:\nruntime.throw({0x1?, 0x2?})\n\t/usr/local/go/src/runtime/panic.go:1047 +0x5d\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1f\n",
         "fatal_error other: x|runtime stack|  runtime.throw({0x1?, 0x2?}) /usr/local/go/src/runtime/panic.go:1047 +0x5d|goroutine 1 [running]|  main.main() /app/main.go:12 +0x1f"),
        ("fatal error: x\n\nruntime stack:\nruntime.throw({0x1?, 0x2?})\n\t/usr/local/go/src/runtime/panic.go:1047 +0x5d fp=0x7ffd8 sp=0x7ffa8 pc=0x43a5bd\n\ngoroutine 1 gp=0xc000002380 m=nil [sleep]:\nmain.main()\n\t/app/main.go:12 +0x1f fp=0xc00009ee88 sp=0xc00009ee50 pc=0x43a5bd\n",
         "fatal_error other: x|runtime stack|  runtime.throw({0x1?, 0x2?}) /usr/local/go/src/runtime/panic.go:1047 +0x5d|goroutine 1 [sleep]|  main.main() /app/main.go:12 +0x1f"),
        // The stack of a goroutine that runs elsewhere cannot be had.
        ("goroutine 5 [running]:\n\tgoroutine running on other thread; stack unavailable\ncreated by main.main\n\t/app/main.go:9 +0x25\n",
         "goroutine_dump -|goroutine 5 [running]|  created by main.main /app/main.go:9 +0x25"),
        ("goroutine 5 [running]:\n\tgoroutine running on other thread; stack unavailable\ncreated by main.main in goroutine 1\n\t/app/main.go:9 +0x25\n\ngoroutine 6 [idle]:\nmain.b()\n\t/app/main.go:2 +0x2\n",
         "goroutine_dump -|goroutine 5 [running]|  created by main.main in 1 /app/main.go:9 +0x25|goroutine 6 [idle]|  main.b() /app/main.go:2 +0x2"),
        ("goroutine 5 [running]:\n\tgoroutine running on other thread; stack unavailable\n\ngoroutine 6 [idle]:\nmain.b()\n\t/app/main.go:2 +0x2\n",
         "goroutine_dump -|goroutine 5 [running]|goroutine 6 [idle]|  main.b() /app/main.go:2 +0x2"),
        ("goroutine 5 [running]: goroutine running on other thread; stack unavailablecreated by main.main /app/main.go:9 +0x25\n",
         "goroutine_dump -|goroutine 5 [running]|  created by main.main /app/main.go:9 +0x25"),
        // Ancestors, the nearest first.
        ("goroutine 20 [running]:\nmain.c()\n\t/app/main.go:3 +0x25\ncreated by main.b in goroutine 19\n\t/app/main.go:2 +0x26\n[originating from goroutine 19]:\nmain.b(...)\n\t/app/main.go:2 +0x26\ncreated by main.main\n\t/app/main.go:1 +0x27\n[originating from goroutine 1]:\nmain.main(...)\n\t/app/main.go:1 +0x27\n",
         "goroutine_dump -|goroutine 20 [running]|  main.c() /app/main.go:3 +0x25|  created by main.b in 19 /app/main.go:2 +0x26|ancestor 19|  main.b(...) /app/main.go:2 +0x26|  created by main.main /app/main.go:1 +0x27|ancestor 1|  main.main(...) /app/main.go:1 +0x27"),
        ("goroutine 20 [running]:main.c() /app/main.go:3 +0x25created by main.b /app/main.go:2 +0x26[originating from goroutine 19]:main.b(...) /app/main.go:2 +0x26\n",
         "goroutine_dump -|goroutine 20 [running]|  main.c() /app/main.go:3 +0x25|  created by main.b /app/main.go:2 +0x26|ancestor 19|  main.b(...) /app/main.go:2 +0x26"),
        ("goroutine 20 [running]:\nmain.c()\n\t/app/main.go:3 +0x25\n[originating from goroutine 19]:\n",
         "goroutine_dump -|goroutine 20 [running]|  main.c() /app/main.go:3 +0x25|ancestor 19"),
        // Threads of a crash, each after a row of dashes.
        ("SIGABRT: abort\nPC=0x46b5e1 m=0 sigcode=0\n\ngoroutine 1 gp=0xc000002380 m=nil [sleep]:\nmain.main()\n\t/app/main.go:12 +0x1f\n\nrax    0x0\nrbx    0x1\n\n-----\n\nSIGABRT: abort\nPC=0x46b5e1 m=1 sigcode=0\n\ngoroutine 0 gp=0xc000100000 m=1 mp=0xc000080008 [idle]:\nruntime.futex()\n\t/usr/local/go/src/runtime/sys_linux_amd64.s:557 +0x21\nrax    0x0\n-----\n",
         "signal signal: SIGABRT: abort|  signal SIGABRT code=0 pc=0x46b5e1|goroutine 1 [sleep]|  main.main() /app/main.go:12 +0x1f|goroutine 0 [idle]|  runtime.futex() /usr/local/go/src/runtime/sys_linux_amd64.s:557 +0x21"),
    ])
    func `stands in a trace`(text: String, outline: String) throws {
        let lines = Outline(try readIncidents(text)).lines
        #expect(lines == outline.split(separator: "|").map(String.init))
    }
}
