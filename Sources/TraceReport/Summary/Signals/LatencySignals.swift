import TraceParse

/// How long requests took, by how they ended: told by access lines near incidents, and by
/// incidents' own lines.
struct LatencySignals: Hashable, Sendable {
    /// How a request ended, as far as latencies are told apart by it.
    enum Ending: UInt8, Hashable, Sendable, CaseIterable {
        /// An incident close by of the same client in the same second says that the client had gone.
        case failed
        /// An incident close by of the same client says that a time limit ran out.
        case overran
        /// Another incident close by has the same client.
        case faulted
        /// Status 499, or HAProxy's `C…`: the client closed before the answer.
        case clientLeft
        /// Status 408 or 504, or HAProxy's `s…`, `c…`: somebody's time limit ran out.
        case timedOut
        /// Status 500, 502 or 503.
        case refused
        /// Anything else.
        case answered
    }

    private var histograms = Ending.allCases.map { _ in LatencyHistogram() }
    /// How often each status came.
    private(set) var statuses = CodeCounts()
    /// How often HAProxy ended a session with each code, by its four characters.
    private(set) var terminations = CodeCounts()
    /// Where the first line of each ending stands.
    private var positions = Ending.allCases.map { _ in SourcePosition?.none }
    /// Access lines with a latency or without one.
    private(set) var lines = 0

    mutating func add(_ line: AccessLine, at position: @autoclosure () -> SourcePosition) {
        lines += 1
        if line.status > 0 { statuses.add(Int(line.status), count: 1) }
        if line.termination != 0 { terminations.add(Int(line.termination), count: 1) }
        let ending = Int(Ending(of: line).rawValue)
        if positions[ending] == nil { positions[ending] = position() }
        if line.latency >= 0 { histograms[ending].add(line.latency) }
    }

    mutating func merge(_ other: LatencySignals) {
        lines += other.lines
        statuses.merge(other.statuses)
        terminations.merge(other.terminations)
        for ending in Ending.allCases {
            let index = Int(ending.rawValue)
            histograms[index].merge(other.histograms[index])
            positions[index] = positions[index] ?? other.positions[index]
        }
    }

    /// The latencies of requests that ended in one of some ways.
    func of(_ endings: Ending...) -> LatencyHistogram {
        var made = LatencyHistogram()
        for ending in endings { made.merge(histograms[Int(ending.rawValue)]) }
        return made
    }

    /// The latencies of all requests that did not get their answer since somebody waited no longer.
    var unanswered: LatencyHistogram { of(.failed, .clientLeft, .timedOut, .overran) }

    /// Where the first line of an ending stands.
    func position(of ending: Ending) -> SourcePosition? { positions[Int(ending.rawValue)] }

    /// How many requests had a status.
    func count(ofStatus status: Int) -> Int { statuses.count(of: status) }

    /// How many sessions HAProxy ended with a code whose first characters are given, as in `sH`.
    func count(ofTermination prefix: String) -> Int {
        let wanted = Array(prefix.utf8.prefix(4))
        return terminations.entries.reduce(0) { sum, entry in
            let isMeant = wanted.indices.allSatisfy {
                UInt8(truncatingIfNeeded: entry.code >> ($0 * 8)) == wanted[$0]
            }
            return isMeant ? sum + entry.count : sum
        }
    }
}

extension LatencySignals.Ending {
    init(of line: AccessLine) {
        switch line.failure {
        case .clientGone: self = .failed
        case .timeLimit: self = .overran
        case .other: self = .faulted
        case .none: self = .init(ofUnpaired: line)
        }
    }

    private init(ofUnpaired line: AccessLine) {
        switch UInt8(truncatingIfNeeded: line.termination) {
        case UInt8(ascii: "C"): self = .clientLeft
        case UInt8(ascii: "s"), UInt8(ascii: "c"): self = .timedOut
        default:
            switch line.status {
            case 499: self = .clientLeft
            case 408, 504: self = .timedOut
            case 500, 502, 503: self = .refused
            default: self = .answered
            }
        }
    }
}

extension LatencySignals {
    /// A round limit, and how latencies lie around it.
    struct Edge: Hashable, Sendable {
        /// The limit in nanoseconds.
        let limit: Int64
        /// How many are within 5 % above it, or 1 % below: a server starts its clock when it has the
        /// request, a little later than its client.
        let justAbove: Int
        /// How many are shortly below that, in a range of the same width.
        let justBelow: Int
        /// How many are below that at all.
        let below: Int
        /// How many there are.
        let total: Int

        /// How many of a hundred lie just above.
        var share: Int { total == 0 ? 0 : justAbove * 100 / total }
    }

