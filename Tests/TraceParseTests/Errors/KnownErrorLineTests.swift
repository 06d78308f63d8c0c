import Testing

@testable import TraceParse

/// An error line comes to the same whether one like it was read before or not.
@Suite struct `Known error lines` {
    private static let line =
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe"

    /// What stands behind the line's time.
    private static let rest = line.dropFirst(19)

    /// Lines that differ from the first in one thing.
    private static let others: [String] = [
        "2024/05/11 10:20:31 http: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.5:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.109:65536: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.109:65535: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:59->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:60->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.9:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: Broken pipe",
        "2024/05/11 10:20:30 http: write tcp 10.2.3.4:9093->172.31.34.109: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp [fd00::4]:9093->[fd00::9]:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write tcp4 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: write udp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: WRITE tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 http: read tcp 10.2.3.4:9093->172.31.34.109:32952: read: i/o timeout",
        "2024/05/11 10:20:30 https: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe",
        "2024/05/11 10:20:30 [ERROR] write tcp 10.2.3.4:9093->172.31.34.109:32952: broken pipe",
        "2024/05/11 10:20:30 [INFO] write tcp 10.2.3.4:9093->172.31.34.109:32952: broken pipe",
        "2024/05/11 10:20:30 \"http: write tcp 10.2.3.4:9093->172.31.34.109:32952: broken pipe\"",
        "2024/05/11 10:20:30 main.go:85: write tcp 10.2.3.4:9093->172.31.34.109:32952: broken pipe",
        "2024/05/11 10:20:30 main.go:86: write tcp 10.2.3.4:9093->172.31.34.109:32952: broken pipe",
        "\(line) ",
        "\(line).",
        "\(line) (attempt 3/5)",
        "\(line) client=10.0.0.7:4711",
        "\(line) at 10:20:30",
        "\(line) at /app/main.go:85",
        "\(line) goroutine 5 [running]:",
        "\(line)\r",
        "\(line)\\n",
        "2024/05/11 10:20:30.123456\(rest)",
        "2024/05/11 10:20:30,123\(rest)",
        "2024/05/11 - 10:20:30\(rest)",
        "2024/05/32 10:20:30\(rest)",
        "2024/05/11 24:20:30\(rest)",
        "2024-05-11T10:20:30Z\(rest)",
        "2024-05-11T10:20:30+02:00\(rest)",
        "2024-05-11 10:20:30\(rest)",
        "E0511 10:20:30.123456       1 main.go:85]\(rest)",
        String(rest.dropFirst()),
        " \(line)",
        "{\"time\":\"2024-05-11T10:20:30Z\",\"error\":\"\(rest)\"}",
    ]

    @Test(arguments: others)
    func `come to what their own words say`(_ other: String) throws {
        let lines = [Self.line, other, Self.line, other, other, Self.line]
        let log = lines.map { $0 + "\n" }.joined()
        #expect(try read(log, remembers: true) == read(log, remembers: false))
    }

    /// What may follow an error line, and belong to it.
    @Test(arguments: [
        "goroutine 7 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\n",
        "2024/05/11 10:20:30 goroutine 7 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\n",
        "main.serve\n\t/app/main.go:12\nmain.main\n\t/app/main.go:5\n",
        "\tat once: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe\n",
        "write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe\n",
        "panic: boom\n\ngoroutine 7 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\n",
        "\u{1B}[31mred\u{1B}[0m\n", "\n", "\r\n", "\0\0\0", "2", "",
    ])
    func `come to the same before anything`(_ next: String) throws {
        let known = Self.line + "\n" + Self.line + "\n"
        for log in [known + next, known + next + known, known + next + known + next] {
            #expect(try read(log, remembers: true) == read(log, remembers: false))
        }
    }

    @Test(arguments: [1, 7, 80, 4096])
    func `come to the same in chunks of any size`(_ size: Int) throws {
        let log = (0..<40).map { "\(Self.line.dropLast($0 % 3 == 0 ? 0 : 5))e\n" }.joined()
        #expect(try read(log, remembers: true, size: size) == read(log, remembers: false))
    }

    /// The last known line waits, and what follows may be joined to it.
    @Test(arguments: [
        "\tonce more: write tcp 10.2.3.4:9093->172.31.34.109:32952: write: broken pipe\n",
        "2024/05/11 10:20:30 http: TLS handshake error from 10.0.0.5:41204: EOF\n",
        "2024/05/11 10:20:30 listening\n", "panic: boom\n\ngoroutine 7 [running]:\nmain.main()\n",
    ])
    func `come to the same whatever stands between them`(_ between: String) throws {
        let known = Self.line + "\n"
        for count in [1, 2, 60] {
            let run = String(repeating: known, count: count)
            let log = run + between + run + between + between + run
            #expect(try read(log, remembers: true) == read(log, remembers: false))
        }
    }

