/// When things happened: counts by class in buckets aligned to the Unix epoch.
///
/// Buckets are 2^k seconds wide, and k is the smallest with which everything fits, so the same
/// moments give the same buckets in whatever order and parts they come. A bucket's slot is its
/// number modulo the number of slots: nothing moves when an earlier moment comes.
struct Timeline: Sendable {
    static let slots = 512
    /// Moments past the years that a calendar can show are counted at its ends.
    private static let moments: ClosedRange<Int64> = -(1 << 38)...(1 << 38)

    /// The binary logarithm of a bucket's width in seconds.
    private(set) var exponent = 0
    /// The numbers of the first and the last bucket that is not empty, or `nil`.
    private(set) var buckets: ClosedRange<Int64>?
    /// For each class number its slots, one class after the other.
    private var counts: [Int] = []

    var bucketSeconds: Int64 { 1 << Int64(exponent) }

    mutating func add(_ seconds: Int64, classNumber: Int) {
        let moment = min(max(seconds, Self.moments.lowerBound), Self.moments.upperBound)
        let bucket = moment >> Int64(exponent)
        if let buckets, buckets.contains(bucket) {
            return add(1, bucket: bucket, classNumber: classNumber)
        }
        cover(bucket...bucket)
        add(1, bucket: moment >> Int64(exponent), classNumber: classNumber)
    }

    /// Adds another timeline; `numbers` gives this summary's number for each of its classes.
    mutating func merge(_ other: Timeline, numbers: [Int]) {
        var other = other
        while other.exponent < exponent { other.widen() }
        while exponent < other.exponent { widen() }
        guard let added = other.buckets else { return }
        let before = exponent
        cover(added)
        let shift = Int64(exponent - before)
        for (number, mine) in numbers.enumerated() {
            for bucket in added {
                let count = other.count(bucket: bucket, classNumber: number)
                if count > 0 { add(count, bucket: bucket >> shift, classNumber: mine) }
            }
        }
    }

    /// How many incidents of a class fell into a bucket.
    func count(bucket: Int64, classNumber: Int) -> Int {
        let cell = Self.cell(bucket, classNumber)
        return cell < counts.count ? counts[cell] : 0
    }

    @inline(__always)
    private mutating func add(_ count: Int, bucket: Int64, classNumber: Int) {
        let cell = Self.cell(bucket, classNumber)
        if cell >= counts.count {
            let missing = (classNumber + 1) * Self.slots - counts.count
            counts.append(contentsOf: repeatElement(0, count: missing))
        }
        counts[cell] += count
    }

    /// Widens the buckets until these, numbered at the present width, fit with all others.
    private mutating func cover(_ added: ClosedRange<Int64>) {
        guard var all = buckets else {
            buckets = added
            return
        }
        if all.lowerBound <= added.lowerBound, added.upperBound <= all.upperBound { return }
        let before = exponent
        all = min(all.lowerBound, added.lowerBound)...max(all.upperBound, added.upperBound)
        var shift: Int64 = 0
        while (all.upperBound >> shift) - (all.lowerBound >> shift) >= Int64(Self.slots) {
            widen()
            shift = Int64(exponent - before)
        }
        buckets = (all.lowerBound >> shift)...(all.upperBound >> shift)
    }

    private mutating func widen() {
        exponent += 1
        guard let old = buckets else { return }
        var wider = [Int](repeating: 0, count: counts.count)
        for classNumber in 0..<(counts.count / Self.slots) {
            for bucket in old {
                wider[Self.cell(bucket >> 1, classNumber)] += count(
                    bucket: bucket,
                    classNumber: classNumber
                )
            }
        }
        counts = wider
        buckets = (old.lowerBound >> 1)...(old.upperBound >> 1)
    }

    private static func cell(_ bucket: Int64, _ classNumber: Int) -> Int {
        classNumber * slots + Int(bucket & Int64(slots - 1))
    }
}

extension Timeline: Equatable {
    static func == (left: Timeline, right: Timeline) -> Bool {
        guard left.exponent == right.exponent, left.buckets == right.buckets else { return false }
        let cells = max(left.counts.count, right.counts.count)
        return (0..<cells).allSatisfy { cell in
            (cell < left.counts.count ? left.counts[cell] : 0)
                == (cell < right.counts.count ? right.counts[cell] : 0)
        }
    }
}

extension Timeline {
    func write(to state: inout StateWriter) {
        state.write(exponent)
        state.write(buckets) {
            $0.write($1.lowerBound)
            $0.write($1.upperBound)
        }
        var cells: [(classNumber: Int, bucket: Int64, count: Int)] = []
        for classNumber in 0..<(counts.count / Self.slots) {
            for bucket in buckets ?? 0...0 {
                let count = count(bucket: bucket, classNumber: classNumber)
                if count > 0 { cells.append((classNumber, bucket, count)) }
            }
        }
        state.write(cells) {
            $0.write($1.classNumber)
            $0.write($1.bucket)
            $0.write($1.count)
        }
    }

    init(from state: inout StateReader, classes: Int) throws(StateError) {
        exponent = try state.number(in: 0...40)
        buckets = try state.optional { reader throws(StateError) in
            let first = try reader.number(in: Self.moments)
            let last = try reader.number(in: first...first + Int64(Self.slots - 1))
            return first...last
        }
        let cells = try state.count(upTo: classes * Self.slots)
        for _ in 0..<cells {
            guard let buckets, classes > 0 else { throw state.fault("a class is missing") }
            let classNumber = try state.number(in: 0...classes - 1)
            let bucket = try state.number(in: buckets)
            add(try state.count(), bucket: bucket, classNumber: classNumber)
        }
    }
}
