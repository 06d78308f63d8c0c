/// Access lines of HAProxy, of the HTTP and the TCP layout.
///
/// ```
/// http = client ":" port " [" time "] " frontend SP backend "/" server SP timers5 SP status SP
///        bytes SP cookie SP cookie SP termination SP …        ; timers: TR/Tw/Tc/Tr/Ta
/// tcp  = client ":" port " [" time "] " frontend SP backend "/" server SP timers3 SP
///        bytes SP termination SP …                            ; timers: Tw/Tc/Tt
/// termination = 4 CHAR ; http, 2 CHAR ; tcp
/// ```
///
/// Timers are milliseconds, -1 where a step was not reached, with a `+` where the line was written
/// before the session's end. The last is the whole session's.
enum HAProxyAccess {
    /// Reads a line whose time's bracket opens at a position.
    static func read(_ text: Span<UInt8>, _ range: Range<Int>, bracket: Int) -> AccessLine? {
        let limit = range.upperBound
        let window = bracket..<min(limit, bracket + 48)
        guard let close = ByteScan.firstIndex(of: ASCII.rightBracket, in: text, window) else {
            return nil
        }
        var line = AccessLine()
        noteClient(text, range.lowerBound..<bracket, in: &line)
        guard line.clientPort >= 0 else { return nil }
        var words = ContextWords(close + 1..<limit)
        _ = words.next(text)
        guard let server = words.next(text),
            ByteScan.firstIndex(of: ASCII.slash, in: text, server) != nil,
            let timers = words.next(text), let total = total(text, timers)
        else { return nil }
        if total.timers == 5 {
            guard let status = words.next(text) else { return nil }
            line.status = RequestText.status(text, status)
            noteBytes(text, words.next(text), in: &line)
            _ = words.next(text)
            _ = words.next(text)
        } else {
            noteBytes(text, words.next(text), in: &line)
        }
        guard let codes = words.next(text), codes.count == 4 || codes.count == 2,
            codes.allSatisfy({ text[$0].isLetter || text[$0] == ASCII.minus })
        else { return nil }
        for (index, at) in codes.enumerated() {
            line.termination |= UInt32(text[at]) << UInt32(index * 8)
        }
        if text[codes.lowerBound] == ASCII.minus { line.termination = 0 }
        line.latency = total.nanoseconds
        return line
    }

    private static func noteClient(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        in line: inout AccessLine
    ) {
        var end = range.upperBound
        while end > range.lowerBound, text[end - 1] == ASCII.space { end -= 1 }
        var start = end
        while start > range.lowerBound, text[start - 1] != ASCII.space { start -= 1 }
        RequestText.note(text, client: start..<end, in: &line)
        if line.clientPort < 0 { noteUnbracketed(text, start..<end, in: &line) }
    }

    /// HAProxy prints IPv6 without brackets: `fd00::5:33317`; the port is after the last colon.
    private static func noteUnbracketed(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        in line: inout AccessLine
    ) {
        guard let colon = ByteScan.lastIndex(of: ASCII.colon, in: text, range),
            ByteScan.firstIndex(of: ASCII.colon, in: text, range) != colon,
            text.endOfDigits(colon + 1, before: range.upperBound) == range.upperBound,
            let port = text.decimal(colon + 1..<range.upperBound), port <= 65_535
        else { return }
        line.client = TextHash.of(text, range.lowerBound..<colon)
        line.clientPort = Int32(port)
    }

    private static func noteBytes(
        _ text: Span<UInt8>,
        _ word: Range<Int>?,
        in line: inout AccessLine
    ) {
        guard let word else { return }
        let digits = text[word.lowerBound] == ASCII.plus ? word.dropFirst() : word[...]
        let range = digits.startIndex..<digits.endIndex
        guard text.endOfDigits(range.lowerBound, before: range.upperBound) == range.upperBound
        else { return }
        line.bytes = text.decimal(range) ?? -1
    }

    /// The last of three or five timers.
    private static func total(
        _ text: Span<UInt8>,
        _ word: Range<Int>
    ) -> (timers: Int, nanoseconds: Int64)? {
        var timers = 1
        var last = word.lowerBound
        for index in word {
            switch text[index] {
            case ASCII.slash:
                timers += 1
                last = index + 1
            case ASCII.minus, ASCII.plus, ASCII.zero...ASCII.nine: break
            default: return nil
            }
        }
        guard timers == 5 || timers == 3, last < word.upperBound else { return nil }
        if text[last] == ASCII.plus { last += 1 }
        let value = DurationText.bare(
            text,
            last..<word.upperBound,
            unit: DurationText.millisecond
        )
        return (timers, value ?? -1)
    }
}
