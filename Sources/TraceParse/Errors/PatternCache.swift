/// The catalogue's patterns as one thread uses them: each compiled when a text first needs it.
struct PatternCache: ~Copyable {
    var matcher = Matcher()
    private let index: ErrorKeyIndex
    private var patterns: [Pattern?]
    private var clientPattern: Pattern?

    init() {
        index = ErrorCatalogue.index
        patterns = [Pattern?](repeating: nil, count: ErrorCatalogue.entries.count)
    }

    /// The first position from a start on where the key of some text may begin, or the limit.
    func nextKey(_ text: Span<UInt8>, from start: Int, to limit: Int, _ scope: Range<Int>) -> Int {
        index.next(from: start, in: text, before: limit, scope.upperBound)
    }

    /// The text of the catalogue that has a key at a position and matches around it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - position: Where the key begins.
    ///   - scope: The part of the text that the match may lie in.
    ///   - family: Which texts to look for.
    mutating func match(
        _ text: Span<UInt8>,
        at position: Int,
        _ scope: Range<Int>,
        _ family: ErrorText.Family
    ) -> (Int, Range<Int>)? {
        for index in index.texts(at: position, in: text, scope.upperBound)
        where ErrorCatalogue.entries[index].family == family {
            if let range = match(text, of: index, around: position, scope) {
                return (index, range)
            }
        }
        return nil
    }

    /// The address in the first field of a range that names a client.
    mutating func client(_ text: Span<UInt8>, _ range: Range<Int>) -> EndpointRange? {
        if clientPattern == nil {
            clientPattern = try? Pattern(ClientFinder.fieldPattern, ignoresCase: true)
        }
        guard let clientPattern else { return nil }
        var start = range.lowerBound
        for _ in 0..<8 {
            guard let found = try? matcher.firstMatch(of: clientPattern, in: text, range, from: start)
            else { return nil }
            if let address = EndpointReader.address(text, found.lowerBound, range.upperBound) {
                return address.endpoint
            }
            start = found.upperBound
        }
        return nil
    }

    /// How far before and after its key a text can reach.
    private static let reach = (before: 96, after: 1024)

    private mutating func match(
        _ text: Span<UInt8>,
        of index: Int,
        around position: Int,
        _ scope: Range<Int>
    ) -> Range<Int>? {
        guard let pattern = pattern(index) else { return nil }
        let subject =
            scope.lowerBound..<min(scope.upperBound, position + Self.reach.after)
        var start = max(scope.lowerBound, position - Self.reach.before)
        // What matches before the key is an earlier text of the same kind.
        while start <= position {
            guard let found = try? matcher.firstMatch(of: pattern, in: text, subject, from: start)
            else { return nil }
            if found.contains(position) { return withoutBlanks(text, found) }
            guard found.lowerBound < position else { return nil }
            start = max(start + 1, found.upperBound)
        }
        return nil
    }

    private func withoutBlanks(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, text[end - 1] == ASCII.space || text[end - 1] == ASCII.comma {
            end -= 1
        }
        return range.lowerBound..<end
    }

    private mutating func pattern(_ index: Int) -> Pattern? {
        if let pattern = patterns[index] { return pattern }
        let compiled = try? Pattern(ErrorCatalogue.entries[index].pattern, ignoresCase: true)
        patterns[index] = compiled
        return compiled
    }
}
