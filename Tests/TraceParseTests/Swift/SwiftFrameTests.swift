import Testing
import TraceParse

/// What a frame's row may hold.
struct SwiftFrameTests {
    /// A row's body and what it says: function, offset, image, file, line, column.
    struct Row: CustomStringConvertible {
        var body: String
        var says: String

        var description: String { body }
    }

    @Test(arguments: [
        Row(body: "f(_:) + 12 in app", says: "f(_:)|12|app|-|-|-"),
        Row(body: "f(_:) - 4 in app", says: "f(_:)|-4|app|-|-|-"),
        Row(body: "f() + 1 in app at /a/b.swift:3:4", says: "f()|1|app|/a/b.swift|3|4"),
        Row(body: "f() + 1 in app at /a/b.swift:3", says: "f()|1|app|/a/b.swift|3|-"),
        Row(body: "f() + 1 in app at /a/b.swift", says: "f()|1|app|/a/b.swift|-|-"),
        Row(body: "f() in app at src/b.swift:50", says: "f()|-|app|src/b.swift|50|-"),
        Row(
            body: "main() in app at //<compiler-generated>",
            says: "main()|-|app|//<compiler-generated>|-|-"
        ),
        Row(body: "+ infix(_:_:) + 221 in app", says: "+ infix(_:_:)|221|app|-|-|-"),
        Row(
            body: "static Vec.+ infix(_:_:) + 9 in app at /v.swift:1:2",
            says: "static Vec.+ infix(_:_:)|9|app|/v.swift|1|2"
        ),
        Row(
            body: "static Comparable.... infix(_:_:) + 9 in app",
            says: "static Comparable.... infix(_:_:)|9|app|-|-|-"
        ),
        Row(body: "closure #1 in  + 113 in app", says: "closure #1 in|113|app|-|-|-"),
        Row(
            body: "pick #1 <A>(_:) in Outer.take(_:from:) + 7 in app at /x.swift:8:9",
            says: "pick #1 <A>(_:) in Outer.take(_:from:)|7|app|/x.swift|8|9"
        ),
        Row(
            body: "std::map<int, std::less<int> >::at(int const&) + 40 in libx.so",
            says: "std::map<int, std::less<int> >::at(int const&)|40|libx.so|-|-|-"
        ),
        Row(
            body: "f() + 2 in ledger in test at /work in progress at home + 3 in/m.swift:70:42",
            says: "f()|2|ledger in test|/work in progress at home + 3 in/m.swift|70|42"
        ),
        Row(
            body: "$s6orders5total_4ruleSiAA5OrderV_xtF + 5 in app",
            says: "$s6orders5total_4ruleSiAA5OrderV_xtF|5|app|-|-|-"
        ),
        Row(
            body: "Zähler.größer(als:) + 5 in app at /häuser/ü.swift:1:1",
            says: "Zähler.größer(als:)|5|app|/häuser/ü.swift|1|1"
        ),
        Row(
            body: "Swift runtime failure: arithmetic overflow in app at //<compiler-generated>",
            says: "Swift runtime failure: arithmetic overflow|-|app|//<compiler-generated>|-|-"
        ),
    ])
    func `a body has its parts`(row: Row) throws {
        for rendition in [Rendition.none, .joined, .escapedN, .rsyslog] {
            let frames = try frames(of: row.body, rendition)
            #expect(frames.count == 3, "\(rendition)")
            #expect(frames.dropFirst().first == row.says, "\(rendition)")
            #expect(frames.last == "main|4389|app|/srv/m.swift|93|21", "\(rendition)")
        }
    }

    /// Digits that touch the next number belong to the row before it, as many as are not due.
    @Test(arguments: [1, 9, 10, 11, 99, 100, 640])
    func `the number that is due cuts the seam`(count: Int) throws {
        let rows = (0..<count).map { index in
            let address = "0x" + String(repeating: "0", count: 8) + String(10_000_000 + index)
            return
                "\(index) [ra] \(address) f\(index)() + 1\(index) in app at /s.swift:1\(index):1\(index)"
        }
        let found = try readIncidents(crash(rows).replacing("\n", with: ""))
        let frames = try #require(found.first?.threads.first?.frames)
        #expect(frames.map(\.index) == Array(0..<count))
        #expect(frames.map(\.column) == (0..<count).map { Int("1\($0)") })
        #expect(frames.map(\.function) == (0..<count).map { "f\($0)()" })
    }

