/// A record of logfmt that holds a text of many lines or a record of JSON, as a program's supervisor
/// or a hook of logrus makes of all that another program printed.
///
///     record = field *( SP field )
///     field  = key "=" ( DQUOTE text DQUOTE / word )
///
/// A record that says more of an error in fields of its own (its stack, the client) is left as it
/// is, since the text alone would be less.
enum LogfmtLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard isKey(text, line) else { return nil }
        var fields = FieldReader(line.range)
        var found: WrappedLine?
        var time = 0..<0
        while let field = fields.next(text) {
            switch FieldName(text, field.key) {
            case .message where field.isQuoted && !field.value.isEmpty && found == nil:
                guard holdsBreak(text, field.value) || text[field.value.lowerBound].isBrace else {
                    return nil
                }
                found = WrappedLine(.logfmt, payload: field.value, end: line.end)
            case .error, .client, .message: return nil
            case .other:
                if isOne(text, of: stacks, field.key) { return nil }
                if isOne(text, of: times, field.key) { time = field.value }
            }
        }
        found?.encoding = .json
        found?.time = time
        return found
    }

    /// Whether a line begins with a key.
    private static func isKey(_ text: Span<UInt8>, _ line: PhysicalLine) -> Bool {
        var position = line.start
        while position < line.stop, text[position].isWord { position += 1 }
        return position > line.start && text.has("=", at: position, before: line.stop)
    }

    /// Whether a text goes on behind a line break that is spelled out.
    private static func holdsBreak(_ text: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard let found = text.firstRange(of: #"\n"#, in: value) else { return false }
        return found.upperBound < value.upperBound
    }

    private static func isOne(
        _ text: Span<UInt8>,
        of names: [StaticString],
        _ key: Range<Int>
    ) -> Bool {
        names.contains { text.same($0, as: key) }
    }

    private static let times: [StaticString] = ["time", "ts", "t", "timestamp"]

    private static let stacks: [StaticString] = ["stack", "stacktrace", "stack_trace", "trace"]
}

extension UInt8 {
    fileprivate var isBrace: Bool { self == ASCII.leftBrace }
}
