internal import SystemPackage

/// What can be read only once, kept for a run that must read it twice.
///
/// The file of a copy has no name: it is gone with the process, however that ends.
final class Spool: Sendable {
    private let descriptor: FileDescriptor
    private let start: Int64
    private let isOwned: Bool

    /// Copies all that a source has.
    ///
    /// - Throws: `Errno` or ``InputProblem`` where it cannot be read or kept.
    init(copying source: consuming DescriptorReader) throws {
        let directory = FilePath(environment("TMPDIR") ?? "/tmp")
        let path = directory.appending("tracelens-\(UInt64.random(in: 0...UInt64.max))")
        descriptor = try FileDescriptor.open(
            path,
            .readWrite,
            options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        start = 0
        isOwned = true
        try path.remove()
        try copy(&source)
    }

    /// A file that was handed over open, from where it stands: no copy is needed.
    init(rewinding descriptor: FileDescriptor) throws {
        self.descriptor = descriptor
        start = try descriptor.seek(offset: 0, from: .current)
        isOwned = false
    }

    deinit {
        if isOwned { try? descriptor.close() }
    }

    /// All of it from the beginning; one reader at a time.
    func reader(stop: Stop) throws -> DescriptorReader {
        try descriptor.seek(offset: start, from: .start)
        return DescriptorReader(borrowing: descriptor, stop: stop)
    }

    private func copy(_ source: inout DescriptorReader) throws {
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try unsafe block.withUnsafeMutableBytes { try unsafe source.read(into: $0) }
            guard count > 0 else { return }
            try descriptor.writeAll(block[..<count])
        }
    }
}
