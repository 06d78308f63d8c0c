import Testing
import TraceParse

/// Where an offset ends and the next name begins, when nothing stands between.
struct SeamTests {
    // swift-format-ignore
    @Test(arguments: [
        // The name is its own file's directory.
        ("main.a() /app/a.go:1 +0xc5bsc-wallet/router/handler.BlockInfo(0x1) /go/src/bsc-wallet/router/handler/wallethandler.go:395 +0x27e", "main.a +0xc5|bsc-wallet/router/handler.BlockInfo +0x27e"),
        ("main.a() /app/a.go:1 +0xc5edeadbeef/api.(*S).Serve(0x1) /src/deadbeef/api/s.go:3 +0x2", "main.a +0xc5e|deadbeef/api.(*S).Serve +0x2"),
        ("main.a() /app/a.go:1 +0xc5deadbeef/api.(*S).Serve(0x1) /src/deadbeef/api/s.go:3 +0x2", "main.a +0xc5|deadbeef/api.(*S).Serve +0x2"),
        ("main.a() /app/a.go:1 +0xae2e.Run(0x1) /src/e2e/run.go:3 +0x2", "main.a +0xa|e2e.Run +0x2"),
        ("main.a() /app/a.go:1 +0x1ffacade.Open(0x1) /src/facade/open.go:3 +0x2", "main.a +0x1f|facade.Open +0x2"),
        ("main.a() /app/a.go:1 +0x5ac2pa.org/x.Sign(0x1) /src/c2pa.org/x/sign.go:3 +0x2", "main.a +0x5a|c2pa.org/x.Sign +0x2"),
        ("main.a() /app/a.go:1 +0x5ac2pa.org/x.Sign(0x1) /go/pkg/mod/c2pa.org/x@v0.1.0/sign.go:3 +0x2", "main.a +0x5a|c2pa.org/x.Sign +0x2"),
        ("main.a() /app/a.go:1 +0x5aexample.com/acme/store.Get(0x1) /go/pkg/mod/example.com/acme@v1.0.0/store/get.go:3 +0x2", "main.a +0x5a|example.com/acme/store.Get +0x2"),
        ("main.a() /app/a.go:1 +0xddb.Open(0x1) /src/db/open.go:3 +0x2", "main.a +0xd|db.Open +0x2"),
        ("main.a() /app/a.go:1 +0x12cdb.Open(0x1) /src/db/open.go:3 +0x2", "main.a +0x12c|db.Open +0x2"),
        ("main.a() /app/a.go:1 +0x12abc.Open(0x1) /src/abc/open.go:3 +0x2", "main.a +0x12|abc.Open +0x2"),
        // The first element is a package of the standard library.
        ("main.a() /app/a.go:1 +0x5abufio.(*Reader).fill(0x1) /usr/local/go/src/bufio/bufio.go:113 +0x103", "main.a +0x5a|bufio.(*Reader).fill +0x103"),
        ("main.a() /app/a.go:1 +0x5acontainer/heap.Pop({0x1, 0x2}) /usr/local/go/src/container/heap/heap.go:61 +0x3c", "main.a +0x5a|container/heap.Pop +0x3c"),
        ("main.a() /app/a.go:1 +0xccontainer/heap.Pop({0x1, 0x2}) container/heap/heap.go:61 +0x3c", "main.a +0xc|container/heap.Pop +0x3c"),
        ("main.a() /app/a.go:1 +0x5aencoding/json.Marshal({0x1, 0x2}) /usr/local/go/src/encoding/json/encode.go:161 +0x3c", "main.a +0x5a|encoding/json.Marshal +0x3c"),
        ("main.a() /app/a.go:1 +0xfefmt.Fprintf({0x1, 0x2}) /usr/local/go/src/fmt/print.go:225 +0x97", "main.a +0xfe|fmt.Fprintf +0x97"),
        ("main.a() /app/a.go:1 +0x1bbytes.(*Buffer).Write(0x1) /usr/local/go/src/bytes/buffer.go:1 +0x97", "main.a +0x1b|bytes.(*Buffer).Write +0x97"),
        ("main.a() /app/a.go:1 +0x1bcrypto/tls.(*Conn).Write(0x1) /usr/local/go/src/crypto/tls/conn.go:1 +0x97", "main.a +0x1b|crypto/tls.(*Conn).Write +0x97"),
        ("main.a() /app/a.go:1 +0x1cdatabase/sql.(*DB).Query(0x1) /usr/local/go/src/database/sql/sql.go:1 +0x97", "main.a +0x1c|database/sql.(*DB).Query +0x97"),
        ("main.a() /app/a.go:1 +0x2dcontext.AfterFunc(0x1) /usr/local/go/src/context/context.go:1 +0x97", "main.a +0x2d|context.AfterFunc +0x97"),
        ("main.a() /app/a.go:1 +0x2aerrors.Is(0x1) /usr/local/go/src/errors/wrap.go:1 +0x97", "main.a +0x2a|errors.Is +0x97"),
        // A program counter has one width.
        ("main.a() /app/a.go:1 +0x5 fp=0x1 sp=0x2 pc=0x43a5bdbufio.(*Reader).fill(0x1) /usr/local/go/src/bufio/bufio.go:113 +0x103 fp=0x1 sp=0x2 pc=0x43a5be", "main.a +0x5|bufio.(*Reader).fill +0x103"),
        ("main.a() /app/a.go:1 +0x5 fp=0x1 sp=0x2 pc=0x43a5bemain.b() /app/a.go:2 +0x6 fp=0x1 sp=0x2 pc=0x43a5bdexample.com/x.F() /app/x/f.go:3 +0x7 fp=0x1 sp=0x2 pc=0x43a5bf", "main.a +0x5|main.b +0x6|example.com/x.F +0x7"),
        // The line ends the position: digits belong to the line, or to a name's first element.
        ("main.a(...) /app/a.go:1bufio.(*Reader).fill(0x1) /usr/local/go/src/bufio/bufio.go:113 +0x103", "main.a|bufio.(*Reader).fill +0x103"),
        ("main.a(...) /app/a.go:12example.com/x.F() /app/x/f.go:3 +0x7", "main.a|example.com/x.F +0x7"),
        // First letters that are no digits.
        ("main.a() /app/a.go:1 +0x5amain.b() /app/a.go:2 +0x6", "main.a +0x5a|main.b +0x6"),
        ("main.a() /app/a.go:1 +0x5aruntime.goexit() /usr/local/go/src/runtime/asm_amd64.s:1598 +0x1", "main.a +0x5a|runtime.goexit +0x1"),
        ("main.a() /app/a.go:1 +0x5agithub.com/x/y.F() /go/pkg/mod/github.com/x/y@v1.0.0/f.go:2 +0x6", "main.a +0x5a|github.com/x/y.F +0x6"),
        ("main.a() /app/a.go:1 +0x5apanic({0x1, 0x2}) /usr/local/go/src/runtime/panic.go:890 +0x262", "main.a +0x5a|panic +0x262"),
        // A host that is known to hold packages.
        ("main.a() a.go:1 +0x5aexample.com/x.B() b.go:2 +0x6", "main.a +0x5a|example.com/x.B +0x6"),
        // Known elsewhere in the same incident, before or after, on a path that says nothing.
        ("example.com/x.A() a.go:1 +0x5aexample.com/x.B() b.go:2 +0x6", "example.com/x.A +0x5a|example.com/x.B +0x6"),
        ("main.a() a.go:1 +0x5aexample.com/x.B() b.go:2 +0x6created by example.com/x.C c.go:3 +0x7", "main.a +0x5a|example.com/x.B +0x6"),
        ("main.a() a.go:1 +0x5aexample.com/x.B(...) b.go:2example.com/x.C() c.go:3 +0x7", "main.a +0x5a|example.com/x.B|example.com/x.C +0x7"),
    ])
    func `is cut where the name begins`(frames: String, outline: String) throws {
        let found = try readIncidents("goroutine 1 [running]:\(frames)\n").flatMap(\.goroutines)
        let lines = found.flatMap(\.frames).map(describe)
        #expect(lines == outline.split(separator: "|").map(String.init))
    }

