import TraceParse

/// Where the program whose log was read listens, so that calls of it in its callers' logs are told
/// from calls that it makes itself.
struct ServerEnds: Sendable {
    private var hosts: Set<String> = []
    private var ports: Set<Int> = []
    /// Ports that only a host's text shows.
    private var listening: Set<Int> = []

    /// The ends that served connections have, and the sockets that a host's text shows listening.
    init(_ summary: Summary, _ evidence: HostEvidence) {
        for group in summary.groups.entries {
            guard let record = group.sample?.record, record.local.isPresent,
                record.side == .incoming,
                record.local.port > 0
            else { continue }
            ports.insert(Int(record.local.port))
            let host = record.string(record.local.host)
            if IPAddress(host).map({ !$0.isUnspecified }) ?? true { hosts.insert(host) }
        }
        for table in evidence.socketTables {
            listening.formUnion(table.value.listeners.map(\.port))
        }
    }

    /// Whose failure a group is.
    func part(of group: IncidentGroup, _ facet: Facet) -> Strand.Part {
        let url = group.message.flatMap(CallTarget.init(in:))
        let peer = group.sample.flatMap { CallTarget(peer: $0.record) }
        let target = facet.side == .outgoing ? peer ?? url : url
        guard let target else { return facet.side == .outgoing ? .call : .plain }
        return contains(target) ? .caller : .call
    }

    /// Whether a call of an address is a call of the program whose log was read.
    func contains(_ target: CallTarget) -> Bool {
        if ports.contains(target.port) { return hosts.isEmpty || hosts.contains(target.host) }
        return hosts.isEmpty && ports.isEmpty && listening.contains(target.port)
    }
}

/// The address that a call went to.
struct CallTarget: Hashable, Sendable {
    var host: String
    var port: Int
}

extension CallTarget {
    /// The other end of a connection that a program opened.
    init?(peer record: borrowing IncidentRecord) {
        guard record.peer.isPresent, record.peer.port > 0 else { return nil }
        self.init(host: record.string(record.peer.host), port: Int(record.peer.port))
    }

    /// The address in the first URL of a text, `http://HOST[:PORT]/…`.
    init?(in message: String) {
        guard let (rest, usual) = Self.afterScheme(message) else { return nil }
        let authority = rest.prefix { !"/?\"' ,".contains($0) }
        guard !authority.isEmpty else { return nil }
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            let after = authority[authority.index(after: end)...].dropFirst()
            host = String(authority[authority.index(after: authority.startIndex)..<end])
            port = Int(after) ?? usual
        } else if let colon = authority.lastIndex(of: ":") {
            host = String(authority[..<colon])
            port = Int(authority[authority.index(after: colon)...]) ?? usual
        } else {
            host = String(authority)
            port = usual
        }
    }

    /// What follows the first scheme of a text, and the port that is usual with it.
    private static func afterScheme(_ message: String) -> (Substring, Int)? {
        var rest = message.utf8[...]
        while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            let before = message.utf8[..<colon].reversed()
            rest = rest[rest.index(after: colon)...]
            guard rest.starts(with: "//".utf8) else { continue }
            let after = message[rest.index(rest.startIndex, offsetBy: 2)...]
            if before.starts(with: "ptth".utf8) { return (after, 80) }
            if before.starts(with: "sptth".utf8) { return (after, 443) }
        }
        return nil
    }
}

extension IPAddress {
    /// Whether it stands for any address: `0.0.0.0`, `::`.
    var isUnspecified: Bool { description == "::" || description == "0.0.0.0" }
}
