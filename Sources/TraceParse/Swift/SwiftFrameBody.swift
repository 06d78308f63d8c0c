/// What stands after a frame's address: symbol, offset, image, place.
///
///     body   = symbol [ SP sign SP offset ] [ " in " image ] [ " at " path [ ":" line [ ":" column ] ] ]
///     sign   = "+" / "-"
///
/// Names and paths may hold spaces and each of the words between them. The offset tells where a
/// symbol ends; where there is none, the last ` in ` before the place does.
struct SwiftFrameBody {
    var symbol: Range<Int>
    var offset = CrashFrameRecord.noOffset
    var image = 0..<0
    var file = 0..<0
    var line: Int32 = -1
    var column: Int32 = -1
    /// Whether which images are known may have told where the symbol ends.
    var asksForImages = false

    /// Reads a body that is known to end with a range.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - range: The body.
    ///   - isKnownImage: Whether a range names an image that another frame of the crash has.
    init(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        isKnownImage: (Range<Int>) -> Bool = { _ in false }
    ) {
        symbol = 0..<0
        takeRow(text, Self.trimmed(text, range), isKnownImage)
        // A top-level closure's name ends in ` in `.
        symbol = Self.trimmed(text, symbol)
    }

    private mutating func takeRow(
        _ text: Span<UInt8>,
        _ row: Range<Int>,
        _ isKnownImage: (Range<Int>) -> Bool
    ) {
        symbol = row
        if let number = Self.offset(text, row) {
            symbol = row.lowerBound..<number.sign
            offset = number.value
            guard text.has(" in ", at: number.end, before: row.upperBound) else { return }
            takeImageAndPlace(text, number.end + 4..<row.upperBound)
            return
        }
        var end = row.upperBound
        if let at = Self.place(text, row) {
            takePlace(text, at + 4..<row.upperBound)
            end = at
        }
        guard let before = imageWords(text, row.lowerBound..<end, isKnownImage) else {
            symbol = row.lowerBound..<end
            return
        }
        symbol = row.lowerBound..<before
        image = before + 4..<end
    }

    private static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        if start < end, text[start] == ASCII.space { start += 1 }
        while end > start, text[end - 1].isWhitespace { end -= 1 }
        return start..<end
    }

    /// The first number after a sign that ends the row or precedes ` in `.
    private static func offset(
        _ text: Span<UInt8>,
        _ row: Range<Int>
    ) -> (sign: Int, value: Int64, end: Int)? {
        var position = row.lowerBound
        while position + 3 < row.upperBound {
            guard
                let space = ByteScan.firstIndex(
                    of: ASCII.space,
                    in: text,
                    position..<row.upperBound - 3
                )
            else { return nil }
            position = space + 1
            let sign = text[space + 1]
            guard sign == ASCII.plus || sign == ASCII.minus, text[space + 2] == ASCII.space else {
                continue
            }
            let digits = space + 3..<text.endOfDigits(space + 3, before: row.upperBound)
            guard let value = text.decimal(digits) else { continue }
            let end = digits.upperBound
            guard end == row.upperBound || text.has(" in ", at: end, before: row.upperBound)
            else { continue }
            return (space, sign == ASCII.minus ? -value : value, end)
        }
        return nil
    }

    private mutating func takeImageAndPlace(_ text: Span<UInt8>, _ range: Range<Int>) {
        guard let at = Self.place(text, range) else {
            image = range
            return
        }
        image = range.lowerBound..<at
        takePlace(text, at + 4..<range.upperBound)
    }

    /// Where the ` at ` of a place stands: the first before an absolute path, else the first before
    /// a path.
    private static func place(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if let absolute = text.firstRange(of: " at /", in: range) { return absolute.lowerBound }
        guard let any = text.firstRange(of: " at ", in: range) else { return nil }
        let path = any.upperBound..<range.upperBound
        let isPath =
            text.firstRange(of: ".swift", in: path) != nil
            || ByteScan.firstIndex(of: ASCII.slash, in: text, path) != nil
            || ByteScan.firstIndex(of: ASCII.colon, in: text, path) != nil
        return isPath ? any.lowerBound : nil
    }

    /// Whether the ` at ` of a place begins at a position: an absolute path follows, or a source.
    static func isPlace(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Bool {
        guard text.has(" at ", at: start, before: limit), start + 4 < limit else { return false }
        if text[start + 4] == ASCII.slash { return true }
        let path = start + 4..<min(limit, start + 256)
        guard let source = text.firstRange(of: ".swift:", in: path) else { return false }
        return ByteScan.firstIndex(of: ASCII.space, in: text, path.lowerBound..<source.lowerBound)
            == nil
    }

    /// Takes a path and the numbers after it.
    private mutating func takePlace(_ text: Span<UInt8>, _ range: Range<Int>) {
        file = range
        guard let last = Self.numberBefore(text, range.upperBound, range.lowerBound) else { return }
        file = range.lowerBound..<last.start
        line = last.value
        guard let first = Self.numberBefore(text, last.start, range.lowerBound) else { return }
        file = range.lowerBound..<first.start
        line = first.value
        column = last.value
    }

    /// The number with a colon before it that ends at a position.
    private static func numberBefore(
        _ text: Span<UInt8>,
        _ end: Int,
        _ floor: Int
    ) -> (start: Int, value: Int32)? {
        var start = end
        while start > floor, end - start < 9, text[start - 1].isDigit { start -= 1 }
        guard start > floor + 1, text[start - 1] == ASCII.colon,
            let value = text.decimal(start..<end)
        else { return nil }
        return (start - 1, Int32(value))
    }

    /// Where the ` in ` stands that an image follows: before a known image, else the last.
    private mutating func imageWords(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ isKnown: (Range<Int>) -> Bool
    ) -> Int? {
        var last: Int?
        var position = range.lowerBound
        while let found = text.firstRange(of: " in ", in: position..<range.upperBound) {
            if isKnown(found.upperBound..<range.upperBound) {
                let rest = found.upperBound - 1..<range.upperBound
                asksForImages = last != nil || text.firstRange(of: " in ", in: rest) != nil
                return found.lowerBound
            }
            asksForImages = asksForImages || last != nil
            if found.upperBound < range.upperBound { last = found.lowerBound }
            // A symbol may end in ` in `, and then comes another.
            position = found.upperBound - 1
        }
        return last
    }
}
