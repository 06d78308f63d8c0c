internal import Synchronization
internal import TraceParse

/// A stream of inputs that several threads read, one at a time, each going on where the one before
/// stopped.
final class SharedInput: Sendable {
    /// When the newest input was last written to, where that is known.
    let lastWritten: Timestamp?
    /// How many NULs at its beginning were passed over.
    let hole: Int
    /// Whether there is more than one input.
    let hasMore: Bool
    /// Whether reading it never waits for somebody to write.
    let isRegular: Bool
    private let source: Mutex<OpenSet>

    /// A stream at its beginning.
    init(_ opened: consuming sending OpenSet) {
        lastWritten = opened.lastWritten
        hole = opened.hole
        hasMore = opened.hasMore
        isRegular = opened.isRegular
        source = Mutex(opened)
    }

    /// How many bytes were taken so far, as they lie in the files.
    var consumed: Int { source.withLock { $0.consumed } }

    /// Reads the next bytes, 0 at the end or when the run is to stop.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        // The address, since the lock's value must not seem to keep the caller's memory.
        let (address, count) = (UInt(bitPattern: buffer.baseAddress), buffer.count)
        return source.withLock { opened in
            let start = unsafe UnsafeMutableRawPointer(bitPattern: address)
            return unsafe opened.read(
                into: UnsafeMutableRawBufferPointer(start: start, count: count)
            )
        }
    }
}
