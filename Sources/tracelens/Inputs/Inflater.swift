private import CZlib

/// What a gzip file holds (RFC 1952), all of its members, a block at a time.
@safe
struct Inflater: ~Copyable {
    private var growth: GrowthLimit
    /// zlib keeps a pointer to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var isBetweenMembers = false
    private var sourceIsAtEnd = false
    private var isAtEnd = false
    /// What went wrong after bytes that were still good.
    private var problem: InputProblem?

    private static let inputSize = 64 << 10

    /// An inflater at the beginning of a file.
    init(growth: GrowthLimit = GrowthLimit()) {
        self.growth = growth
        unsafe input = .allocate(byteCount: Self.inputSize, alignment: 16)
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let version = ZLIB_VERSION
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let result = unsafe inflateInit2_(stream, Self.gzipOnly, version, size)
        if result != Z_OK { problem = InputProblem("no memory to decompress it") }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe input.deallocate()
    }

    /// 15 bits of window, and 16 for the gzip wrapping and no other.
    private static let gzipOnly: Int32 = 15 + 16

    /// Reads the next decompressed bytes, 0 at the end.
    ///
    /// - Throws: ``InputProblem`` after the last good byte of a damaged or unended file.
    mutating func read(
        into buffer: UnsafeMutableRawBufferPointer,
        from source: inout DescriptorReader
    ) throws -> Int {
        unsafe stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = unsafe stream.pointee.avail_out
        while problem == nil, !isAtEnd, unsafe stream.pointee.avail_out > 0 {
            if unsafe stream.pointee.avail_in == 0 {
                // What is there is handed out before a pipe is waited for.
                if unsafe stream.pointee.avail_out < room { break }
                refill(from: &source)
            }
            if isBetweenMembers { passMemberEnd() } else { inflateSome() }
        }
        let count = unsafe Int(room - stream.pointee.avail_out)
        if count == 0, let problem { throw problem }
        problem = growth.produce(count, of: .gzip) ?? problem
        return count
    }

    private mutating func refill(from source: inout DescriptorReader) {
        do {
            let count = try unsafe source.read(into: input)
            sourceIsAtEnd = count == 0
            growth.consume(count)
            unsafe stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
            unsafe stream.pointee.avail_in = UInt32(count)
        } catch {
            problem = InputProblem(InputProblem.reason(of: error))
        }
    }

    /// After a member stands the next one, or padding with zeros, or the end.
    private mutating func passMemberEnd() {
        guard unsafe stream.pointee.avail_in > 0 else {
            isAtEnd = sourceIsAtEnd
            return
        }
        switch unsafe stream.pointee.next_in.pointee {
        case 0x1F:
            unsafe inflateReset(stream)
            isBetweenMembers = false
        case 0:
            unsafe stream.pointee.next_in += 1
            unsafe stream.pointee.avail_in -= 1
        default:
            problem = InputProblem("what follows the gzip data is none, and was left out")
        }
    }

    private mutating func inflateSome() {
        switch unsafe inflate(stream, Z_NO_FLUSH) {
        case Z_OK:
            break
        case Z_STREAM_END:
            isBetweenMembers = true
        case Z_BUF_ERROR:
            if sourceIsAtEnd { problem = InputProblem("the gzip data ends too early") }
        default:
            let detail = unsafe stream.pointee.msg.map { unsafe ": " + String(cString: $0) } ?? ""
            problem = InputProblem("the gzip data is damaged\(detail)")
        }
    }
}
