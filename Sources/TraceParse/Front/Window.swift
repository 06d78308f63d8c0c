/// The bytes at hand: the last blocks of the input, with as much of what came before as records
/// and traces may reach back to.
struct Window: ~Copyable {
    /// How much is read at a time.
    static let block = 256 << 10

    private(set) var bytes: [UInt8] = []
    /// Where the bytes at hand stand; behind them is room for the next block.
    private(set) var atHand = 0..<0

    /// How many bytes are at hand.
    var count: Int { atHand.count }

    /// Lets a caller write the next block behind the bytes at hand.
    mutating func fill(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows -> Int {
        reserve(Self.block)
        let end = atHand.upperBound
        let count = try unsafe bytes.withUnsafeMutableBytes { buffer in
            try unsafe read(UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        }
        precondition(count >= 0 && end + count <= bytes.count, "more bytes than there is room for")
        grow(by: count)
        return count
    }

    /// Copies the next bytes behind those at hand.
    mutating func append(_ next: Span<UInt8>, _ range: Range<Int>) {
        reserve(range.count)
        let end = atHand.upperBound
        for index in range { bytes[end + index - range.lowerBound] = next[index] }
        grow(by: range.count)
    }

    /// Drops bytes in front and goes on in a block's memory, with the rest in the room before it; the
    /// block is given the memory that is no longer needed.
    mutating func move(to block: ScannedBlock, dropping first: Int) {
        let kept = atHand.lowerBound + first..<atHand.upperBound
        guard kept.count <= block.range.lowerBound else {
            drop(first)
            return block.withText { append($0, 0..<block.count) }
        }
        let start = block.range.lowerBound - kept.count
        block.bytes.replaceSubrange(start..<block.range.lowerBound, with: bytes[kept])
        atHand = start..<block.range.upperBound
        swap(&bytes, &block.bytes)
    }

    private mutating func grow(by count: Int) {
        atHand = atHand.lowerBound..<atHand.upperBound + count
    }

    private mutating func reserve(_ count: Int) {
        // A block's memory has room in front; to grow it would make all blocks large in time.
        if bytes.count < atHand.upperBound + count, atHand.lowerBound > 0 { drop(0) }
        if bytes.count < atHand.upperBound + count {
            let missing = atHand.upperBound + max(count, Self.block) - bytes.count
            // As an array the zeros come in one step, which a build without optimisation needs.
            bytes.append(contentsOf: [UInt8](repeating: 0, count: missing))
        }
    }

    /// Drops bytes in front by moving the rest.
    mutating func drop(_ first: Int) {
        let kept = atHand.lowerBound + first..<atHand.upperBound
        unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<kept.count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[kept]))
        }
        atHand = 0..<kept.count
    }
}
