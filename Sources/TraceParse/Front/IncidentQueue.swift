/// Incidents that are whole but may still be repeated, or joined to what comes next: they wait
/// until the input is 4 KiB past them.
///
/// Records go round: a record that was handed over is emptied and filled again, so that a million
/// incidents cost no allocation.
struct IncidentQueue: ~Copyable {
    /// How far after an incident its text may be repeated.
    static let reach = 4096
    /// However dense incidents are, no more of them wait.
    private static let most = 256

    private var waiting: [IncidentRecord] = []
    private var first = 0
    private var spare: [IncidentRecord] = []

    /// An empty record.
    mutating func makeRecord() -> IncidentRecord {
        spare.popLast() ?? IncidentRecord()
    }

    /// Takes a record back that became no incident.
    mutating func recycle(_ record: consuming IncidentRecord) {
        record.removeAll()
        if spare.count < 8 { spare.append(record) }
    }

    /// Adds an incident that is whole.
    mutating func append(_ record: consuming IncidentRecord) {
        waiting.append(record)
    }

    /// Hands over every incident that ends more than the reach before an offset, in order.
    ///
    /// - Returns: How many.
    mutating func release(
        upTo offset: Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) -> Int {
        var released = 0
        while first < waiting.count,
            isPast(waiting[first], offset) || waiting.count - first > Self.most
        {
            receive(waiting[first])
            recycleFirst()
            released += 1
        }
        compact()
        return released
    }

    private func isPast(_ record: borrowing IncidentRecord, _ offset: Int) -> Bool {
        offset - max(record.byteEnd, record.heldUntil) > Self.reach
    }

    /// Hands over everything; returns how many.
    mutating func releaseAll(_ receive: (borrowing IncidentRecord) -> Void) -> Int {
        release(upTo: Int.max, receive)
    }

    private mutating func recycleFirst() {
        var record = IncidentRecord()
        swap(&record, &waiting[first])
        first += 1
        recycle(record)
    }

    private mutating func compact() {
        guard first == waiting.count || first > 64 else { return }
        waiting.removeFirst(first)
        first = 0
    }

    /// The first offsets at which those that wait begin and end.
    var earliest: (offset: Int, end: Int)? {
        guard first < waiting.count else { return nil }
        var earliest = (offset: waiting[first].byteOffset, end: waiting[first].byteEnd)
        for index in first + 1..<waiting.count {
            earliest.offset = min(earliest.offset, waiting[index].byteOffset)
            earliest.end = min(earliest.end, waiting[index].byteEnd)
        }
        return earliest
    }

    /// The indices of those that wait, the latest first.
    var latestFirst: ReversedCollection<Range<Int>> {
        (first..<waiting.count).reversed()
    }

    /// One that waits.
    subscript(index: Int) -> IncidentRecord {
        _read { yield waiting[index] }
        _modify { yield &waiting[index] }
    }

    /// Removes one that waits, since it belongs to the next.
    mutating func remove(at index: Int) {
        recycle(waiting.remove(at: index))
    }
}
