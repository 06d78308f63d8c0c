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
        }
    }

    /// The texts that have a key at a position, as many as the catalogue gives one key.
    func texts(at position: Int, in text: Span<UInt8>, _ limit: Int) -> ArraySlice<Int> {
        for index in ofByte[Int(text[position])] {
            let key = keys[Int(index)]
            if ErrorBytes.starts(text, position, limit, key.literal) { return texts[key.texts] }
        }
        return []
    }
}
