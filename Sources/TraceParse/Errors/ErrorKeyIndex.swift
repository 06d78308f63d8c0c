/// Finds which texts of the catalogue may stand at a position, by their keys' first byte.
struct ErrorKeyIndex: Sendable {
    private struct Key: Sendable {
        var literal: StaticString
        var texts: Range<Int>
    }

    /// The keys that begin with a byte: a range of `keys`, which are sorted by their first byte.
    private var ofByte: [Range<UInt16>]
    private var keys: [Key]
    /// The indices of texts, those of a key together.
    private var texts: [Int]
    /// A bit for each pair of bytes that some key begins with: nearly every position of ordinary
    /// text is dismissed by it, at the cost of one look.
    private var pairs = [UInt64](repeating: 0, count: 1024)

    /// An index of the keys of some texts.
    init(_ entries: [ErrorText]) {
        var byLiteral: [String: [Int]] = [:]
        var literals: [(StaticString, String)] = []
        for (index, entry) in entries.enumerated() {
            for key in entry.keys {
                if byLiteral["\(key)"] == nil { literals.append((key, "\(key)")) }
                byLiteral["\(key)", default: []].append(index)
            }
        }
        // Of keys that begin alike, the longer one first: its texts say more.
        literals.sort { ($0.1.utf8.first ?? 0, -$0.1.utf8.count) < ($1.1.utf8.first ?? 0, -$1.1.utf8.count) }
        ofByte = [Range<UInt16>](repeating: 0..<0, count: 256)
        keys = []
        texts = []
        for (literal, name) in literals {
            let first = texts.count
            texts += byLiteral[name] ?? []
            let position = UInt16(keys.count)
            let byte = Int(name.utf8.first ?? 0)
            let lower = ofByte[byte].isEmpty ? position : ofByte[byte].lowerBound
            ofByte[byte] = lower..<position + 1
            keys.append(Key(literal: literal, texts: first..<texts.count))
            let pair = Array(name.utf8.prefix(2)).reduce(0) { $0 << 8 | Int($1) }
            pairs[pair / 64] |= 1 << UInt64(pair % 64)
        }
    }

    /// Whether some key begins with the two bytes at a position.
    @inline(__always)
    func mayBegin(at position: Int, in text: Span<UInt8>, _ limit: Int) -> Bool {
        guard position + 1 < limit else { return false }
        let pair = Int(text[position]) << 8 | Int(text[position + 1])
        return pairs[pair / 64] >> UInt64(pair % 64) & 1 != 0
    }

    /// The first position from a start on where some key may begin, or the limit.
    func next(from start: Int, in text: Span<UInt8>, before limit: Int, _ end: Int) -> Int {
        var position = start
        while position < limit, !mayBegin(at: position, in: text, end) { position += 1 }
        return position
    }

    /// The texts that have a key at a position, as many as the catalogue gives one key.
    func texts(at position: Int, in text: Span<UInt8>, _ limit: Int) -> ArraySlice<Int> {
        guard mayBegin(at: position, in: text, limit) else { return [] }
        for index in ofByte[Int(text[position])] {
            let key = keys[Int(index)]
            if ErrorBytes.starts(text, position, limit, key.literal) { return texts[key.texts] }
        }
        return []
    }
}
