private import CByteScan

extension ByteScan {
    /// A hash of the line with which a range begins that is the same whatever the digits in it are, and
    /// where its newline stands, at the range's end where it has none.
    @inline(__always)
    static func shapeOfLine(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> (hash: UInt64, end: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return (0, range.upperBound) }
            var hash: UInt64 = 0
            let count = unsafe bytescan_shape_of_line(
                base + range.lowerBound,
                range.count,
                &hash
            )
            return (hash, range.lowerBound + count)
        }
    }

    /// Whether at least 16 bytes are the known ones at a place, but for digits that vary.
    @inline(__always)
    static func isAlike(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ known: Span<UInt8>,
        varying: Span<UInt8>,
        at start: Int
    ) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        precondition(start >= 0 && start + range.count <= known.count, "as many are known")
        precondition(known.count == varying.count, "of each is known whether it varies")
        return unsafe text.withUnsafeBufferPointer { bytes in
            unsafe known.withUnsafeBufferPointer { known in
                unsafe varying.withUnsafeBufferPointer { varying in
                    guard let text = bytes.baseAddress, let known = known.baseAddress,
                        let varying = varying.baseAddress
                    else { return false }
                    return unsafe bytescan_is_alike(
                        text + range.lowerBound,
                        known + start,
                        varying + start,
                        range.count
                    )
                }
            }
        }
    }

    /// For each byte of a line 255 where it is a digit whose value does not matter, and else 0.
    static func varyingDigits(_ text: Span<UInt8>, _ line: Range<Int>) -> [UInt8] {
        precondition(line.lowerBound >= 0 && line.upperBound <= text.count, "it lies in the text")
        var varying = [UInt8](repeating: 0, count: line.count)
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe varying.withUnsafeMutableBufferPointer { marks in
                guard let base = bytes.baseAddress, let marks = marks.baseAddress else { return }
                unsafe bytescan_mark_varying(base + line.lowerBound, line.count, marks)
            }
        }
        return varying
    }
}
