import TraceParse

/// When things of different kinds happened, in buckets aligned to the Unix epoch, so that a cause
/// can ask what came with what, before it or after it.
///
/// Only buckets with something in them are kept. They are one second wide while there are few
/// enough; then 2, 4, 8, …: the width depends on the moments alone, not on their order.
struct Moments: Sendable {
    /// What is counted.
    enum Series: UInt8, Hashable, Sendable, CaseIterable {
        /// Writes to a client that had gone, and calls given up since it had.
        case closedByClient
        /// Failed calls of other services: dial, read and write errors of outgoing connections.
        case upstreamErrors
        /// Time limits of this program's own, of its handlers, of a proxy, of the kernel.
        case timeouts
        /// Too many open files, no address, no memory, no buffer.
        case exhausted
        /// Failed handshakes.
        case handshakes
        /// Panics that ended a process, fatal errors, signals, traps.
        case crashes
        /// Panics of a handler that its server survived, but those of a write that failed.
        case faults
        /// Any other incident.
        case others
        /// Warnings of slow calls.
        case slowCalls
        /// Processes that began.
        case starts
        /// Processes that were asked to end, or ended as they should.
        case stops
        /// Processes that ended otherwise.
        case exits
        /// Requests of access lines that were answered.
        case answered
        /// Requests of access lines that were not.
        case unanswered
        /// Calls that were tried again.
        case retries

        /// Whether it counts incidents.
        var isOfIncidents: Bool { rawValue <= Series.others.rawValue }

        static let incidents = allCases.filter(\.isOfIncidents)
    }

    /// What happened in one bucket.
    struct Row: Sendable {
        let bucket: Int64
        fileprivate var counts: [16 of UInt32] = .init(repeating: 0)
        /// A bit for each of 64 classes of peers that had an incident.
        fileprivate(set) var peers: UInt64 = 0
        /// The least and the greatest number of a goroutine that failed; 0 where none is known.
        fileprivate(set) var leastGoroutine: Int64 = 0
        fileprivate(set) var greatestGoroutine: Int64 = 0

        subscript(series: Series) -> Int { Int(counts[Int(series.rawValue)]) }

        /// How many incidents there were.
        var incidents: Int { Series.incidents.reduce(0) { $0 + self[$1] } }

        /// About how many peers had incidents: exact while there are few, at most about 300.
        ///
        /// So many peers are needed, on average, until so many of 64 bits are set.
        var distinctPeers: Int { Self.estimates[peers.nonzeroBitCount] }

        private static let estimates: [Int] = (0...64).map { set in
            // 64/64 + 64/63 + 64/62 + …: each next new bit takes longer.
            (0..<set).reduce(0) { $0 + 64_000 / (64 - $1) } / 1000
        }
    }

    /// How many buckets there may be.
    static let limit = 4096
    /// Moments past the years that a calendar can show are counted at its ends.
    private static let range: ClosedRange<Int64> = -(1 << 38)...(1 << 38)

    /// The binary logarithm of a bucket's width in seconds.
    private(set) var exponent = 0
    /// In the order in which they came, or were made from narrower ones.
    private var unordered: [Row] = []
    private var index = BucketIndex()
    private var latest = 0

    /// A bucket's width in seconds.
    var bucketSeconds: Int64 { 1 << Int64(exponent) }

    /// All buckets in no particular order.
    var unorderedRows: [Row] { unordered }

    /// All buckets, the earliest first.
    var rows: [Row] { unordered.sorted { $0.bucket < $1.bucket } }

    /// Counts something that happened at a second.
    mutating func add(_ series: Series, at seconds: Int64) {
        let at = place(at: seconds)
        unordered[at].counts[Int(series.rawValue)].add(1)
    }

    /// Counts an incident with what is known of its peer and its goroutine.
    mutating func add(_ series: Series, at seconds: Int64, peer: UInt64?, goroutine: Int64) {
        let at = place(at: seconds)
        unordered[at].counts[Int(series.rawValue)].add(1)
        if let peer { unordered[at].peers |= 1 << (peer & 63) }
        if goroutine > 0 { unordered[at].note(goroutine, goroutine) }
    }

    /// Adds another table.
    mutating func merge(_ other: Moments) {
        while exponent < other.exponent { widen() }
        for row in other.unordered { merge(row, exponent: other.exponent) }
    }

    /// Adds a bucket of another table, whose buckets are not wider than those here.
    mutating func merge(_ row: Row, exponent other: Int) {
        let at = place(at: row.bucket << Int64(other))
        unordered[at].merge(row)
    }

