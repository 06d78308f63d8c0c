/// The fingerprints of crashes as they were made before, by what they are made of: the class, and
/// the functions of the handler and the origin; without own frames, what stands before the message,
/// and the message.
struct SwiftPrintMemory {
    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    private static let longest = 1024
    private var texts = KnownTexts()
    private var prints: [UInt64] = []
    /// What was looked up last, and its hash; empty where it is not to be kept.
    private var key: [UInt8] = []
    private var hash: UInt64 = 0

    /// The fingerprint of a crash of a class, by the leading functions, where it is known.
    mutating func find(
        _ errorClass: String,
        _ arena: Span<UInt8>,
        _ functions: (handler: Range<Int>, origin: Range<Int>)
    ) -> UInt64? {
        key.removeAll(keepingCapacity: true)
        guard !isOff, functions.handler.count + functions.origin.count <= Self.longest else {
            return nil
        }
        key.append(contentsOf: errorClass.utf8)
        key.append(ASCII.nul)
        key.append(arena, functions.handler)
        key.append(ASCII.nul)
        key.append(arena, functions.origin)
        hash = ByteScan.hash(key.span, 0..<key.count)
        return texts.find(key.span, 0..<key.count, hash: hash).map { prints[$0] }
    }

    /// The fingerprint that a message makes of one, where it is known; one that holds an address
    /// hardly comes twice.
    mutating func find(_ print: UInt64, _ arena: Span<UInt8>, _ message: Range<Int>) -> UInt64? {
        key.removeAll(keepingCapacity: true)
        guard !isOff, message.count <= Self.longest,
            arena.firstRange(of: "0x", in: message) == nil
        else { return nil }
        key.append(ASCII.nul)
        for shift in stride(from: 0, to: 64, by: 8) {
            key.append(UInt8(truncatingIfNeeded: print >> UInt64(shift)))
        }
        key.append(arena, message)
        hash = ByteScan.hash(key.span, 0..<key.count)
        return texts.find(key.span, 0..<key.count, hash: hash).map { prints[$0] }
    }

    /// Keeps the fingerprint of what was looked up last.
    mutating func keep(_ print: UInt64) {
        guard !key.isEmpty else { return }
        let key = key
        if !texts.keep(key.span, 0..<key.count, hash: hash) {
            prints.removeAll(keepingCapacity: true)
        }
        prints.append(print)
    }
}
