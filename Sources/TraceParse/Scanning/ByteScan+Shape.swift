private import CByteScan

extension ByteScan {
    /// A hash of at least 16 bytes that is the same whatever the digits in them are.
    static func shapeHash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return unsafe bytescan_shape_hash(base + range.lowerBound, range.count)
        }
    }

    /// Whether at least 16 bytes are the known ones but for digits that vary.
    static func isAlike(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ known: [UInt8],
        varying: [UInt8]
    ) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        precondition(range.count == known.count && known.count == varying.count, "all are as long")
        return unsafe text.withUnsafeBufferPointer { bytes in
            unsafe known.withUnsafeBufferPointer { known in
                unsafe varying.withUnsafeBufferPointer { varying in
                    guard let text = bytes.baseAddress, let known = known.baseAddress,
                        let varying = varying.baseAddress
                    else { return false }
                    return unsafe bytescan_is_alike(
                        text + range.lowerBound,
                        known,
                        varying,
                        range.count
                    )
                }
            }
        }
    }

    /// For each byte of a line from a position on, 255 where it is a digit whose value does not matter,
    /// and else 0.
    static func varyingDigits(
        _ text: Span<UInt8>,
        _ line: Range<Int>,
        from position: Int
    ) -> [UInt8] {
        precondition(line.lowerBound >= 0 && line.upperBound <= text.count, "it lies in the text")
        precondition(line.lowerBound <= position && position <= line.upperBound, "it is its own")
        var varying = [UInt8](repeating: 0, count: line.count)
        let from = position - line.lowerBound
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe varying.withUnsafeMutableBufferPointer { marks in
                guard let base = bytes.baseAddress, let marks = marks.baseAddress else { return }
                unsafe bytescan_mark_varying(base + line.lowerBound, line.count, from, marks)
            }
        }
        return Array(varying[from...])
    }
}
