/// Reads the words that a program itself puts before an error: `sync failed`, `read body`.
enum OwnWords {
    /// Where the words begin that stand before an error: `sync failed: read body: `.
    static func start(_ text: Span<UInt8>, before error: Int, _ floor: Int) -> Int {
        var start = error
        for _ in 0..<6 {
            guard ErrorBytes.ends(text, start, floor, ": "),
                let phrase = phrase(text, before: start - 2, floor)
            else { break }
            start = phrase
        }
        return start
    }

    /// Where the phrase begins that ends at a position, or `nil` where none does.
    ///
    /// The line's header is no part of it: what holds the digits of a time, a level, an address or
    /// the value of a field.
    private static func phrase(
        _ text: Span<UInt8>,
        before end: Int,
        _ floor: Int
    ) -> Int? {
        var start = end
        let most = max(floor, end - 80)
        while start > most, text[start - 1].isPhrase { start -= 1 }
        if start > floor, cutsWord(text, start, floor) { start = afterWord(text, start, end) }
        while start < end, text[start] == ASCII.space { start += 1 }
        while start < end, isHeader(text, start, end) { start = afterWord(text, start, end) }
        return start < end ? start : nil
    }

    /// Whether what stands before a position belongs to the word there: `seq=4`, `17:24:48`.
    private static func cutsWord(_ text: Span<UInt8>, _ start: Int, _ floor: Int) -> Bool {
        guard text[start] != ASCII.space else { return false }
        let byte = text[start - 1]
        return byte == ASCII.equals || byte == ASCII.colon || byte.isPhrase
    }

    private static func afterWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var next = start
        while next < end, text[next] != ASCII.space { next += 1 }
        while next < end, text[next] == ASCII.space { next += 1 }
        return next
    }

    /// Whether the word at a position is a part of the line's header.
    private static func isHeader(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var next = start
        var isUpper = true
        while next < end, text[next] != ASCII.space {
            isUpper = isUpper && !text[next].isLowerLetter
            next += 1
        }
        return text[start].isDigit || text[start] == ASCII.minus || isUpper && next - start > 1
            || levels.contains {
                next - start == $0.utf8CodeUnitCount && ErrorBytes.starts(text, start, next, $0)
            }
    }

    private static let levels: [StaticString] = [
        "error", "warning", "warn", "critical", "fatal", "info", "notice", "debug", "trace",
    ]
}

extension UInt8 {
    /// What a phrase before an error is made of.
    fileprivate var isPhrase: Bool {
        isWord || self == ASCII.space || self == ASCII.slash || self == ASCII.minus
            || self == ASCII.dot || self == UInt8(ascii: "'") || self >= 0x80
    }
}
