import TraceParse

/// Incidents that are alike in everything that causes ask about but who and when: a facet, told
/// apart further by whose call it was and by what else its text says.
struct Strand: Sendable {
    /// Whose failure it is.
    enum Part: Hashable, Sendable {
        /// A connection that this program served, or what the text does not tell.
        case plain
        /// A call that this program made: its text has the URL, or its peer is a service.
        case call
        /// A call of this very program, told by the log of one of its callers.
        case caller
    }

    let facet: Facet
    let part: Part
    let words: MessageWords
    var count: Int
    var times: TimeBounds
    var position: SourcePosition

    var errorClass: ErrorClass? { facet.errorClass }
    var kind: IncidentKind { facet.kind }
    var operation: Operation { facet.operation }
    var channel: Channel { facet.channel }
    var timeLimit: TimeLimit { facet.timeLimit }

    /// Who opened the connection.
    var side: Side { part == .plain ? facet.side : .outgoing }

    /// Whether this program, or another one in the same logs, called a service.
    var isOutgoing: Bool { side == .outgoing }
}

extension Strand {
    /// The strands of a summary: its facets, divided by what their groups' samples say.
    ///
    /// Groups past a limit are folded, so what the groups leave of a facet stays `plain`: the sums
    /// are always those of the facets.
    static func strands(of summary: Summary, servers: ServerEnds) -> [Strand] {
        var made: [Strand] = []
        let facets = summary.facets.entries
        var rest = facets.map(\.count)
        var index: [Key: Int] = [:]
        for group in summary.groups.entries {
            guard let facet = facetIndex(of: group, in: facets) else { continue }
            let count = min(group.count, rest[facet])
            guard count > 0 else { continue }
            rest[facet] -= count
            let key = Key(
                facet: facet,
                part: servers.part(of: group, facets[facet]),
                words: MessageWords(group)
            )
            if let at = index[key] {
                made[at].count += count
                made[at].times.merge(group.times)
            } else {
                index[key] = made.count
                made.append(
                    Strand(
                        facet: facets[facet],
                        part: key.part,
                        words: key.words,
                        count: count,
                        times: group.times,
                        position: group.position
                    )
                )
            }
        }
        for (facet, count) in zip(facets, rest) where count > 0 {
            made.append(
                Strand(
                    facet: facet,
                    part: .plain,
                    words: [],
                    count: count,
                    times: facet.times,
                    position: facet.position
                )
            )
        }
        return made
    }

    private struct Key: Hashable {
        var facet: Int
        var part: Part
        var words: MessageWords
    }

    private static func facetIndex(of group: IncidentGroup, in facets: [Facet]) -> Int? {
        let alike = facets.indices.filter {
            facets[$0].errorClass == group.errorClass && facets[$0].kind == group.kind
        }
        guard let sample = group.sample else { return alike.count == 1 ? alike.first : nil }
        let record = sample.record
        let operation = record.operationName
        let side = record.side
        return alike.first {
            facets[$0].operation == operation && facets[$0].side == side
                && facets[$0].channel == record.channel
                && facets[$0].timeLimit == record.timeLimit
        }
    }
}

extension [Strand] {
    /// The languages of some strands' incidents, by their indices; those of all where these tell none.
    func languages(of indices: Set<Int>) -> Languages {
        let some = Languages(indices.map { self[$0].facet.languages })
        return some.isEmpty ? Languages(map(\.facet.languages)) : some
    }
}

/// Words of an error's text that tell causes apart within a class.
struct MessageWords: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// It ends in `EOF`.
    static let endOfFile = Self(rawValue: 1 << 0)
    /// `unexpected EOF`, or a multipart body that ends early.
    static let unexpectedEnd = Self(rawValue: 1 << 1)
    /// `connection reset`.
    static let reset = Self(rawValue: 1 << 2)
    /// `server closed idle connection`.
    static let idleClose = Self(rawValue: 1 << 3)
    /// `request body too large`.
    static let bodyTooLarge = Self(rawValue: 1 << 4)
    /// `http: Server closed`.
    static let serverClosed = Self(rawValue: 1 << 5)
    /// A `Post` or `Put` of net/http, which it does not send twice.
    static let notRepeated = Self(rawValue: 1 << 6)
    /// `too many open files`.
    static let tooManyFiles = Self(rawValue: 1 << 7)
    /// A pool's words: `bad connection`, `pooled`, `gone away`.
    static let pooled = Self(rawValue: 1 << 8)
    /// `attempt 3/5`, `retry`.
    static let attempt = Self(rawValue: 1 << 9)
    /// The other end has the port of a database, a cache or a queue.
    static let store = Self(rawValue: 1 << 10)

    private static let patterns: [(String, MessageWords)] = [
        ("unexpected eof", .unexpectedEnd), ("multipart: nextpart", .unexpectedEnd),
        ("ended at an unexpected time", .unexpectedEnd), ("connection reset", .reset),
        ("closed idle connection", .idleClose), ("body too large", .bodyTooLarge),
        ("server closed", .serverClosed), ("post \"", .notRepeated), ("put \"", .notRepeated),
        ("too many open files", .tooManyFiles), ("bad connection", .pooled),
        ("invalid connection", .pooled), ("gone away", .pooled), ("pooled", .pooled),
        ("idle connection", .pooled),
        ("attempt ", .attempt),
    ]

    init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Ports that stores register with IANA, or are known for: MySQL, PostgreSQL, Redis, MongoDB,
    /// SQL Server, Oracle, memcached, Cassandra, AMQP, Kafka, NATS.
    private static let stores: Set<Int32> = [
        3306, 5432, 6379, 27017, 1433, 1521, 11211, 9042, 5672, 9092, 4222,
    ]

    /// The words of a group's message, and what its peer's port says.
    init(_ group: IncidentGroup) {
        self = []
        if let port = group.sample?.record.peer.port, Self.stores.contains(port) { insert(.store) }
        guard let message = group.message?.lowercased() else { return }
        if message.utf8.suffix(3).elementsEqual("eof".utf8) { insert(.endOfFile) }
        let bytes = Array(message.utf8)
        for (pattern, words) in Self.patterns where bytes.contains(pattern.utf8) {
            insert(words)
        }
        if contains(.idleClose) { subtract([.serverClosed, .pooled]) }
    }
}

extension [UInt8] {
    /// Whether the bytes hold others in a row.
    func contains(_ pattern: String.UTF8View) -> Bool {
        guard let first = pattern.first, count >= pattern.count else { return false }
        for start in 0...(count - pattern.count)
        where self[start] == first && self[start...].starts(with: pattern) {
            return true
        }
        return false
    }
}
