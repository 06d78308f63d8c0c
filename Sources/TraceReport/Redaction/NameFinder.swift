/// Finds the names in a text that a redacted page must not show.
///
/// An address is known by its form, a host by what stands before it, by its ending or because a
/// connection led to it, a query by its `?`, a user by the directory above.
struct NameFinder {
    /// A name, and where it stands.
    struct Name: Hashable {
        var range: Range<Int>
        var kind: NameKind
        /// What tells it from others: two spellings of one address have the same.
        var key: String
    }

    private let bytes: [UInt8]
    private let kinds: Set<NameKind>

    /// A finder of some kinds of names in a text.
    init(_ text: String, kinds: Set<NameKind> = Set(NameKind.allCases)) {
        bytes = Array(text.utf8)
        self.kinds = kinds
    }

    /// The text with a stand-in for each name, in linear time.
    func replaced(by ledger: inout NameLedger) -> String? {
        var output: [UInt8] = []
        var copied = 0
        var position = 0
        var run = Run()
        while position < bytes.count {
            guard let name = name(at: position, ledger, &run) else {
                position = endOfPlain(from: position)
                continue
            }
            output += bytes[copied..<name.range.lowerBound]
            output += ledger.standIn(for: name.key, name.kind).utf8
            copied = name.range.upperBound
            position = copied
        }
        guard copied > 0 else { return nil }
        return String(decoding: output + bytes[copied...], as: UTF8.self)
    }

    /// What cannot begin a name: the byte, or the rest of the word that it begins.
    private func endOfPlain(from position: Int) -> Int {
        guard Self.isOfHost(bytes[position]), startsWord(position) else { return position + 1 }
        return max(end(from: position, where: Self.isOfHost), position + 1)
    }

    private func name(at position: Int, _ ledger: NameLedger, _ run: inout Run) -> Name? {
        switch bytes[position] {
        case UInt8(ascii: "/"), UInt8(ascii: "\\"): return user(at: position)
        case UInt8(ascii: "?"): return query(at: position, &run)
        case let byte where startsWord(position) && (Self.isOfHost(byte) || byte == .colon):
            return address(at: position) ?? host(at: position, ledger)
        default: return nil
        }
    }

    // MARK: - Addresses

    /// What is longer is no address; it is not looked at to its end again and again.
    private static let longest = 64

    private func address(at start: Int) -> Name? {
        guard kinds.contains(.address),
            let (end, address) = version4(at: start) ?? version6(at: start)
        else { return nil }
        // What every host calls itself tells nothing.
        let key = address.description
        return key.hasPrefix("127.") || ["::1", "::", "0.0.0.0"].contains(key)
            ? nil : Name(range: start..<end, kind: .address, key: key)
    }

    private func version4(at start: Int) -> (Int, IPAddress)? {
        guard Self.isDigit(bytes[start]) else { return nil }
        let run = end(from: start, atMost: Self.longest) { Self.isDigit($0) || $0 == .dot }
        var end = run
        while end > start, bytes[end - 1] == .dot { end -= 1 }
        guard end - start <= 15, !isWord(run) else { return nil }
        return IPAddress(String(decoding: bytes[start..<end], as: UTF8.self)).map { (end, $0) }
    }

    private func version6(at start: Int) -> (Int, IPAddress)? {
        var end = end(from: start, atMost: Self.longest) {
            Self.isHex($0) || $0 == .colon || $0 == .dot
        }
        guard end - start <= 46 else { return nil }
        while end > start + 2,
            bytes[end - 1] == .dot || (bytes[end - 1] == .colon && bytes[end - 2] != .colon)
        { end -= 1 }
        let run = bytes[start..<end]
        guard run.contains(where: Self.isDigit), run.count(where: { $0 == .colon }) > 1,
            !isWord(end), let address = IPAddress(String(decoding: run, as: UTF8.self))
        else { return nil }
        return (end, address)
    }

    // MARK: - Hosts

    private static let openings = [
        "://", "@", "lookup ", "dial tcp ", "dial udp ", "dial tcp4 ", "dial tcp6 ", "connect to ",
        "host=", "host: ", "hostname=", "host:", "server=", "server: ", "server_name=",
        "valid for ",
        "upstream=", "addr=", "address=", "\"host\":\"", "\"addr\":\"",
    ].map { Array($0.utf8) }
    private static let endings: Set<String> = [
        "com", "net", "org", "io", "dev", "cloud", "internal", "local", "lan", "corp", "intranet",
        "svc", "cluster", "example", "test", "invalid", "edu", "gov", "localdomain",
    ]

