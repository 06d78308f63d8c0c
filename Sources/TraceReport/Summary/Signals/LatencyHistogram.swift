/// How often each duration came, to three significant digits: fine enough for "just above a round
/// number", and every round number is the beginning of a bucket.
///
/// A bucket is numbered by its first three digits and its power of ten, from 10 µs to eleven days.
struct LatencyHistogram: Hashable, Sendable {
    struct Cell: Hashable, Sendable {
        var bucket: UInt16
        var count: Int
    }

    /// How many durations there are.
    private(set) var total = 0
    /// Buckets that are not empty, the shortest duration first.
    private(set) var cells: [Cell] = []

    /// The shortest duration that is told from zero: 10 µs.
    private static let shortest: Int64 = 10_000
    private static let perDecade = 900
    private static let decades = 11
    static let buckets = 1 + perDecade * decades

    /// Counts a duration in nanoseconds.
    mutating func add(_ nanoseconds: Int64) {
        add(Cell(bucket: Self.bucket(of: nanoseconds), count: 1))
    }

    mutating func merge(_ other: LatencyHistogram) {
        for cell in other.cells { add(cell) }
    }

    /// Counts durations of a bucket.
    mutating func add(_ cell: Cell) {
        total += cell.count
        let at = index(of: cell.bucket)
        if at < cells.count, cells[at].bucket == cell.bucket {
            cells[at].count += cell.count
        } else {
            cells.insert(cell, at: at)
        }
    }

    /// How many durations are at least one and less than another, both in nanoseconds and rounded
    /// down to three digits.
    func count(from lower: Int64 = 0, below upper: Int64 = .max) -> Int {
        let end = index(of: Self.bucket(of: upper))
        var at = index(of: Self.bucket(of: lower))
        var count = 0
        while at < end {
            count += cells[at].count
            at += 1
        }
        return count
    }

    /// The duration in nanoseconds that so many of a hundred do not exceed, rounded down; `nil`
    /// where there are none.
    func percentile(_ percent: Int) -> Int64? {
        guard total > 0 else { return nil }
        let rank = max(1, (total * percent + 99) / 100)
        var seen = 0
        for cell in cells {
            seen += cell.count
            if seen >= rank { return Self.lowerBound(of: cell.bucket) }
        }
        return cells.last.map { Self.lowerBound(of: $0.bucket) }
    }

    private func index(of bucket: UInt16) -> Int {
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].bucket < bucket { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bucket of a duration.
    static func bucket(of nanoseconds: Int64) -> UInt16 {
        guard nanoseconds >= shortest else { return 0 }
        var digits = nanoseconds / (shortest / 100)
        var decade = 0
        while digits >= 1000 {
            digits /= 10
            decade += 1
        }
        guard decade < decades else { return UInt16(buckets - 1) }
        return UInt16(1 + decade * perDecade + Int(digits) - 100)
    }

    /// The shortest duration of a bucket, in nanoseconds.
    static func lowerBound(of bucket: UInt16) -> Int64 {
        guard bucket > 0 else { return 0 }
        let (decade, digits) = (Int(bucket) - 1).quotientAndRemainder(dividingBy: perDecade)
        return (0..<decade).reduce(Int64(digits + 100) * (shortest / 100)) { value, _ in value * 10
        }
    }
}

extension LatencyHistogram {
    func write(to state: inout StateWriter) {
        state.write(cells) {
            $0.write($1.bucket)
            $0.write($1.count)
        }
    }

    init(from state: inout StateReader) throws(StateError) {
        let read = try state.list(upTo: Self.buckets) { reader throws(StateError) in
            Cell(
                bucket: try reader.number(in: 0...UInt16(Self.buckets - 1)),
                count: try reader.count()
            )
        }
        for cell in read { add(cell) }
    }
}
