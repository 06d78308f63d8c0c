import TraceParse

/// How an input is cut into chunks.
enum Chunks: Sendable {
    /// All at once.
    case whole
    /// As many bytes each.
    case each(Int)
    /// Cut at these places.
    case at([Int])

    fileprivate func ranges(of count: Int) -> [Range<Int>] {
        switch self {
        case .whole: [0..<count]
        case .each(let size):
            stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
        case .at(let places):
            zip([0] + places, places + [count]).map { $0..<$1 }
        }
    }
}

/// What was read of an input.
struct Reading {
    var incidents: [Incident] = []
    var statistics = ParseStatistics()
}

/// Reads an input in chunks.
func read(_ bytes: [UInt8], chunks: Chunks = .whole) throws -> Reading {
    var parser = try TraceParser(path: "test.log")
    var reading = Reading()
    for range in chunks.ranges(of: bytes.count) {
        parser.feed(bytes.span.extracting(range)) { reading.incidents.append($0) }
    }
    reading.statistics = parser.finish { reading.incidents.append($0) }
    return reading
}

/// Reads the incidents of an input in chunks.
func readIncidents(_ bytes: [UInt8], chunks: Chunks = .whole) throws -> [Incident] {
    try read(bytes, chunks: chunks).incidents
}

/// Reads the incidents of a text.
func readIncidents(_ text: String, chunks: Chunks = .whole) throws -> [Incident] {
    try readIncidents(Array(text.utf8), chunks: chunks)
}