    @Test func `come to the same when more were read than are kept`() throws {
        let lines = (0..<1200).map { number in
            // Those that are never found again are not kept for long.
            "2024/05/11 10:20:30 worker\(number / 2): dial tcp 10.2.3.4:80: i/o timeout\n"
        }
        let log = (lines + lines.reversed() + lines).joined()
        let found = try read(log, remembers: true)
        #expect(found.count == 3 * lines.count)
        #expect(try found == read(log, remembers: false))
    }

    @Test func `are known again when digits of addresses and the time differ`() throws {
        let known = try identities([Self.line] + Self.others.prefix(2))
        #expect(known == [nil, 0, 0])
    }

    @Test func `are not known again when a port turns out to be none`() throws {
        #expect(try identities([Self.line, Self.others[2]]) == [nil, nil])
    }

    /// For each incident of some lines, the number of the line that it was made after.
    private func identities(_ lines: [String]) throws -> [Int?] {
        var parser = try TraceParser(path: "")
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        parser.feed(bytes.span) { _ in }
        var seen: [ObjectIdentifier] = []
        var found: [Int?] = []
        _ = parser.finishRecords { record in
            guard let known = record.known.map(ObjectIdentifier.init) else {
                return found.append(nil)
            }
            if !seen.contains(known) { seen.append(known) }
            found.append(seen.firstIndex(of: known))
        }
        return found
    }

    private func read(_ log: String, remembers: Bool, size: Int = 1 << 20) throws -> [Incident] {
        var parser = try TraceParser(path: "test.log")
        parser.reader.errors.memory.isOff = !remembers
        var incidents: [Incident] = []
        let bytes = Array(log.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = Array(bytes[start..<min(bytes.count, start + size)])
            parser.feed(chunk.span) { incidents.append($0) }
        }
        _ = parser.finish { incidents.append($0) }
        return incidents
    }
}

/// A text has a known one's shape just where the memory of error texts cannot tell them apart.
@Suite struct `The shape of a text` {
    @Test func `is that of the key of an error's text`() {
        var random = SeededRandom(seed: 41)
        var (alike, wrong) = (0, 0)
        for _ in 0..<4000 {
            let text = Self.text(&random)
            let other = Self.withOtherDigits(text, &random)
            let range = 0..<text.count
            var shapes = TextShapes()
            shapes.append(text.span, range, time: 0..<0)
            let isAlike = shapes.isAlike(0, other.span, range)
            if isAlike != (Self.key(of: text) == Self.key(of: other)) { wrong += 1 }
            let hashes = [text, other].map { ByteScan.shapeOfLine($0.span, range).hash }
            if isAlike { alike += 1 }
            if isAlike, hashes[0] != hashes[1] { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(alike > 400)
    }

    @Test func `is that of no anchor's digits`() {
        for anchor in ErrorCatalogue.anchors + HostTextFinder.anchors {
            let bytes = Array("x \(anchor) ".utf8)
            let varying = ByteScan.varyingDigits(bytes.span, 0..<bytes.count)
            #expect(varying.allSatisfy { $0 == 0 }, "\(anchor)")
            #expect(!bytes.contains(ASCII.newline))
        }
    }

    private static func text(_ random: inout SeededRandom) -> [UInt8] {
        let marks = Array(".:- >\"[(=xZ/:.:".utf8)
        var text = Array(" http: dial tcp x".utf8)
        for _ in 0..<1 + Int(random.next() % 6) {
            text.append(marks[Int(random.next() % UInt64(marks.count))])
            for _ in 0..<random.next() % 7 { text.append(ASCII.zero + UInt8(random.next() % 10)) }
        }
        return text + Array(": a broken pipe".utf8.prefix(Int(random.next() % 15)))
    }

    private static func withOtherDigits(_ text: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        text.map { byte in
            guard byte.isDigit, random.next() % 8 == 0 else { return byte }
            return ASCII.zero + UInt8(random.next() % 10)
        }
    }

    private static func key(of text: [UInt8]) -> [UInt8] {
        var key = text
        ByteScan.maskDigits(text.span, 0..<text.count, time: 0..<0, to: &key, at: 0)
        return key
    }
}
