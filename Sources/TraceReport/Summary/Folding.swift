/// What a table no longer tells apart, since it was full: the smaller entries, by count.
struct Folded: Hashable, Sendable {
    /// Entries that were folded; one that came again is counted again.
    var entries = 0
    /// Incidents that belonged to them.
    var incidents = 0

    static func += (sum: inout Folded, more: Folded) {
        sum.entries += more.entries
        sum.incidents += more.incidents
    }
}

/// Chooses what a full table keeps.
enum Folding {
    /// The indices of the entries with the greatest counts, ascending; of equal counts, those that
    /// came last: what comes often may have begun just now, an old single one is unlikely to.
    static func kept(of counts: [Int], limit: Int) -> [Int] {
        guard counts.count > limit else { return Array(counts.indices) }
        let ranked = counts.indices.sorted { left, right in
            counts[left] == counts[right] ? left > right : counts[left] > counts[right]
        }
        return ranked.prefix(limit).sorted()
    }
}

extension Folded {
    func write(to state: inout StateWriter) {
        state.write(entries)
        state.write(incidents)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(entries: try state.count(), incidents: try state.count())
    }
}
