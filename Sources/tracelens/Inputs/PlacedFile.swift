internal import SystemPackage

/// A file whose bytes are the input's as they are, so that any thread may read them at any place while
/// others do.
///
/// Good for as long as the reader it comes from.
struct PlacedFile: Sendable {
    /// Where the input begins in it.
    let start: Int
    private let descriptor: FileDescriptor

    /// A file that is open.
    init(_ descriptor: FileDescriptor, start: Int) {
        self.descriptor = descriptor
        self.start = start
    }

    /// Reads the bytes from a place on.
    ///
    /// - Returns: How many there are, fewer than there is room for only at the end; or where they could
    ///   not be read on, and why.
    func read(
        at place: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> (count: Int, problem: (any Error)?) {
        var count = 0
        do {
            while count < buffer.count {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let next = Int64(place + count)
                let got = try unsafe descriptor.read(fromAbsoluteOffset: next, into: rest)
                guard got > 0 else { break }
                count += got
            }
        } catch {
            return (count, error)
        }
        return (count, nil)
    }
}