    private func host(at start: Int, _ ledger: NameLedger) -> Name? {
        guard kinds.contains(.host), bytes[start] != .colon else { return nil }
        var end = end(from: start, where: Self.isOfHost)
        while end > start, !Self.isLetterOrDigit(bytes[end - 1]) { end -= 1 }
        let word = bytes[start..<end]
        guard end > start, word.count <= 255,
            word.contains(where: { !Self.isDigit($0) && $0 != .dot })
        else { return nil }
        let key = String(decoding: word, as: UTF8.self).lowercased()
        if isUserOfURL(start, end) { return Name(range: start..<end, kind: .user, key: key) }
        guard key != "localhost", opens(start) || looksLikeHost(key) || isKnown(key, end, ledger)
        else { return nil }
        return Name(range: start..<end, kind: .host, key: key)
    }

    /// Whether a word is `USER` in `https://USER@HOST`.
    private func isUserOfURL(_ start: Int, _ end: Int) -> Bool {
        end < bytes.count && bytes[end] == UInt8(ascii: "@") && start > 2
            && bytes[start - 1] == UInt8(ascii: "/") && bytes[start - 2] == UInt8(ascii: "/")
            && bytes[start - 3] == .colon
    }

    /// Whether what stands before a word says that it is a host.
    private func opens(_ start: Int) -> Bool {
        Self.openings.contains { opening in
            guard start >= opening.count else { return false }
            return opening.indices.allSatisfy {
                let byte = bytes[start - opening.count + $0]
                return byte == opening[$0]
                    || (Self.isLetterOrDigit(byte) && byte | 0x20 == opening[$0])
            }
        }
    }

    private func looksLikeHost(_ key: String) -> Bool {
        let labels = key.split(separator: ".", omittingEmptySubsequences: false)
        if labels[0].hasPrefix("ip-"), labels[0].split(separator: "-").count == 5 { return true }
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
            && Self.endings.contains(String(labels[labels.count - 1]))
    }

    /// A host that a connection led to; a word without a dot only where a port follows.
    private func isKnown(_ key: String, _ end: Int, _ ledger: NameLedger) -> Bool {
        guard ledger.knows(key, .host) else { return false }
        let hasPort = end + 1 < bytes.count && bytes[end] == .colon && Self.isDigit(bytes[end + 1])
        return key.utf8.contains(.dot) || hasPort || end - key.utf8.count == 0 && end == bytes.count
    }

    // MARK: - Queries and users

    /// Bytes of which a query may be made: of a text with many `?` each run is looked at once.
    private struct Run {
        var end = 0
        /// Where its last `=` stands.
        var lastEquals = -1
    }

    /// `?KEY=VALUE…`, or whatever stands behind the `?` of a path.
    private func query(at mark: Int, _ run: inout Run) -> Name? {
        guard kinds.contains(.query) else { return nil }
        let start = mark + 1
        if start >= run.end { run = self.run(from: start) }
        let end = run.end
        guard end > start, Self.isLetterOrDigit(bytes[start]) || bytes[start] == UInt8(ascii: "_")
        else { return nil }
        guard run.lastEquals >= start || isBehindPath(mark) else { return nil }
        return Name(
            range: start..<end,
            kind: .query,
            key: String(decoding: bytes[start..<end], as: UTF8.self)
        )
    }

    private func run(from start: Int) -> Run {
        let end = end(from: start) { $0 > UInt8(ascii: " ") && !#""'<>`)}|\"#.utf8.contains($0) }
        return Run(end: end, lastEquals: bytes[start..<end].lastIndex(of: UInt8(ascii: "=")) ?? -1)
    }

    private func isBehindPath(_ mark: Int) -> Bool {
        var index = mark
        while index > 0, mark - index < 1024, bytes[index - 1] > UInt8(ascii: " ") {
            index -= 1
            if bytes[index] == UInt8(ascii: "/") { return true }
        }
        return false
    }

    private static let homes = ["/home/", "/Users/", "\\Users\\"].map { Array($0.utf8) }

    private func user(at start: Int) -> Name? {
        guard kinds.contains(.user),
            let home = Self.homes.first(where: { bytes[start...].starts(with: $0) })
        else { return nil }
        let first = start + home.count
        let end = end(from: first) {
            $0 > UInt8(ascii: " ") && !#"/\:"'`,;()[]{}<>"#.utf8.contains($0)
        }
        guard end > first else { return nil }
        return Name(
            range: first..<end,
            kind: .user,
            key: String(decoding: bytes[first..<end], as: UTF8.self)
        )
    }

    // MARK: - Bytes

    private func end(
        from start: Int,
        atMost count: Int = .max,
        where belongs: (UInt8) -> Bool
    ) -> Int {
        let limit = count < bytes.count - start ? start + count : bytes.count
        var end = start
        while end < limit, belongs(bytes[end]) { end += 1 }
        return end
    }

    private func startsWord(_ position: Int) -> Bool {
        position == 0 || !Self.isOfHost(bytes[position - 1])
    }

    private func isWord(_ position: Int) -> Bool {
        position < bytes.count && Self.isOfHost(bytes[position]) && bytes[position] != .dot
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == .dot || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}

extension UInt8 {
    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let colon = UInt8(ascii: ":")
}
