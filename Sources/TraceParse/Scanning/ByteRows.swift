internal import CByteScan

/// The rows of tables that have a line each, read in one call.
enum ByteRows {
    /// What stands before the body of the frame whose newline stands at a position: index, marks and
    /// address.
    @inline(__always)
    static func head(
        _ text: Span<UInt8>,
        at position: Int,
        before limit: Int
    ) -> bytescan_row? {
        precondition(position >= 0 && position <= limit && limit <= text.count)
        var row = bytescan_row()
        let stands = unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe bytescan_read_row(base, position, limit, &row)
        }
        return stands ? row : nil
    }

    /// Whether a register's line begins at a position.
    static func isRegister(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Bool {
        precondition(position >= 0 && limit <= text.count)
        guard position < limit else { return false }
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe bytescan_is_register(base, position, limit)
        }
    }

    /// Where the lines of registers end of which one begins at a position.
    static func afterRegisters(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Int {
        unsafe after(text, position, limit) { unsafe bytescan_after_registers($0, position, limit) }
    }

    /// Where the lines of images end that follow the newline at a position.
    static func afterImages(
        _ text: Span<UInt8>,
        at position: Int,
        before limit: Int,
        longest: Int
    ) -> Int {
        unsafe after(text, position, limit) {
            unsafe bytescan_after_images($0, position, limit, longest)
        }
    }

    /// Where the object or list of JSON ends that begins at a position, or the limit where that
    /// cannot be told.
    static func afterJSON(
        _ text: Span<UInt8>,
        at position: Int,
        before limit: Int,
        deepest: Int
    ) -> Int {
        unsafe after(text, position, limit) {
            unsafe bytescan_after_json($0, position, limit, deepest)
        }
    }

    private static func after(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int,
        _ find: (UnsafePointer<UInt8>) -> Int
    ) -> Int {
        precondition(position >= 0 && position <= limit && limit <= text.count)
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return limit }
            return unsafe find(base)
        }
    }
}