    /// Nothing tells where the name begins: the shortest offset that may be is not known.
    // swift-format-ignore
    @Test(arguments: [
        "main.a() a.go:1 +0x5aexamples.dev/x.B() b.go:2 +0x6",
        "main.a() a.go:1 +0x5adeadbeef/api.B() b.go:2 +0x6",
        "main.a() a.go:1 +0x5abb.org/api.B() b.go:2 +0x6",
        "main.a() a.go:1 +0x5abb.org/api.B() /srv/b.go:2 +0x6",
        "main.a() a.go:1 +0x5ac2sp.org/x.B() b.go:2 +0x6",
        "main.a() /srv/a.go:1 +0x5afaade.B() /srv/b.go:2 +0x6",
    ])
    func `a tie is marked`(frames: String) throws {
        let found = try readIncidents("goroutine 1 [running]:\(frames)\n").flatMap(\.goroutines)
        let read = found.flatMap(\.frames)
        #expect(read.count == 2)
        #expect(read.map(\.ambiguous) == [false, true])
        #expect(read.last?.file?.hasSuffix("b.go") == true)
        #expect(read.last?.offset == 6)
    }

    /// What follows a trace at once, in joined text.
    // swift-format-ignore
    @Test(arguments: [
        ("2026/11/22 17:24:00 next", 0x4db), ("2026-11-22T17:24:00Z next", 0x4db),
        ("exit status 2", 0x4db), ("exit status 2\n", 0x4db), ("fatal error: x", 0x4db),
        ("127.0.0.2 - - [22/Nov/2026:17:24:00 +0000] \"GET / HTTP/1.1\" 200 66", 0x4db),
        ("10.4.0.7 - - [22/Nov/2026:17:24:00 +0000] \"GET / HTTP/1.1\" 200 66", 0x4db),
        ("{\"level\":\"info\",\"msg\":\"ok\"}", 0x4db), ("rax    0x0\nrbx    0x1\n", 0x4db),
        ("eax    0x0\nebx    0x1\n", 0x4db), ("panic: y", 0x4db), ("goroutine 7 [idle]:", 0x4db),
        ("created by main.start /app/a.go:3 +0x7", 0x4db),
        ("created by main.start in goroutine 1 /app/a.go:3 +0x7", 0x4db),
        ("...54 frames elided...", 0x4db), ("[GIN] 2026/11/22 - 17:24:00 | 200", 0x4db),
        ("time=\"2026-11-22T17:24:00Z\" level=info msg=ok", 0x4db), ("level=info msg=ok", 0x4db),
    ])
    func `is cut before what follows a trace`(after: String, offset: Int) throws {
        let text = "panic: xgoroutine 1 [running]:main.a() /app/a.go:1 +0x4db\(after)\n"
        let frames = try readIncidents(text).first?.goroutines.first?.frames ?? []
        #expect(frames.map(\.function) == ["main.a"])
        #expect(frames.first?.offset == offset)
    }

    /// A creator's offset touches the next header, announcement or record.
    // swift-format-ignore
    @Test(arguments: [
        "goroutine 7 [idle]:main.b() /app/a.go:2 +0x6", "exit status 2", "2026/11/22 17:24:00 next",
        "2026/11/22 17:24:00 http: panic serving 10.0.0.5:1: boom", "127.0.0.2 - - [22/Nov/2026:17:24:00 +0000] \"GET\"",
    ])
    func `is cut behind a creator`(after: String) throws {
        let text = "panic: xgoroutine 1 [running]:main.a() /app/a.go:1 +0x1created by net/http.(*Server).Serve /usr/local/go/src/net/http/server.go:3102 +0x4db\(after)\n"
        let creator = try readIncidents(text).first?.goroutines.first?.createdBy
        #expect(creator?.location.line == 3102)
        #expect(creator?.offset == 0x4db)
    }

    private func describe(_ frame: Frame) -> String {
        let offset = frame.offset.map { " +0x\(String($0, radix: 16))" } ?? ""
        return frame.function + offset + (frame.ambiguous ? " ambiguous" : "")
    }
}
