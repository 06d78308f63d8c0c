internal import SystemPackage
import TraceParse

/// The decompressed bytes of an input.
struct OpenInput: ~Copyable {
    /// How the input is compressed, `nil` where it is not.
    let compression: Compression?
    /// When it was last written to, where that is known.
    let lastWritten: Timestamp?
    /// Which file it is, where that is known.
    let identity: FileIdentity?
    /// How many NULs at its beginning were passed over.
    let hole: Int
    /// Whether reading it never waits for somebody to write.
    let isRegular: Bool
    private var source: DescriptorReader
    private var inflater: Inflater?
    private var unarchiver: Unarchiver?

    /// An input at its beginning.
    ///
    /// - Throws: ``InputProblem`` where it is compressed in a way that is not readable.
    init(_ reader: consuming DescriptorReader) throws {
        let compression = Compression(head: try reader.peek(Compression.headLength))
        switch compression {
        case nil: break
        case .gzip: inflater = Inflater()
        case .some(let other): unarchiver = try Unarchiver(other)
        }
        self.compression = compression
        lastWritten = reader.lastWritten
        identity = reader.identity
        hole = reader.hole
        isRegular = reader.isRegular
        source = reader
    }

    /// A file at its beginning.
    ///
    /// - Throws: `Errno` or ``InputProblem`` where it cannot be read.
    init(file input: Input, stop: Stop) throws {
        guard let path = input.path else { throw Errno.noSuchFileOrDirectory }
        try self.init(DescriptorReader(opening: path, stop: stop))
    }

    /// How many bytes were taken, as they lie in the file.
    var consumed: Int { source.bytesRead }

    /// The file, where it is not compressed and has at least so many bytes.
    func placed(atLeast size: Int) -> PlacedFile? {
        compression == nil ? source.placed(atLeast: size) : nil
    }

    /// Counts bytes of a placed file, which were read at their places.
    mutating func pass(_ count: Int) {
        source.pass(count)
    }

    /// Says at its end whether a placed file was changed while it was read.
    func checkUnchanged() throws {
        try source.checkUnchanged()
    }

    /// Reads the next bytes, 0 at the end or when the run is to stop.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if inflater != nil { return try unsafe inflater!.read(into: buffer, from: &source) }
        if unarchiver != nil { return try unsafe unarchiver!.read(into: buffer, from: &source) }
        return try unsafe source.read(into: buffer)
    }

    /// Reads the first bytes, fewer than asked for only at the end.
    mutating func readHead(_ count: Int) throws -> [UInt8] {
        var head = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = try unsafe head.withUnsafeMutableBytes {
                try unsafe read(into: .init(rebasing: $0[filled...]))
            }
            guard got > 0 else { break }
            filled += got
        }
        return Array(head[..<filled])
    }
}
