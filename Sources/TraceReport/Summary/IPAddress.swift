/// An IPv4 or IPv6 address; an IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the former.
package struct IPAddress: Hashable, Sendable {
    /// The 128 bits; those of an IPv4 address stand in the last 32, after `::ffff:`.
    private let words: [8 of UInt16]

    /// How many bits an address of the family has.
    package var bits: Int { isIPv4 ? 32 : 128 }

    /// Whether it is an IPv4 address.
    package var isIPv4: Bool {
        for index in 0..<5 where words[index] != 0 { return false }
        return words[5] == 0xFFFF
    }

    /// The address that a text prints, or `nil`.
    ///
    /// Read are `a.b.c.d` in decimal without leading zeros, and the forms of RFC 4291 section 2.2
    /// with a zone or without; the zone is dropped, brackets are not read.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if let words = Self.parseIPv4(bytes[...]) {
            self.words = [0, 0, 0, 0, 0, 0xFFFF, words.0, words.1]
            return
        }
        let address = bytes.prefix { $0 != UInt8(ascii: "%") }
        guard let words = Self.parseIPv6(address) else { return nil }
        self.words = words
    }

    /// Whether it is of a range that is not routed on the public network: private, loopback,
    /// link-local, shared (RFC 1918, 3927, 4193, 6598).
    package var isPrivate: Bool {
        if isIPv4 {
            let first = words[6] >> 8
            let second = words[6] & 0xFF
            return first == 10 || first == 127 || words[6] == 0xC0A8 || words[6] == 0xA9FE
                || (first == 172 && second & 0xF0 == 16) || (first == 100 && second & 0xC0 == 64)
        }
        if words[0] & 0xFE00 == 0xFC00 || words[0] & 0xFFC0 == 0xFE80 { return true }
        for index in 0..<7 where words[index] != 0 { return false }
        return words[7] == 1
    }

    /// Whether the first bits are those of another address of the same family.
    package func shares(_ prefix: Int, with other: IPAddress) -> Bool {
        guard isIPv4 == other.isIPv4 else { return false }
        let compared = isIPv4 ? prefix + 96 : prefix
        for index in 0..<8 {
            let left = compared - index * 16
            guard left > 0 else { return true }
            let mask: UInt16 = left >= 16 ? 0xFFFF : ~(0xFFFF >> UInt16(left))
            if (words[index] ^ other.words[index]) & mask != 0 { return false }
        }
        return true
    }

    package static func == (left: IPAddress, right: IPAddress) -> Bool {
        for index in 0..<8 where left.words[index] != right.words[index] { return false }
        return true
    }

    package func hash(into hasher: inout Hasher) {
        for index in 0..<8 { hasher.combine(words[index]) }
    }

    private static func parseIPv4(_ bytes: ArraySlice<UInt8>) -> (UInt16, UInt16)? {
        var parts: [UInt16] = []
        for field in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard let part = decimalByte(field), parts.count < 4 else { return nil }
            parts.append(part)
        }
        guard parts.count == 4 else { return nil }
        return (parts[0] << 8 | parts[1], parts[2] << 8 | parts[3])
    }

    private static func decimalByte(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard let first = digits.first, digits.count <= 3 else { return nil }
        guard digits.count == 1 || first != UInt8(ascii: "0") else { return nil }
        var value: UInt16 = 0
        for digit in digits {
            guard digit &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + UInt16(digit - UInt8(ascii: "0"))
        }
        return value <= 255 ? value : nil
    }

    private static func parseIPv6(_ bytes: ArraySlice<UInt8>) -> [8 of UInt16]? {
        guard let gap = doubleColon(bytes) else {
            guard let words = groups(bytes), words.count == 8 else { return nil }
            return padded(words, [])
        }
        let tail = bytes[(gap + 2)...]
        guard doubleColon(tail) == nil,
            let before = groups(bytes[..<gap]), let after = groups(tail),
            before.count + after.count < 8
        else { return nil }
        return padded(before, after)
    }

    private static func doubleColon(_ bytes: ArraySlice<UInt8>) -> Int? {
        let colon = UInt8(ascii: ":")
        return bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
    }

    /// Groups of up to four hexadecimal digits between colons, the last two perhaps as IPv4.
    private static func groups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        guard !bytes.isEmpty else { return [] }
        var made: [UInt16] = []
        let fields = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, field) in fields.enumerated() {
            guard made.count < 8 else { return nil }
            if index == fields.count - 1, let (high, low) = parseIPv4(field) {
                made += [high, low]
            } else if (1...4).contains(field.count),
                let value = UInt16(String(decoding: field, as: UTF8.self), radix: 16),
                field.first != UInt8(ascii: "+"), field.first != UInt8(ascii: "-")
            {
                made.append(value)
            } else {
                return nil
            }
        }
        return made
    }

    private static func padded(_ before: [UInt16], _ after: [UInt16]) -> [8 of UInt16] {
        var words: [8 of UInt16] = [0, 0, 0, 0, 0, 0, 0, 0]
        for (index, word) in before.enumerated() where index < 8 { words[index] = word }
        for (index, word) in after.enumerated() where index < 8 {
            words[8 - after.count + index] = word
        }
        return words
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as RFC 5952 writes it: dotted, or in hexadecimal groups of which the longest run
    /// of zeros is left out.
    package var description: String {
        if isIPv4 {
            return "\(words[6] >> 8).\(words[6] & 0xFF).\(words[7] >> 8).\(words[7] & 0xFF)"
        }
        let groups = (0..<8).map { String(words[$0], radix: 16) }
        guard let zeros = longestZeros else { return groups.joined(separator: ":") }
        return groups[..<zeros.lowerBound].joined(separator: ":") + "::"
            + groups[zeros.upperBound...].joined(separator: ":")
    }

    private var longestZeros: Range<Int>? {
        var longest = 0..<1
        var start = 0
        for index in 0..<8 {
            if words[index] != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<index + 1
            }
        }
        return longest.count > 1 ? longest : nil
    }
}

/// A range of addresses, as `--peer` takes it: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
package struct AddressBlock: Hashable, Sendable {
    private let address: IPAddress
    private let prefix: Int

    /// The range that a text names, or `nil`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
        self.address = address
        guard parts.count == 2 else {
            prefix = address.bits
            return
        }
        guard parts[1].utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
            let prefix = Int(parts[1]), prefix <= address.bits
        else { return nil }
        self.prefix = prefix
    }

    /// Whether an address lies in the range.
    package func contains(_ other: IPAddress) -> Bool {
        address.shares(prefix, with: other)
    }
}
