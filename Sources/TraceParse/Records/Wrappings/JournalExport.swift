/// An entry as `journalctl -o export` writes it: one field a line, and an empty line behind the last.
///
///     entry  = 1*field ( LF / end )
///     field  = name "=" text LF               ; text without control characters but tabs
///            / name LF count bytes LF         ; count: 64 bits, the lowest byte first
///     name   = ( letter / "_" ) *( letter / digit / "_" )      ; capital letters, at most 64
///
/// The message is one field, and what tells whose it is stands before and behind it, so an entry is
/// read as a whole: from its first line, `__CURSOR=` or `__REALTIME_TIMESTAMP=`, or from the line of
/// its message. Bytes that were counted may hold line breaks, and empty lines.
enum JournalExport {
    /// How many bytes of an entry are looked at.
    private static let longest = 1 << 20
    /// How many fields stand before a message at the most.
    private static let mostFields = 96

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        let isStart =
            text.has("__CURSOR=", at: line.start, before: line.stop)
            || text.has("__REALTIME_TIMESTAMP=", at: line.start, before: line.stop)
        let isMessage =
            text.has("MESSAGE=", at: line.start, before: line.stop)
            || text.same("MESSAGE", as: line.range)
        guard isStart || isMessage else { return nil }
        let start = isStart ? line.start : Self.start(text, before: line) ?? line.start
        let entry = Entry(text, from: start, before: min(line.limit, line.start + longest))
        guard let message = entry.message, entry.fields.isJournal, message.lowerBound >= line.start
        else { return nil }
        var found = WrappedLine(.journalExport, payload: message, end: entry.end)
        entry.fields.describe(&found)
        return found
    }

    /// Where the entry of a message begins: its cursor stands above.
    private static func start(_ text: Span<UInt8>, before line: PhysicalLine) -> Int? {
        var start: Int?
        _ = NeighbourLines.anyBefore(text, line, mostFields) { above in
            if text.has("__CURSOR=", at: above.lowerBound, before: above.upperBound) {
                start = above.lowerBound
            }
            return start != nil || above.isEmpty
        }
        return start
    }

    private struct Entry {
        private(set) var message: Range<Int>?
        private(set) var fields = JournalFields()
        /// Past the empty line.
        private(set) var end: Int

        init(_ text: Span<UInt8>, from start: Int, before limit: Int) {
            end = start
            while end < limit {
                if text[end] == ASCII.newline {
                    end += 1
                    return
                }
                guard let field = Field(text, at: end, before: limit) else { return }
                note(text, field)
                end = field.end
            }
        }

        private mutating func note(_ text: Span<UInt8>, _ field: Field) {
            if text.same("MESSAGE", as: field.name) {
                message = message ?? field.value
            } else {
                fields.note(text, field.name, field.value)
            }
        }
    }

    private struct Field {
        var name: Range<Int>
        var value: Range<Int>
        /// Past its line break.
        var end: Int

        private static let longestName = 64

        init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
            var position = start
            let bound = min(limit, start + Self.longestName + 1)
            while position < bound, text[position].isFieldByte { position += 1 }
            name = start..<position
            guard !name.isEmpty, position < bound else { return nil }
            switch text[position] {
            case ASCII.equals:
                let newline = ByteScan.firstIndex(of: ASCII.newline, in: text, position..<limit)
                value = position + 1..<(newline ?? limit)
                end = newline.map { $0 + 1 } ?? limit
            case ASCII.newline:
                guard let count = Self.count(text, at: position + 1, before: limit) else {
                    return nil
                }
                let first = position + 9
                value = first..<first + min(count, limit - first)
                end = min(value.upperBound + 1, limit)
                // Else it was no count.
                guard value.upperBound == limit || text[value.upperBound] == ASCII.newline else {
                    return nil
                }
            default:
                return nil
            }
        }

        /// The count of eight bytes, `nil` where they are not there or say more than any field has.
        private static func count(
            _ text: Span<UInt8>,
            at position: Int,
            before limit: Int
        ) -> Int? {
            guard position + 8 <= limit else { return nil }
            var value = 0
            for offset in 0..<4 { value |= Int(text[position + offset]) << (8 * offset) }
            for offset in 4..<8 where text[position + offset] != 0 { return nil }
            return value
        }
    }
}

extension UInt8 {
    fileprivate var isFieldByte: Bool {
        isUpperLetter || isDigit || self == ASCII.underscore
    }
}
