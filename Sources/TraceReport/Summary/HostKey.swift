import TraceParse

/// The bytes of a host's name, to look it up without making a string of it.
///
/// Up to 39 bytes, as many as the longest IPv6 address has, stand in five words, the last byte of
/// which is their number; a longer name is a string.
struct HostKey: Hashable, Sendable {
    static let inlineBytes = 39
    /// No DNS name and no socket path is longer.
    static let longest = 255

    private let words: [5 of UInt64]
    private let long: String?
    /// A hash that is the same in every process.
    let stableHash: UInt64

    private init(_ words: [5 of UInt64]) {
        self.words = words
        long = nil
        stableHash = Self.folded(Self.hash(of: words))
    }

    private init(long name: String) {
        words = [0, 0, 0, 0, 0]
        long = name
        var hash = Self.hash(of: words)
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        stableHash = Self.folded(hash)
    }

    init(_ record: borrowing IncidentRecord, _ run: TextRange) {
        let start = Int(run.start)
        let count = Int(run.count)
        guard count <= Self.inlineBytes else {
            self.init(long: Self.name(record, run))
            return
        }
        let bytes = unsafe record.arena.span.bytes
        var words: [5 of UInt64] = [0, 0, 0, 0, 0]
        var offset = 0
        while offset < count {
            words[offset >> 3] = Self.word(of: bytes, at: start + offset, count: count - offset)
            offset += 8
        }
        words[4] |= UInt64(count) << 56
        self.init(words)
    }

    private static func hash(of words: [5 of UInt64]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<5 { hash = (hash ^ words[index]) &* 0x9E37_79B9_7F4A_7C15 }
        return hash
    }

    private static func folded(_ hash: UInt64) -> UInt64 { hash ^ hash >> 32 }

    /// Up to eight bytes as a word, the first the lowest; zeros where there are fewer.
    private static func word(of bytes: RawSpan, at start: Int, count: Int) -> UInt64 {
        if start + 8 <= bytes.byteCount {
            let word = UInt64(
                littleEndian: unsafe bytes.unsafeLoadUnaligned(
                    fromByteOffset: start,
                    as: UInt64.self
                )
            )
            return count >= 8 ? word : word & ((1 << UInt64(count << 3)) - 1)
        }
        var word: UInt64 = 0
        for index in 0..<min(count, 8) {
            let byte = unsafe bytes.unsafeLoad(fromByteOffset: start + index, as: UInt8.self)
            word |= UInt64(byte) << UInt64(index << 3)
        }
        return word
    }

    /// The name that a run of bytes stands for, cut at the longest that is kept.
    static func name(_ record: borrowing IncidentRecord, _ run: TextRange) -> String {
        let count = min(Int(run.count), longest)
        return record.string(TextRange(start: Int(run.start), count: count))
    }

    static func == (left: HostKey, right: HostKey) -> Bool {
        guard left.stableHash == right.stableHash else { return false }
        for index in 0..<5 where left.words[index] != right.words[index] { return false }
        // A name that is not long has its length in the last word.
        return left.words[4] != 0 || left.long == right.long
    }

    func hash(into hasher: inout Hasher) {
        guard long == nil else { return hasher.combine(long) }
        for index in 0..<5 where words[index] != 0 { hasher.combine(words[index]) }
    }
}

extension HostKey {
    /// The bytes that it stands for.
    var bytes: [UInt8] {
        if let long { return Array(long.utf8) }
        return (0..<Int(words[4] >> 56)).map { index in
            UInt8(truncatingIfNeeded: words[index >> 3] >> UInt64((index & 7) * 8))
        }
    }

    /// The key of a name's bytes.
    init(_ bytes: [UInt8]) {
        guard bytes.count <= Self.inlineBytes else {
            self.init(long: String(decoding: bytes, as: UTF8.self))
            return
        }
        var words: [5 of UInt64] = [0, 0, 0, 0, 0]
        for (index, byte) in bytes.enumerated() {
            words[index >> 3] |= UInt64(byte) << UInt64((index & 7) * 8)
        }
        words[4] |= UInt64(bytes.count) << 56
        self.init(words)
    }
}
