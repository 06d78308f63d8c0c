/// A hash of bytes that is the same in every process (FNV-1a, 64 bits).
enum TextHash {
    /// The hash of a range of a text; never 0, which stands for an absent text.
    static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
        return max(hash, 1)
    }
}
