import TraceParse

/// Several logs in one, with ordinary lines between them.
struct MixedLog {
    /// One log and where it begins.
    struct Part {
        var log: GoCase
        var bytes: [UInt8]
        var offset: Int
        /// The number of its first line.
        var line: Int
        /// The time of the last dated line before it.
        var timeBefore: Timestamp
        var timeTextBefore: String
    }

    private(set) var bytes: [UInt8] = []
    private(set) var parts: [Part] = []
    private var lines = 0
    private var random: SeededRandom
    private var second = 0
    private var timeText = ""

    /// The given logs in one layout.
    init(_ logs: [GoCase], _ rendition: Rendition, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        for log in logs {
            let bytes = rendition.render(try log.log())
            addOrdinaryLines()
            if try !hasStack(bytes) { keepDistance() }
            add(log, bytes)
        }
        addOrdinaryLines()
    }

    private func hasStack(_ bytes: [UInt8]) throws -> Bool {
        try readIncidents(bytes).contains { !$0.goroutines.isEmpty }
    }

    /// An error without a stack that says what a trace within 4 KiB before it said repeats it.
    private mutating func keepDistance() {
        let start = bytes.count
        while bytes.count - start < 4200 { addOrdinaryLines() }
    }

    private mutating func add(_ log: GoCase, _ bytes: [UInt8]) {
        // A line of text just above a stack that nothing announces would be its announcement.
        if !announcesItself(bytes) { append("\n") }
        parts.append(
            Part(
                log: log,
                bytes: bytes,
                offset: self.bytes.count,
                line: lines + 1,
                timeBefore: Timestamp(seconds: Self.midnight + Int64(second)),
                timeTextBefore: timeText
            )
        )
        self.bytes += bytes
        lines += bytes.count { $0 == UInt8(ascii: "\n") }
        if bytes.last != UInt8(ascii: "\n") { append("\n") }
    }

    private func announcesItself(_ bytes: [UInt8]) -> Bool {
        let start = String(
            decoding: bytes.drop { $0 == UInt8(ascii: " ") }.prefix(10),
            as: UTF8.self
        )
        return !start.hasPrefix("goroutine ")
    }

    private mutating func addOrdinaryLines() {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            second += 1
            if Bool.random(using: &random) {
                timeText = "11/Apr/2022:\(clock(second)) +0000"
                append("10.4.0.7 - - [\(timeText)] \"GET /v1/orders HTTP/1.1\" 200 66\n")
            } else {
                timeText = "2022/04/11 \(clock(second))"
                append("\(timeText) served order \(second) in 12ms\n")
            }
        }
    }

    /// 2022-04-11T00:00:00Z.
    private static let midnight: Int64 = 1_649_635_200

    private mutating func append(_ text: String) {
        bytes += text.utf8
        lines += text.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    private func clock(_ second: Int) -> String {
        [second / 3600, second / 60 % 60, second % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}
