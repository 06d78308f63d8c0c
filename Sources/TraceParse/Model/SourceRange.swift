/// Where in the input a text stands.
public struct SourceRange: Hashable, Sendable {
    /// The input's name as it was given; empty for a caller that names none.
    public var path: String
    /// The physical line on which the text begins, from 1.
    public var line: Int
    /// The offset of its first byte in the (decompressed) input, from 0.
    public var byteOffset: Int
    /// How many bytes it spans.
    public var byteCount: Int
    /// The stream within the input that it belongs to (a container, a pod, a unit), if any.
    public var stream: String?

    /// A range of an input.
    public init(path: String, line: Int, byteOffset: Int, byteCount: Int, stream: String? = nil) {
        self.path = path
        self.line = line
        self.byteOffset = byteOffset
        self.byteCount = byteCount
        self.stream = stream
    }
}

extension SourceRange: Codable {
    private enum CodingKeys: String, CodingKey {
        case path, line
        case byteOffset = "byte_offset"
        case byteCount = "byte_count"
        case stream
    }
}
