import TraceParse

/// Takes out of texts what must not leave with them: secrets always, names where that is wished.
///
/// A name has the same stand-in wherever it stands (`ip-1`, `host-1`, `query-1`, `user-1`), numbered
/// in order of appearance. A stand-in says nothing of its name, as a hash would to whoever can
/// guess.
public struct Redactor: Hashable, Sendable {
    /// Whether names are replaced, beside secrets.
    public let replacesNames: Bool
    private var ledger = NameLedger()

    /// A redactor that has seen no name yet.
    public init(replacesNames: Bool = false) {
        self.replacesNames = replacesNames
    }

    /// Numbers the names of what comes after in the order of inputs.
    package mutating func merge(_ other: Redactor) {
        ledger.merge(other.ledger)
    }

    /// Text from the input.
    mutating func text(_ text: String) -> String {
        let masked = SecretMask.masked(text)
        guard replacesNames else { return masked }
        return NameFinder(masked).replaced(by: &ledger) ?? masked
    }

    /// A function's name, a call's arguments or the path of a file: no hosts are looked for in it.
    mutating func code(_ text: String) -> String {
        let masked = SecretMask.masked(text)
        guard replacesNames else { return masked }
        return NameFinder(masked, kinds: [.address, .user]).replaced(by: &ledger) ?? masked
    }

    /// A command of the report's own, which holds nothing of the input but addresses.
    mutating func command(_ command: String) -> String {
        guard replacesNames else { return command }
        return NameFinder(command, kinds: [.address]).replaced(by: &ledger) ?? command
    }

    /// The name or address of a host, or the path of a socket.
    mutating func host(_ host: String) -> String {
        let masked = SecretMask.masked(host)
        guard replacesNames else { return masked }
        let isPath = host.hasPrefix("/") || host.hasPrefix("@")
        let key = host.lowercased()
        guard !isPath, IPAddress(host) == nil, !key.isEmpty, key != "localhost" else {
            return text(Self.withoutZone(host))
        }
        return ledger.standIn(for: key, .host)
    }

    mutating func phrase(_ phrase: Phrase) -> Phrase {
        var pieces = phrase.pieces
        for index in pieces.indices where pieces[index].kind == .data {
            pieces[index].text = text(pieces[index].text)
        }
        return Phrase(pieces: pieces).normalized
    }

    mutating func position(_ position: SourcePosition) -> SourcePosition {
        SourcePosition(
            path: text(position.path),
            line: position.line,
            byteOffset: position.byteOffset
        )
    }

    mutating func location(_ location: CodeLocation) -> CodeLocation {
        CodeLocation(
            function: code(location.function),
            file: location.file.map { code($0) },
            line: location.line
        )
    }

    private static func withoutZone(_ host: String) -> String {
        String(host.prefix { $0 != "%" })
    }
}
