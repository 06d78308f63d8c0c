import Testing

@testable import TraceParse

/// A copy of a log without its colours, as far as it is asked for.
struct UncolouredTextTests {
    @Test(arguments: [
        ("a\u{1b}[31mb\u{1b}[0mc", "abc"), ("\u{1b}[1;31m", ""), ("\u{1b}[2K* row", "* row"),
        (#"a\x1b[31mb\\u001B[mc#033[0md\033[0m"#, "abcd"),
        ("closure #1 in f() \\o/ #03", "closure #1 in f() \\o/ #03"),
        ("\u{1b}[31", "\u{1b}[31"), ("\u{1b}\u{1b}[m[31mx", "\u{1b}[31mx"),
        (#"\\\\\\\\\x1b[0m|"#, #"\|"#), ("", ""),
    ])
    func `colours are left out`(log: String, plain: String) {
        let bytes = Array(log.utf8)
        let copy = UncolouredText(bytes.span, 0..<bytes.count)
        #expect(String(decoding: copy.bytes.prefix(copy.count), as: UTF8.self) == plain)
        #expect(copy.isWhole)
        #expect(copy.position(of: copy.count) == bytes.count)
    }

    /// In steps or at once, and wherever a part begins and ends.
    @Test func `a part is copied as its bytes say one by one`() {
        var random = SeededRandom(seed: 5)
        let pieces = [
            "\u{1b}[31m", "\u{1b}[", "#033[0m", "#1", #"\x1b[0m"#, #"\\u001b[1;2m"#, "\\", "m", "[",
            "\u{1b}",
            "0 main + 17 in app at /src/main.swift:3:4", "💣 ", "\n",
        ]
        var copy = UncolouredText()
        for round in 0..<400 {
            let count = round % 40 == 0 ? 900 : 12
            let bytes = (0..<count).flatMap { _ in Array(pieces.randomElement(using: &random)!.utf8)
            }
            let start = Int.random(in: 0...min(9, bytes.count), using: &random)
            let end = Int.random(in: start...bytes.count, using: &random)
            let expected = naive(bytes, start..<end)
            copy.begin(start..<end)
            let first = Int.random(in: 0...3000, using: &random)
            copy.copy(bytes.span, atLeast: first)
            #expect(copy.isWhole || copy.count >= first)
            #expect(expected.bytes.starts(with: copy.bytes.prefix(copy.count)))
            copy.copy(bytes.span, atLeast: Int.max)
            #expect(Array(copy.bytes.prefix(copy.count)) == expected.bytes)
            #expect((0...copy.count).map(copy.position) == expected.places)
        }
    }

    private func naive(_ log: [UInt8], _ range: Range<Int>) -> (bytes: [UInt8], places: [Int]) {
        var (bytes, places): ([UInt8], [Int]) = ([], [])
        var position = range.lowerBound
        while position < range.upperBound {
            if let after = UncolouredText.endOfColour(
                log.span,
                at: position,
                before: range.upperBound
            ) {
                position = after
                continue
            }
            bytes.append(log[position])
            places.append(position)
            position += 1
        }
        return (bytes, places + [range.upperBound])
    }
}
