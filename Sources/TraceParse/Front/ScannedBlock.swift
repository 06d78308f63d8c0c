/// A block of an input that was read, and maybe scanned, before it is its turn to be parsed.
///
/// Its bytes stand behind some room, for the parser puts what it still needs of the blocks before
/// in front of them and goes on there: so a block is not copied.
///
/// It is handed from thread to thread, and no two hold it at the same time. A value would be copied
/// with all its bytes where a second reference was left behind on the way.
package final class ScannedBlock: @unchecked Sendable {
    /// How many bytes a block holds.
    package static let size = 512 << 10
    /// For what records and traces may reach back to, and for what was not looked at yet.
    private static let room = 192 << 10

    /// The room, and behind it the block.
    var bytes: [UInt8] = []
    /// How many bytes were read.
    package private(set) var count = 0
    /// Anchors that begin in the first `scanned` bytes, counted from the block's first.
    private(set) var hits: [AnchorHit] = []
    /// How many of its first bytes were scanned.
    private(set) var scanned = 0
    /// The newlines in parts of what was scanned, counted from the block's first byte.
    private var lines: [LineCounter.Part] = []

    /// A block without bytes.
    package init() {}

    /// Where the block stands in its bytes.
    var range: Range<Int> { Self.room..<Self.room + count }

    /// Reads as many bytes as there are, at most a block of them, over what it held before.
    ///
    /// - Parameter read: Writes the next bytes at the beginning of the memory it is given and returns
    ///   how many, 0 at the end.
    package func fill(
        _ read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows {
        makeRoom()
        while count < Self.size {
            let free = Self.room + count..<Self.room + Self.size
            let got = try unsafe bytes.withUnsafeMutableBytes { buffer in
                try unsafe read(UnsafeMutableRawBufferPointer(rebasing: buffer[free]))
            }
            precondition(got >= 0 && got <= free.count, "more bytes than there is room for")
            guard got > 0 else { return }
            count += got
        }
    }

    private func makeRoom() {
        count = 0
        scanned = 0
        hits = []
        lines.removeAll(keepingCapacity: true)
        let missing = Self.room + Self.size - bytes.count
        if missing > 0 { bytes.append(contentsOf: [UInt8](repeating: 0, count: missing)) }
    }

    /// Looks at the block's bytes.
    func withText(_ body: (Span<UInt8>) -> Void) {
        let bytes = bytes
        body(bytes.span.extracting(range))
    }

    /// Notes the anchors that begin in the block up to a byte.
    fileprivate func scan(upTo end: Int, _ scanner: inout LiteralScanner) {
        let part = scanned..<end
        withText { text in
            scanner.scan(text, from: part.lowerBound, to: end, into: &hits)
            let newlines = ByteScan.countNewlines(text, part)
            lines.append(LineCounter.Part(range: part, newlines: newlines))
        }
        scanned = end
    }

    /// What was found in the block, which stands in the parser's text from a position on.
    func takeFindings(at position: Int) -> (hits: [AnchorHit], lines: [LineCounter.Part]) {
        defer { hits = [] }
        let moved = lines.map { part in
            let range = part.range.lowerBound + position..<part.range.upperBound + position
            return LineCounter.Part(range: range, newlines: part.newlines)
        }
        return (hits, moved)
    }
}

/// Looks for anchors in blocks before they are parsed.
package struct BlockScanner: ~Copyable {
    /// As many bytes are scanned before the hits are counted.
    private static let step = 32 << 10
    /// A block with more hits is mostly traces, of which the parser looks at few.
    private static let mostHits = 2048

    private var scanner: LiteralScanner
    private let longest: Int

    /// A scanner that looks for what a parser with the same options looks for.
    package init(options: ParserOptions, withContext: Bool) throws(PatternError) {
        let anchors = try Anchors.reading(options, withContext: withContext)
        scanner = LiteralScanner(anchors.literals)
        longest = anchors.longest
    }

    /// Scans a block, but for its last bytes, where a literal may begin that ends in the next block.
    package mutating func scan(_ block: ScannedBlock) {
        let end = block.count - longest
        while block.scanned < end, block.hits.count < Self.mostHits {
            block.scan(upTo: min(end, block.scanned + Self.step), &scanner)
        }
    }
}
