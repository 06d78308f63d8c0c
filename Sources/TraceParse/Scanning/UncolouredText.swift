internal import CByteScan

/// A copy of a part of a log without the escape sequences that colour a terminal's text or erase
/// its line, for tokens that change their colour inside.
///
///     colour = escape "[" { digit / ";" } ( "m" / "K" )
///     escape = ESC / "\x1b" / "\u001b" / "\033" / "#033"
///
/// Only as much is copied as is asked for: of a crash the end is not known beforehand.
struct UncolouredText {
    /// The copy, and room behind it.
    private(set) var bytes: [UInt8] = []
    /// How many bytes the copy has.
    private(set) var count = 0
    /// Where runs of the copy begin, and room behind them.
    private var runs: [bytescan_run] = []
    private var runCount = 0
    /// The part of the log.
    private var range = 0..<0
    /// Where in the log the copy goes on.
    private var next = 0

    /// Nothing, with which a part may begin.
    init() {}

    /// A copy of all of a part.
    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        begin(range)
        copy(text, atLeast: Int.max)
    }

    /// Begins with another part of a log, of which nothing is copied yet.
    mutating func begin(_ range: Range<Int>) {
        self.range = range
        next = range.lowerBound
        count = 0
        runCount = 0
    }

    /// Whether all of the part is copied.
    var isWhole: Bool { next >= range.upperBound }

    /// Copies on until the copy has as many bytes, or the part ends.
    mutating func copy(_ text: Span<UInt8>, atLeast wanted: Int) {
        while count < wanted, !isWhole { copyOn(text) }
    }

    /// How much is copied at once, and the room that this takes: the last bytes are copied 16 at a
    /// time, and the shortest colour has three.
    private static let step = 2 << 10
    private static let room = step + 16
    private static let mostRuns = step / 3 + 2

    private mutating func copyOn(_ text: Span<UInt8>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        makeRoom()
        let limit = range.upperBound
        let from = next
        let to = min(limit, from + Self.step)
        let used = (count, runCount)
        next = unsafe text.withUnsafeBufferPointer { log in
            unsafe bytes.withUnsafeMutableBufferPointer { bytes in
                unsafe runs.withUnsafeMutableBufferPointer { runs in
                    guard let log = log.baseAddress, let bytes = bytes.baseAddress,
                        let runs = runs.baseAddress
                    else { return limit }
                    var copy = unsafe bytescan_copy(
                        bytes: bytes,
                        count: used.0,
                        runs: runs,
                        run_count: used.1
                    )
                    let next = unsafe bytescan_uncolour(log, from, to, limit, &copy)
                    unsafe count = copy.count
                    unsafe runCount = copy.run_count
                    return next
                }
            }
        }
    }

    private mutating func makeRoom() {
        if bytes.count < count + Self.room {
            bytes.append(contentsOf: repeatElement(0, count: max(8 * Self.room, bytes.count)))
        }
        if runs.count < runCount + Self.mostRuns {
            let more = max(2 * Self.mostRuns, runs.count)
            runs.append(contentsOf: repeatElement(bytescan_run(), count: more))
        }
    }

    /// Where a byte of the copy stands in the log.
    func position(of index: Int) -> Int {
        guard index < count else { return next }
        var (low, high) = (0, runCount)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].copy <= index { low = middle } else { high = middle }
        }
        return runs[low].log + index - runs[low].copy
    }

    /// The position after the sequence that begins at a position, or `nil`.
    static func endOfColour(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> Int? {
        let limit = min(limit, text.count)
        guard start >= 0, start < limit else { return nil }
        let end = unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return unsafe bytescan_end_of_colour(base, start, limit)
        }
        return end > 0 ? end : nil
    }
}
