internal import CByteScan

/// A set of bytes, with a fast way to find where a run of them ends.
///
/// On text as traces have it (runs of 10 to 60 bytes) the vector code takes a tenth of the
/// instructions of a loop over the bytes. The set itself lives as long as the process: its 300
/// bytes would be copied at each call if it were a value, and sets are constants of the grammar.
@safe
struct ByteClass: @unchecked Sendable {
    /// The set as the routines in C read it.
    let set: UnsafePointer<bytescan_class>

    /// The bytes for which a condition holds; those past ASCII go by that of 0x80.
    init(useSIMD: Bool = true, _ belongs: (UInt8) -> Bool) {
        let members = (0..<256).map { belongs(UInt8($0)) }
        let made = UnsafeMutablePointer<bytescan_class>.allocate(capacity: 1)
        let bytes = unsafe members.withUnsafeBufferPointer {
            unsafe bytescan_make_class($0.baseAddress, useSIMD)
        }
        unsafe made.initialize(to: bytes)
        unsafe set = UnsafePointer(made)
    }

    /// Where the run of these bytes ends that begins at a position.
    @inline(__always)
    func end(_ text: Span<UInt8>, from position: Int, before limit: Int) -> Int {
        precondition(position >= 0 && position <= limit && limit <= text.count)
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return position }
            return unsafe position + bytescan_span(set, base + position, limit - position)
        }
    }
}
