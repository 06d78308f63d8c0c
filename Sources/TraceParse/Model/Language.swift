/// The language whose runtime or library printed a text.
public enum Language: String, Hashable, Sendable {
    case go
    case swift
}

extension Language: Codable {}
