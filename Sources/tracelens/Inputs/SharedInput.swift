internal import Synchronization
internal import TraceParse

/// An input that several threads read, one at a time, each going on where the one before stopped.
final class SharedInput: Sendable {
    let compression: Compression?
    /// When it was last written to, where that is known.
    let lastWritten: Timestamp?
    /// How many NULs at its beginning were passed over.
    let hole: Int
    /// Whether reading it never waits for somebody to write.
    let isRegular: Bool
    private let source: Mutex<OpenInput>

    /// An input at its beginning.
    init(_ opened: consuming sending OpenInput) {
        compression = opened.compression
        lastWritten = opened.lastWritten
        hole = opened.hole
        isRegular = opened.isRegular
        source = Mutex(opened)
    }

    /// How many bytes were taken so far, as they lie in the file.
    var consumed: Int { source.withLock { $0.consumed } }

    /// Reads the next bytes, 0 at the end or when the run is to stop.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        // The address, since the lock's value must not seem to keep the caller's memory.
        let (address, count) = (UInt(bitPattern: buffer.baseAddress), buffer.count)
        return try source.withLock { opened in
            let start = unsafe UnsafeMutableRawPointer(bitPattern: address)
            return try unsafe opened.read(
                into: UnsafeMutableRawBufferPointer(start: start, count: count)
            )
        }
    }
}