    /// The limits that people set, in milliseconds: round numbers, and what proxies come with.
    static let roundMilliseconds: [Int64] = [
        100, 200, 250, 300, 400, 500, 600, 750, 800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000,
        6000, 7000, 7500, 8000, 10_000, 12_000, 15_000, 20_000, 25_000, 29_000, 30_000, 40_000,
        45_000, 50_000, 60_000, 75_000, 90_000, 100_000, 120_000, 150_000, 180_000, 240_000,
        300_000, 350_000, 600_000,
    ]

    /// How latencies lie around each round limit.
    static func edges(of histogram: LatencyHistogram) -> [Edge] {
        roundMilliseconds.map { edge(of: histogram, atMilliseconds: $0) }
    }

    /// How latencies lie around a limit, say one that a host text states.
    static func edge(of histogram: LatencyHistogram, atMilliseconds limit: Int64) -> Edge {
        let limit = limit * 1_000_000
        let lower = limit / 100 * 99
        return Edge(
            limit: limit,
            justAbove: histogram.count(from: lower, below: limit / 100 * 105),
            justBelow: histogram.count(from: limit / 100 * 93, below: lower),
            below: histogram.count(below: lower),
            total: histogram.total
        )
    }

    /// The round limit just above which most latencies lie, which chance does not explain: at least
    /// half of them there, and at least four times as many as just below.
    static func cluster(of histogram: LatencyHistogram, atLeast count: Int = 5) -> Edge? {
        edges(of: histogram)
            .filter { $0.justAbove >= count && $0.share >= 50 && $0.justAbove >= 4 * $0.justBelow }
            .max { $0.justAbove < $1.justAbove }
    }

    /// The greatest round limit that the requests without an answer took longer than: whoever gave
    /// up had no more patience than that, if it was its patience.
    ///
    /// A handler that ignores that its client has gone ends later than its client's limit, so the
    /// latencies scatter above; that none lies shortly below is what tells. One in twenty may be much
    /// shorter: a line of another request of the same client was taken for theirs.
    func floorOfUnanswered(atLeast count: Int = 5) -> Edge? {
        let histogram = unanswered
        guard histogram.total >= count else { return nil }
        return Self.edges(of: histogram).last { edge in
            let shortlyBelow = histogram.count(
                from: edge.limit / 2,
                below: edge.limit / 100 * 99
            )
            return edge.below * 20 <= edge.total && shortlyBelow * 100 <= edge.total
        }
    }

    /// The round limits between what nearly all answered requests took at most and what nearly all
    /// unanswered ones took at least: the limit is one of these, where there is one.
    func limitsBetween() -> [Int64] {
        guard let slowest = of(.answered).percentile(99), let fastest = unanswered.percentile(5)
        else { return [] }
        return Self.roundMilliseconds.map { $0 * 1_000_000 }
            .filter { slowest <= $0 && $0 / 100 * 99 <= fastest }
    }
}

/// How often each of a number of codes came; past a limit codes are not told apart.
struct CodeCounts: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var code: Int
        var count: Int
    }

    static let limit = 256

    /// By code, the lowest first.
    private(set) var entries: [Entry] = []
    /// How often a code came that had no place.
    private(set) var others = 0

    mutating func add(_ code: Int, count: Int) {
        let at = entries.firstIndex { $0.code >= code } ?? entries.count
        if at < entries.count, entries[at].code == code {
            entries[at].count += count
        } else if entries.count < Self.limit {
            entries.insert(Entry(code: code, count: count), at: at)
        } else {
            others += count
        }
    }

    mutating func merge(_ other: CodeCounts) {
        for entry in other.entries { add(entry.code, count: entry.count) }
        others += other.others
    }

    /// How often a code came.
    func count(of code: Int) -> Int {
        entries.first { $0.code == code }?.count ?? 0
    }
}

extension CodeCounts {
    func write(to state: inout StateWriter) {
        state.write(entries) {
            $0.write($1.code)
            $0.write($1.count)
        }
        state.write(others)
    }

    init(from state: inout StateReader) throws(StateError) {
        let read = try state.list(upTo: Self.limit) { reader throws(StateError) in
            Entry(code: try reader.count(), count: try reader.count())
        }
        for entry in read { add(entry.code, count: entry.count) }
        others = try state.count()
    }
}

extension LatencySignals {
    func write(to state: inout StateWriter) {
        state.write(lines)
        for histogram in histograms { histogram.write(to: &state) }
        statuses.write(to: &state)
        terminations.write(to: &state)
        for position in positions { state.write(position) { $0.write($1) } }
    }

    init(from state: inout StateReader) throws(StateError) {
        lines = try state.count()
        for index in histograms.indices {
            histograms[index] = try LatencyHistogram(from: &state)
        }
        statuses = try CodeCounts(from: &state)
        terminations = try CodeCounts(from: &state)
        for index in positions.indices {
            positions[index] = try state.optional { reader throws(StateError) in
                try reader.sourcePosition()
            }
        }
    }
}
