/// An entry of the journal as `journalctl -o json` prints it.
///
///     line    = object
///     MESSAGE = string / "null" / bytes / "[" 1*( string / bytes / "null" ) "]"
///     bytes   = "[" number *( "," number ) "]"
///
/// A message with bytes that are no UTF-8, or no printable text, is a list of numbers; one over
/// 4,096 bytes is `null` unless `--all` is given: that line's text is lost. A field that an entry
/// has more than once is a list of its values, of which the first is taken.
enum JournalJSON {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard var members = JSONMembers(text, at: line.start, before: line.stop) else { return nil }
        var entry = Entry()
        while let member = members.next(text) { entry.note(text, member) }
        guard members.isClosed, entry.fields.isJournal, let message = entry.message else {
            return nil
        }
        var found = WrappedLine(.journalJSON, payload: line.stop..<line.stop, end: line.end)
        found.take(text, message)
        entry.fields.describe(&found)
        return found
    }

    /// What the fields of an entry say.
    private struct Entry {
        var message: JSONMembers.Member?
        var fields = JournalFields()

        mutating func note(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
            // Every field of the journal begins with an underscore or a capital letter.
            guard let first = member.key.first, text[first] <= ASCII.underscore else { return }
            if text.same("MESSAGE", as: member.key) {
                message = member
            } else {
                fields.note(text, member.key, member.value)
            }
        }
    }
}

extension WrappedLine {
    /// Takes the message of an entry, of whatever kind; of `null` the text is lost.
    fileprivate mutating func take(_ text: Span<UInt8>, _ message: JSONMembers.Member) {
        switch message.kind {
        case .string:
            payload = message.value
            encoding = .json
        case .array:
            takeFirst(text, message.value)
        case .object, .word:
            break
        }
    }

    private mutating func takeFirst(_ text: Span<UInt8>, _ array: Range<Int>) {
        let inside = array.lowerBound + 1..<array.upperBound - 1
        var start = inside.lowerBound
        while start < inside.upperBound, text[start].isWhitespace { start += 1 }
        guard start < inside.upperBound else { return }
        switch text[start] {
        case ASCII.quote:
            let end = JSONMembers.endOfString(text, from: start + 1, before: inside.upperBound)
            payload = start + 1..<(end ?? inside.upperBound)
            encoding = .json
        case ASCII.leftBracket:
            let close = ByteScan.firstIndex(
                of: ASCII.rightBracket,
                in: text,
                start..<inside.upperBound
            )
            payload = start + 1..<(close ?? inside.upperBound)
            encoding = .byteNumbers
        case let byte where byte.isDigit:
            payload = start..<inside.upperBound
            encoding = .byteNumbers
        default:
            break
        }
    }
}
