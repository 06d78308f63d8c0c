/// Where a goroutine was created.
///
///     creator = "created by " function [ " in goroutine " id ] gap position
///
/// The parent's id stands there since Go 1.21.
struct GoCreator {
    var function: Range<Int>
    /// -1 where it is not printed.
    var goroutine: Int64 = -1
    /// The digits of that id.
    var identifier: Range<Int>?
    /// Missing where the input was cut.
    var position: GoPosition?
    var end: Int

    /// The creator that begins at a position, or `nil`.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoCreator? {
        let nameStart = start + 11
        guard let nameEnd = GoCall.endOfName(text, at: nameStart, limit), nameEnd > nameStart
        else { return nil }
        if nameEnd < limit, text[nameEnd] == ASCII.colon {
            return readTouching(text, nameStart..<nameEnd, limit)
        }
        var creator = GoCreator(function: nameStart..<nameEnd, end: nameEnd)
        if text.has(" in goroutine ", at: nameEnd, before: limit) {
            let digits = nameEnd + 14..<text.endOfDigits(nameEnd + 14, before: limit)
            creator.goroutine = text.decimal(digits) ?? -1
            creator.identifier = digits
            creator.end = digits.upperBound
        }
        let gap = Gap(text, at: creator.end, before: limit)
        if let position = GoPosition.read(text, at: gap.end, before: limit) {
            creator.position = position
            creator.end = position.end
        }
        return creator
    }

    /// A creator whose file touches its function: `net/http.(*Server).Serve/usr/local/go/src/…`.
    private static func readTouching(
        _ text: Span<UInt8>,
        _ both: Range<Int>,
        _ limit: Int
    ) -> GoCreator? {
        guard let cut = GoTouchingPath.cut(text, both),
            let position = GoPosition.read(text, at: cut, before: limit)
        else { return nil }
        return GoCreator(
            function: both.lowerBound..<cut,
            position: position,
            end: position.end
        )
    }
}
