/// Undoes the spelling that a transport gave to a payload's bytes.
enum PayloadDecoder {
    /// Appends a payload as the process wrote it.
    static func decode(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ encoding: PayloadEncoding,
        into copy: inout MappedText
    ) {
        switch encoding {
        case .plain: copy.copy(text, payload)
        case .json: decodeJSON(text, payload, &copy)
        case .byteNumbers: decodeNumbers(text, payload, &copy)
        case .octal: decodeOctal(text, payload, &copy)
        case .doubledQuotes: decodeQuotes(text, payload, &copy)
        case .hanging: decodeHanging(text, payload, &copy)
        case .markup: decodeMarkup(text, payload, &copy)
        }
    }

    // MARK: - Indents

    /// Takes off what all lines behind the first are indented by.
    private static func decodeHanging(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ copy: inout MappedText
    ) {
        let indent = leastIndent(text, payload)
        var position = payload.lowerBound
        while let newline = ByteScan.firstIndex(
            of: ASCII.newline,
            in: text,
            position..<payload.upperBound
        ) {
            copy.copy(text, position..<newline + 1)
            position = newline + 1
            let bound = min(payload.upperBound, position + indent)
            while position < bound, text[position] == ASCII.space { position += 1 }
        }
        copy.copy(text, position..<payload.upperBound)
    }

    /// The fewest spaces behind a line break that text follows.
    private static func leastIndent(_ text: Span<UInt8>, _ payload: Range<Int>) -> Int {
        var least = payload.count
        var position = payload.lowerBound
        while let newline = ByteScan.firstIndex(
            of: ASCII.newline,
            in: text,
            position..<payload.upperBound
        ) {
            position = newline + 1
            while position < payload.upperBound, text[position] == ASCII.space { position += 1 }
            guard position < payload.upperBound, text[position] != ASCII.newline else { continue }
            least = min(least, position - newline - 1)
        }
        return least
    }

    // MARK: - JSON

    private static let unescaped = ByteClass { $0 != ASCII.backslash }

    private static func decodeJSON(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ copy: inout MappedText
    ) {
        var position = payload.lowerBound
        while position < payload.upperBound {
            let end = unescaped.end(text, from: position, before: payload.upperBound)
            copy.copy(text, position..<end)
            guard end < payload.upperBound else { return }
            position = decodeEscape(text, end, payload.upperBound, &copy)
        }
    }

    /// Appends what a backslash and what follows it stand for; the position after it.
    private static func decodeEscape(
        _ text: Span<UInt8>,
        _ backslash: Int,
        _ limit: Int,
        _ copy: inout MappedText
    ) -> Int {
        let letter = backslash + 1
        guard letter < limit else {
            copy.append(ASCII.backslash, for: backslash)
            return limit
        }
        switch text[letter] {
        case UInt8(ascii: "n"): copy.append(ASCII.newline, for: backslash)
        case UInt8(ascii: "t"): copy.append(ASCII.tab, for: backslash)
        case UInt8(ascii: "r"): copy.append(ASCII.carriageReturn, for: backslash)
        case UInt8(ascii: "b"): copy.append(0x08, for: backslash)
        case UInt8(ascii: "f"): copy.append(0x0C, for: backslash)
        case ASCII.quote, ASCII.backslash, ASCII.slash: copy.append(text[letter], for: backslash)
        case UInt8(ascii: "u"):
            guard let (character, end) = readCode(text, letter + 1, limit) else { fallthrough }
            copy.append(character, for: backslash)
            return end
        default:
            // No escape of JSON: it stays as it stands.
            copy.copy(text, backslash..<letter + 1)
        }
        return letter + 1
    }

