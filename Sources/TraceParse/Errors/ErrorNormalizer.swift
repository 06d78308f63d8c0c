/// Folds an error's text into a hash that is the same for the same error, whatever its addresses,
/// ids, numbers and times are and whatever a transport did to its quotation marks, arrows and
/// line breaks.
///
/// White space is dropped, since a lost line break leaves either a space or nothing; letters are
/// folded to lower case; a word that holds a digit, an address, a path, a URL and what stands in
/// quotation marks without a space become one mark.
struct ErrorNormalizer {
    private(set) var hash: UInt64
    private var last: UInt8 = 0

    /// A hash to go on from.
    init(_ hash: UInt64) {
        self.hash = hash
    }

    /// Folds a range of a text.
    mutating func fold(_ text: Span<UInt8>, _ range: Range<Int>) {
        let limit = Self.withoutPunctuation(text, range)
        var position = range.lowerBound
        while position < limit {
            position = step(text, position, limit)
        }
    }

    /// Where a text ends but for full stops, blanks and what closes something around it.
    private static func withoutPunctuation(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            switch text[end - 1] {
            case ASCII.dot, ASCII.comma, ASCII.rightParenthesis, ASCII.rightBracket,
                ASCII.rightBrace, ASCII.space, ASCII.tab, ASCII.newline, ASCII.carriageReturn:
                end -= 1
            default:
                guard let quote = ErrorBytes.quoteBefore(text, end, range.lowerBound) else {
                    return end
                }
                end -= quote.length
            }
        }
        return end
    }

    /// Folds what stands at a position and returns the position after it.
    private mutating func step(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        let blank = ErrorBytes.skipBlanks(text, position, limit)
        if blank > position { return blank }
        let lineBreak = ErrorBytes.lineBreak(text, position, limit)
        if lineBreak > 0 { return position + lineBreak }
        if let quote = ErrorBytes.quote(text, position, limit) {
            return foldQuoted(text, position, quote, limit)
        }
        let arrow = ErrorBytes.arrow(text, position, limit)
        if arrow > 0 {
            put(ASCII.greater)
            return position + arrow
        }
        if let found = EndpointReader.address(text, position, limit) {
            putVariable()
            return found.end
        }
        // There are twice as many of them in every further layer.
        if text[position] == ASCII.backslash { return position + 1 }
        if text[position].isToken { return foldToken(text, position, limit) }
        put(text[position])
        return position + 1
    }

    /// What is quoted without a space is a name or a URL; other quotations are text.
    private mutating func foldQuoted(
        _ text: Span<UInt8>,
        _ position: Int,
        _ quote: ErrorBytes.Quote,
        _ limit: Int
    ) -> Int {
        var end = position + quote.length
        let most = min(limit, position + 2048)
        while end < most, text[end] != ASCII.space {
            if let close = ErrorBytes.quote(text, end, limit), close.depth == quote.depth {
                putVariable()
                return end + close.length
            }
            end += 1
        }
        return position + quote.length
    }

    private mutating func foldToken(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        var end = position
        var digits = 0
        var isPath = text[position] == ASCII.slash || text[position] == ASCII.at
        while end < limit, text[end].isToken, ErrorBytes.arrow(text, end, limit) == 0 {
            if text[end].isDigit { digits += 1 }
            end += 1
        }
        if ErrorBytes.starts(text, end, limit, "://") {
            isPath = true
            while end < limit, !text[end].isWhitespace, ErrorBytes.quote(text, end, limit) == nil {
                end += 1
            }
        }
        // The full stop and the colon after a word are not its own.
        while end > position + 1, text[end - 1] == ASCII.dot { end -= 1 }
        if isPath || digits > 0 && !Self.isName(text, position..<end) {
            putVariable()
        } else {
            for index in position..<end { put(text[index]) }
        }
        return end
    }

    /// Whether a word with a digit in it is always the same word.
    private static func isName(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        names.contains {
            word.count == $0.utf8CodeUnitCount
                && ErrorBytes.starts(text, word.lowerBound, word.upperBound, $0)
        }
    }

    private static let names: [StaticString] = [
        "x509", "http2", "accept4", "tcp4", "tcp6", "udp4", "udp6", "ip4", "ip6", "HTTP/1.x",
        "pipe2",
    ]

    private mutating func putVariable() {
        if last != UInt8(ascii: "#") { put(UInt8(ascii: "#")) }
    }

    /// FNV-1a, 64 bits.
    private mutating func put(_ byte: UInt8) {
        let folded = byte.isUpperLetter ? byte | 0x20 : byte
        hash = (hash ^ UInt64(folded)) &* 0x100_0000_01b3
        last = folded
    }
}

extension UInt8 {
    /// What a word of an error's text is made of.
    fileprivate var isToken: Bool {
        isWord || self == ASCII.dot || self == ASCII.slash || self == ASCII.minus
            || self == ASCII.at || self == UInt8(ascii: "%") || self >= 0x80
    }
}
