/// The start of a host that other text may touch, as it does where newlines were lost.
///
/// An IPv4 address begins with the longest first octet that is valid, 1 to 255 without a leading
/// zero: `9093127.0.0.4` is `127.0.0.4`. But a fraction before it has three digits if that leaves a
/// valid octet, since servers print their durations with milliseconds: `0.10110.20.1.40` is
/// `10.20.1.40`, though `110.20.1.40` is possible. An IPv6 address begins with at most four digits
/// in its first group. A name needs a digit, a dot or a hyphen, unless it begins its line: a
/// plain word before the time is the end of the text before, and the host is empty.
enum HostField {
    private static let longestAddress = 45
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

    /// `[fd00:20::5]`.
    private static func bracketed(
        endingAt end: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        guard text[end - 1] == ASCII.rightBracket else { return nil }
        var start = end - 1
        while start > floor, end - start <= longestAddress, isAddressByte(text[start - 1]) {
            start -= 1
        }
        return start > floor && text[start - 1] == ASCII.leftBracket ? start - 1 : nil
    }

    private static func ipv4(
        endingAt end: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        var dot = end
        for _ in 0..<3 {
            let run = digitCount(before: dot, text, from: floor, upTo: 4)
            guard isOctet(dot - run..<dot, text), dot - run > floor,
                text[dot - run - 1] == ASCII.dot
            else { return nil }
            dot -= run + 1
        }
        guard let start = firstOctet(before: dot, text, from: floor) else { return nil }
        let isMapped = start > floor && text[start - 1] == ASCII.colon
        return isMapped ? ipv6(endingAt: end, text, from: floor) ?? start : start
    }

    private static func firstOctet(
        before dot: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        let run = digitCount(before: dot, text, from: floor, upTo: 7)
        let behindFraction = dot - run + 3
        let isFraction =
            dot - run - 1 > floor && text[dot - run - 1] == ASCII.dot
            && text[dot - run - 2].isDigit
        if isFraction, run > 3, isFirstOctet(behindFraction..<dot, text) { return behindFraction }
        return stride(from: min(run, 3), to: 0, by: -1).lazy.map { dot - $0 }
            .first { isFirstOctet($0..<dot, text) }
    }

    private static func ipv6(
        endingAt end: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        var start = end
        var colons = 0
        var firstColon = end
        while start > floor, end - start < longestAddress, isAddressByte(text[start - 1]),
            colons == 0 || text[start - 1] != ASCII.dot
        {
            start -= 1
            if text[start] == ASCII.colon {
                colons += 1
                firstColon = start
            }
        }
        guard colons >= 2 else { return nil }
        let group = firstColon - start
        let isFraction =
            start - 1 > floor && text[start - 1] == ASCII.dot
            && text[start - 2].isDigit
            && (start..<min(start + 3, firstColon)).allSatisfy { text[$0].isDigit }
        if isFraction, group >= 3 { return start + 3 }
        if group > 0 { return max(start, firstColon - 4) }
        let isTripled =
            colons > 2 && text[firstColon + 1] == ASCII.colon
            && text[firstColon + 2] == ASCII.colon
        return isTripled ? firstColon + 1 : firstColon
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
        let isAlone = start == floor || text[start - 1] == ASCII.newline
        if isAlone, start < end { return start }
        return hasLetter && hasMark ? behindNumber(start, text, before: end) : nil
    }

    /// Where a name begins that a duration with milliseconds may touch: `0.053web-1`.
    private static func behindNumber(_ start: Int, _ text: Span<UInt8>, before end: Int) -> Int {
        var cursor = FieldCursor(at: start, before: end)
        cursor.skip(cursor.digitCount(text, upTo: longestName))
        guard cursor.position > start, cursor.take(ASCII.dot, text),
            cursor.digitCount(text, upTo: 3) == 3
        else { return start }
        cursor.skip(3)
        return cursor.peek(text)?.isLetter == true ? cursor.position : start
    }

    private static func digitCount(
        before end: Int,
        _ text: Span<UInt8>,
        from floor: Int,
        upTo limit: Int
    ) -> Int {
        var count = 0
        while count < limit, end - count > floor, text[end - count - 1].isDigit { count += 1 }
        return count
    }

    private static func isFirstOctet(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
        isOctet(range, text) && text[range.lowerBound] != ASCII.zero
    }

    /// Whether digits are a number up to 255 without a leading zero.
    private static func isOctet(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
        guard (1...3).contains(range.count) else { return false }
        guard text[range.lowerBound] != ASCII.zero || range.count == 1 else { return false }
        return range.reduce(0) { $0 * 10 + Int(text[$1] &- ASCII.zero) } <= 255
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte.isLowerHex || byte == ASCII.colon || byte == ASCII.dot
            || byte &- UInt8(ascii: "A") < 6
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.dot || byte == ASCII.minus
    }
}
