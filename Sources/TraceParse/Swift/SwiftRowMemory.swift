internal import CByteScan

/// The rows of backtraces as they were read before, so that a frame that comes again costs a
/// comparison of bytes.
///
/// A program crashes in few places, and its backtraces share the frames of the runtime below: rows
/// differ in number and address, and hardly in anything else. What the reader makes of what stands
/// behind the address depends on those bytes alone where line breaks are there, and, in the row of a
/// frame without offset, on the images that the crash has named so far (`Images`).
///
/// Nothing is learned here: a crash reads the same with this memory and without.
struct SwiftRowMemory {
    /// A row's body as it was read, its ranges relative to where it begins.
    struct Reading {
        var function: Part
        var image: Part
        var file: Part
        var line: Int32
        var column: Int32
        var offset: Int64
        var owner: CrashFrameOwner
        /// Whether the row has a mark that says whose it is.
        var isHidden: Bool
        /// Whether no address stands before it, as in the preset `friendly`.
        var isBare: Bool
        /// The images that the reading depends on, or `nil`.
        var dependsOn: Images?
        /// What naming the row's own image makes of those that are known.
        var named: (before: Images, after: Images)?
        /// The row that came after it last, or -1.
        var next: Int32 = -1
    }

    /// A row that was read before, and where it stands now.
    struct Found {
        var index: Int
        /// Its number, marks and address.
        var head: bytescan_row
        var end: Int

        /// Whether it has no address.
        var isBare: Bool { head.address == head.body }
        /// Whether it has a mark that says whose it is.
        var isHidden: Bool {
            Int32(head.marks) & (BYTESCAN_MARK_THUNK | BYTESCAN_MARK_SYSTEM) != 0
        }
    }

    /// A range within a row.
    struct Part {
        private let start: UInt16
        private let count: UInt16

        init(_ range: Range<Int>, from origin: Int) {
            start = range.isEmpty ? 0 : UInt16(range.lowerBound - origin)
            count = UInt16(range.count)
        }

        /// The range in a text that has the row's body at a position.
        @inline(__always)
        func run(at origin: Int) -> TextRange {
            count == 0 ? .none : TextRange(start: origin + Int(start), count: Int(count))
        }
    }

    /// The images that a crash has named so far, in order: equal where they are the same.
    struct Images: Equatable {
        fileprivate var number: Int32

        /// None yet.
        static let none = Images(number: 0)
        /// So many that nobody keeps them apart.
        static let uncounted = Images(number: -1)
    }

    /// Longer rows are not kept.
    static let longest = 1024
    private static let mostImages = 256

    private(set) var texts = KnownTexts()
    private(set) var readings: [Reading] = []
    private var lists: [(before: Images, name: [UInt8], after: Images)] = []

    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    /// The row whose newline stands at a position, where it was read before.
    ///
    /// After the row before it (`last`, or -1) mostly comes what came there last: then its bytes are
    /// compared with those right away.
    @inline(__always)
    mutating func find(
        _ text: Span<UInt8>,
        at position: Int,
        before limit: Int,
        after last: Int
    ) -> Found? {
        guard let head = ByteRows.head(text, at: position, before: limit) else { return nil }
        let body = Int(head.body)
        if last >= 0, readings[last].next >= 0,
            let end = texts.end(of: Int(readings[last].next), text, body, before: limit)
        {
            return Found(index: Int(readings[last].next), head: head, end: end)
        }
        let most = min(limit, body + Self.longest + 1)
        guard let end = ByteScan.firstIndex(of: ASCII.newline, in: text, body..<most),
            let index = texts.find(text, body..<end, hash: ByteScan.hash(text, body..<end))
        else { return nil }
        if last >= 0 { readings[last].next = Int32(index) }
        return Found(index: index, head: head, end: end)
    }

    /// Whether a row is read now as it was read before: with its marks, and where these images are
    /// known.
    @inline(__always)
    func holds(_ found: Found, _ images: Images) -> Bool {
        let index = found.index
        return readings[index].isHidden == found.isHidden
            && readings[index].isBare == found.isBare
            && (readings[index].dependsOn == nil
                || readings[index].dependsOn == images && images != .uncounted)
    }

    /// The images that are known once a row has named its own, where that is known.
    @inline(__always)
    func images(after index: Int, _ known: Images) -> Images? {
        guard let named = readings[index].named, named.before == known, known != .uncounted else {
            return nil
        }
        return named.after
    }

    /// Whether the row of a frame without address is one by its own bytes alone, whatever its number
    /// and whatever follows it: then it is kept.
    ///
    ///     row = symbol " in " image " at /" …
    ///
    /// No mark, bar or address stands in it, and no number that might be the frame's own.
    static func tellsItself(
        _ text: Span<UInt8>,
        _ row: Range<Int>,
        _ head: SwiftFrameHead
    ) -> Bool {
        guard !head.inlined, !head.isHidden, row.count < 1000,
            let image = text.firstRange(of: " in ", in: row),
            text.firstRange(of: " at /", in: image.upperBound - 1..<row.upperBound) != nil,
            ByteScan.firstIndex(of: UInt8(ascii: "|"), in: text, row) == nil,
            text.firstRange(of: "│", in: row) == nil, text.firstRange(of: "0x", in: row) == nil
        else { return false }
        return !row.dropFirst().contains { text[$0 - 1] == ASCII.space && text[$0].isDigit }
    }

    /// Keeps what was read.
    mutating func keep(
        _ reading: Reading,
        _ text: Span<UInt8>,
        _ body: Range<Int>,
        hash: UInt64
    ) {
        guard !isOff, body.count <= Self.longest else { return }
        if let index = texts.find(text, body, hash: hash) {
            let next = readings[index].next
            readings[index] = reading
            readings[index].next = next
            return
        }
        if !texts.keep(text, body, hash: hash) { readings.removeAll(keepingCapacity: true) }
        readings.append(reading)
    }

    /// Notes what naming a row's image made of those that were known.
    mutating func setNamed(_ index: Int, before: Images, after: Images) {
        readings[index].named = (before, after)
    }

    /// The images that are known once another was named.
    mutating func images(_ known: Images, and name: ArraySlice<UInt8>) -> Images {
        guard known != .uncounted, name.count <= Self.longest else { return .uncounted }
        for list in lists where list.before == known && list.name.elementsEqual(name) {
            return list.after
        }
        guard lists.count < Self.mostImages else { return .uncounted }
        let made = Images(number: Int32(lists.count + 1))
        lists.append((known, Array(name), made))
        return made
    }
}
