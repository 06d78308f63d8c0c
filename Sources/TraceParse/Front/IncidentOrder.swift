/// Incidents of several streams, which are handed over in the order of their last bytes.
struct IncidentOrder {
    /// In descending order of their ends.
    private var waiting: [IncidentRecord] = []
    /// How many were handed over.
    private(set) var released = 0

    /// Adds an incident.
    mutating func insert(_ record: consuming IncidentRecord) {
        let end = record.byteEnd
        var (low, high) = (0, waiting.count)
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle].byteEnd > end { low = middle + 1 } else { high = middle }
        }
        waiting.insert(record, at: low)
    }

    /// Hands over the incidents that end before an offset.
    mutating func release(before offset: Int, _ receive: (borrowing IncidentRecord) -> Void) {
        while let last = waiting.last, last.byteEnd < offset {
            receive(last)
            waiting.removeLast()
            released += 1
        }
    }
}
