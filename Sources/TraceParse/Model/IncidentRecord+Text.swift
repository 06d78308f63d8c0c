extension IncidentRecord {
    /// Copies a range of a text into the arena.
    mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) -> TextRange {
        let start = arena.count
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe arena.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        return TextRange(start: start, count: range.count)
    }

    /// Copies two ranges of a text into the arena, one behind the other: two thirds of what it costs to
    /// copy each by itself.
    mutating func append(_ text: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>) {
        precondition(first.lowerBound >= 0 && first.upperBound <= text.count, "it lies in the text")
        precondition(second.lowerBound >= 0 && second.upperBound <= text.count, "so does this one")
        arena.append(addingCapacity: first.count + second.count) { (output: inout OutputSpan) in
            unsafe output.withUnsafeMutableBufferPointer { target, count in
                unsafe text.withUnsafeBufferPointer { source in
                    guard let from = source.baseAddress, let start = target.baseAddress else {
                        return
                    }
                    let to = unsafe start + count
                    unsafe to.initialize(from: from + first.lowerBound, count: first.count)
                    unsafe (to + first.count).initialize(
                        from: from + second.lowerBound,
                        count: second.count
                    )
                    count += first.count + second.count
                }
            }
        }
    }
}
