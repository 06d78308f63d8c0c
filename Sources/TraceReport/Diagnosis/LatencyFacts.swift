/// How long the requests took that failed, against those that were answered: told by access lines
/// near the incidents.
struct LatencyFacts: Sendable {
    /// What the latencies say of a time limit.
    enum Shape: Hashable, Sendable {
        /// Most failing requests took just over a round time: whoever waited for them gave up then,
        /// and the work ended with it.
        case cluster
        /// Every failing request took longer than nearly every answered one, and than a round time:
        /// a limit lies between them.
        case separated
        /// The failing requests took no longer than the answered ones.
        case asQuick
        /// Nothing that tells.
        case unclear
    }

    let shape: Shape
    /// Failing requests with a latency.
    let failed: Int
    /// Answered requests near them with a latency.
    let answered: Int
    /// The limit that fits, in nanoseconds; for `separated` the greatest that does.
    let limit: Int64?
    /// How many of the failing requests took just over it.
    let justAbove: Int
    /// What all but one in twenty of the failing requests took at least, and at most.
    let least: Int64
    let most: Int64
    /// What half of them took at most.
    let median: Int64
    /// What nearly all of the answered ones took at most.
    let usual: Int64?
    /// Where the first line of a failing request stands.
    let position: SourcePosition?

    /// Fewer latencies than these show no shape.
    static let fewest = 5
    /// Below this a handler has hardly begun to wait; no caller's patience ends so soon.
    private static let shortestLimit: Int64 = 250_000_000

    init(_ signals: LatencySignals) {
        // A proxy's own lines time its patience, not the handler.
        let own = signals.of(.failed, .overran)
        let failing = own.total >= Self.fewest ? own : signals.unanswered
        let good = signals.of(.answered)
        failed = failing.total
        answered = good.total
        least = failing.percentile(5) ?? 0
        most = failing.percentile(95) ?? 0
        median = failing.percentile(50) ?? 0
        usual = good.total >= Self.fewest ? good.percentile(95) : nil
        position =
            [LatencySignals.Ending.failed, .overran, .clientLeft, .timedOut].lazy
            .compactMap { signals.position(of: $0) }.first
        let cluster = LatencySignals.cluster(of: failing, atLeast: Self.fewest)
        let between = signals.limitsBetween().filter { $0 >= Self.shortestLimit }
        if failed < Self.fewest {
            (shape, limit, justAbove) = (.unclear, nil, 0)
        } else if let cluster, cluster.limit >= Self.shortestLimit,
            Self.isApart(cluster.limit, from: usual)
        {
            (shape, limit, justAbove) = (.cluster, cluster.limit, cluster.justAbove)
        } else if let greatest = between.last, Self.isApart(least, from: usual) {
            (shape, limit, justAbove) = (.separated, greatest, 0)
        } else if let usual, median <= usual + usual / 4 {
            (shape, limit, justAbove) = (.asQuick, nil, 0)
        } else if let floor = signals.floorOfUnanswered(atLeast: Self.fewest),
            floor.limit >= Self.shortestLimit, Self.isApart(floor.limit, from: good.percentile(75))
        {
            // Some answered requests were slow as well, of other callers or other routes.
            (shape, limit, justAbove) = (.separated, floor.limit, 0)
        } else {
            (shape, limit, justAbove) = (.unclear, nil, 0)
        }
    }

    /// Whether failing requests took long, by their own server's clock: then its handlers were slow.
    var showsSlowHandlers: Bool { shape == .cluster || shape == .separated }

    /// Whether even the quickest failing request took several times as long as is usual: people
    /// lose their patience sooner or later, a limit at its time.
    var isFarApart: Bool {
        guard shape == .separated, let usual else { return false }
        return least >= 3 * usual && least >= 1_000_000_000
    }

    /// ` (app.log:7)`, or nothing.
    var example: Phrase { position.map { " (\(at: $0))" } ?? "" }

    /// A limit that lies among the usual times is none.
    private static func isApart(_ limit: Int64, from usual: Int64?) -> Bool {
        usual.map { limit >= $0 } ?? true
    }
}

extension LatencyFacts {
    /// What the failing requests took, as evidence of a limit.
    var limitPhrase: Phrase? {
        guard let limit else { return nil }
        let spoken = DurationWords.of(nanoseconds: limit)
        switch shape {
        case .cluster:
            return """
                \(justAbove) of \(words: Wording.count(failed, "failing request")) with a latency \
                took just over \(words: spoken)\(example)\(beside): a time limit of \(words: spoken), or \
                somewhat less, fits
                """
        case .separated:
            return """
                \(spread)\(example)\(beside): a time limit of at \
                most \(words: spoken) fits
                """
        case .asQuick, .unclear:
            return nil
        }
    }

    /// `the 66 failing requests with a latency took 5.02 s to 8.9 s`.
    var spread: Phrase {
        let (least, most) = (
            DurationWords.of(nanoseconds: least), DurationWords.of(nanoseconds: most)
        )
        let range = least == most ? least : "\(least) to \(most)"
        return """
            the \(words: Wording.count(failed, "failing request")) with a latency took \(words: range)
            """
    }

    private var beside: Phrase {
        guard let usual else { return "" }
        return """
            , and nearly all of \(answered) answered ones near them at most \
            \(words: DurationWords.of(nanoseconds: usual))
            """
    }

    /// That the failing requests were quick.
    var quickPhrase: Phrase? {
        guard shape == .asQuick, let usual else { return nil }
        return """
            half of the \(words: Wording.count(failed, "failing request")) with a latency took at most \
            \(words: DurationWords.of(nanoseconds: median))\(example), no longer than the \
            answered ones (\(words: DurationWords.of(nanoseconds: usual)))
            """
    }
}

/// How much of an answer was sent when it failed.
struct SizeFacts: Sendable {
    /// That most answers were cut off in their middle, or `nil`.
    let largePhrase: Phrase?

    /// 64 KiB: more than an answer that fails at its first write sends, and more than is buffered
    /// on the way before a write notices that the peer has gone.
    private static let bits = 16

    init(_ signals: LogSignals, example: Phrase) {
        let sizes = signals.failedSizes.entries
        let all = sizes.reduce(0) { $0 + $1.count }
        let large = sizes.filter { $0.code > Self.bits }.reduce(0) { $0 + $1.count }
        let isMost = all >= LatencyFacts.fewest && large * 10 >= all * 8
        largePhrase =
            isMost
            ? """
            \(large) of \(all) answers that failed had sent more than 64 KiB by then\(example)
            """ : nil
    }
}
