@testable import TraceParse

/// What the lines around the incidents of an input say, in order.
func readContext(_ bytes: [UInt8], each size: Int = 1 << 20) throws -> [ContextRecord] {
    var parser = try TraceParser(
        path: "test.log",
        options: ParserOptions(),
        withContext: true
    )
    var found: [ContextRecord] = []
    var start = 0
    while start < bytes.count {
        let end = min(start + size, bytes.count)
        parser.feed(bytes.span.extracting(start..<end)) { _ in }
        parser.takeContext { found.append($0) }
        start = end
    }
    _ = parser.finishRecords(
        { _ in },
        context: { found.append($0) },
        hostTexts: { _ in }
    )
    return found
}

/// The same of a text.
func readContext(_ text: String) throws -> [ContextRecord] {
    try readContext(Array(text.utf8))
}

extension ContextRecord {
    /// The request that it is about.
    var access: AccessLine? {
        if case .access(let line) = fact { line } else { nil }
    }
}
