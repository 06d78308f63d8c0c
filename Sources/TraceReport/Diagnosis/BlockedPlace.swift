import TraceParse

/// The place in the program's own code where many handlers stood at one moment.
struct BlockedPlace: Sendable {
    var function: String
    /// What it had called there.
    var callee: String?
    var state: String
    var count: Int
    /// How many stood anywhere in the program's own code.
    var total: Int
    var longestMinutes: Int?
    /// Whether a lock was waited for.
    var isLock: Bool
    /// Where it is written.
    var citation: Phrase
    /// Whether it counts as a sight of the thing: not where anybody might have written it.
    var source: EvidenceSource?

    /// Fewer than these are no pile.
    private static let fewest = 5

    /// What a dump among the hosts' texts shows, the one with the most that serve a request.
    static func ofHost(_ evidence: HostEvidence) -> BlockedPlace? {
        let places = evidence.goroutines.compactMap { dump -> BlockedPlace? in
            let total = dump.value.blocked.reduce(0) { $0 + $1.count }
            let top = dump.value.blocked.max { ($0.serving, $0.count) < ($1.serving, $1.count) }
            guard let top, isPile(top.count, of: total) else { return nil }
            return BlockedPlace(
                function: top.place.function,
                callee: top.callee,
                state: top.state,
                count: top.count,
                total: total,
                longestMinutes: top.longestWait,
                isLock: top.reason == .lock,
                citation: dump.source.citation,
                source: dump.source
            )
        }
        return places.max { $0.count < $1.count }
    }

    /// What dumps in the log show.
    static func ofLog(_ blocked: BlockedHandlers) -> BlockedPlace? {
        let waiting = blocked.ranked.filter { $0.state != "running" && $0.state != "runnable" }
        let total = waiting.reduce(0) { $0 + $1.count }
        guard let top = waiting.first, isPile(top.count, of: total) else { return nil }
        return BlockedPlace(
            function: top.function,
            callee: top.waitsIn,
            state: top.state,
            count: top.count,
            total: total,
            longestMinutes: top.longestMinutes > 0 ? top.longestMinutes : nil,
            isLock: isLock(top),
            citation: "\(at: top.position)",
            source: nil
        )
    }

    /// Three in ten of the program's goroutines in one place are no chance.
    private static func isPile(_ count: Int, of total: Int) -> Bool {
        count >= fewest && count * 10 >= total * 3
    }

    private static func isLock(_ stand: BlockedHandlers.Stand) -> Bool {
        stand.state.hasPrefix("sync.") || stand.state == "semacquire"
            || stand.waitsIn?.hasPrefix("sync.(*") == true
    }

    /// `48 of 61 goroutines stood in node.(*Client).Call, in net/http.(*Client).Do [select] (…)`.
    var statement: Phrase {
        let inside: Phrase = callee.map { ", in \(data: $0)" } ?? ""
        let wait: Phrase =
            longestMinutes.map { ", up to \(words: Wording.count($0, "minute"))" } ?? ""
        return """
            \(count) of \(total) goroutines in the program's own code stood in \
            \(data: function)\(inside) [\(data: state)\(wait)] (\(citation))
            """
    }
}
