/// Facility and severity in front of a syslog message.
///
///     priority = "<" 1*3DIGIT ">"      ; 0 to 191, no leading zero but "0" itself
enum SyslogPriority {
    /// Where the text after the priority that begins at a position begins, `nil` where none does.
    static func end(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Int? {
        guard position < limit, text[position] == ASCII.less else { return nil }
        let digits = position + 1..<text.endOfDigits(position + 1, before: min(limit, position + 5))
        guard digits.upperBound < limit, text[digits.upperBound] == ASCII.greater,
            let value = text.decimal(digits), value <= 191,
            digits.count == 1 || text[digits.lowerBound] != ASCII.zero
        else { return nil }
        return digits.upperBound + 1
    }
}
