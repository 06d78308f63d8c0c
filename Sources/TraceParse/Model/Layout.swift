/// How the line breaks of a text were kept or lost.
public enum Layout: String, Hashable, Sendable, CaseIterable {
    /// Newlines are there.
    case lines
    /// Newlines were dropped: one token touches the next.
    case joined
    /// Newlines became spaces.
    case spaced
    /// Newlines are spelled out as `\n`.
    case escaped
    /// Newlines are spelled out as `#012`.
    case octal
    /// Newlines are escapes in a JSON string.
    case json
    /// Newlines are markup: `<br>`, or an HTML entity.
    case markup
    /// More than one of these in the same text.
    case mixed
}

extension Layout: Codable {}
