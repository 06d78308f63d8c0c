/// The lines that reported an error and nothing else, by their shape.
///
/// Of a log in which every line is an error, nearly every line is found here, and neither scanned nor
/// read.
///
/// Nothing is learned here: a line comes to the same with this memory and without.
struct ErrorLineMemory {
    /// A known line by its number.
    typealias Number = Int32

    /// How many lines may have a place by one hash.
    private static let ways = 4
    private static let sets = 256
    /// The longest line that is kept.
    static let longest = 512
    /// A shorter line is not looked up.
    private static let shortest = 16
    /// When so many are kept all are forgotten.
    private static let most = 512

    private var hashes: [UInt64] = []
    private var numbers: [Number] = []
    private var shapes = TextShapes()
    private var places: [KnownErrorLine.Places] = []
    private var lines: [KnownErrorLine] = []
    /// For each line an incident that was made after it, whose memory is used again.
    private var records: [IncidentRecord] = []
    /// How many lines were new since one was found.
    private var vain = 0
    /// After as many new lines in a row, as of a log that prints an id on each, only one of some is
    /// kept: that costs half of what it does to read it.
    private static let patience = (lines: 256, oneOf: 64)

    /// The known line that is like the one with which a range begins, and where that ends.
    mutating func find(_ text: Span<UInt8>, _ range: Range<Int>) -> (number: Number, end: Int)? {
        guard !numbers.isEmpty else { return nil }
        let (hash, end) = ByteScan.shapeOfLine(text, range)
        guard end < range.upperBound, end - range.lowerBound >= Self.shortest else { return nil }
        let set = Self.firstPlace(of: hash)
        for place in set..<set + Self.ways where hashes[place] == hash {
            let number = numbers[place]
            if number >= 0, shapes.isAlike(Int(number), text, range.lowerBound..<end) {
                vain = 0
                return (number, end)
            }
        }
        return nil
    }

    /// Where what matters stands on a line.
    @inline(__always)
    func places(_ number: Number) -> KnownErrorLine.Places { places[Int(number)] }

    /// Whether it is worth to keep a line that was not found.
    mutating func takesNew() -> Bool {
        vain += 1
        return vain <= Self.patience.lines || vain.isMultiple(of: Self.patience.oneOf)
    }

    /// Whether all are forgotten when another one is kept, and with them the meaning of numbers.
    var isFull: Bool { lines.count == Self.most }

    /// Keeps a line that was not found, behind which its newline stands.
    mutating func keep(
        _ line: KnownErrorLine,
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) {
        guard (Self.shortest...Self.longest).contains(range.count) else { return }
        if isFull || numbers.isEmpty { forget() }
        let hash = ByteScan.shapeOfLine(text, range.lowerBound..<range.upperBound + 1).hash
        let set = Self.firstPlace(of: hash)
        let empty = (set..<set + Self.ways).first { numbers[$0] < 0 }
        let place = empty ?? set + lines.count % Self.ways
        hashes[place] = hash
        numbers[place] = Number(lines.count)
        shapes.append(text, range, time: line.places.time.range(from: range.lowerBound))
        places.append(line.places)
        lines.append(line)
        records.append(IncidentRecord())
    }

    private mutating func forget() {
        hashes = Array(repeating: 0, count: Self.sets * Self.ways)
        numbers = Array(repeating: -1, count: Self.sets * Self.ways)
        shapes.removeAll()
        places.removeAll()
        lines.removeAll()
        records.removeAll()
    }

    /// Makes an empty record the incident of a line.
    func fill(
        _ record: inout IncidentRecord,
        _ text: Span<UInt8>,
        _ line: WaitingLine,
        base: Int
    ) {
        lines[Int(line.number)].fill(&record, text, from: line.offset - base)
        Self.place(&record, line, places(line.number))
    }

    /// Hands over the incident of a line.
    mutating func hand(
        _ text: Span<UInt8>,
        _ line: WaitingLine,
        base: Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        let index = Int(line.number)
        if records[index].known == nil {
            fill(&records[index], text, line, base: base)
            Self.hand(&records[index], receive)
        } else {
            Self.hand(&records[index], text, line, places[index], base: base, receive)
        }
    }

    /// Hands an incident over where it lies: an element that is read is copied first, with all that it
    /// holds on to.
    private static func hand(
        _ record: inout IncidentRecord,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        receive(record)
    }

    private static func hand(
        _ record: inout IncidentRecord,
        _ text: Span<UInt8>,
        _ line: WaitingLine,
        _ places: KnownErrorLine.Places,
        base: Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        places.refill(&record, text, from: line.offset - base)
        place(&record, line, places)
        receive(record)
    }

    @inline(__always)
    private static func place(
        _ record: inout IncidentRecord,
        _ line: WaitingLine,
        _ places: KnownErrorLine.Places
    ) {
        record.time = line.time
        record.line = line.line
        record.byteOffset = line.offset
        record.byteEnd = line.offset + Int(places.end)
    }

    private static func firstPlace(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash % UInt64(sets)) * ways
    }
}

/// The incident of a known line that was not handed over.
struct WaitingLine {
    /// The known line's.
    var number: ErrorLineMemory.Number
    /// Where it begins, as an offset of the input.
    var offset: Int
    /// The number of the line in the input.
    var line: Int
    var time: Timestamp
}
