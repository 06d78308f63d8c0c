/// The lines that reported an error and nothing else, by the shape of what stands behind their time.
///
/// Of a log in which every line is an error, nearly every line is found here: that takes what the
/// parser does for it from 10,000 instructions to 2,700.
///
/// Nothing is learned here: a line comes to the same with this memory and without.
struct ErrorLineMemory {
    /// How many lines may have a place by one hash.
    private static let ways = 4
    private static let sets = 256
    /// The longest line that is kept.
    static let longest = 512
    /// What stands behind the time of a shorter line is not looked up.
    private static let shortest = 16

    private var hashes: [UInt64] = []
    private var lines: [KnownErrorLine?] = []
    /// Counts the lines that were kept, to replace one after the other.
    private var count = 0
    /// How many lines were new since one was found.
    private var vain = 0
    /// After as many new lines in a row, as of a log that prints an id on each, only one of some is
    /// kept: that costs half of what it does to read it.
    private static let patience = (lines: 256, oneOf: 64)

    /// The known line that is like one with a time.
    mutating func find(
        _ text: Span<UInt8>,
        _ rest: Range<Int>,
        _ time: TimestampReading
    ) -> KnownErrorLine? {
        guard !lines.isEmpty, (Self.shortest...Self.longest).contains(rest.count) else {
            return nil
        }
        let hash = ByteScan.shapeHash(text, rest)
        let set = Self.firstPlace(of: hash)
        for place in set..<set + Self.ways where hashes[place] == hash {
            if let line = lines[place], line.isAlike(text, rest, time) {
                vain = 0
                return line
            }
        }
        return nil
    }

    /// Whether it is worth to keep a line that was not found.
    mutating func takesNew() -> Bool {
        vain += 1
        return vain <= Self.patience.lines || vain.isMultiple(of: Self.patience.oneOf)
    }

    /// Keeps a line that was not found.
    mutating func keep(_ line: KnownErrorLine, _ text: Span<UInt8>, _ rest: Range<Int>) {
        guard (Self.shortest...Self.longest).contains(rest.count) else { return }
        if lines.isEmpty {
            hashes = Array(repeating: 0, count: Self.sets * Self.ways)
            lines = Array(repeating: nil, count: Self.sets * Self.ways)
        }
        let hash = ByteScan.shapeHash(text, rest)
        let set = Self.firstPlace(of: hash)
        let empty = (set..<set + Self.ways).first { lines[$0] == nil }
        let place = empty ?? set + count % Self.ways
        hashes[place] = hash
        lines[place] = line
        count += 1
    }

    private static func firstPlace(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash % UInt64(sets)) * ways
    }
}
