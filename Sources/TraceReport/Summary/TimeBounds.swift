import TraceParse

/// The first and the last of a number of moments, in whatever order they came.
struct TimeBounds: Hashable, Sendable {
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?

    mutating func add(_ time: Timestamp) {
        guard let first, let last else {
            self.first = time
            self.last = time
            return
        }
        // Most lie in between, which their seconds tell.
        if first.seconds < time.seconds, time.seconds < last.seconds { return }
        if time < first { self.first = time }
        if last < time { self.last = time }
    }

    mutating func merge(_ other: TimeBounds) {
        if let first = other.first { add(first) }
        if let last = other.last { add(last) }
    }

    /// Whole seconds from the first to the last; `nil` where there is none.
    var seconds: Int64? {
        guard let first, let last else { return nil }
        let (difference, overflow) = last.seconds.subtractingReportingOverflow(first.seconds)
        return overflow ? Int64.max : difference
    }
}

extension TimeBounds {
    func write(to state: inout StateWriter) {
        state.write(first) { $0.write($1) }
        state.write(last) { $0.write($1) }
    }

    init(from state: inout StateReader) throws(StateError) {
        first = try state.optional { reader throws(StateError) in try reader.timestamp() }
        last = try state.optional { reader throws(StateError) in try reader.timestamp() }
        guard (first == nil) == (last == nil) else { throw state.fault("a moment is missing") }
    }
}

extension TimeBounds {
    /// The bounds that are known.
    init(_ first: Timestamp?, _ last: Timestamp?) {
        if let first { add(first) }
        if let last { add(last) }
    }
}
