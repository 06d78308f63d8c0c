/// The crashes that were read before, by their bytes, so that one that comes again costs a comparison
/// of bytes and a copy.
///
/// A service that crashes is started again and crashes in the same place, and what it prints reaches
/// a log by two ways; of addresses that are the same each time all bytes are the same but the time that
/// the backtrace took.
///
/// Nothing is learned here: a crash reads the same with this memory and without.
struct SwiftCrashMemory {
    /// How many crashes may have a place by one hash.
    private static let ways = 4
    private static let sets = 256
    /// How many of its bytes tell a crash's place.
    private static let headCount = 96
    /// Shorter crashes are not kept, nor are longer ones.
    static let lengths = 256...32 << 10
    static let mostBytes = 512 << 10
    /// After as many new crashes in a row only one of some is kept.
    private static let patience = (crashes: 256, oneOf: 8)

    private var hashes: [UInt64] = []
    private var crashes: [KnownCrash?] = []
    /// How many bytes the texts of those that are kept have.
    private(set) var byteCount = 0
    /// Counts the crashes that were kept, to replace one after the other.
    private var count = 0
    /// How many were new since one was found.
    private var vain = 0

    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    /// The crash that begins with the line at a position, and where its last row that is known ends.
    mutating func find(
        _ text: Span<UInt8>,
        at start: Int,
        hit: Int,
        before end: Int
    ) -> (crash: KnownCrash, end: Int)? {
        guard !crashes.isEmpty, start + Self.headCount <= end else { return nil }
        let hash = ByteScan.hash(text, start..<start + Self.headCount)
        let set = Self.firstPlace(of: hash)
        for place in set..<set + Self.ways where hashes[place] == hash {
            guard let crash = crashes[place], crash.hit == hit,
                let last = crash.end(text, at: start, before: end)
            else { continue }
            vain = 0
            return (crash, last)
        }
        return nil
    }

    /// Whether it is worth to keep a crash that was not found.
    mutating func takesNew() -> Bool {
        guard !isOff else { return false }
        vain += 1
        return vain <= Self.patience.crashes || vain.isMultiple(of: Self.patience.oneOf)
    }

    /// Keeps a crash that was not found.
    ///
    /// A memory that is full is emptied.
    mutating func keep(_ crash: KnownCrash) {
        if crashes.isEmpty || byteCount + crash.text.count > Self.mostBytes {
            hashes = Array(repeating: 0, count: Self.sets * Self.ways)
            crashes = Array(repeating: nil, count: Self.sets * Self.ways)
            byteCount = 0
        }
        let text = crash.text
        let hash = ByteScan.hash(text.span, 0..<Self.headCount)
        let set = Self.firstPlace(of: hash)
        let empty = (set..<set + Self.ways).first { crashes[$0] == nil }
        let place = empty ?? set + count % Self.ways
        byteCount += crash.text.count - (crashes[place]?.text.count ?? 0)
        hashes[place] = hash
        crashes[place] = crash
        count += 1
    }

    private static func firstPlace(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash % UInt64(sets)) * ways
    }
}
