extension IncidentRecord {
    /// Copies a range of a text into the arena.
    mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) -> TextRange {
        let start = arena.count
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe arena.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        return TextRange(start: start, count: range.count)
    }
}
