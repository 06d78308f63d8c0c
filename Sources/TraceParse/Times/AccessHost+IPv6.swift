extension AccessHost {
    private static let longestAddress = 45

    /// The start of an IPv6 address in brackets: `[fd00:20::5]`.
    static func bracketed(
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

    /// The start of an IPv6 address, which has seven colons or two in a row.
    static func ipv6(
        endingAt end: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        var start = end
        var colons = 0
        var isShortened = false
        while start > floor, end - start < longestAddress, isAddressByte(text[start - 1]),
            colons == 0 || text[start - 1] != ASCII.dot
        {
            start -= 1
            guard text[start] == ASCII.colon else { continue }
            colons += 1
            isShortened = isShortened || start + 1 < end && text[start + 1] == ASCII.colon
        }
        guard isShortened || colons >= 7 else { return nil }
        let isAlone = start == floor || text[start - 1] == ASCII.newline
        let isBehindColon = text[start] == ASCII.colon && text[start + 1] != ASCII.colon
        let group = isBehindColon ? start + 1 : start
        let colon = (group..<end).first { text[$0] == ASCII.colon } ?? end
        return isAlone && colon - group <= 4
            ? group : firstGroup(group..<colon, text, before: end)
    }

    /// Where an address begins whose first group is the end of these digits, or nothing of them.
    private static func firstGroup(
        _ digits: Range<Int>,
        _ text: Span<UInt8>,
        before end: Int
    ) -> Int {
        let colon = digits.upperBound
        let isLong = digits.count >= 4
        if isLong, isUnicast(text[colon - 4], text[colon - 3]) { return colon - 4 }
        guard colon + 1 < end, text[colon + 1] == ASCII.colon else {
            return isLong ? colon - 4 : digits.lowerBound
        }
        let isBehindThird = digits.isEmpty && colon + 2 < end && text[colon + 2] == ASCII.colon
        return isBehindThird ? colon + 1 : colon
    }

    /// Whether a group begins as those of 2000::/3, fc00::/7 and fe80::/10 do.
    private static func isUnicast(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first | 0x20, second | 0x20) {
        case (UInt8(ascii: "2"), _), (UInt8(ascii: "3"), _): true
        case (UInt8(ascii: "f"), UInt8(ascii: "c")...UInt8(ascii: "e")): true
        default: false
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte.isLowerHex || byte == ASCII.colon || byte == ASCII.dot
            || byte &- UInt8(ascii: "A") < 6
    }
}
