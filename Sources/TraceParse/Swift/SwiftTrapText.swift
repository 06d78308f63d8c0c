/// The line that a trap prints.
///
///     trap     = [ place ": " ] words [ ": " message ] [ ": file " path ", line " number ]
///     place    = module "/" file ".swift:" line
///     words    = "Fatal error" / "Precondition failed" / "Assertion failed"
///              / "Could not cast value of type " … / "Simultaneous accesses to " …
///
/// The place stood behind the message up to Swift 5.3.
struct SwiftTrapText {
    enum Words {
        case fatalError, precondition, assertion, cast, accesses
    }

    var words: Words
    /// Where the line begins.
    var start: Int
    var file = 0..<0
    var line: Int32 = -1
    /// Where the message begins, or the words where there is none.
    var messageStart: Int
    var hasMessage: Bool

    /// The trap whose words begin at a position, or `nil`.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where the words begin.
    ///   - floor: Before this nothing belongs to the trap.
    ///   - limit: Where the bytes at hand end.
    /// - Returns: `nil` for other words, and for words that something else follows.
    static func read(
        _ text: Span<UInt8>,
        at start: Int,
        after floor: Int,
        before limit: Int
    ) -> SwiftTrapText? {
        for (literal, words) in spellings where text.has(literal, at: start, before: limit) {
            var trap = SwiftTrapText(
                words: words,
                start: start,
                messageStart: start,
                hasMessage: true
            )
            trap.takePlace(text, floor)
            guard words != .cast, words != .accesses else { return trap }
            return trap.takeMessage(text, start + literal.utf8CodeUnitCount, limit) ? trap : nil
        }
        return nil
    }

    private static let spellings: [(StaticString, Words)] = [
        ("Fatal error", .fatalError), ("Precondition failed", .precondition),
        ("Assertion failed", .assertion), ("Could not cast value of type '", .cast),
        ("Simultaneous accesses to 0x", .accesses),
    ]

    private mutating func takeMessage(_ text: Span<UInt8>, _ end: Int, _ limit: Int) -> Bool {
        if text.has(": ", at: end, before: limit) {
            messageStart = end + 2
            return true
        }
        hasMessage = false
        messageStart = end
        guard end < limit else { return !file.isEmpty }
        let gap = Gap(text, at: end, before: limit)
        if gap.breaks > 0 || gap.end == limit { return !file.isEmpty }
        return SwiftHeading.read(text, at: gap.end, before: limit) != nil
            || text.has("💣 ", at: gap.end, before: limit)
            || text[end] == ASCII.quote && !file.isEmpty
    }

    /// Where `Swift/ContiguousArrayBuffer.swift:692: ` stands before the words that begin at a
    /// position.
    static func place(
        _ text: Span<UInt8>,
        endingAt words: Int,
        after floor: Int
    ) -> Range<Int>? {
        var trap = SwiftTrapText(
            words: .fatalError,
            start: words,
            messageStart: words,
            hasMessage: false
        )
        trap.takePlace(text, floor)
        return trap.start < words ? trap.start..<words : nil
    }

    private mutating func takePlace(_ text: Span<UInt8>, _ floor: Int) {
        guard text.has(": ", endingAt: start, after: floor) else { return }
        let end = start - 2
        var digits = end
        while digits > floor, end - digits < 8, text[digits - 1].isDigit { digits -= 1 }
        guard digits < end, text.has(".swift:", endingAt: digits, after: floor),
            let number = text.decimal(digits..<end)
        else { return }
        var first = digits - 7
        let most = max(floor, first - 256)
        while first > most, text[first - 1].isTrapPath { first -= 1 }
        guard first < digits - 7 else { return }
        file = first..<digits - 1
        line = Int32(number)
        start = first
    }

    /// The place behind a message of Swift 5.3 and older, and the message without it.
    mutating func messageWithoutPlace(
        _ text: Span<UInt8>,
        _ message: Range<Int>
    ) -> Range<Int> {
        guard file.isEmpty else { return message }
        var digits = message.upperBound
        while digits > message.lowerBound, text[digits - 1].isDigit { digits -= 1 }
        guard digits < message.upperBound,
            text.has(", line ", endingAt: digits, after: message.lowerBound),
            let number = text.decimal(digits..<message.upperBound), number <= Int64(Int32.max)
        else { return message }
        var position = digits - 7
        let most = max(message.lowerBound, position - 512)
        while position > most {
            if text.has("file ", endingAt: position, after: most) {
                file = position..<digits - 7
                line = Int32(number)
                let end = position - 5
                return message
                    .lowerBound..<(text.has(": ", endingAt: end, after: most) ? end - 2 : end)
            }
            position -= 1
        }
        return message
    }
}

extension UInt8 {
    /// What a trap's module and file are made of.
    fileprivate var isTrapPath: Bool {
        isWord || self == ASCII.slash || self == ASCII.dot || self == ASCII.minus
            || self == ASCII.plus || self == ASCII.at || self >= 0x80
    }
}
