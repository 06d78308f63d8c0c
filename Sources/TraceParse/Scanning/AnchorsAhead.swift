/// Where anchors begin in parts of a text that were scanned beforehand.
struct AnchorsAhead {
    /// A part of the text, and the hits that begin in it, counted from where it begins.
    private struct Part {
        var range: Range<Int>
        var hits: [AnchorHit]
    }

    // In order; no more than reach into the bytes at hand.
    private var parts: [Part] = []

    /// Adds a part, which lies behind all others.
    mutating func add(_ range: Range<Int>, hits: [AnchorHit]) {
        parts.append(Part(range: range, hits: hits))
    }

    /// Moves all positions back, and drops what lies before the first.
    mutating func shift(by distance: Int) {
        guard !parts.isEmpty else { return }
        for index in parts.indices {
            let range = parts[index].range
            parts[index].range = range.lowerBound - distance..<range.upperBound - distance
        }
        parts.removeAll { $0.range.upperBound <= 0 }
    }

    /// Where the next part begins that lies behind a position.
    func next(after position: Int) -> Int? {
        parts.first { $0.range.lowerBound > position }?.range.lowerBound
    }

    /// Appends the hits that begin from a position on.
    ///
    /// - Returns: Up to where they are known, at most `limit`; `nil` where the position lies in no part.
    /// - Complexity: O(log *n* + *m*) for *m* of *n* hits.
    func take(from position: Int, to limit: Int, into hits: inout [AnchorHit]) -> Int? {
        guard let part = parts.first(where: { $0.range.contains(position) }) else { return nil }
        let start = part.range.lowerBound
        let end = min(limit, part.range.upperBound)
        var index = Self.firstIndex(in: part.hits, from: position - start)
        while index < part.hits.count, start + part.hits[index].position < end {
            var hit = part.hits[index]
            hit.position += start
            hits.append(hit)
            index += 1
        }
        return end
    }

    /// The index of the first hit at a position or behind it.
    private static func firstIndex(in hits: [AnchorHit], from position: Int) -> Int {
        var (low, high) = (0, hits.count)
        while low < high {
            let middle = (low + high) / 2
            if hits[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
