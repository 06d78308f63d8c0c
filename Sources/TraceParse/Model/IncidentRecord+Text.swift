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

    /// Replaces what three ranges of a text, one behind the other, gave by what other ranges as long
    /// hold.
    mutating func overwrite(
        _ text: Span<UInt8>,
        _ first: Range<Int>,
        _ second: Range<Int>,
        _ third: Range<Int>
    ) {
        precondition(first.lowerBound >= 0 && first.upperBound <= text.count, "it lies in the text")
        precondition(second.lowerBound >= 0 && second.upperBound <= text.count, "so does this one")
        precondition(third.lowerBound >= 0 && third.upperBound <= text.count, "and this one")
        precondition(first.count + second.count + third.count == arena.count, "they are all of it")
        unsafe arena.withUnsafeMutableBufferPointer { target in
            unsafe text.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                let middle = unsafe to + first.count
                unsafe to.update(from: from + first.lowerBound, count: first.count)
                if !second.isEmpty {
                    unsafe middle.update(from: from + second.lowerBound, count: second.count)
                }
                unsafe (middle + second.count).update(
                    from: from + third.lowerBound,
                    count: third.count
                )
            }
        }
    }
}
