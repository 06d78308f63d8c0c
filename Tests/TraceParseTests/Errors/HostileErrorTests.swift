import Testing

@testable import TraceParse

/// Texts that are cut, broken, or made to take long.
struct HostileErrorTests {
    private static let samples: [String] = {
        let rows =
            ErrorRecordTests.shapes + ErrorRecordTests.classes + ErrorRecordTests.swiftTexts
            + ErrorContextTests.clients
        return rows.enumerated().filter { $0.offset % 7 == 0 }.map(\.element.text)
            + [
                #"{"level":"error","err":"Get \"http://a/\": dial tcp 10.0.0.9:80: connect: connection refused"}"#,
                #"{"log":"err=\"Get \\\"http://a/\\\": EOF\"\n","stream":"stderr"}"#,
            ]
    }()

    /// Calls everything, at every position that could be a hit.
    private func readAll(_ bytes: [UInt8], _ reader: inout ErrorReader) {
        let range = bytes.startIndex..<bytes.endIndex
        for hit in ErrorProbe(bytes: bytes).hits {
            for isLogLine in [false, true] {
                check(reader.readRecord(bytes.span, range, hit: hit, isLogLine: isLogLine), range)
            }
        }
        check(reader.readMessage(bytes.span, range), range)
        check(reader.readTrap(bytes.span, range), range)
        var hash: UInt64 = 0
        ErrorReader.normalized(bytes.span, range, into: &hash)
    }

    private func check(_ reading: ErrorReading?, _ range: Range<Int>) {
        guard let reading else { return }
        let parts: [Range<Int>?] = [
            reading.cause, reading.core, reading.expression, reading.operation?.range,
            reading.peer?.host, reading.local?.host, reading.client?.host,
        ]
        for part in parts.compactMap(\.self) {
            #expect(part.lowerBound >= range.lowerBound && part.upperBound <= range.upperBound)
        }
        #expect(reading.expression.lowerBound <= reading.core.lowerBound)
    }

    @Test func `reads a text that is cut anywhere`() throws {
        #expect(Self.samples.count >= 30)
        var reader = try ErrorReader()
        for sample in Self.samples {
            let bytes = Array("2026/11/22 17:24:48 \(sample)".utf8)
            for count in 0...bytes.count {
                readAll(Array(bytes[..<count]), &reader)
                readAll(Array(bytes[count...]), &reader)
            }
        }
    }

    @Test func `reads a text with any byte in any place`() throws {
        var reader = try ErrorReader()
        var random = SystemRandomNumberGenerator()
        for sample in Self.samples.prefix(20) {
            for _ in 0..<60 {
                var bytes = Array("2026/11/22 17:24:48 \(sample)".utf8)
                for _ in 0..<3 {
                    bytes[Int.random(in: bytes.indices, using: &random)] =
                        [
                            0x00, 0x0A, 0x1B, 0x22, 0x26, 0x27, 0x28, 0x29, 0x3A, 0x5B, 0x5C, 0x5D,
                            0x80, 0xE2, 0xFF,
                        ]
                        .randomElement(using: &random) ?? 0
                }
                readAll(bytes, &reader)
            }
        }
    }

    // swift-format-ignore
    @Test(arguments: [
        "(", ")", "[", "{", "\"", "\\", "\\\"", "&#34;", ": ", "->", "a: ", "://", "=", " key=", "broken pipe", ": EOF",
        "EOF", "write tcp ", "write tcp 1.2.3.4:5->1.2.3.4:5: ", "lookup a.b: ", "x509: ", "tls: bad ", "Get \"", "http: ",
        "desc = \"", "(errno: 1", "[::", "2026/11/22 ", "runtime error: ", "interface conversion: ", "1.2.3.", "é", "\u{0}",
        "remote=", "from 10.0.0.1:5: ", "connection reset (error set): ", "SingleConnectionFailure(target: ", "\t", " (",
        "its continuation ", "a(", "index out of range ", "could not cast value of type 'a' (",
    ])
    func `reads a megabyte of the same in linear time`(unit: String) throws {
        let count = (1 << 20) / unit.utf8.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 << 20)
        for _ in 0..<count { bytes += unit.utf8 }
        let middle = bytes.count / 2
        bytes.replaceSubrange(middle..<middle, with: Array("write: broken pipe".utf8))
        var reader = try ErrorReader()
        let clock = ContinuousClock()
        let start = clock.now
        let range = 0..<bytes.count
        for hit in stride(from: middle - 64, to: middle + 64, by: 8) {
            check(reader.readRecord(bytes.span, range, hit: hit, isLogLine: true), range)
        }
        check(reader.readMessage(bytes.span, range), range)
        check(reader.readTrap(bytes.span, range), range)
        var hash: UInt64 = 0
        ErrorReader.normalized(bytes.span, 0..<65_536, into: &hash)
        #expect(clock.now - start < .seconds(5))
    }

    @Test func `reads an error in the middle of a long record`() throws {
        let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 500_000)
        let text = Array(" err=\"write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe\" ".utf8)
        let bytes = filler + text + filler
        var reader = try ErrorReader()
        let reading = reader.readRecord(
            bytes.span,
            0..<bytes.count,
            hit: filler.count + 11,
            isLogLine: true
        )
        #expect(reading?.errorClass == .brokenPipe)
        #expect(reading?.peer?.port == 5)
    }

    @Test func `reads a hit at the very end and none outside`() throws {
        let bytes = Array("x: EOF".utf8)
        var reader = try ErrorReader()
        #expect(reader.readRecord(bytes.span, 0..<6, hit: 2, isLogLine: true)?.errorClass == .eof)
        #expect(reader.readRecord(bytes.span, 0..<6, hit: 6, isLogLine: true) == nil)
        #expect(reader.readRecord(bytes.span, 0..<0, hit: 0, isLogLine: true) == nil)
        let nothing: [UInt8] = []
        let reading = reader.readMessage(nothing.span, 0..<0)
        #expect(reading == nil)
    }
}
