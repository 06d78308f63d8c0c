/// Bytes that were copied out of a log, some of them respelled, with where each stood there.
struct MappedText {
    /// From an index on, each byte stands where the one before it stood, plus one.
    struct Jump: Equatable {
        var index: Int
        /// The place in the log.
        var origin: Int
    }

    private(set) var bytes: [UInt8] = []
    /// In ascending order of the index; the first has index 0.
    private(set) var jumps: [Jump] = []

    /// No bytes.
    init() {}

    /// Empties the text, which keeps its room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        jumps.removeAll(keepingCapacity: true)
    }

    /// Appends a range of a text as it is.
    mutating func copy(_ text: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        mark(range.lowerBound)
        unsafe text.withUnsafeBufferPointer { source in
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
        }
    }

    /// Appends a range of a text as it is, whose first byte has an offset in the log.
    mutating func copy(_ text: Span<UInt8>, _ range: Range<Int>, base: Int) {
        let first = jumps.count
        copy(text, range)
        if jumps.count > first { jumps[first].origin += base }
    }

    /// Appends another text, with its places in the log.
    mutating func append(_ other: MappedText) {
        for jump in other.jumps {
            jumps.append(Jump(index: bytes.count + jump.index, origin: jump.origin))
        }
        bytes.append(contentsOf: other.bytes)
    }

    /// Appends a byte that stands for what is spelled out at a position.
    mutating func append(_ byte: UInt8, for position: Int) {
        mark(position)
        bytes.append(byte)
    }

    /// Appends a character in UTF-8.
    mutating func append(_ character: Unicode.Scalar, for position: Int) {
        mark(position)
        bytes.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
    }

    /// The next byte stands at a position of the source.
    private mutating func mark(_ position: Int) {
        if let last = jumps.last, last.origin + bytes.count - last.index == position { return }
        jumps.append(Jump(index: bytes.count, origin: position))
    }

    /// Deletes the last byte.
    mutating func removeLast() {
        bytes.removeLast()
        if let last = jumps.last, last.index == bytes.count { jumps.removeLast() }
    }

    /// Says where the bytes stand in the log, given that the positions so far are those in another
    /// text that was copied out of it.
    mutating func map(through outer: [Jump]) {
        guard !outer.isEmpty else { return }
        var mapped: [Jump] = []
        var first = 0
        for (number, jump) in jumps.enumerated() {
            let end = number + 1 < jumps.count ? jumps[number + 1].index : bytes.count
            let last = jump.origin + end - jump.index
            while first > 0, outer[first].index > jump.origin { first -= 1 }
            while first + 1 < outer.count, outer[first + 1].index <= jump.origin { first += 1 }
            var segment = first
            while segment < outer.count, outer[segment].index < last || segment == first {
                let from = max(outer[segment].index, jump.origin)
                mapped.append(
                    Jump(
                        index: jump.index + from - jump.origin,
                        origin: outer[segment].origin + from - outer[segment].index
                    )
                )
                segment += 1
            }
        }
        jumps = mapped
    }

    /// Moves all places in the log.
    mutating func shiftOrigins(by distance: Int) {
        for index in jumps.indices { jumps[index].origin += distance }
    }
}
