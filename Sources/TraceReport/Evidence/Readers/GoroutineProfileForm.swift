import TraceParse

/// The goroutine profile of `net/http/pprof` with `debug=1`, stacks with their numbers.
///
///     goroutine profile: total 341
///     255 @ 0x43e1a5 0x44f0d1 …
///     #	0x43e1a4	net/http.(*persistConn).roundTrip+0x2c4	/usr/local/go/src/net/http/transport.go:2620
struct GoroutineProfileForm: HostTextForm {
    private var record = IncidentRecord()
    private var weights: [Int] = []
    private var total: Int?

    private static let stacks = 4_096
    private static let frames = 65_536

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard !desk.isLog, line.starts("goroutine profile: total ") else { return nil }
        var made = Self()
        made.total = desk.number(line.dropFirst(25).trimmed)
        return made
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        if line.isEmpty { return true }
        if line.starts("#") {
            takeFrame(line)
            return true
        }
        let fields = line.fields(atMost: 3)
        guard fields.count >= 2, fields[1].same("@"), let weight = desk.number(fields[0]) else {
            return false
        }
        guard weights.count < Self.stacks else { return true }
        var goroutine = GoroutineRecord()
        goroutine.firstFrame = Int32(record.frames.count)
        record.goroutines.append(goroutine)
        weights.append(weight)
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        guard !weights.isEmpty else { return [] }
        var census = GoroutineCensus(record, weights: weights)
        if let total { census.total = max(total, census.total) }
        return [.goroutines(census)]
    }

    // `# 0x43e1a4 FUNCTION+0x2c4 FILE:LINE`
    private mutating func takeFrame(_ line: HostText) {
        let fields = line.fields(atMost: 5)
        guard fields.count == 4, fields[1].starts("0x"), !weights.isEmpty,
            record.frames.count < Self.frames,
            let plus = fields[2].bytes.lastIndex(of: UInt8(ascii: "+")),
            let colon = fields[3].bytes.lastIndex(of: UInt8(ascii: ":"))
        else { return }
        var frame = FrameRecord()
        frame.function = append(fields[2].bytes[..<plus])
        frame.file = append(fields[3].bytes[..<colon])
        let number = fields[3].from(colon + 1).number ?? -1
        frame.line = number <= Int32.max ? Int32(number) : -1
        record.frames.append(frame)
        record.goroutines[record.goroutines.count - 1].frameCount += 1
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) -> TextRange {
        let start = record.arena.count
        record.arena += bytes.prefix(1024)
        return TextRange(start: start, count: record.arena.count - start)
    }
}
