import TraceParse

/// The languages whose programs printed some incidents.
///
/// A text that programs of several languages print belongs to none.
struct Languages: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let go = Self(rawValue: 1 << 0)
    static let swift = Self(rawValue: 1 << 1)
    static let all: Languages = [.go, .swift]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The language of one incident; empty where its text tells none.
    init(_ language: Language?) {
        switch language {
        case .go?: self = .go
        case .swift?: self = .swift
        case nil: self = []
        }
    }

    /// The language if there is one only.
    var only: Language? {
        switch self {
        case .go: .go
        case .swift: .swift
        default: nil
        }
    }
}

extension Language {
    /// The language's name as a page writes it.
    var name: String {
        switch self {
        case .go: "Go"
        case .swift: "Swift"
        }
    }
}
