/// A line that opens or closes a block of code in Markdown; what stands between is left as it is.
///
///     line = ( 3*"`" / 3*"~" ) *SP [ word *SP ]       ; the word is the language's
///
/// It has no text. In a chat the text may follow the marks at once: that is the line's then.
enum FenceLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        guard let mark = head.peek(text), mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
            let marks = head.run(text, of: { $0 == mark }), marks.count >= 3
        else { return nil }
        let isMarkAlone = isLanguage(text, head)
        guard isMarkAlone || mark == UInt8(ascii: "`") else { return nil }
        let payload = isMarkAlone ? line.stop..<line.stop : head.rest
        return WrappedLine(.fence, payload: payload, end: line.end)
    }

    /// Whether one word is left, or nothing.
    private static func isLanguage(_ text: Span<UInt8>, _ rest: HeadCursor) -> Bool {
        var head = rest
        _ = head.takeSpaces(text)
        let word = head.run(text, of: { $0.isLanguageByte })
        _ = head.takeSpaces(text)
        return head.isAtEnd && word?.count ?? 0 <= 20
    }
}

extension UInt8 {
    fileprivate var isLanguageByte: Bool {
        isWord || self == ASCII.minus || self == ASCII.plus || self == ASCII.hash
    }
}