    /// The character of `XXXX`, or of `D83D\uDE00`, and the position after it.
    private static func readCode(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> (Unicode.Scalar, Int)? {
        guard let code = hexadecimal(text, start, limit) else { return nil }
        let end = start + 4
        guard code & 0xF800 == 0xD800 else {
            return Unicode.Scalar(code).map { ($0, end) }
        }
        guard code < 0xDC00, text.has(#"\u"#, at: end, before: limit),
            let low = hexadecimal(text, end + 2, limit), low & 0xFC00 == 0xDC00,
            let whole = Unicode.Scalar(0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF))
        else { return ("\u{FFFD}", end) }
        return (whole, end + 6)
    }

    private static func hexadecimal(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> UInt32? {
        guard start + 4 <= limit else { return nil }
        var value: UInt32 = 0
        for index in start..<start + 4 {
            let digit = text[index] | 0x20
            guard text[index].isDigit || digit &- UInt8(ascii: "a") < 6 else { return nil }
            value = value << 4 | UInt32(text[index].isDigit ? text[index].hexValue : digit.hexValue)
        }
        return value
    }

    // MARK: - Numbers

    private static func decodeNumbers(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ copy: inout MappedText
    ) {
        var position = payload.lowerBound
        while position < payload.upperBound {
            let end = text.endOfDigits(position, before: payload.upperBound)
            if let value = text.decimal(position..<end), value < 256 {
                copy.append(UInt8(value), for: position)
            }
            position = max(end, position + 1)
        }
    }

    // MARK: - Octal

    private static let uncoded = ByteClass { $0 != ASCII.hash && $0 != ASCII.backslash }

    private static func decodeOctal(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ copy: inout MappedText
    ) {
        var position = payload.lowerBound
        while position < payload.upperBound {
            let end = uncoded.end(text, from: position, before: payload.upperBound)
            copy.copy(text, position..<end)
            guard end < payload.upperBound else { return }
            if let byte = controlCode(text, end + 1, payload.upperBound) {
                copy.append(byte, for: end)
                position = end + 4
            } else {
                copy.copy(text, end..<end + 1)
                position = end + 1
            }
        }
    }

    /// The control character of three octal digits.
    private static func controlCode(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> UInt8? {
        guard start + 3 <= limit else { return nil }
        var value = 0
        for index in start..<start + 3 {
            guard text[index] &- ASCII.zero < 8 else { return nil }
            value = value << 3 | text[index].hexValue
        }
        return value < 0x20 || value == 0x7F ? UInt8(value) : nil
    }

    // MARK: - Quotation marks

    private static let unquoted = ByteClass { $0 != ASCII.quote }

    private static func decodeQuotes(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ copy: inout MappedText
    ) {
        var position = payload.lowerBound
        while position < payload.upperBound {
            let end = unquoted.end(text, from: position, before: payload.upperBound)
            copy.copy(text, position..<min(end + 1, payload.upperBound))
            position = text.has("\"\"", at: end, before: payload.upperBound) ? end + 2 : end + 1
        }
    }

    // MARK: - Markup

    private static let text = ByteClass { $0 != ASCII.less && $0 != ASCII.ampersand }

    private static let marks: [(spelling: StaticString, byte: UInt8)] = [
        ("&lt;", ASCII.less), ("&gt;", ASCII.greater), ("&amp;", ASCII.ampersand),
        ("&quot;", ASCII.quote), ("&#34;", ASCII.quote), ("&#39;", UInt8(ascii: "'")),
        ("&#x27;", UInt8(ascii: "'")), ("&apos;", UInt8(ascii: "'")), ("&nbsp;", ASCII.space),
        ("&#160;", ASCII.space), ("&#9;", ASCII.tab), ("&#10;", ASCII.newline),
        ("<br>", ASCII.newline), ("<br/>", ASCII.newline), ("<br />", ASCII.newline),
    ]

    private static func decodeMarkup(
        _ text: Span<UInt8>,
        _ payload: Range<Int>,
        _ copy: inout MappedText
    ) {
        var position = payload.lowerBound
        while position < payload.upperBound {
            let end = Self.text.end(text, from: position, before: payload.upperBound)
            copy.copy(text, position..<end)
            guard end < payload.upperBound else { return }
            if let mark = marks.first(where: {
                text.has($0.spelling, at: end, before: payload.upperBound)
            }) {
                copy.append(mark.byte, for: end)
                position = end + mark.spelling.utf8CodeUnitCount
            } else {
                copy.copy(text, end..<end + 1)
                position = end + 1
            }
        }
    }
}
