/// The bytes at hand: the last blocks of the input, with as much of what came before as records
/// and traces may reach back to.
struct Window: ~Copyable {
    /// How much is read at a time.
    static let block = 256 << 10

    private(set) var bytes: [UInt8] = []
    /// Where the bytes at hand end; behind stands room for the next block.
    private(set) var end = 0

    /// Lets a caller write the next block behind the bytes at hand.
    mutating func fill(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows -> Int {
        reserve(Self.block)
        let end = self.end
        let count = try unsafe bytes.withUnsafeMutableBytes { buffer in
            try unsafe read(UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        }
        precondition(count >= 0 && end + count <= bytes.count, "more bytes than there is room for")
        self.end += count
        return count
    }

    /// Copies the next bytes behind those at hand.
    mutating func append(_ next: Span<UInt8>, _ range: Range<Int>) {
        reserve(range.count)
        for index in range { bytes[end + index - range.lowerBound] = next[index] }
        end += range.count
    }

    private mutating func reserve(_ count: Int) {
        if bytes.count < end + count {
            let missing = end + max(count, Self.block) - bytes.count
            // As an array the zeros come in one step, which a build without optimisation needs.
            bytes.append(contentsOf: [UInt8](repeating: 0, count: missing))
        }
    }

    /// Drops bytes in front by moving the rest.
    mutating func drop(_ first: Int) {
        let kept = first..<end
        unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<kept.count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[kept]))
        }
        end = kept.count
    }
}
