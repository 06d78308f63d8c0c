import CByteScan
import Testing

@testable import TraceParse

/// Rows of tables that are read in one call.
struct ByteRowsTests {
    private static let rest = String(repeating: "\n", count: 200)

    @Test(arguments: [
        ("\n0 0x0000555555558ba6 main + 1 in app\n", 0, 0, " main + 1 in app\n"),
        ("\n12                   [ra] 0x0000555555558ba6 f\n", 12, 1, " f\n"),
        ("\n  3 [async] [system] 0xffffffffffffffff\n", 3, 18, "\n"),
        ("\n4 [inlined]\u{20}[thunk] 0x000055555555abcd x\r\n", 4, 12, " x\r\n"),
    ])
    func `the head of a frame is read`(row: String, index: Int, marks: Int, body: String) throws {
        let bytes = Array((row + Self.rest).utf8)
        let found = try #require(head(bytes))
        #expect(found.index == UInt32(index))
        #expect(found.marks == UInt8(marks))
        #expect(String(decoding: bytes[Int(found.body)...], as: UTF8.self) == body + Self.rest)
        #expect(found.body - found.address == 18)
    }

    @Test(arguments: [
        "0 0x0000555555558ba6 main\n", "\n0x0000555555558ba6 main\n", "\n0 [ra] main\n",
        "\n0 0x555555558ba6 main\n", "\n0 0x0000555555558BA6 main\n",
        "\n0 [to] 0x0000555555558ba6\n",
        "\n123456789 0x0000555555558ba6 main\n", "\n0[ra] 0x0000555555558ba6 main\n",
        "\n" + String(repeating: " ", count: 190) + "0 0x0000555555558ba6 main\n",
    ])
    func `another row is left to others`(row: String) {
        #expect(head(Array((row + Self.rest).utf8)) == nil)
    }

    @Test func `a row without address is bare`() throws {
        let bytes = Array(("\n  7 main in app at /m.swift:1:2" + Self.rest).utf8)
        let found = try #require(head(bytes))
        #expect(found.index == 7)
        #expect((found.address, found.body) == (5, 5))
    }

    @Test func `a row near the end is left to others`() {
        let bytes = Array(("\n0 0x0000555555558ba6 f" + Self.rest).utf8)
        #expect(head(Array(bytes.prefix(192))) != nil)
        #expect(head(Array(bytes.prefix(191))) == nil)
    }

    @Test(arguments: [
        ("{}", 2), ("{} ", 2), (#"{"a": [1, -2.5e+3, {"b": null}]}, 7"#, 32),
        (#"["\"]", "\\"]]"#, 13), (#"["}{]["]"#, 8),
        (#"["a string of some length", "a longer one\\", "and an \"escape\" in it"]  "#, 72),
    ])
    func `an object or a list of JSON ends`(text: String, end: Int) {
        let bytes = Array((text + " ").utf8)
        #expect(afterJSON(bytes, deepest: 8) == end)
    }

    @Test(arguments: ["{", #"{"a"#, #"{"a": "\"}"#, "[[[[[]]]]]", "[a # b]", "[\u{e4}]"])
    func `what cannot be told ends with the text`(text: String) {
        let bytes = Array((text + " ").utf8)
        #expect(
            afterJSON(bytes, deepest: 4) == bytes.count
        )
    }

    @Test func `registers are passed over`() {
        let text = "rax 0x0000000000000000  0\n r8 0x1\r\n\nrip 0x00\nThread 1:\n"
        let bytes = Array(text.utf8)
        #expect(afterRegisters(bytes, at: 0) == 44)
        #expect(isRegister(bytes, at: 36, before: bytes.count))
        #expect(!isRegister(bytes, at: 36, before: 41))
        #expect(!isRegister(bytes, at: 45, before: bytes.count))
        #expect(afterRegisters(bytes, at: 36) == 44)
    }

    @Test func `images are passed over`() {
        let first = "\n0x0000555555554000–0x0000555555561a08 be8511845 app /srv/app"
        let other = "\n0x7ffff7800000 - 0x7ffff7dd2d40 b521f25fde libswiftCore.so /usr/lib"
        let bytes = Array((first + other + "\nBacktrace took 0.01s and a bit more of it\n").utf8)
        let end = first.utf8.count + other.utf8.count
        #expect(
            afterImages(bytes, before: bytes.count, longest: 200) == end
        )
        #expect(afterImages(bytes, before: bytes.count, longest: 9) == 0)
        #expect(
            afterImages(bytes, before: end, longest: 200)
                == first.utf8.count
        )
    }

    @Test func `a hash tells texts apart`() {
        let bytes = [UInt8]("0123456789abcdef0123456789abcdef0123456789".utf8)
        var hashes: Set<UInt64> = []
        for start in 0..<10 {
            for end in start..<bytes.count { hashes.insert(ByteScan.hash(bytes.span, start..<end)) }
        }
        var texts: Set<[UInt8]> = []
        for start in 0..<10 {
            for end in start..<bytes.count { texts.insert(Array(bytes[start..<end])) }
        }
        #expect(hashes.count == texts.count)
    }

    private func head(_ bytes: [UInt8]) -> bytescan_row? {
        ByteRows.head(bytes.span, at: 0, before: bytes.count)
    }

    private func afterJSON(_ bytes: [UInt8], deepest: Int) -> Int {
        ByteRows.afterJSON(bytes.span, at: 0, before: bytes.count, deepest: deepest)
    }

    private func afterRegisters(_ bytes: [UInt8], at start: Int) -> Int {
        ByteRows.afterRegisters(bytes.span, at: start, before: bytes.count)
    }

    private func isRegister(_ bytes: [UInt8], at start: Int, before limit: Int) -> Bool {
        ByteRows.isRegister(bytes.span, at: start, before: limit)
    }

    private func afterImages(_ bytes: [UInt8], before limit: Int, longest: Int) -> Int {
        ByteRows.afterImages(bytes.span, at: 0, before: limit, longest: longest)
    }
}
