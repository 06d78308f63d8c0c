private import CByteScan

extension Span<UInt8> {
    /// Whether a literal stands at a position and ends before a limit.
    @inline(__always)
    func has(_ literal: StaticString, at position: Int, before limit: Int) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard position >= 0, position + length <= min(limit, count) else { return false }
        guard length > 0 else { return true }
        let wanted = unsafe literal.utf8Start
        return unsafe withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            // Mostly the first byte is another; else words are compared, not bytes.
            return unsafe base[position] == wanted[0]
                && bytescan_equal(base + position, wanted, length)
        }
    }

    /// Whether a literal ends just before a position and begins at a floor or after it.
    @inline(__always)
    func has(_ literal: StaticString, endingAt position: Int, after floor: Int) -> Bool {
        let start = position - literal.utf8CodeUnitCount
        return start >= floor && has(literal, at: start, before: position)
    }

    /// Where a literal first begins in a range, wholly inside it.
    func firstRange(of literal: StaticString, in range: Range<Int>) -> Range<Int>? {
        let count = literal.utf8CodeUnitCount
        guard count > 0, range.count >= count else { return nil }
        let first = unsafe literal.utf8Start[0]
        var position = range.lowerBound
        let last = range.upperBound - count + 1
        while position < last,
            let found = ByteScan.firstIndex(of: first, in: self, position..<last)
        {
            if has(literal, at: found, before: range.upperBound) { return found..<found + count }
            position = found + 1
        }
        return nil
    }

    /// Where the run of digits that begins at a position ends.
    @inline(__always)
    func endOfDigits(_ position: Int, before limit: Int) -> Int {
        var end = position
        while end < limit, self[end].isDigit { end += 1 }
        return end
    }

    /// Where the run of lower-case hexadecimal digits that begins at a position ends.
    @inline(__always)
    func endOfHex(_ position: Int, before limit: Int) -> Int {
        var end = position
        while end < limit, self[end].isLowerHex { end += 1 }
        return end
    }

    /// The value of a run of decimal digits, or `nil` past 18 of them.
    func decimal(_ range: Range<Int>) -> Int64? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value: Int64 = 0
        for index in range { value = value &* 10 &+ Int64(self[index] &- ASCII.zero) }
        return value
    }

    /// The value of a run of hexadecimal digits, or `nil` past 15 of them.
    func hexadecimal(_ range: Range<Int>) -> Int64? {
        guard !range.isEmpty, range.count <= 15 else { return nil }
        var value: Int64 = 0
        for index in range { value = value << 4 | Int64(self[index].hexValue) }
        return value
    }

    /// Whether a range holds, somewhere, the bytes of another text's range.
    func holds(_ other: Span<UInt8>, _ part: Range<Int>, in range: Range<Int>) -> Bool {
        guard let first = part.first, part.count <= range.count else { return false }
        for position in range.lowerBound...range.upperBound - part.count
        where self[position] == other[first] {
            var offset = 1
            while offset < part.count, self[position + offset] == other[first + offset] {
                offset += 1
            }
            if offset == part.count { return true }
        }
        return false
    }

    /// Whether two ranges hold the same bytes.
    func same(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        var index = left.count
        // From the end, where names that begin alike differ.
        while index > 0 {
            index -= 1
            if self[left.lowerBound + index] != self[right.lowerBound + index] { return false }
        }
        return true
    }
}