    private mutating func place(at seconds: Int64) -> Int {
        let moment = min(max(seconds, Self.range.lowerBound), Self.range.upperBound)
        if latest < unordered.count, unordered[latest].bucket == moment >> Int64(exponent) {
            return latest
        }
        while true {
            let bucket = moment >> Int64(exponent)
            if let known = place(of: bucket) {
                latest = known
                return known
            }
            if unordered.count < Self.limit {
                latest = unordered.count
                append(Row(bucket: bucket))
                return latest
            }
            widen()
        }
    }

    /// Where a bucket is, if it is there.
    @inline(__always)
    private func place(of bucket: Int64) -> Int? {
        index.place(of: bucket) { unordered[$0].bucket == bucket }
    }

    private mutating func append(_ row: Row) {
        index.add(unordered.count, of: row.bucket)
        unordered.append(row)
    }

    private mutating func widen() {
        exponent += 1
        let old = unordered
        unordered = []
        index.removeAll()
        latest = 0
        for row in old {
            let bucket = row.bucket >> 1
            let known = place(of: bucket) ?? unordered.count
            if known == unordered.count { append(Row(bucket: bucket)) }
            unordered[known].merge(row)
        }
    }
}

/// Where buckets are, by a hash that nobody outside of the process can foresee.
///
/// The moments of a log may go to and fro: a dictionary costs five times as much for each of them.
private struct BucketIndex: Sendable {
    /// Twice as many slots as there may be buckets.
    private static let bits: UInt64 = 13

    private let factor = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1
    private var slots: [Int16] = []

    /// Where a bucket is, if it is there, which a condition on the place tells.
    @inline(__always)
    func place(of bucket: Int64, _ isHere: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = slot(of: bucket)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if isHere(place) { return place }
            slot = Self.next(slot)
        }
        return nil
    }

    /// Takes note of where a bucket is that was not there.
    mutating func add(_ place: Int, of bucket: Int64) {
        if slots.isEmpty { slots = Array(repeating: -1, count: 1 << Self.bits) }
        var slot = slot(of: bucket)
        while slots[slot] >= 0 { slot = Self.next(slot) }
        slots[slot] = Int16(place)
    }

    mutating func removeAll() {
        slots = []
    }

    @inline(__always)
    private func slot(of bucket: Int64) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: bucket) &* factor) >> (64 - Self.bits))
    }

    private static func next(_ slot: Int) -> Int { (slot + 1) & (1 << Int(bits) - 1) }
}

extension Moments: Equatable {
    static func == (left: Moments, right: Moments) -> Bool {
        left.exponent == right.exponent && left.rows == right.rows
    }
}

extension Moments.Row: Equatable {
    static func == (left: Moments.Row, right: Moments.Row) -> Bool {
        left.bucket == right.bucket && left.peers == right.peers
            && left.leastGoroutine == right.leastGoroutine
            && left.greatestGoroutine == right.greatestGoroutine
            && left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
    }
}

extension Moments.Row {
    fileprivate mutating func merge(_ other: Moments.Row) {
        for index in counts.indices { counts[index].add(other.counts[index]) }
        peers |= other.peers
        if other.leastGoroutine > 0 { note(other.leastGoroutine, other.greatestGoroutine) }
    }

    fileprivate mutating func note(_ least: Int64, _ greatest: Int64) {
        leastGoroutine = leastGoroutine == 0 ? least : min(leastGoroutine, least)
        greatestGoroutine = max(greatestGoroutine, greatest)
    }
}

extension UInt32 {
    fileprivate mutating func add(_ more: UInt32) {
        let (sum, overflow) = addingReportingOverflow(more)
        self = overflow ? .max : sum
    }
}

extension Moments {
    func write(to state: inout StateWriter) {
        state.write(exponent)
        state.write(rows) { state, row in
            state.write(row.bucket)
            for series in Series.allCases { state.write(row[series]) }
            state.write(row.peers)
            state.write(row.leastGoroutine)
            state.write(row.greatestGoroutine)
        }
    }

    init(from state: inout StateReader) throws(StateError) {
        exponent = try state.number(in: 0...40)
        let rows = try state.list(upTo: Self.limit) { reader throws(StateError) in
            try Row(from: &reader)
        }
        for row in rows {
            guard place(of: row.bucket) == nil else { throw state.fault("a moment is there twice") }
            append(row)
        }
    }
}

extension Moments.Row {
    fileprivate init(from state: inout StateReader) throws(StateError) {
        bucket = try state.number(in: StateReader.moments)
        for series in Moments.Series.allCases {
            counts[Int(series.rawValue)] = try state.number(in: 0...UInt32.max)
        }
        peers = try state.number(in: 0...UInt64.max)
        leastGoroutine = try state.number(in: 0...Int64.max)
        greatestGoroutine = try state.number(in: 0...Int64.max)
    }
}
