/// A part of a log in which the text of a host seems to stand, with its place.
package struct HostTextPart: Equatable, Sendable {
    /// Whole lines, but where a limit cut them.
    package var bytes: [UInt8]
    /// The number of its first line, from 1.
    package var line: Int
    /// The offset of its first byte in the input.
    package var offset: Int
    /// Whether more was there than is copied.
    package var isCut = false
}

/// Copies the parts of a log in which somebody has pasted what `netstat`, `ulimit` and the like print.
///
/// Reading every line for such a text would cost as much as parsing the log. So a few words that
/// ordinary lines do not hold, but every such text does or its command, are among the scanner's
/// anchors; around each, some KiB are copied, and read as evidence once the input is done. Parts that
/// touch are one. Where a part begins and ends depends on the bytes alone, not on how they were cut
/// into chunks, and all parts together are bounded.
///
/// What counts as evidence in them is decided by who reads them: here nothing is parsed.
struct HostTextFinder: Sendable {
    /// Words of commands and headers.
    ///
    /// Pages put other spaces between words than a terminal does, so most are one word.
    static let anchors = [
        "netstat", "CLOSE_WAIT", "CLOSE-WAIT", "Send-Q", "sockstat", "ulimit", "somaxconn",
        "ip_local_port_range", "Max open files", "curl: (", "TcpExt", "protocol: TCPv6",
    ]

    /// How many bytes before and after such a word are copied.
    static let reach = 4 << 10
    /// How many bytes of an input are copied in all.
    static let limit = 1 << 20

    /// The parts, the last of which may grow.
    private(set) var parts: [HostTextPart] = []
    /// Up to where the last part is to go, as an offset in the input.
    private var wanted = 0
    private var copied = 0

    /// Notes a word at a position of the bytes at hand, which begin at an offset of the input.
    mutating func note(
        _ text: Span<UInt8>,
        at position: Int,
        base: Int,
        lines: inout LineCounter
    ) {
        copy(text, base: base)
        guard copied < Self.limit else { return }
        let from = max(0, position - Self.reach)
        if parts.isEmpty || base + from > wanted {
            let start = Self.lineStart(text, from, position)
            let line = lines.line(text, at: start)
            parts.append(HostTextPart(bytes: [], line: line, offset: base + start))
        }
        wanted = max(wanted, base + position + Self.reach)
    }

    /// Copies what is at hand of the part that is wanted.
    mutating func copy(_ text: Span<UInt8>, base: Int) {
        guard !parts.isEmpty else { return }
        let last = parts.count - 1
        while true {
            let start = parts[last].offset + parts[last].bytes.count - base
            let room = Self.limit - copied
            let end = min(text.count, wanted - base, start + room)
            guard start >= 0, start < end else { break }
            for position in start..<end { parts[last].bytes.append(text[position]) }
            copied += end - start
            parts[last].isCut = copied >= Self.limit
            // A table goes on past the last of the words in it.
            guard base + end == wanted,
                HostTextRow.isAtEnd(
                    of: text,
                    after: max(0, parts[last].offset - base),
                    before: end
                )
            else { break }
            wanted += Self.reach
        }
    }

    /// The first beginning of a line in the bytes before a word, or as far back as is copied.
    private static func lineStart(_ text: Span<UInt8>, _ from: Int, _ position: Int) -> Int {
        guard from > 0 else { return 0 }
        return ByteScan.firstIndex(of: ASCII.newline, in: text, from..<position).map { $0 + 1 }
            ?? from
    }
}

/// Tells the rows of a host's tables from other lines.
private enum HostTextRow {
    /// What rows of `netstat` and `ss` begin with.
    private static let heads: [StaticString] = [
        "tcp", "udp", "unix", "ESTAB", "LISTEN", "CLOSE-WAIT", "TIME-WAIT", "FIN-WAIT", "SYN-",
        "LAST-ACK", "CLOSING", "UNCONN",
    ]
    /// What rows of `lsof` hold.
    private static let types: [StaticString] = [" IPv4 ", " IPv6 ", " REG ", " sock ", " DIR "]
    /// No row is longer.
    private static let longest = 512

    /// Whether the last whole line is a row.
    static func isAtEnd(of bytes: Span<UInt8>, after first: Int, before last: Int) -> Bool {
        let floor = max(first, last - 2 * longest)
        guard let end = ByteScan.lastIndex(of: ASCII.newline, in: bytes, floor..<last) else {
            return false
        }
        let start =
            ByteScan.lastIndex(of: ASCII.newline, in: bytes, floor..<end).map { $0 + 1 } ?? floor
        return heads.contains { bytes.has($0, at: start, before: end) }
            || types.contains { bytes.firstRange(of: $0, in: start..<end) != nil }
            || isQueues(bytes, start..<end)
    }

    // `0      0      127.0.0.1:9093 …`
    private static func isQueues(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var position = line.lowerBound
        for _ in 0..<2 {
            let start = position
            while position < line.upperBound, bytes[position].isDigit { position += 1 }
            guard position > start, position < line.upperBound, bytes[position] == ASCII.space
            else {
                return false
            }
            while position < line.upperBound, bytes[position] == ASCII.space { position += 1 }
        }
        return true
    }
}
