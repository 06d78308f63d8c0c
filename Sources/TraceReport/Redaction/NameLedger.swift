/// The names that stand-ins were given to, in order of their appearance: `ip-1`, `ip-2`, `host-1`.
struct NameLedger: Hashable, Sendable {
    /// So many names of a kind are told apart; all others share one stand-in.
    static let limit = 65_536

    private var names = NameKind.allCases.map { _ in [String]() }
    private var numbers = NameKind.allCases.map { _ in [String: Int]() }

    /// The stand-in of a name, which may be new.
    mutating func standIn(for name: String, _ kind: NameKind) -> String {
        let number = number(of: name, kind)
        return number == 0 ? "\(kind.word)-other" : "\(kind.word)-\(number)"
    }

    /// Whether a name has a stand-in.
    func knows(_ name: String, _ kind: NameKind) -> Bool { numbers[kind.rawValue][name] != nil }

    /// Adds the names of what comes after in the order of inputs.
    mutating func merge(_ other: NameLedger) {
        for kind in NameKind.allCases {
            for name in other.names[kind.rawValue] { _ = number(of: name, kind) }
        }
    }

    /// From 1; 0 where there are too many.
    private mutating func number(of name: String, _ kind: NameKind) -> Int {
        if let number = numbers[kind.rawValue][name] { return number }
        guard names[kind.rawValue].count < Self.limit else { return 0 }
        names[kind.rawValue].append(name)
        numbers[kind.rawValue][name] = names[kind.rawValue].count
        return names[kind.rawValue].count
    }
}
