/// A place in the bytes from which fields of a fixed shape are taken one after the other.
///
/// What does not fit leaves the cursor anywhere before `end`: a layout that fails is given up.
struct TimeCursor {
    private(set) var position: Int
    let end: Int

    /// A cursor at a position that is at most `end`, which is at most the text's length.
    init(at position: Int, before end: Int) {
        self.position = position
        self.end = end
    }

    /// The byte so far ahead, nil at the end.
    func peek(_ text: Span<UInt8>, ahead distance: Int = 0) -> UInt8? {
        position + distance < end ? text[position + distance] : nil
    }

    /// Steps over so many bytes, at most to the end.
    mutating func skip(_ count: Int) {
        position = min(position + count, end)
    }

    /// Steps over a byte if it is the one asked for.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        guard position < end, text[position] == byte else { return false }
        position += 1
        return true
    }

    /// A decimal number of exactly so many digits (more may follow), nil if it is out of bounds.
    @inline(__always)
    mutating func number(
        _ digits: Int,
        in bounds: ClosedRange<Int>,
        _ text: Span<UInt8>
    ) -> Int? {
        guard position + digits <= end else { return nil }
        var value = 0
        for _ in 0..<digits {
            guard text[position].isDigit else { return nil }
            value = value * 10 + Int(text[position] &- ASCII.zero)
            position += 1
        }
        return bounds.contains(value) ? value : nil
    }

    /// The English name of three letters at the cursor, counted from 0 in the list.
    mutating func name(in names: [UInt32], _ text: Span<UInt8>) -> Int? {
        guard position + 3 <= end else { return nil }
        let word = Self.packed(text[position], text[position + 1], text[position + 2])
        guard let index = names.firstIndex(of: word) else { return nil }
        position += 3
        return index
    }

    /// How many digits stand at a distance ahead, counted up to a limit.
    func digitCount(_ text: Span<UInt8>, ahead distance: Int = 0, upTo limit: Int) -> Int {
        var count = 0
        while count < limit, let byte = peek(text, ahead: distance + count), byte.isDigit {
            count += 1
        }
        return count
    }

    /// Three letters as one number, upper and lower case alike.
    ///
    /// Only a letter's two cases give that letter's lower case when the bit 0x20 is set.
    static func packed(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first | 0x20) << 16 | UInt32(second | 0x20) << 8 | UInt32(third | 0x20)
    }
}
