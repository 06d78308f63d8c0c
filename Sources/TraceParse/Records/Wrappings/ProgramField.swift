/// A field of a record that says of a failure what the record's text does not: an error, a stack, a
/// client.
enum ProgramField {
    private static let stacks: [StaticString] = [
        "stack", "stacktrace", "stack_trace", "stackTrace", "error.stack_trace", "error.stack",
        "backtrace",
    ]

    /// Whether a member is such a field, and holds more than nothing.
    static func stands(_ text: Span<UInt8>, _ member: JSONMembers.Member) -> Bool {
        member.kind != .word && !member.value.isEmpty && isNamed(text, member.key)
    }

    /// Whether a name is that of such a field.
    static func isNamed(_ text: Span<UInt8>, _ key: Range<Int>) -> Bool {
        if stacks.contains(where: { text.same($0, as: key) }) { return true }
        switch FieldName(text, key) {
        case .error, .client: return true
        case .message, .other: return false
        }
    }
}
