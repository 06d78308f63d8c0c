import CByteScan
import Testing

@testable import TraceParse

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite struct LiteralScannerTests {
    static let anchors = [
        "goroutine ", "panic: ", "panic serving", "fatal error: ", "[signal ", "DATA RACE",
        "roken pipe", "onnection reset", "i/o timeout", ": EOF", "unexpected EOF", "tls: ",
        "x509: ", ".go:", "exit status ", "Program crashed",
    ]

    /// Lists over two or three letters, so that random text is full of hits and of near misses.
    static let crowded: [[String]] = [
        ["aaaa"],
        ["abab", "baba", "aabb"],
        ["aaaa", "aaaaa", "aaaaaa", "aaaaaaa", "aaab", "baaaaaaab"],
        ["abba", "abbab", "bbab", "babbabba", "aababbab", "abbabaab"],
        ["abca", "bcab", "cabc", "abcabcabca", "aabbcc", "ccbbaa", "acac", "abca"],
        ["aqaq", "qaqaqa", "aaqq\u{1}", "\u{11}qaa"],
    ]

    @Test(arguments: crowded, LiteralScanner.Kernel.allCases)
    func `finds what a naive search finds`(_ literals: [String], _ kernel: LiteralScanner.Kernel) {
        var random = SplitMix(seed: 1)
        let alphabet = Array(Set(literals.joined().utf8)).sorted()
        var scanner = LiteralScanner(literals, widest: kernel)
        for length in [0, 1, 3, 4, 5, 63, 64, 65, 69, 70, 127, 128, 200, 700, 3000] {
            let text = random.bytes(length, of: alphabet)
            let expected = naiveHits(in: text, of: literals)
            #expect(difference(scanner.hits(in: text), expected) == nil)
            #expect(length < 700 || !expected.isEmpty)
        }
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `finds what a naive search finds among all bytes`(_ kernel: LiteralScanner.Kernel) {
        var random = SplitMix(seed: 2)
        var scanner = LiteralScanner(Self.anchors, widest: kernel)
        for _ in 0..<40 {
            var text = random.bytes(500, of: Array(0...255))
            for _ in 0..<12 { text.insert(anchor: Self.anchors, at: &random) }
            let expected = naiveHits(in: text, of: Self.anchors)
            #expect(difference(scanner.hits(in: text), expected) == nil)
        }
    }

    @Test(arguments: crowded)
    func `every alignment and length gives what lies whole inside`(_ literals: [String]) {
        var random = SplitMix(seed: 3)
        let text = random.bytes(264, of: Array(Set(literals.joined().utf8)).sorted())
        let all = naiveHits(in: text, of: literals)
        var vector = LiteralScanner(literals)
        var narrow = LiteralScanner(literals, widest: .narrow)
        var scalar = LiteralScanner(literals, widest: .scalar)
        for start in 0..<64 {
            let shifted = all.drop { $0.position < start }.map {
                AnchorHit(position: $0.position - start, literal: $0.literal)
            }
            let differing = (0...200).filter { length in
                let expected = shifted.filter {
                    $0.position + literals[$0.literal].utf8.count <= length
                }
                let part = text.span.extracting(start..<start + length)
                return vector.hits(in: part, 0..<length) != expected
                    || narrow.hits(in: part, 0..<length) != expected
                    || scalar.hits(in: part, 0..<length) != expected
            }
            #expect(differing == [], "lengths that differ from \(start) on")
        }
    }

    @Test(arguments: crowded, LiteralScanner.Kernel.allCases)
    func `every cut gives the same`(_ literals: [String], _ kernel: LiteralScanner.Kernel) {
        var random = SplitMix(seed: 4)
        let text = random.bytes(300, of: Array(Set(literals.joined().utf8)).sorted())
        let expected = naiveHits(in: text, of: literals)
        var scanner = LiteralScanner(literals, widest: kernel)
        for cut in 0...300 {
            let parts =
                scanner.hits(in: text.span, 0..<cut) + scanner.hits(in: text.span, cut..<300)
            #expect(difference(parts, expected) == nil, "cut at \(cut)")
        }
        let single = (0..<300).flatMap { scanner.hits(in: text.span, $0..<$0 + 1) }
        #expect(difference(single, expected) == nil)
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `a literal may end past the range but not past the text`(_ kernel: LiteralScanner.Kernel) {
        var scanner = LiteralScanner(["goroutine "], widest: kernel)
        for padding in 0...80 {
            let text = Array(repeating: UInt8(ascii: "x"), count: padding) + "goroutine 1".utf8
            let hit = [AnchorHit(position: padding, literal: 0)]
            #expect(scanner.hits(in: text.span, 0..<padding + 1) == hit)
            #expect(scanner.hits(in: text.span, padding..<padding + 1) == hit)
            #expect(scanner.hits(in: text.span, 0..<padding) == [])
            #expect(scanner.hits(in: text.span, padding + 1..<text.count) == [])
            #expect(
                scanner.hits(in: text.span.extracting(0..<padding + 10), 0..<padding + 9) == hit
            )
            #expect(scanner.hits(in: text.span.extracting(0..<padding + 9), 0..<padding + 9) == [])
        }
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `appends to the hits that are there`(_ kernel: LiteralScanner.Kernel) {
        var scanner = LiteralScanner(["panic"], widest: kernel)
        var hits = [AnchorHit(position: 7, literal: 3)]
        scanner.scan(Array("panic".utf8).span, from: 0, to: 5, into: &hits)
        #expect(hits == [AnchorHit(position: 7, literal: 3), AnchorHit(position: 0, literal: 0)])
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `at one place the literals come by their index`(_ kernel: LiteralScanner.Kernel) {
        let message = "panic: runtime error: index out of range"
        let lengths = Array(4...message.utf8.count)
        let text = Array((filler + message + filler).utf8)
        for lengths in [lengths, lengths.reversed(), [4, 40, 4, 40, 7, 12, 12]] {
            let literals = lengths.map { String(message.prefix($0)) }
            var scanner = LiteralScanner(literals, widest: kernel)
            let expected = literals.indices.map {
                AnchorHit(position: filler.utf8.count, literal: $0)
            }
            #expect(scanner.hits(in: text) == expected)
        }
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `parts of one message are told apart`(_ kernel: LiteralScanner.Kernel) {
        var random = SplitMix(seed: 8)
        for _ in 0..<80 {
            let message = random.bytes(30, of: Array("abcdefghijklmnopqrstuvwxyz: ".utf8))
            let literals = (0..<64).map { _ in
                let start = [0, 3, 9, 20].randomElement(using: &random) ?? 0
                let length = Int.random(in: 4...(30 - start), using: &random)
                return String(decoding: message[start..<start + length], as: UTF8.self)
            }
            var scanner = LiteralScanner(literals, widest: kernel)
            let text = message + message.dropFirst(2) + message.dropLast()
            #expect(difference(scanner.hits(in: text), naiveHits(in: text, of: literals)) == nil)
        }
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `any byte may follow a short literal`(_ kernel: LiteralScanner.Kernel) {
        let literals = [".go:", "tls: ", ": EOF"]
        var scanner = LiteralScanner(literals, widest: kernel)
        for (index, literal) in literals.enumerated() {
            for next in 0...255 {
                let tail = [UInt8](repeating: UInt8(next), count: 100)
                let text = Array(literal.utf8) + tail
                #expect(scanner.hits(in: text) == [AnchorHit(position: 0, literal: index)])
            }
        }
    }

    @Test func `literals past ASCII are found too`() {
        let literals = ["💣 Program", "déjà vu", "øøøø", "ASCII"]
        let text = Array("déjà vu: ASCII 💣 Program crashed øøøøø déja vu \(filler)".utf8)
        let expected = naiveHits(in: text, of: literals)
        #expect(expected.count == 5)
        for kernel in LiteralScanner.Kernel.allCases {
            var scanner = LiteralScanner(literals, widest: kernel)
            #expect(difference(scanner.hits(in: text), expected) == nil)
        }
    }

    @Test func `sixty-four literals at every place come in as many batches as they need`() {
        let literals = (4..<68).map { String(repeating: "a", count: $0) }
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        let expected = naiveHits(in: text, of: literals)
        for kernel in LiteralScanner.Kernel.allCases {
            var scanner = LiteralScanner(literals, widest: kernel)
            #expect(difference(scanner.hits(in: text), expected) == nil)
        }
    }

    @Test func `the longest literal is found, and its near misses are not`() {
        let literal = String(repeating: "0123456789", count: 26).prefix(255)
        for kernel in LiteralScanner.Kernel.allCases {
            var scanner = LiteralScanner([String(literal)], widest: kernel)
            let text = Array((literal + "x" + literal.dropFirst() + literal.dropLast() + "!").utf8)
            #expect(scanner.hits(in: text) == [AnchorHit(position: 0, literal: 0)])
        }
    }

    @Test func `vector instructions can be forbidden`() {
        for kernel in LiteralScanner.Kernel.allCases {
            let used = LiteralScanner(Self.anchors, widest: kernel).kernel
            #expect(used == kernel || used == .narrow && kernel == .wide || used == .scalar)
            let unsuitable = LiteralScanner(["éééé"], widest: kernel).kernel
            #expect(unsuitable == .scalar)
        }
        let forbidden = LiteralScanner(Self.anchors, widest: .scalar).kernel
        #expect(forbidden == .scalar)
        #if arch(x86_64) || arch(arm64)
        let narrow = LiteralScanner(Self.anchors, widest: .narrow).kernel
        #expect(narrow == .narrow)
        #endif
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `no byte past the text is read`(_ kernel: LiteralScanner.Kernel) throws {
        var random = SplitMix(seed: 5)
        var scanner = LiteralScanner(Self.anchors, widest: kernel)
        let page = try GuardedPage()
        for length in 0...200 {
            var text = random.bytes(length, of: Array(0...255))
            if length >= 20 { text.insert(anchor: Self.anchors, at: &random) }
            let expected = naiveHits(in: text, of: Self.anchors)
            page.withTextAtItsEnd(text) { span in
                #expect(scanner.hits(in: span, 0..<length) == expected)
                #expect(
                    ByteScan.countNewlines(span, 0..<length) == text.count { $0 == ASCII.newline }
                )
            }
        }
    }

    @Test(arguments: LiteralScanner.Kernel.allCases)
    func `no byte before the text is read`(_ kernel: LiteralScanner.Kernel) throws {
        var scanner = LiteralScanner(Self.anchors, widest: kernel)
        let page = try GuardedPage()
        for anchor in Self.anchors {
            for dropped in 1..<anchor.utf8.count {
                let text = Array(anchor.utf8.dropFirst(dropped)) + filler.utf8
                page.withTextAtItsBeginning(text) { span in
                    #expect(scanner.hits(in: span, 0..<text.count) == [])
                }
            }
        }
    }

    private var filler: String { String(repeating: "nothing of note; ", count: 20) }
}

/// What the search in C promises beyond what its wrapper uses.
@Suite struct ByteScanSearchTests {
    @Test(arguments: [[], ["abc"], ["abcd", "abc"], [String(repeating: "x", count: 256)]])
    func `refuses lists it cannot search for`(_ literals: [String]) {
        #expect(unsafe compile(literals) == nil)
    }

    @Test func `refuses more than 250 literals`() {
        #expect(unsafe compile((0..<251).map { "text\($0)" }) == nil)
        let most = unsafe compile((0..<250).map { "text\($0)" })
        #expect(unsafe most != nil)
        unsafe bytescan_free(most)
    }

    @Test(arguments: LiteralScannerTests.crowded, 0...2)
    func `goes on where a full batch ended`(_ literals: [String], _ number: UInt32) {
        var random = SplitMix(seed: 6)
        let text = random.bytes(700, of: Array(Set(literals.joined().utf8)).sorted())
        let expected = naiveHits(in: text, of: literals)
        let scanner = unsafe compile(literals, bytescan_kernel(rawValue: number))
        defer { unsafe bytescan_free(scanner) }
        for capacity in [literals.count, literals.count + 1, 17, 64] {
            var found: [AnchorHit] = []
            var from = 0
            while from < text.count {
                var positions = [UInt32](repeating: 0, count: capacity)
                var numbers = [UInt16](repeating: 0, count: capacity)
                var resume = 0
                let count = unsafe bytescan_find(
                    scanner,
                    text,
                    from,
                    text.count,
                    text.count,
                    &positions,
                    &numbers,
                    capacity,
                    &resume
                )
                #expect(count <= capacity)
                #expect(resume > from)
                for index in 0..<count {
                    let position = from + Int(positions[index])
                    #expect(position < resume)
                    found.append(AnchorHit(position: position, literal: Int(numbers[index])))
                }
                from = max(resume, from + 1)
            }
            #expect(difference(found, expected) == nil, "capacity \(capacity)")
        }
    }

    private func compile(_ literals: [String], _ kernel: bytescan_kernel = BYTESCAN_WIDE)
        -> OpaquePointer?
    {
        unsafe bytescan_compile(
            literals.flatMap(\.utf8),
            literals.map(\.utf8.count),
            literals.count,
            kernel
        )
    }
}

@Suite struct ByteScanTests {
    @Test func `counts newlines in any range`() {
        var random = SplitMix(seed: 7)
        let text = random.bytes(700, of: [ASCII.newline, 0x0B, 0x8A, 0xF5])
        for start in [0, 1, 31, 32, 33] {
            for length in 0...(700 - start) {
                let range = start..<start + length
                #expect(
                    ByteScan.countNewlines(text.span, range)
                        == text[range].count { $0 == ASCII.newline }
                )
            }
        }
    }

    @Test(arguments: [32_639, 32_640, 32_641, 65_280, 100_001])
    func `counts more newlines than a byte can hold`(_ count: Int) {
        let text = [UInt8](repeating: ASCII.newline, count: count)
        #expect(ByteScan.countNewlines(text.span, 0..<count) == count)
    }

    @Test func `finds the first and the last of a byte`() {
        let text = Array("..a...a..".utf8)
        let a = UInt8(ascii: "a")
        for lower in 0...text.count {
            for upper in lower...text.count {
                let range = lower..<upper
                #expect(
                    ByteScan.firstIndex(of: a, in: text.span, range)
                        == text[range].firstIndex(of: a)
                )
                #expect(
                    ByteScan.lastIndex(of: a, in: text.span, range) == text[range].lastIndex(of: a)
                )
            }
        }
    }

    @Test func `an empty text has nothing`() {
        let text: [UInt8] = []
        #expect(ByteScan.countNewlines(text.span, 0..<0) == 0)
        #expect(ByteScan.firstIndex(of: 0, in: text.span, 0..<0) == nil)
        #expect(ByteScan.lastIndex(of: 0, in: text.span, 0..<0) == nil)
    }
}

/// Every place where a literal lies whole in the text, in the order that the scanner promises.
private func naiveHits(in text: [UInt8], of literals: [String]) -> [AnchorHit] {
    let patterns = literals.map { Array($0.utf8) }
    return text.indices.flatMap { position in
        patterns.indices.compactMap { literal in
            text[position...].starts(with: patterns[literal])
                ? AnchorHit(position: position, literal: literal) : nil
        }
    }
}

/// Says where two lists of hits first differ.
private func difference(_ found: [AnchorHit], _ expected: [AnchorHit]) -> String? {
    if found == expected { return nil }
    let index = zip(found, expected).prefix { $0 == $1 }.count
    return
        "hit \(index): \(found.dropFirst(index).prefix(1)), \(expected.dropFirst(index).prefix(1))"
}

extension LiteralScanner {
    fileprivate mutating func hits(in text: Span<UInt8>, _ range: Range<Int>) -> [AnchorHit] {
        var hits: [AnchorHit] = []
        scan(text, from: range.lowerBound, to: range.upperBound, into: &hits)
        return hits
    }

    fileprivate mutating func hits(in text: [UInt8]) -> [AnchorHit] {
        hits(in: text.span, 0..<text.count)
    }
}

extension [UInt8] {
    /// Overwrites some of the bytes with one of the anchors.
    fileprivate mutating func insert(anchor anchors: [String], at random: inout SplitMix) {
        let anchor = anchors[Int(random.next() % UInt64(anchors.count))].utf8
        let start = Int(random.next() % UInt64(count - anchor.count + 1))
        replaceSubrange(start..<start + anchor.count, with: anchor)
    }
}

/// A page of memory between two that cannot be read.
@safe private struct GuardedPage: ~Copyable {
    private struct Failure: Error {}
    private let base: UnsafeMutableRawPointer
    private let size: Int

    init() throws {
        let size = Int(sysconf(Int32(_SC_PAGESIZE)))
        let base = unsafe mmap(nil, 3 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let base = unsafe base, unsafe base != MAP_FAILED,
            unsafe mprotect(base + size, size, PROT_READ | PROT_WRITE) == 0
        else { throw Failure() }
        unsafe self.base = base
        self.size = size
    }

    deinit { unsafe munmap(base, 3 * size) }

    func withTextAtItsBeginning(_ text: [UInt8], _ body: (Span<UInt8>) -> Void) {
        unsafe withText(text, at: base + size, body)
    }

    func withTextAtItsEnd(_ text: [UInt8], _ body: (Span<UInt8>) -> Void) {
        unsafe withText(text, at: base + 2 * size - text.count, body)
    }

    private func withText(
        _ text: [UInt8],
        at start: UnsafeMutableRawPointer,
        _ body: (Span<UInt8>) -> Void
    ) {
        unsafe start.copyMemory(from: text, byteCount: text.count)
        let bytes = unsafe UnsafeBufferPointer(
            start: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)),
            count: text.count
        )
        body(unsafe bytes.span)
    }
}

/// Random numbers that are the same in each run.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int, of alphabet: [UInt8]) -> [UInt8] {
        (0..<count).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] }
    }
}
