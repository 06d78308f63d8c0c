/// How often a record says its error again: in a field of its own beside the message, or in a copy
/// that something wrapped.
///
///     record = … error … *( error … )
enum ErrorRepetition {
    /// Beyond what an error has that is printed twice; the time of a search grows with it.
    private static let longest = 512

    /// How often an error stands in its record beside the place where it was read.
    ///
    /// - Parameters:
    ///   - text: The bytes at hand.
    ///   - core: The error.
    ///   - record: Its record.
    /// - Returns: The number of copies that do not overlap.
    /// - Complexity: O(*n*) comparisons of at most 512 bytes.
    static func count(
        _ text: Span<UInt8>,
        of core: Range<Int>,
        in record: Range<Int>
    ) -> Int {
        guard !core.isEmpty, core.count <= longest else { return 0 }
        var count = 0
        var rest = record
        while let place = next(text, core, in: rest) {
            if place != core, standsAlone(text, place, in: record) { count += 1 }
            rest = place.upperBound..<record.upperBound
        }
        return count
    }

    /// Whether an error may stand in its record once more where the digits are others.
    ///
    /// - Complexity: As of ``count(_:of:in:)``.
    static func mayDependOnDigits(
        _ text: Span<UInt8>,
        of core: Range<Int>,
        in record: Range<Int>
    ) -> Bool {
        let stem = stem(text, core)
        guard !stem.isEmpty, stem.count <= longest else { return true }
        return next(text, stem, in: record.lowerBound..<stem.lowerBound) != nil
            || next(text, stem, in: stem.upperBound..<record.upperBound) != nil
    }

    /// What stands before an error's first digit or after its last, whichever is longer: no copy of
    /// the error is without it.
    private static func stem(_ text: Span<UInt8>, _ core: Range<Int>) -> Range<Int> {
        guard let first = core.first(where: { text[$0].isDigit }),
            let last = core.last(where: { text[$0].isDigit })
        else { return core }
        let head = core.lowerBound..<first
        let tail = last + 1..<core.upperBound
        return head.count > tail.count ? head : tail
    }

    /// Where a part of the text stands next in a range.
    private static func next(
        _ text: Span<UInt8>,
        _ part: Range<Int>,
        in range: Range<Int>
    ) -> Range<Int>? {
        var position = range.lowerBound
        let last = range.upperBound - part.count + 1
        while position < last,
            let found = ByteScan.firstIndex(of: text[part.lowerBound], in: text, position..<last)
        {
            let place = found..<found + part.count
            if text.same(place, part) { return place }
            position = found + 1
        }
        return nil
    }

    private static func standsAlone(
        _ text: Span<UInt8>,
        _ place: Range<Int>,
        in range: Range<Int>
    ) -> Bool {
        let begins = place.lowerBound == range.lowerBound || !text[place.lowerBound - 1].isWord
        let ends = place.upperBound == range.upperBound || !text[place.upperBound].isWord
        return begins && ends
    }
}
