/// Finds where a text of the catalogue may stand, by the literals that its matches hold.
struct ErrorKeyIndex: Sendable {
    private struct Key: Sendable {
        var literal: StaticString
        var texts: Range<Int>
    }

    /// One bit for each pair of bytes that a key begins with.
    private var pairs: [UInt64]
    /// The keys that begin with a byte: a range of `keys`.
    private var ofByte: [Range<Int>]
    /// Sorted so that a key stands before those that it begins with: it says more.
    private var keys: [Key]
    /// The indices of texts, those of a key together.
    private var texts: [Int]

    /// An index of the keys of a family's texts.
    init(_ entries: [ErrorText], _ family: ErrorText.Family) {
        var all: [(key: StaticString, text: Int)] = []
        for (index, entry) in entries.enumerated() where entry.family == family {
            for key in entry.keys { all.append((key, index)) }
        }
        guard !all.isEmpty else {
            (pairs, ofByte, keys, texts) = ([], [], [], [])
            return
        }
        all.sort {
            switch Self.order($0.key, $1.key) {
            case 0: $0.text < $1.text
            case let order: order > 0
            }
        }
        pairs = [UInt64](repeating: 0, count: 1 << 10)
        ofByte = [Range<Int>](repeating: 0..<0, count: 256)
        keys = []
        texts = all.map(\.text)
        for (position, entry) in all.enumerated() {
            if let last = keys.last, Self.order(last.literal, entry.key) == 0 {
                keys[keys.count - 1].texts = last.texts.lowerBound..<position + 1
            } else {
                append(Key(literal: entry.key, texts: position..<position + 1))
            }
        }
    }

    private mutating func append(_ key: Key) {
        let bytes = unsafe key.literal.utf8Start
        let (first, second) = unsafe (Int(bytes[0]), Int(bytes[1]))
        let pair = first << 8 | second
        pairs[pair >> 6] |= 1 << UInt64(pair & 63)
        let lower = ofByte[first].isEmpty ? keys.count : ofByte[first].lowerBound
        ofByte[first] = lower..<keys.count + 1
        keys.append(key)
    }

    /// How two literals are ordered: below, at or above 0.
    private static func order(_ left: StaticString, _ right: StaticString) -> Int {
        for index in 0..<min(left.utf8CodeUnitCount, right.utf8CodeUnitCount) {
            let (one, other) = unsafe (left.utf8Start[index], right.utf8Start[index])
            if one != other { return Int(one) - Int(other) }
        }
        return left.utf8CodeUnitCount - right.utf8CodeUnitCount
    }

    /// The next position from one on at which a key stands, and the texts that have it.
    func next(
        _ text: Span<UInt8>,
        from start: Int,
        to end: Int,
        _ limit: Int
    ) -> (position: Int, texts: ArraySlice<Int>)? {
        guard start < end, limit - start >= 2 else { return nil }
        var pair = Int(text[start])
        for position in start..<min(end, limit - 1) {
            pair = (pair << 8 | Int(text[position + 1])) & 0xFFFF
            guard pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0 else { continue }
            if let found = texts(at: position, in: text, limit) { return (position, found) }
        }
        return nil
    }

    private func texts(at position: Int, in text: Span<UInt8>, _ limit: Int) -> ArraySlice<Int>? {
        for index in ofByte[Int(text[position])]
        where ErrorBytes.starts(text, position, limit, keys[index].literal) {
            return texts[keys[index].texts]
        }
        return nil
    }
}
