import Testing

@testable import TraceParse

@Suite struct `Host texts are found in logs` {
    /// The parts of a log, fed in pieces of a size.
    static func parts(_ log: String, piece: Int = 256 << 10) throws -> [HostTextPart] {
        let bytes = Array(log.utf8)
        var parser = try TraceParser(path: "app.log", options: ParserOptions(), withContext: true)
        var position = 0
        var count = 0
        repeat {
            count = unsafe parser.fill(
                { buffer in
                    let next = bytes[position...].prefix(min(piece, buffer.count))
                    unsafe buffer.copyBytes(from: next)
                    return next.count
                },
                { _ in }
            )
            position += count
        } while count > 0
        var found: [HostTextPart] = []
        _ = parser.finishRecords({ _ in }, context: { _ in }, hostTexts: { found = $0 })
        return found
    }

    private static let line = "2026/03/01 10:00:00 GET /orders/17 200 3ms\n"
    private static let pasted = "# netstat -n | awk '…'\nCLOSE_WAIT 1020\nESTABLISHED 59\n"

    @Test func `with the lines around them, whole, and their place`() throws {
        let before = String(repeating: Self.line, count: 1_000)
        let log = before + Self.pasted + String(repeating: Self.line, count: 1_000)
        let parts = try Self.parts(log)
        #expect(parts.count == 1)
        let text = String(decoding: parts[0].bytes, as: UTF8.self)
        #expect(text.hasPrefix("2026/03/01"))
        #expect(text.contains(Self.pasted))
        #expect(text.utf8.count < 3 * HostTextFinder.reach)
        #expect(parts[0].offset % Self.line.utf8.count == 0)
        #expect(parts[0].line == parts[0].offset / Self.line.utf8.count + 1)
    }

    @Test func `nowhere in an ordinary log`() throws {
        #expect(try Self.parts(String(repeating: Self.line, count: 10_000)).isEmpty)
    }

    @Test(arguments: [1_000, 4_096, 65_537])
    func `the same however the log is cut`(piece: Int) throws {
        let gap = String(repeating: Self.line, count: 400)
        let rows = (0..<3_000).map {
            "tcp        0      0 10.0.0.1:80   10.0.0.7:\($0 + 1)   ESTABLISHED\n"
        }
        let log = [gap, Self.pasted, gap, "Proto Recv-Q Send-Q\n", rows.joined(), gap, Self.pasted]
            .joined()
        let whole = try Self.parts(log)
        #expect(whole.count == 3)
        #expect(try Self.parts(log, piece: piece) == whole)
    }

    @Test func `a table to its end, though its rows hold none of the words`() throws {
        let rows = (0..<3_000).map {
            "tcp        0      0 10.0.0.1:80   10.0.0.7:\($0 + 1)   ESTABLISHED\n"
        }
        let log = "Proto Recv-Q Send-Q Local Foreign State\n" + rows.joined() + Self.line
        let parts = try Self.parts(log)
        #expect(parts.count == 1)
        #expect(String(decoding: parts[0].bytes, as: UTF8.self).contains(rows.last ?? "?"))
    }

    @Test func `up to a limit, which is said`() throws {
        let log = String(repeating: "CLOSE_WAIT 1\n", count: 200_000)
        let parts = try Self.parts(log)
        #expect(parts.map(\.bytes.count).reduce(0, +) == HostTextFinder.limit)
        #expect(parts.last?.isCut == true)
    }
}
