/// A message as its program said it: line breaks, quotes and entities that a transport or a
/// runtime spelled out are undone.
enum MessageText {
    /// Copies a message into the record's arena, its newlines kept.
    static func append(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        to record: inout IncidentRecord
    ) -> TextRange {
        copy(text, range, to: &record).run
    }

    /// Copies a message into the record's arena, and says where each of its bytes is if they are the
    /// text's own.
    static func copy(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        to record: inout IncidentRecord
    ) -> TextCopy {
        let end = plain.end(text, from: range.lowerBound, before: range.upperBound)
        let copied = record.append(text, range.lowerBound..<end)
        guard end < range.upperBound else { return TextCopy(run: copied, source: range) }
        let rest = appendSpelled(text, range, from: end, to: &record)
        let run = TextRange(start: copied.start, count: copied.count + rest.count)
        return TextCopy(run: run, source: nil)
    }

    /// Copies what is left of a message in which something may be spelled out.
    private static func appendSpelled(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        from first: Int,
        to record: inout IncidentRecord
    ) -> TextRange {
        let start = record.arena.count
        var position = first
        let isSpelled = spellsBreaks(text, range)
        while position < range.upperBound {
            switch text[position] {
            case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less,
                ASCII.ampersand:
                position = append(
                    text,
                    spelledAt: position,
                    range.upperBound,
                    spellsBreaks: isSpelled,
                    &record
                )
            default:
                let end = plain.end(text, from: position, before: range.upperBound)
                _ = record.append(text, position..<end)
                position = end
            }
        }
        return TextRange(start: start, count: record.arena.count - start)
    }

    /// Bytes that spell nothing but themselves.
    private static let plain = ByteClass { byte in
        switch byte {
        case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less,
            ASCII.ampersand:
            false
        default: true
        }
    }

    /// Whether a transport has spelled out the line breaks of a message.
    ///
    /// One does so where the message ends at a break that is spelled out, or in a value whose
    /// quotation mark is closed later on its line. A message that ends its line holds its
    /// backslashes as the program printed them.
    private static func spellsBreaks(_ text: Span<UInt8>, _ message: Range<Int>) -> Bool {
        let limit = min(text.count, message.upperBound + reach)
        var position = message.upperBound
        while position < limit {
            switch text[position] {
            case ASCII.newline: return false
            case ASCII.backslash, ASCII.hash, ASCII.less, ASCII.ampersand:
                if Gap(text, at: position, before: limit).breaks > 0 { return true }
                if Quote(text, at: position, before: limit) != nil { return true }
            case ASCII.quote:
                return position == message.upperBound || !text[position - 1].leadsToQuotation
            default: break
            }
            position += 1
        }
        return position < text.count
    }

    /// How far behind a message its surroundings are looked at.
    private static let reach = 512

    private static func append(
        _ text: Span<UInt8>,
        spelledAt position: Int,
        _ limit: Int,
        spellsBreaks: Bool,
        _ record: inout IncidentRecord
    ) -> Int {
        let isBreak = text[position] == ASCII.newline || text[position] == ASCII.carriageReturn
        if spellsBreaks || isBreak {
            for spelled in breaks where text.has(spelled, at: position, before: limit) {
                record.arena.append(ASCII.newline)
                return afterTab(text, position + spelled.utf8CodeUnitCount, limit)
            }
        }
        guard spellsBreaks || text[position] == ASCII.ampersand || isCode(text, position, limit)
        else {
            record.arena.append(text[position])
            return position + 1
        }
        for (spelled, meant) in characters where text.has(spelled, at: position, before: limit) {
            record.arena.append(meant)
            return position + spelled.utf8CodeUnitCount
        }
        record.arena.append(text[position])
        return position + 1
    }

    /// Whether a character of HTML stands here as JSON spells it, which a quoted text may hold.
    private static func isCode(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        text.has("\\u00", at: position, before: limit)
    }

    private static let breaks: [StaticString] = [
        "\r\n", "\n", "\\r\\n", "\\n", "\\\\n", "#015#012", "#012", "<br>", "<br/>", "&#10;",
    ]

    private static let characters: [(StaticString, UInt8)] = [
        ("\\u003e", ASCII.greater), ("\\u003c", ASCII.less), ("\\u0026", ASCII.ampersand),
        ("&gt;", ASCII.greater), ("&lt;", ASCII.less), ("&amp;", ASCII.ampersand),
        ("&#34;", ASCII.quote), ("&quot;", ASCII.quote), ("&#39;", UInt8(ascii: "'")),
        ("&#x27;", UInt8(ascii: "'")), ("\\\"", ASCII.quote), ("\\&quot;", ASCII.quote),
        ("\\&#34;", ASCII.quote), ("\\\\", ASCII.backslash),
        ("&nbsp;", ASCII.space), ("\\t", ASCII.tab), ("#011", ASCII.tab),
    ]

    /// Passes over the tab with which Go 1.23 indents the lines of a message.
    private static func afterTab(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int {
        for spelled in ["\t", "\\t", "\\\\t", "#011"] as [StaticString]
        where text.has(spelled, at: position, before: limit) {
            return position + spelled.utf8CodeUnitCount
        }
        return position
    }
}

extension UInt8 {
    /// Whether a quotation mark right after this byte opens a value.
    fileprivate var leadsToQuotation: Bool {
        isWhitespace || self == ASCII.equals || self == ASCII.colon || self == ASCII.comma
            || self == ASCII.leftParenthesis || self == ASCII.leftBracket || self == ASCII.leftBrace
    }
}
