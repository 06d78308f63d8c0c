/// Texts that were met before, by their bytes: a number for each.
///
/// A table with one place for each hash: of two texts that share it, the one that came last is
/// found. When it is full it is emptied.
struct KnownTexts {
    private static let mostTexts = 2048
    private static let mostBytes = 256 << 10
    private static let placeBits = 13

    private struct Known {
        var hash: UInt64
        var start: Int32
        var count: Int32
    }

    private var places: [Int32] = []
    private var known: [Known] = []
    private var bytes: [UInt8] = []

    /// How many are known.
    var count: Int { known.count }

    /// The number of a text with a hash, where it is known.
    @inline(__always)
    func find(_ text: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> Int? {
        guard !places.isEmpty else { return nil }
        let index = Int(places[Self.place(hash)])
        guard index >= 0 else { return nil }
        let found = known[index]
        guard found.hash == hash, Int(found.count) == range.count,
            ByteScan.areEqual(
                text,
                range.lowerBound,
                bytes.span,
                Int(found.start),
                count: range.count
            )
        else { return nil }
        return index
    }

    /// Where the text of a number ends that stands at a position as a whole line, before its newline;
    /// `nil` where another stands there.
    @inline(__always)
    func end(
        of index: Int,
        _ text: Span<UInt8>,
        _ position: Int,
        before limit: Int
    ) -> Int? {
        let count = Int(known[index].count)
        let end = position + count
        guard end < limit, text[end] == ASCII.newline,
            ByteScan.areEqual(
                text,
                position,
                bytes.span,
                Int(known[index].start),
                count: count
            )
        else { return nil }
        return end
    }

    /// Keeps a text, whose number is the count before; false where all others were forgotten first.
    mutating func keep(_ text: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> Bool {
        if places.isEmpty {
            places = [Int32](repeating: -1, count: 1 << Self.placeBits)
        }
        let isFull = known.count >= Self.mostTexts || bytes.count + range.count > Self.mostBytes
        if isFull { removeAll() }
        places[Self.place(hash)] = Int32(known.count)
        known.append(
            Known(hash: hash, start: Int32(bytes.count), count: Int32(range.count))
        )
        bytes.append(text, range)
        return !isFull
    }

    private mutating func removeAll() {
        for index in places.indices { places[index] = -1 }
        known.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    private static func place(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash >> (64 - UInt64(placeBits)))
    }
}

extension [UInt8] {
    /// Appends a range of a text.
    mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        unsafe text.withUnsafeBufferPointer {
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
        }
    }
}
