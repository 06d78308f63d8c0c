/// Tells whether an input has its newest lines first, as many exports do: by the moments of the
/// incidents, one after the other.
struct TimeOrder {
    /// Fewer steps back tell nothing.
    private static let fewest = 4
    /// As many times more steps must go back than forward: some lines of any log are late.
    private static let ratio = 8

    private var last: Int64?
    private var forward = 0
    private var back = 0

    /// Whether the moments go back all the time.
    var isNewestFirst: Bool { back >= Self.fewest && back >= Self.ratio * forward }

    /// Notes the next incident; one that lent its moment from a line nearby tells nothing.
    mutating func note(_ record: borrowing IncidentRecord) {
        guard let time = record.time, record.timeSource != .inherited else { return }
        if let last {
            if time.seconds > last { forward += 1 }
            if time.seconds < last { back += 1 }
        }
        last = time.seconds
    }
}
