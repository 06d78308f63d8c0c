/// What comes after the line of a trap: its backtrace, or another text.
///
/// The message may have lines of its own, and other processes may have printed lines between.
struct SwiftOutlook {
    /// Where the message ends.
    var messageEnd: Int
    /// Where the first heading of the backtrace begins, or `nil`.
    var heading: Int?
    /// Whether the heading is coloured.
    var isColoured = false
    /// Up to where no heading was found.
    var searched: Int

    /// How long a message may be.
    static let longest = 64 << 10
    /// How far its backtrace may stand behind lines of other processes.
    private static let reach = 2 << 10

    /// Looks on from the start of a message.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where the message begins.
    ///   - place: The trap's own place: where it stands again, another trap begins.
    ///   - end: Where the bytes at hand end.
    ///   - skip: Up to where no heading is known to stand.
    ///   - times: Tells dated lines, which no message has.
    init(
        _ text: Span<UInt8>,
        from start: Int,
        place: Range<Int>,
        before end: Int,
        skip: Int,
        times: TimestampReader
    ) {
        messageEnd = start
        searched = start
        var limit = min(end, start + Self.longest + Self.reach)
        // What was looked through for an earlier trap is not looked through again.
        var position = max(start, min(skip, limit))
        var messageEnd: Int?
        while position < limit {
            position = Self.plain.end(text, from: position, before: limit)
            guard position < limit else { break }
            let gap =
                text[position] == ASCII.newline || text[position].beginsSpelledBreak
                ? Gap(text, at: position, before: limit) : nil
            if let gap, gap.breaks > 0 {
                if Self.isTrap(text, at: gap.end, limit) {
                    messageEnd = messageEnd ?? position
                    break
                }
                if messageEnd == nil, Self.endsMessage(text, at: gap.end, end, times) {
                    messageEnd = position
                    limit = min(limit, position + Self.reach)
                }
                if takeHeading(text, at: gap.end, limit) {
                    self.messageEnd = messageEnd ?? position
                    return
                }
                position = max(position + 1, gap.end)
                continue
            }
            if takeHeading(text, at: position, limit) {
                self.messageEnd = messageEnd ?? position
                return
            }
            if text[position] == ASCII.slash, position > start,
                let again = Self.startOfPlace(text, place, position, after: start)
            {
                messageEnd = messageEnd ?? again
                break
            }
            position += 1
        }
        searched = position
        self.messageEnd = messageEnd ?? -1
    }

    /// Bytes that begin neither a break nor a heading.
    private static let plain = ByteClass { byte in
        switch byte {
        case ASCII.newline, ASCII.backslash, ASCII.hash, ASCII.less, ASCII.ampersand,
            ASCII.asterisk, 0x80..., UInt8(ascii: "C"), UInt8(ascii: "R"), UInt8(ascii: "s"),
            ASCII.slash:
            false
        default: true
        }
    }

    private mutating func takeHeading(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        guard start < limit else { return false }
        let limit = text.count
        if text.has("💣 ", at: start, before: limit), start + 5 < limit,
            let after = UncolouredText.endOfColour(text, at: start + 5, before: limit),
            text.has("Program crashed: ", at: after, before: limit)
        {
            heading = start
            isColoured = true
            return true
        }
        switch SwiftHeading.read(text, at: start, before: limit) {
        case .progress, .reason, .list, .library: break
        case .remark where text[start] == UInt8(ascii: "s"): break
        default: return false
        }
        heading = start
        return true
    }

    private static func endsMessage(
        _ text: Span<UInt8>,
        at start: Int,
        _ end: Int,
        _ times: TimestampReader
    ) -> Bool {
        guard start < end else { return false }
        if text.has("swift-runtime: ", at: start, before: end)
            || text.has("swift runtime: ", at: start, before: end)
        {
            return true
        }
        var first = start
        if text[first] == ASCII.leftBracket { first += 1 }
        return first < end && text[first].isDigit
            && times.read(text, at: first, before: end) != nil
    }

    /// Whether another trap's line begins at a position.
    private static func isTrap(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        let line = start..<min(limit, start + 256)
        guard let found = text.firstRange(of: ".swift:", in: line) else { return false }
        let end = text.endOfDigits(found.upperBound, before: line.upperBound)
        return text.has(": Fatal error", at: end, before: limit)
            || text.has(": Precondition failed", at: end, before: limit)
            || text.has(": Assertion failed", at: end, before: limit)
    }

    /// Where the trap's own place stands again whose slash is at a position, line breaks lost.
    private static func startOfPlace(
        _ text: Span<UInt8>,
        _ place: Range<Int>,
        _ slash: Int,
        after floor: Int
    ) -> Int? {
        guard !place.isEmpty,
            let own = ByteScan.firstIndex(of: ASCII.slash, in: text, place)
        else { return nil }
        let start = slash - (own - place.lowerBound)
        let end = start + place.count
        guard start > floor, end < text.count, text.same(start..<end, place),
            text[end] == ASCII.colon, !text[start - 1].isWhitespace
        else { return nil }
        return start
    }
}