    @Test(arguments: [Rendition.none, .joined, .space, .escapedN])
    func `marks tell the kind`(rendition: Rendition) throws {
        let text = crash([
            "0 [inlined] [system] 0x0000000000000010 g() in app at //<compiler-generated>",
            "1                    0x0000000000000010 f() + 2 in app at /a.swift:1:2",
            "2 [ra] [thunk]       0x0000000000000020 thunk + 2 in app at //<compiler-generated>",
            "3 [async]            0x0000000000000030 levelB(_:) in app at /a.swift:50",
            "4 [async]            null",
            "5 [ra]               0x0000000000000040 main + 3 in app",
            "...",
        ])
        let found = try readIncidents(rendition.render(Array(text.utf8)))
        let frames = try #require(found.first?.threads.first?.frames)
        #expect(frames.map(\.kind) == ["pc", "pc", "ra", "async", "async", "ra", "truncated"])
        #expect(frames.map(\.inlined) == [true, false, false, false, false, false, false])
        #expect(frames.map(\.address).dropLast().last == "0x0000000000000040")
        #expect(frames[4].address == nil)
        #expect(frames[4].function == nil)
        #expect(frames[3].column == nil)
    }

    @Test(arguments: [Rendition.none, .joined, .space])
    func `numbers jump where frames were left out`(rendition: Rendition) throws {
        let text = crash([
            "    0      0x0000000000000010 f() + 2 in app at /a.swift:1:2",
            "...",
            "87302 [ra] 0x0000000000000020 f() + 3 in app at /a.swift:4:5",
            "87303 [ra] 0x0000000000000030 main + 3 in app at /a.swift:6:7",
            "...",
        ])
        let found = try readIncidents(rendition.render(Array(text.utf8)))
        let frames = try #require(found.first?.threads.first?.frames)
        #expect(frames.map(\.kind) == ["pc", "omitted", "ra", "ra", "truncated"])
        #expect(frames.map(\.index) == [0, nil, 87302, 87303, nil])
        #expect(frames.map(\.column) == [2, nil, 5, 7, nil])
    }

    /// The frames of a crash whose second row has a body.
    private func frames(of body: String, _ rendition: Rendition) throws -> [String] {
        let text = crash([
            "  0      0x0000000000000010 g() + 623 in libswiftCore.so",
            "  1 [ra] 0x0000000000000020 \(body)",
            "  2 [ra] 0x0000000000000030 main + 4389 in app at /srv/m.swift:93:21",
            "...",
        ])
        let found = try readIncidents(rendition.render(Array(text.utf8)))
        let frames = found.first?.threads.first?.frames ?? []
        return frames.filter { $0.kind != "truncated" }.map(describe)
    }

    private func describe(_ frame: CrashFrame) -> String {
        let numbers = [frame.line, frame.column].map { $0.map(String.init) ?? "-" }
        let parts = [
            frame.function ?? "-", frame.offset.map(String.init) ?? "-", frame.image ?? "-",
            frame.file ?? "-",
        ]
        return (parts + numbers).joined(separator: "|")
    }
}

/// A crash with these rows as its only thread.
func crash(_ rows: [String], message: String = "a/a.swift:1: Fatal error: boom") -> String {
    """
    \(message)

    *** Signal 4: Backtracing from 0x7ffff796df7f... done ***

    *** Program crashed: Illegal instruction at 0x00007ffff796df7f ***

    Platform: x86_64 Linux (Debian GNU/Linux 12 (bookworm))

    Thread 0 "app" crashed:

    \(rows.joined(separator: "\n"))


    Registers:

    rax 0x0000000000000000  0
    r10 0x3ec67a84f51665b8  27 20 02 00 50 55 00 00  ' ··PU··

    rflags 0x0000000000010206  PF

    cs 0x0033  fs 0x0000  gs 0x0000


    Images (12 omitted):

    0x0000000000000010–0x0000000000000090 be8511845af663174ea8859d app /srv/bin/app

    Backtrace took 0.08s

    """
}
