/// Where the text of a stream stood in the log, and what the transport noted beside it.
///
/// Positions are counted from the stream's first byte, offsets from the log's.
struct OriginMap {
    /// From a position on, each byte stood where the one before it stood, plus one.
    struct Run {
        var position: Int
        var offset: Int
        /// The physical line, from 1.
        var line: Int
        /// Past the last byte of the line, or of the part of one.
        var end: Int
        /// Where the record stood that the line is a field of, as offsets; empty where it is none.
        var record: Range<Int>
        /// The transport's moment, as a range of the map's own bytes.
        var time: Range<Int>
        var undone: Undone
    }

    private(set) var runs: [Run] = []
    private var times: [UInt8] = []
    /// How many bytes of `times` were dropped.
    private var timesBase = 0

    /// A line, or a part of one, begins at a position; its text is so many bytes long.
    mutating func begin(
        at position: Int,
        count: Int,
        offset: Int,
        _ piece: StreamLane.Piece,
        time text: Span<UInt8>,
        _ undone: Undone
    ) {
        let start = timesBase + times.count
        let time = piece.time.prefix(Self.longestTime)
        unsafe text.withUnsafeBufferPointer { source in
            unsafe times.append(contentsOf: UnsafeBufferPointer(rebasing: source[time]))
        }
        runs.append(
            Run(
                position: position,
                offset: offset,
                line: piece.line,
                end: position + count,
                record: piece.record,
                time: start..<timesBase + times.count,
                undone: undone
            )
        )
    }

    /// No layout of time is longer.
    private static let longestTime = 64

    /// The line goes on at another offset, and maybe on another physical line.
    mutating func jump(at position: Int, offset: Int, line: Int? = nil) {
        guard var run = runs.last else { return }
        run.position = position
        run.offset = offset
        run.line = line ?? run.line
        runs.append(run)
    }

    /// The run that a position lies in.
    func index(of position: Int) -> Int {
        var (low, high) = (0, runs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].position <= position { low = middle } else { high = middle }
        }
        return low
    }

    /// Where the byte at a position stood.
    func offset(of position: Int) -> Int {
        guard !runs.isEmpty else { return position }
        let run = runs[index(of: position)]
        return run.offset + max(0, position - run.position)
    }

    /// What was undone in a range.
    func undone(in range: Range<Int>) -> Undone {
        var all: Undone = []
        var next = index(of: range.lowerBound)
        while next < runs.count, runs[next].position < range.upperBound {
            all.formUnion(runs[next].undone)
            next += 1
        }
        return all
    }

    /// The bytes of a run's time.
    func time(of run: Run) -> [UInt8] {
        let range = run.time.lowerBound - timesBase..<run.time.upperBound - timesBase
        return range.lowerBound >= 0 ? Array(times[range]) : []
    }

    /// Forgets the runs that end before a position.
    mutating func drop(before position: Int) {
        let first = runs.isEmpty ? 0 : index(of: position)
        guard first > 1024, first > runs.count / 2 else { return }
        let kept = runs[first].time.lowerBound
        times.removeFirst(kept - timesBase)
        timesBase = kept
        runs.removeFirst(first)
    }
}
