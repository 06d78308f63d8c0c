#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import SystemPackage
import TraceParse

/// The bytes of a descriptor in order, the first of which can be looked at beforehand.
struct DescriptorReader: ~Copyable {
    /// How many bytes were handed out or passed over.
    private(set) var bytesRead: Int
    /// How many bytes were passed over, a hole at the file's beginning: a log that was emptied while
    /// its writer kept its place begins with as many NULs as it was long, which nobody ever wrote.
    let hole: Int
    /// Whether it is a file, reading which never waits for somebody to write.
    let isRegular: Bool

    private let descriptor: FileDescriptor
    private let stop: Stop
    /// What it was when it was opened, where it is a regular file that is read from its beginning.
    private let original: Stat?
    private let isOwned: Bool
    private var ahead: ArraySlice<UInt8> = []

    /// Reads a file.
    ///
    /// - Throws: `Errno` where it cannot be opened.
    init(opening path: FilePath, stop: Stop) throws {
        // A pipe whose writer has not come yet must not keep Control-C waiting.
        descriptor = try FileDescriptor.open(
            path,
            .readOnly,
            options: [.nonBlocking, .closeOnExec]
        )
        let status = try? Stat(descriptor)
        isRegular = status?.type == .regular
        original = isRegular ? status : nil
        isOwned = true
        self.stop = stop
        hole = isRegular ? Self.passHole(of: descriptor, size: Int(status?.size ?? 0)) : 0
        bytesRead = hole
    }

    /// `SEEK_DATA`, which the C library names only where it is asked for all that it has.
    #if canImport(Darwin)
    private static let nextData: Int32 = 4
    #else
    private static let nextData: Int32 = 3
    #endif
    /// As much of a hole is read as the NULs that it is, so that the text behind it is known to begin
    /// a line.
    private static let shown = 4096

    /// Goes to where a file's data begin.
    ///
    /// - Returns: How many bytes were passed over.
    private static func passHole(of descriptor: FileDescriptor, size: Int) -> Int {
        let data = Int(lseek(descriptor.rawValue, 0, nextData))
        // Where there are no data at all, the whole file is a hole.
        let end = data >= 0 ? data : errno == ENXIO ? size : 0
        let wanted = max(0, end - shown)
        return max(0, Int(lseek(descriptor.rawValue, off_t(wanted), SEEK_SET)))
    }

    /// When the file was last written to, where it is a regular one that was opened by its path.
    var lastWritten: Timestamp? { original?.modified }

    /// The file, where it was opened by its path and has at least so many bytes.
    func placed(atLeast size: Int) -> PlacedFile? {
        guard let original, original.size >= Int64(hole + size) else { return nil }
        return PlacedFile(descriptor, start: hole)
    }

    /// Which file it is, where it is a regular one that was opened by its path.
    var identity: FileIdentity? { original.map(FileIdentity.init) }

    /// Reads on from where a descriptor stands, and leaves it open.
    init(borrowing descriptor: FileDescriptor, stop: Stop) {
        self.descriptor = descriptor
        isRegular = (try? Stat(descriptor))?.type == .regular
        original = nil
        isOwned = false
        self.stop = stop
        hole = 0
        bytesRead = 0
    }

    deinit {
        if isOwned { try? descriptor.close() }
    }

    /// Looks at the next bytes, fewer than asked for only at the end.
    mutating func peek(_ count: Int) throws -> [UInt8] {
        var head = Array(ahead)
        var block = [UInt8](repeating: 0, count: count)
        while head.count < count {
            let wanted = count - head.count
            let got = try unsafe block.withUnsafeMutableBytes {
                try unsafe receive(into: .init(rebasing: $0[..<wanted]))
            }
            guard got > 0 else { break }
            head += block[..<got]
        }
        ahead = head[...]
        return head
    }

    /// Reads the next bytes, 0 at the end or when the run is interrupted.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard ahead.isEmpty else { return unsafe takeAhead(into: buffer) }
        let count = try unsafe receive(into: buffer)
        bytesRead += count
        if count == 0 { try checkUnchanged() }
        return count
    }

    /// Counts bytes that were read otherwise.
    mutating func pass(_ count: Int) {
        bytesRead += count
    }

    private mutating func takeAhead(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let taken = ahead.prefix(buffer.count)
        unsafe buffer.copyBytes(from: taken)
        ahead = ahead.dropFirst(taken.count)
        bytesRead += taken.count
        return taken.count
    }

    private func receive(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            guard isRegular || stop.waitUntilReadable(descriptor) else { return 0 }
            do {
                return try unsafe descriptor.read(into: buffer)
            } catch Errno.resourceTemporarilyUnavailable where !isRegular {
                continue
            }
        }
    }

    /// A log that only grew is as good as before; one that lost bytes, or got others, is not.
    func checkUnchanged() throws {
        guard !stop.isRequested, let original, let now = try? Stat(descriptor) else { return }
        if now.size < max(original.size, Int64(bytesRead)) {
            throw InputProblem("became shorter while it was read")
        }
        if now.size == original.size, !Self.haveSameTime(now, original) {
            throw InputProblem("was changed while it was read")
        }
    }

    private static func haveSameTime(_ left: Stat, _ right: Stat) -> Bool {
        left.st_mtim.tv_sec == right.st_mtim.tv_sec && left.st_mtim.tv_nsec == right.st_mtim.tv_nsec
    }
}

extension Stat {
    /// When it was last written to.
    var modified: Timestamp {
        Timestamp(
            seconds: Int64(st_mtim.tv_sec),
            nanoseconds: Int32(st_mtim.tv_nsec),
            fractionDigits: 9
        )
    }
}
