/// A range of the bytes at hand in half the size of a `Range<Int>`: what the hot grammar returns
/// then fits into registers, where a larger struct goes through memory.
struct ByteRun: Equatable {
    private var start: Int32
    private var end: Int32

    init(_ range: Range<Int>) {
        start = Int32(truncatingIfNeeded: range.lowerBound)
        end = Int32(truncatingIfNeeded: range.upperBound)
    }

    /// The absent run.
    static let none = ByteRun(0..<0)

    @inline(__always) var lowerBound: Int { Int(start) }
    @inline(__always) var upperBound: Int { Int(end) }
    @inline(__always) var count: Int { Int(end &- start) }
    @inline(__always) var isEmpty: Bool { end == start }
    @inline(__always) var range: Range<Int> { Int(start)..<Int(end) }
}
