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
    /// The file, where its bytes may be read at any place, several at a time.
    let file: PlacedFile?
    private let source: Mutex<OpenSet>

    /// A smaller file is soon read.
    private static let smallestPlacedFile = 4 * ScannedBlock.size

    /// A stream at its beginning.
    init(_ opened: consuming sending OpenSet) {
        lastWritten = opened.lastWritten
        hole = opened.hole
        hasMore = opened.hasMore
        isRegular = opened.isRegular
        file = opened.placed(atLeast: Self.smallestPlacedFile)
        source = Mutex(opened)
    }

    /// How many bytes were taken so far, as they lie in the files, once the parser has taken the next
    /// ones.
    func consumed(after count: Int) -> Int {
        source.withLock { opened in
            if file != nil { opened.pass(count) }
            return opened.consumed
        }
    }

    /// Reads the bytes at a place of the file, or the next ones of a stream that is read in order.
    ///
    /// - Returns: How many, and why there are not more; at the end, or when the run is to stop, 0 of a
    ///   stream and fewer than there is room for of a file.
    func read(
        at place: Int?,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> (count: Int, problem: (any Error)?) {
        guard let file, let place else { return (unsafe readOn(into: buffer), nil) }
        return unsafe file.read(at: place, into: buffer)
    }

    private func readOn(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        // The address, since the lock's value must not seem to keep the caller's memory.
        let (address, count) = (UInt(bitPattern: buffer.baseAddress), buffer.count)
        return source.withLock { opened in
            let start = unsafe UnsafeMutableRawPointer(bitPattern: address)
            return unsafe opened.read(
                into: UnsafeMutableRawBufferPointer(start: start, count: count)
            )
        }
    }

    /// Ends a file that was read at its places; a stream has seen its end.
    ///
    /// - Parameter problem: Why it could not be read to the end.
    func end(_ problem: (any Error)?) {
        guard file != nil else { return }
        source.withLock { $0.end(problem) }
    }
}
