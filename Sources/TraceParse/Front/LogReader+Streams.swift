extension LogReader {
    /// Ends a stream whose text was read to its end, so that the reader can begin another one.
    mutating func end(_ text: Span<UInt8>, _ receive: (borrowing IncidentRecord) -> Void) {
        contextFinishes(text)
        handOver(text, receive)
        cursor = text.count
        floor = text.count
    }

    /// The offset at which the first incident begins that is not handed over, or the text at hand.
    var earliestOffset: Int {
        var offset = base + keepFrom
        if open != nil { offset = min(offset, record.byteOffset) }
        if let earliest = queue.earliest { offset = min(offset, earliest.offset) }
        return offset
    }

    /// No incident that is not handed over ends before this offset.
    var earliestEnd: Int {
        let next = base + cursor - Self.slack
        return min(next, queue.earliest?.end ?? next)
    }

    /// How far behind the cursor an incident may end.
    private static let slack = 4096

    /// Leaves out a part of the text that others have read.
    mutating func skip(_ text: Span<UInt8>, to position: Int) {
        cursor = position
        floor = position
        dated.pass(to: position)
        context.skip(to: base + position)
    }
}
