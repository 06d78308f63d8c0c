import TraceParse

/// A handler, or the place of a fault, that groups name.
struct HandlerRow {
    var location: CodeLocation
    var count: Int
    var groups = 1
    var times: TimeBounds
    var source: SourcePosition

    /// The handlers, the most frequent first; of equally frequent ones the one whose name comes first.
    static func rows(of groups: [Report.Group]) -> [HandlerRow] {
        var rows: [HandlerRow] = []
        var index: [String: Int] = [:]
        for group in groups {
            guard let place = group.place else { continue }
            if let at = index[place.function] {
                rows[at].count += group.count
                rows[at].groups += 1
                rows[at].times.merge(group.times)
            } else {
                index[place.function] = rows.count
                rows.append(
                    HandlerRow(
                        location: place,
                        count: group.count,
                        times: group.times,
                        source: group.source
                    )
                )
            }
        }
        return rows.sorted {
            $0.count == $1.count
                ? $0.location.function < $1.location.function : $0.count > $1.count
        }
    }
}
