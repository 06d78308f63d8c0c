/// The field of a log record that an error stands in.
struct ErrorField {
    /// What a field's name says of its value.
    enum Meaning {
        /// The value is an error.
        case error
        /// The value is a message, which may end in an error.
        case message
        /// The value is something else: a query, a title, a path.
        case other
    }

    /// What its name says.
    var meaning: Meaning
    /// Where its value begins.
    var start: Int

    /// Finds the field whose quotation mark an error's tail closes, or the one whose value the
    /// error begins.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where the error begins.
    ///   - floor: Where the record begins.
    ///   - depth: How deep the closing quotation mark is nested, or -1.
    /// - Returns: `nil` for a message without a field.
    static func around(
        _ text: Span<UInt8>,
        _ start: Int,
        floor: Int,
        depth: Int
    ) -> ErrorField? {
        guard depth >= 0 else {
            guard start > floor, text[start - 1] == ASCII.equals else { return nil }
            return named(text, end: start - 1, floor, value: start)
        }
        guard let open = ErrorWrapper.openingQuote(text, start, floor, depth: depth) else {
            return nil
        }
        let value = open + (ErrorBytes.quote(text, open, start)?.length ?? 1)
        var end = open
        while end > floor, text[end - 1] == ASCII.space { end -= 1 }
        guard end > floor else { return nil }
        switch text[end - 1] {
        case ASCII.equals:
            return named(text, end: end - 1, floor, value: value)
        case ASCII.colon:
            guard ErrorBytes.quoteBefore(text, end - 1, floor) != nil else { return nil }
            return named(text, end: end - 1, floor, value: value)
        case ASCII.leftBracket, ASCII.comma:
            // An element of a list.
            return ErrorField(meaning: .other, start: value)
        default:
            return nil
        }
    }

    private static func named(
        _ text: Span<UInt8>,
        end: Int,
        _ floor: Int,
        value: Int
    ) -> ErrorField? {
        // klog quotes names too: `"error"="EOF"`.
        let end = end - (ErrorBytes.quoteBefore(text, end, floor)?.length ?? 0)
        var start = end
        while start > max(floor, end - 64), text[start - 1].isKey || text[start - 1] == ASCII.at {
            start -= 1
        }
        guard start < end else { return nil }
        return ErrorField(meaning: meaning(text, start..<end), start: value)
    }

    private static func meaning(_ text: Span<UInt8>, _ name: Range<Int>) -> Meaning {
        if holds(text, name, errorWords) { return .error }
        return holds(text, name, messageWords) ? .message : .other
    }

    /// Whether one of some words is a part of a name: a whole part between `.`, `_`, `-`, or the
    /// name's end as in `lastError`.
    private static func holds(
        _ text: Span<UInt8>,
        _ name: Range<Int>,
        _ words: [StaticString]
    ) -> Bool {
        for word in words {
            let count = word.utf8CodeUnitCount
            guard name.count >= count else { continue }
            for start in name.lowerBound...name.upperBound - count
            where matches(text, start, word) && isPart(text, start..<start + count, name) {
                return true
            }
        }
        return false
    }

    /// Whether a word stands at a position, its letters of either case.
    private static func matches(_ text: Span<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
        let bytes = unsafe word.utf8Start
        for index in 0..<word.utf8CodeUnitCount
        where unsafe text[start + index] | 0x20 != bytes[index] | 0x20 {
            return false
        }
        return true
    }

    private static func isPart(
        _ text: Span<UInt8>,
        _ part: Range<Int>,
        _ name: Range<Int>
    ) -> Bool {
        let (start, end) = (part.lowerBound, part.upperBound)
        let begins =
            start == name.lowerBound || !text[start - 1].isLetter
            || text[start].isUpperLetter && text[start - 1].isLowerLetter
        let ends =
            end == name.upperBound || !text[end].isLetter
            || text[end].isUpperLetter && text[end - 1].isLowerLetter
        return begins && ends
    }

    private static let errorWords: [StaticString] = [
        "err", "error", "errors", "errmsg", "errstr", "errormessage", "lasterr", "lasterror",
        "cause", "causes", "causedby", "reason", "exception", "failure", "fault", "panic",
        "recovered", "description", "desc", "detail", "details", "stderr", "problem",
        "localizeddescription", "nslocalizeddescription", "errorverbose",
    ]

    private static let messageWords: [StaticString] = [
        "msg", "message", "log", "text", "event", "body", "line", "status", "output", "warning",
        "alert", "data", "textpayload", "short_message", "full_message",
    ]
}
