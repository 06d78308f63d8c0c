/// The members of an object of JSON, one after the other; what is nested in a value is passed over.
///
///     object = "{" [ member *( "," member ) ] "}"
///     member = string ":" ( string / object / array / word )
///
/// White space may stand between any two tokens. An object that is not closed before the limit
/// gives the members that are whole.
struct JSONMembers {
    struct Member {
        /// The key, without its quotation marks, as it is spelled.
        var key: Range<Int>
        /// The value: of a string its inside, of an object or an array with its brackets.
        var value: Range<Int>
        var kind: Kind
    }

    enum Kind {
        case string, object, array
        /// A number, `true`, `false` or `null`.
        case word
    }

    /// Where the next token begins; once all members are read, past the closing brace.
    private(set) var position: Int
    /// Whether the object's end was met.
    private(set) var isClosed = false
    private let limit: Int

    /// The members of the object that begins at a position, or `nil` where none does.
    init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
        guard start < limit, text[start] == ASCII.leftBrace else { return nil }
        position = start + 1
        self.limit = limit
    }

    /// The next member, or `nil` at the end of the object or where it is no JSON.
    mutating func next(_ text: Span<UInt8>) -> Member? {
        skipBlanks(text)
        if has(text, ASCII.comma) {
            position += 1
            skipBlanks(text)
        }
        if has(text, ASCII.rightBrace) {
            position += 1
            isClosed = true
            return nil
        }
        guard let key = readString(text) else { return nil }
        skipBlanks(text)
        guard has(text, ASCII.colon) else { return nil }
        position += 1
        skipBlanks(text)
        return readValue(text).map { Member(key: key, value: $0, kind: $1) }
    }

    private mutating func readValue(_ text: Span<UInt8>) -> (Range<Int>, Kind)? {
        guard position < limit else { return nil }
        switch text[position] {
        case ASCII.quote: return readString(text).map { ($0, .string) }
        case ASCII.leftBrace: return readNested(text).map { ($0, .object) }
        case ASCII.leftBracket: return readNested(text).map { ($0, .array) }
        default:
            let start = position
            position = Self.word.end(text, from: position, before: limit)
            return position > start ? (start..<position, .word) : nil
        }
    }

    /// The inside of a string, the position past its closing mark.
    private mutating func readString(_ text: Span<UInt8>) -> Range<Int>? {
        guard has(text, ASCII.quote) else { return nil }
        let start = position + 1
        guard let close = Self.endOfString(text, from: start, before: limit) else { return nil }
        position = close + 1
        return start..<close
    }

    /// Where the closing mark of a string stands whose inside begins at a position.
    static func endOfString(_ text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
        var position = start
        while true {
            position = inside.end(text, from: min(position, limit), before: limit)
            guard position < limit else { return nil }
            if text[position] == ASCII.quote { return position }
            position += 2
        }
    }

    private mutating func readNested(_ text: Span<UInt8>) -> Range<Int>? {
        let start = position
        var depth = 0
        while position < limit {
            switch text[position] {
            case ASCII.quote:
                guard readString(text) != nil else { return nil }
                continue
            case ASCII.leftBrace, ASCII.leftBracket: depth += 1
            case ASCII.rightBrace, ASCII.rightBracket:
                depth -= 1
                if depth == 0 {
                    position += 1
                    return start..<position
                }
            default: break
            }
            position += 1
        }
        return nil
    }

    private mutating func skipBlanks(_ text: Span<UInt8>) {
        while position < limit, text[position].isWhitespace { position += 1 }
    }

    private func has(_ text: Span<UInt8>, _ byte: UInt8) -> Bool {
        position < limit && text[position] == byte
    }

    /// The bytes of a string before its end or an escape.
    private static let inside = ByteClass { $0 != ASCII.quote && $0 != ASCII.backslash }

    private static let word = ByteClass { byte in
        !byte.isWhitespace && byte != ASCII.comma && byte != ASCII.rightBrace
            && byte != ASCII.rightBracket
    }
}
