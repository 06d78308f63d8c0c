/// A zone as a log prints it behind a time: `Z`, `+08:00`, `+0800`, `+08`, ` +0800`, ` UTC`.
enum ZoneOffset {
    /// The most hours that a zone is away from UTC; more is another number.
    private static let hours = 0...15

    /// Reads a zone that touches the time, in seconds east of UTC.
    ///
    ///     zone     = "Z" / ( "+" / "-" ) 2DIGIT [ [ ":" ] 2DIGIT ]
    static func read(_ text: Span<UInt8>, _ cursor: inout TimeCursor) -> Int? {
        if isZulu(text, cursor) {
            cursor.skip(1)
            return 0
        }
        var ahead = cursor
        guard let offset = signed(text, &ahead) else { return nil }
        cursor = ahead
        return offset
    }

    /// Reads a zone behind a space: `UTC`, `GMT`, or an offset of four digits in quarters of an
    /// hour, since what follows a space may be a number of the message.
    static func readAfterSpace(_ text: Span<UInt8>, _ cursor: inout TimeCursor) -> Int? {
        var ahead = cursor
        guard ahead.take(ASCII.space, text) else { return nil }
        if readUTC(text, &ahead) {
            cursor = ahead
            return 0
        }
        let digits = ahead.position + 1
        guard let offset = signed(text, &ahead), offset.isMultiple(of: 900),
            ahead.position - digits >= 4, ahead.peek(text).map({ !$0.isWord }) ?? true
        else { return nil }
        cursor = ahead
        return offset
    }

    /// Steps over `UTC` or `GMT` as a whole word.
    static func readUTC(_ text: Span<UInt8>, _ cursor: inout TimeCursor) -> Bool {
        var ahead = cursor
        guard ahead.name(in: universal, text) != nil, ahead.peek(text).map({ !$0.isWord }) ?? true
        else { return false }
        cursor = ahead
        return true
    }

    private static let universal = [
        TimeCursor.packed(UInt8(ascii: "u"), UInt8(ascii: "t"), UInt8(ascii: "c")),
        TimeCursor.packed(UInt8(ascii: "g"), UInt8(ascii: "m"), UInt8(ascii: "t")),
    ]

    /// Whether a `Z` stands here; a small one that begins a word is the text's that follows.
    private static func isZulu(_ text: Span<UInt8>, _ cursor: TimeCursor) -> Bool {
        switch cursor.peek(text) {
        case UInt8(ascii: "Z"): true
        case UInt8(ascii: "z"): cursor.peek(text, ahead: 1).map { !$0.isWord } ?? true
        default: false
        }
    }

    private static func signed(_ text: Span<UInt8>, _ cursor: inout TimeCursor) -> Int? {
        let isWest = cursor.peek(text) == ASCII.minus
        guard isWest || cursor.peek(text) == ASCII.plus else { return nil }
        cursor.skip(1)
        guard let hour = cursor.number(2, in: hours, text),
            let minute = minutes(text, &cursor)
        else { return nil }
        let seconds = hour * 3600 + minute * 60
        return isWest ? -seconds : seconds
    }

    /// The minutes of an offset; none are 0, but a single digit after the hours is none of ours.
    private static func minutes(_ text: Span<UInt8>, _ cursor: inout TimeCursor) -> Int? {
        let separator = cursor.peek(text) == ASCII.colon ? 1 : 0
        switch cursor.digitCount(text, ahead: separator, upTo: 2) {
        case 2:
            cursor.skip(separator)
            return cursor.number(2, in: 0...59, text)
        case 1 where separator == 0:
            return nil
        default:
            return 0
        }
    }
}
