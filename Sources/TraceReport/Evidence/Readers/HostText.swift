/// A run of a text's bytes, read without making strings of them.
struct HostText: Sendable {
    var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    init(_ text: String) {
        bytes = Array(text.utf8)[...]
    }

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count }
    var first: UInt8? { bytes.first }
    var last: UInt8? { bytes.last }

    /// No figure of a host is greater; what is greater is no figure.
    static let greatestNumber = 1_000_000_000_000_000

    /// The number that the text spells in decimal digits, or `nil`, also where it is too great.
    var number: Int? {
        guard isDigits, bytes.count <= 16 else { return nil }
        let value = bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return value <= Self.greatestNumber ? value : nil
    }

    /// Whether it is of digits only.
    var isDigits: Bool { !bytes.isEmpty && bytes.allSatisfy(\.isDigit) }

    /// The millionths of a decimal fraction such as `0.088`, or `nil`.
    var millionths: Int? {
        let parts = split(UInt8(ascii: "."), atMost: 3)
        guard (1...2).contains(parts.count), let whole = parts[0].number, whole < 1_000_000_000
        else { return nil }
        guard parts.count == 2 else { return whole * 1_000_000 }
        guard parts[1].isDigits else { return nil }
        var fraction = 0
        for index in 0..<6 {
            let digit =
                index < parts[1].count
                ? parts[1].bytes[parts[1].bytes.startIndex + index] - UInt8(ascii: "0") : 0
            fraction = fraction * 10 + Int(digit)
        }
        return whole * 1_000_000 + fraction
    }

    /// The text as a string, invalid UTF-8 repaired, cut at a number of bytes.
    func string(clippedTo limit: Int = 160) -> String {
        String(decoding: bytes.prefix(limit), as: UTF8.self)
    }

    func same(_ literal: StaticString) -> Bool {
        count == literal.utf8CodeUnitCount && starts(literal)
    }

    func starts(_ literal: StaticString) -> Bool {
        has(literal, at: bytes.startIndex)
    }

    func ends(_ literal: StaticString) -> Bool {
        has(literal, at: bytes.endIndex - literal.utf8CodeUnitCount)
    }

    func contains(_ literal: StaticString) -> Bool {
        range(of: literal) != nil
    }

    /// Where a literal first stands, from an index on.
    func range(of literal: StaticString, from start: Int? = nil) -> Range<Int>? {
        let length = literal.utf8CodeUnitCount
        guard let first = unsafe UnsafeBufferPointer(start: literal.utf8Start, count: length).first
        else { return nil }
        var index = start ?? bytes.startIndex
        while index + length <= bytes.endIndex {
            guard let found = bytes[index...].firstIndex(of: first) else { return nil }
            if has(literal, at: found) { return found..<found + length }
            index = found + 1
        }
        return nil
    }

    private func has(_ literal: StaticString, at index: Int) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard index >= bytes.startIndex, index + length <= bytes.endIndex else { return false }
        for offset in 0..<length
        where unsafe bytes[index + offset] != literal.utf8Start[offset] {
            return false
        }
        return true
    }

    subscript(range: Range<Int>) -> HostText { HostText(bytes[range]) }

    /// What comes from an index on.
    func from(_ index: Int) -> HostText { HostText(bytes[min(index, bytes.endIndex)...]) }

    func dropFirst(_ count: Int) -> HostText { HostText(bytes.dropFirst(count)) }
    func dropLast(_ count: Int) -> HostText { HostText(bytes.dropLast(count)) }

    /// Without white space at either end.
    var trimmed: HostText {
        trimmed { $0.isBlank }
    }

    /// Without bytes of a kind at either end.
    func trimmed(_ isMeant: (UInt8) -> Bool) -> HostText {
        guard let start = bytes.firstIndex(where: { !isMeant($0) }),
            let end = bytes.lastIndex(where: { !isMeant($0) })
        else { return HostText([]) }
        return HostText(bytes[start...end])
    }

    /// The words between white space; past a number of them the rest is left out.
    func fields(atMost limit: Int = 48) -> [HostText] {
        var made: [HostText] = []
        var index = bytes.startIndex
        while made.count < limit {
            while index < bytes.endIndex, bytes[index].isBlank { index += 1 }
            guard index < bytes.endIndex else { break }
            var end = index
            while end < bytes.endIndex, !bytes[end].isBlank { end += 1 }
            made.append(HostText(bytes[index..<end]))
            index = end
        }
        return made
    }

    /// The parts between a byte; past a number of them the rest is one part.
    func split(_ separator: UInt8, atMost limit: Int = 48) -> [HostText] {
        bytes.split(separator: separator, maxSplits: limit - 1, omittingEmptySubsequences: false)
            .map(HostText.init)
    }

    /// The text with its ASCII letters in lower case, cut at a number of bytes.
    func lowercased(clippedTo limit: Int = 256) -> HostText {
        HostText(
            ArraySlice(bytes.prefix(limit).map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 })
        )
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    /// White space inside a line.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == 0x09 || self == 0x0D }
}
