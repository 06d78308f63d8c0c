/// The catalogue as one thread uses it: each pattern compiled when a text first needs it.
struct PatternCache: ~Copyable {
    /// A text of the catalogue, where it stands.
    struct Match {
        /// Which text.
        var text: Int
        /// Where it stands.
        var range: Range<Int>
    }

    var matcher = Matcher()
    /// The catalogue's texts, from the first search on.
    private(set) var entries: [ErrorText] = []
    private var network = ErrorKeyIndex([], .network)
    private var faults = ErrorKeyIndex([], .fault)
    private var patterns: [Pattern?] = []
    private var clientPattern: Pattern?

    /// A log without an error needs no catalogue.
    private mutating func prepare() {
        entries = ErrorCatalogue.entries
        network = ErrorKeyIndex(entries, .network)
        faults = ErrorKeyIndex(entries, .fault)
        patterns = [Pattern?](repeating: nil, count: entries.count)
    }

    /// The next text of the catalogue whose key begins between two positions.
    ///
    /// - Parameters:
    ///   - family: Which texts to look for.
    ///   - text: The text.
    ///   - start: The first position.
    ///   - end: The position after the last.
    ///   - scope: The part of the text that the match may lie in.
    /// - Returns: The first that matches, or `nil`.
    mutating func next(
        _ family: ErrorText.Family,
        _ text: Span<UInt8>,
        from start: Int,
        to end: Int,
        _ scope: Range<Int>
    ) -> Match? {
        if entries.isEmpty { prepare() }
        var position = start
        while true {
            let found =
                family == .network
                ? network.next(text, from: position, to: end, scope.upperBound)
                : faults.next(text, from: position, to: end, scope.upperBound)
            guard let found else { return nil }
            for entry in found.texts {
                if let range = match(text, of: entry, around: found.position, scope) {
                    return Match(text: entry, range: range)
                }
            }
            position = found.position + 1
        }
    }

    /// The address in the first field of a range that names a client.
    mutating func client(_ text: Span<UInt8>, _ range: Range<Int>) -> EndpointRange? {
        guard !range.isEmpty else { return nil }
        if clientPattern == nil {
            clientPattern = try? Pattern(ClientFinder.fieldPattern, ignoresCase: true)
        }
        guard let clientPattern else { return nil }
        var start = range.lowerBound
        for _ in 0..<8 {
            guard
                let found = try? matcher.firstMatch(of: clientPattern, in: text, range, from: start)
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
        let compiled = try? Pattern(
            ErrorCatalogue.expression(of: entries[index]),
            ignoresCase: true
        )
        patterns[index] = compiled
        return compiled
    }
}
