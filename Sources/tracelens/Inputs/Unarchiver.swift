/// What a file holds that is compressed with xz, zstd, bzip2, lz4 or compress, a block at a time.
@safe
struct Unarchiver: ~Copyable {
    private let library: LibArchive
    private let archive: LibArchive.Archive
    private let compression: Compression
    /// libarchive keeps a pointer to it, so it must not move.
    private let feed: UnsafeMutablePointer<Feed>
    private var growth: GrowthLimit
    private var isOpen = false
    private var isAtEnd = false
    /// What went wrong after bytes that were still good.
    private var problem: InputProblem?

    /// The compressed bytes, as libarchive asks for them.
    @unsafe private struct Feed {
        /// Only there while `read(into:from:)` runs.
        var source: UnsafeMutablePointer<DescriptorReader>?
        let block: UnsafeMutableRawBufferPointer
        var consumed = 0
        var problem: InputProblem?
    }

    private static let blockSize = 64 << 10

    /// A reader of a file at its beginning.
    ///
    /// - Throws: ``InputProblem`` where nothing on this machine reads the compression.
    init(_ compression: Compression, growth: GrowthLimit = GrowthLimit()) throws {
        guard let library = LibArchive.shared, let archive = unsafe library.new() else {
            throw compression.problem
        }
        guard unsafe library.support(compression, archive),
            unsafe library.supportRaw(archive) == LibArchive.ok
        else {
            _ = unsafe library.free(archive)
            throw compression.problem
        }
        self.library = library
        unsafe self.archive = archive
        self.compression = compression
        self.growth = growth
        unsafe feed = .allocate(capacity: 1)
        unsafe feed.initialize(
            to: Feed(block: .allocate(byteCount: Self.blockSize, alignment: 16))
        )
    }

    deinit {
        _ = unsafe library.free(archive)
        unsafe feed.pointee.block.deallocate()
        unsafe feed.deinitialize(count: 1)
        unsafe feed.deallocate()
    }

    /// Reads the next decompressed bytes, 0 at the end.
    ///
    /// - Throws: ``InputProblem`` after the last good byte of a damaged or unended file.
    mutating func read(
        into buffer: UnsafeMutableRawBufferPointer,
        from source: inout DescriptorReader
    ) throws -> Int {
        if let problem { throw problem }
        guard !isAtEnd else { return 0 }
        let count = unsafe withUnsafeMutablePointer(to: &source) { source in
            unsafe feed.pointee.source = source
            defer { unsafe feed.pointee.source = nil }
            return unsafe isOpened()
                ? library.readData(archive, buffer.baseAddress, buffer.count) : -1
        }
        growth.consume(unsafe feed.pointee.consumed)
        unsafe feed.pointee.consumed = 0
        guard count >= 0 else { throw unsafe feed.pointee.problem ?? damage() }
        isAtEnd = count == 0
        problem = growth.produce(count, of: compression)
        return count
    }

    /// Whether what is compressed was found; it is looked for once.
    private mutating func isOpened() -> Bool {
        if isOpen { return true }
        isOpen = true
        var entry: LibArchive.Archive?
        return unsafe library.open(archive, feed, nil, Self.readBlock, nil) == LibArchive.ok
            && library.nextHeader(archive, &entry) >= LibArchive.warning
            // What is too short to be told is handed out as it is.
            && library.filterCode(archive, 0) != 0
    }

    private static let readBlock: LibArchive.Read = { _, data, block in
        guard let data = unsafe data, let block = unsafe block else { return -1 }
        let feed = unsafe data.assumingMemoryBound(to: Feed.self)
        guard let source = unsafe feed.pointee.source else { return -1 }
        do {
            let count = try unsafe source.pointee.read(into: feed.pointee.block)
            unsafe feed.pointee.consumed += count
            unsafe block.pointee = UnsafeRawPointer(feed.pointee.block.baseAddress)
            return count
        } catch {
            unsafe feed.pointee.problem = InputProblem(InputProblem.reason(of: error))
            return -1
        }
    }

    private func damage() -> InputProblem {
        let words =
            unsafe library.errorText(archive).map { unsafe ": " + String(cString: $0) } ?? ""
        return InputProblem("the \(compression.rawValue) data is damaged or ends too early\(words)")
    }
}
