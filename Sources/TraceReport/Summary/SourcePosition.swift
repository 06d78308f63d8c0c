import TraceParse

/// The place in an input at which an example of something begins.
struct SourcePosition: Hashable, Sendable {
    var path: String
    /// The physical line, from 1.
    var line: Int
    /// The offset of the first byte in the decompressed input, from 0.
    var byteOffset: Int
}

extension SourcePosition {
    init(_ record: borrowing IncidentRecord, path: String) {
        self.init(path: path, line: record.line, byteOffset: record.byteOffset)
    }
}
