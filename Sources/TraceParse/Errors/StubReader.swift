struct ErrorReading { var errorClass: ErrorClass; var cause: Range<Int>; var expression: Range<Int>; var operation: NetworkOperation?; var peer: EndpointRange?; var client: EndpointRange? }
struct ErrorReader: ~Copyable {
    var anchors: [String] { ["roken pipe"] }
    init(patterns: [UserPattern]) throws(PatternError) {}
    mutating func readMessage(_ text: Span<UInt8>, _ range: Range<Int>) -> ErrorReading? { nil }
    mutating func readRecord(_ text: Span<UInt8>, _ record: Range<Int>, hit: Int, isLogLine: Bool) -> ErrorReading? { nil }
    static func normalized(_ text: Span<UInt8>, _ range: Range<Int>, into: inout UInt64) { into = text.hash(range) }
}
