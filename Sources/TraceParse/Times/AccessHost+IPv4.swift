extension AccessHost {
    /// The start of an IPv4 address in dotted decimals, mapped into IPv6 or not.
    static func ipv4(
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
        let run = digitCount(before: dot, text, from: floor, upTo: 24)
        let longest = longestOctet(before: dot, digits: run, text) { _ in true }
        guard run > 3 else { return longest }
        let behindFraction = dot - run + 3
        if isFraction(from: dot - run, text, from: floor), isFirstOctet(behindFraction..<dot, text)
        {
            return behindFraction
        }
        return longestOctet(before: dot, digits: run, text) { isPrivate($0, text) } ?? longest
    }

    private static func longestOctet(
        before dot: Int,
        digits: Int,
        _ text: Span<UInt8>,
        where isWanted: (Range<Int>) -> Bool
    ) -> Int? {
        for length in stride(from: min(digits, 3), to: 0, by: -1) {
            let octet = dot - length..<dot
            if isFirstOctet(octet, text), isWanted(octet) { return octet.lowerBound }
        }
        return nil
    }

    /// Whether the digits from a position stand behind a number and a dot.
    private static func isFraction(
        from digits: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Bool {
        digits - 1 > floor && text[digits - 1] == ASCII.dot && text[digits - 2].isDigit
    }

    /// Whether an address whose first octet is given, a valid second one behind it, is of
    /// 10.0.0.0/8, 127.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
    private static func isPrivate(_ octet: Range<Int>, _ text: Span<UInt8>) -> Bool {
        let second = octet.upperBound + 1
        let secondEnd = (second..<second + 3).first { !text[$0].isDigit } ?? second + 3
        switch value(octet, text) {
        case 10, 127: return true
        case 172: return (16...31).contains(value(second..<secondEnd, text))
        case 192: return value(second..<secondEnd, text) == 168
        default: return false
        }
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
        return value(range, text) <= 255
    }

    private static func value(_ digits: Range<Int>, _ text: Span<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int(text[$1] &- ASCII.zero) }
    }
}
