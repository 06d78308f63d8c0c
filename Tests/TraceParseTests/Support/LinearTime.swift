#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import Testing

/// Expects work on a text four times as long to take about four times as long, not sixteen times.
///
/// What counts is the thread's own time, which other work on the machine does not add to; what a
/// cache does to it once is no growth, so a second and a third look are taken. What is looked ahead
/// or back for a bounded distance, which a small text does not fill, may grow faster than the text.
func expectLinear(
    _ size: Int,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (Int) throws -> Void
) rethrows {
    var measured: [(quarter: Double, whole: Double)] = []
    for _ in 0..<3 {
        let quarter = try ownSeconds { try body(size / 4) }
        let whole = try ownSeconds { try body(size) }
        if whole < 12 * quarter + 0.02 { return }
        measured.append((quarter, whole))
    }
    Issue.record("the time grows faster than the text: \(measured)", sourceLocation: sourceLocation)
}

private func ownSeconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ownClock()
    try body()
    return ownClock() - start
}

private func ownClock() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
