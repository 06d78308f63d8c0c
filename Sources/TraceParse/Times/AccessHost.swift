/// The start of a host that other text may touch, as it does where newlines were lost.
///
/// An IPv4 address whose first octet touches digits begins with the first of these that is valid,
/// 1 to 255 without a leading zero:
/// 1. what is left after three digits of a fraction, since servers print durations with
///    milliseconds: `0.10110.20.1.40` is `10.20.1.40`, though `110.20.1.40` is possible;
/// 2. an octet of a private or loopback address: `pid=1936210.20.1.40` is `10.20.1.40`;
/// 3. the longest octet: `9093203.0.113.4` is `203.0.113.4`.
///
/// An IPv6 address begins with a group of four digits that unicast addresses begin with, or with
/// `::`. A name needs a digit, a dot or a hyphen and a space, a quotation mark or a closing bracket
/// before it, unless it begins its line: any other word before the time is the end of the text
/// before, and the host is empty.
enum AccessHost {
    private static let longestName = 128

    /// The first byte of the host that ends at a position, which is the position itself if the
    /// host is empty.
    static func start(endingAt end: Int, _ text: Span<UInt8>, from floor: Int) -> Int {
        guard end > floor else { return end }
        if text[end - 1] == ASCII.at { return end - 1 }
        return bracketed(endingAt: end, text, from: floor)
            ?? ipv4(endingAt: end, text, from: floor)
            ?? ipv6(endingAt: end, text, from: floor)
            ?? name(endingAt: end, text, from: floor)
            ?? end
    }

    private static func name(
        endingAt end: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        var start = end
        var hasLetter = false
        var hasMark = false
        while start > floor, end - start < longestName, isNameByte(text[start - 1]) {
            start -= 1
            hasLetter = hasLetter || text[start].isLetter
            hasMark = hasMark || !text[start].isLetter
        }
        guard start < end else { return nil }
        if start == floor || text[start - 1] == ASCII.newline { return start }
        guard hasLetter, hasMark, mayStandBeforeName(text[start - 1]) else { return nil }
        return behindNumber(start, text, before: end)
    }

    private static func mayStandBeforeName(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.space, ASCII.tab, ASCII.quote, ASCII.rightParenthesis, ASCII.rightBracket,
            ASCII.rightBrace:
            true
        default:
            false
        }
    }

    /// Where a name begins that a duration with milliseconds may touch: `0.053web-1`.
    private static func behindNumber(_ start: Int, _ text: Span<UInt8>, before end: Int) -> Int {
        var cursor = TimeCursor(at: start, before: end)
        cursor.skip(cursor.digitCount(text, upTo: longestName))
        guard cursor.position > start, cursor.take(ASCII.dot, text),
            cursor.digitCount(text, upTo: 3) == 3
        else { return start }
        cursor.skip(3)
        return cursor.peek(text)?.isLetter == true ? cursor.position : start
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.dot || byte == ASCII.minus
    }
}
