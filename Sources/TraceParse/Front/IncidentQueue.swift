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

    /// A ring: those that wait from `first` on, and empty records behind them.
    private var slots = [IncidentRecord](repeating: IncidentRecord(), count: 1)
    private var first = 0
    private var count = 0
    /// How many of them have goroutines.
    private(set) var stacks = 0
    /// Known lines behind all those; the last one may be repeated, and only wait for it, since
    /// nothing is joined to one that another line follows.
    private var lines: [WaitingLine] = []

    /// Adds an incident that is whole, and leaves an empty record in its place.
    mutating func append(_ record: inout IncidentRecord) {
        precondition(lines.isEmpty, "lines are settled before anything else is read")
        if count == slots.count { grow() }
        if !record.goroutines.isEmpty { stacks += 1 }
        swap(&slots[slot(count)], &record)
        count += 1
    }

    /// Adds the incident of a known line.
    mutating func append(_ line: WaitingLine) {
        lines.append(line)
    }

    /// Makes records of the lines that wait, since what is read next may change them.
    mutating func settle(
        _ fill: (inout IncidentRecord, WaitingLine) -> Void
    ) {
        for line in lines {
            if count == slots.count { grow() }
            fill(&slots[slot(count)], line)
            count += 1
        }
        lines.removeAll(keepingCapacity: true)
    }

    /// The known lines that are to be handed over: all but the last one, and that one where it ends
    /// more than the reach before an offset.
    ///
    /// - Returns: How many, from the first on.
    func ready(upTo offset: Int) -> Int {
        guard count == 0, let last = lines.last else { return 0 }
        return offset - last.offset > Self.reach + ErrorLineMemory.longest
            ? lines.count : lines.count - 1
    }

    /// Whether nothing but known lines waits.
    var isOnlyLines: Bool { count == 0 }

    /// Whether known lines wait.
    var hasLines: Bool { !lines.isEmpty }

    /// A known line that waits.
    func line(_ index: Int) -> WaitingLine { lines[index] }

    /// Forgets the first known lines, which were handed over.
    mutating func removeLines(_ count: Int) {
        if count == lines.count {
            lines.removeAll(keepingCapacity: true)
        } else {
            lines.removeFirst(count)
        }
    }

    /// Hands over every incident that ends more than the reach before an offset, in order.
    ///
    /// - Returns: How many.
    mutating func release(
        upTo offset: Int,
        _ receive: (borrowing IncidentRecord) -> Void
    ) -> Int {
        var released = 0
        while count > 0, isPast(offset) || count + lines.count > Self.most {
            Self.hand(&slots[first], receive)
            empty(first)
            first = slot(1)
            count -= 1
            released += 1
        }
        return released
    }

    /// Hands a record over where it lies: an element that is read is copied first, with all that it
    /// holds on to.
    private static func hand(
        _ record: inout IncidentRecord,
        _ receive: (borrowing IncidentRecord) -> Void
    ) {
        receive(record)
    }

    /// Hands over everything; returns how many.
    mutating func releaseAll(_ receive: (borrowing IncidentRecord) -> Void) -> Int {
        release(upTo: Int.max, receive)
    }

    /// Whether none waits.
    var isEmpty: Bool { count == 0 && lines.isEmpty }

    /// The first offsets at which those that wait begin and end.
    var earliest: (offset: Int, end: Int)? {
        // No known line begins or ends before the one in front of it.
        guard count > 0 else { return lines.first.map { ($0.offset, $0.offset) } }
        var earliest = (offset: self[0].byteOffset, end: self[0].byteEnd)
        for index in 1..<max(count, 1) {
            earliest.offset = min(earliest.offset, self[index].byteOffset)
            earliest.end = min(earliest.end, self[index].byteEnd)
        }
        return earliest
    }

    /// The indices of those that wait, the latest first.
    var latestFirst: ReversedCollection<Range<Int>> {
        (0..<count).reversed()
    }

    /// One that waits.
    subscript(index: Int) -> IncidentRecord {
        _read { yield slots[slot(index)] }
        _modify { yield &slots[slot(index)] }
    }

    /// What is asked of each that waits.
    struct Outline {
        var byteEnd: Int
        var hasStack: Bool
        var timeSource: TimeSource?
    }

    /// The outline of one that waits, without a copy of the record.
    mutating func outline(of index: Int) -> Outline {
        Self.outline(of: &slots[slot(index)])
    }

    private static func outline(of record: inout IncidentRecord) -> Outline {
        Outline(
            byteEnd: record.byteEnd,
            hasStack: !record.goroutines.isEmpty,
            timeSource: record.timeSource
        )
    }

    /// Removes one that waits, since it belongs to the next.
    mutating func remove(at index: Int) {
        empty(slot(index))
        for later in index + 1..<max(count, index + 1) {
            slots.swapAt(slot(later - 1), slot(later))
        }
        count -= 1
    }

    private mutating func empty(_ slot: Int) {
        if !slots[slot].goroutines.isEmpty { stacks -= 1 }
        slots[slot].removeAll()
    }

    private func isPast(_ offset: Int) -> Bool {
        offset - max(slots[first].byteEnd, slots[first].heldUntil) > Self.reach
    }

    private func slot(_ index: Int) -> Int {
        let slot = first + index
        return slot < slots.count ? slot : slot - slots.count
    }

    private mutating func grow() {
        slots = Array(slots[first...]) + slots[..<first]
        slots.append(contentsOf: repeatElement(IncidentRecord(), count: slots.count))
        first = 0
    }
}
