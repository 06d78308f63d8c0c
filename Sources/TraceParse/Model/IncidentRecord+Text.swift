extension IncidentRecord {
    /// A text past this size is a dump's, which may grow much longer.
    static let largeText = 512 << 10
    private static let largeRoom = 8 << 20

    /// Copies a range of a text into the arena.
    mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) -> TextRange {
        let start = arena.count
        reserve(range.count)
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe arena.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        return TextRange(start: start, count: range.count)
    }

    /// Makes room in one step where a large text grows.
    ///
    /// While an arena moves, it is in memory twice, and memory that nothing was written to costs
    /// nothing: a dump of 2 MB took 2 MB more.
    private mutating func reserve(_ count: Int) {
        let needed = arena.count + count
        guard needed > arena.capacity, needed > Self.largeText else { return }
        arena.reserveCapacity(max(Self.largeRoom, 2 * needed))
    }
}
