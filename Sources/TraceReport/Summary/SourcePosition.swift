import TraceParse

/// The place in an input at which an example of something begins.
public struct SourcePosition: Hashable, Sendable, Codable {
    /// The input's name.
    public var path: String
    /// The physical line, from 1.
    public var line: Int
    /// The offset of the first byte in the decompressed input, from 0.
    public var byteOffset: Int

    private enum CodingKeys: String, CodingKey {
        case path, line
        case byteOffset = "byte_offset"
    }
}

extension SourcePosition {
    init(_ record: borrowing IncidentRecord, path: String) {
        self.init(path: path, line: record.line, byteOffset: record.byteOffset)
    }
}
