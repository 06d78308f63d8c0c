import Testing
import TraceParse

@Suite struct `UTF-16` {
    private static let log =
        "2026/03/01 10:00:00 order 17 failed: dial tcp 10.0.0.9:80: connect: connection refused\n"
        + "2026/03/01 10:00:01 caf\u{E9} \u{1F980} opened\n"

    /// What tells the encoding is the same however the input is cut.
    @Test(arguments: [false, true], [1, 3, 8, 1 << 20])
    func `is told by the first bytes alone, whatever follows`(isMarked: Bool, chunk: Int) throws {
        let units = (isMarked ? [0xFEFF] : []) + Array(Self.log.utf16)
        let bytes = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let incidents = try readIncidents(bytes, chunks: .each(chunk))
        #expect(incidents.map(\.errorClass) == [.connectionRefused])
        #expect(TraceParser.isUTF16(head: Array(bytes.prefix(64))))
        #expect(TraceParser.isUTF16(head: bytes))
    }

    @Test(arguments: ["", "a", "2026/03/01", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"])
    func `is no other text`(text: String) {
        #expect(!TraceParser.isUTF16(head: Array(text.utf8)))
    }
}
