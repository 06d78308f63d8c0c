/// What kind of name a redacted text has a stand-in for.
enum NameKind: Int, Hashable, Sendable, CaseIterable {
    /// An address of the network.
    case address
    /// The name of a host.
    case host
    /// The query of a URL.
    case query
    /// Whose home directory it is.
    case user

    /// What its stand-ins are called.
    var word: String {
        switch self {
        case .address: "ip"
        case .host: "host"
        case .query: "query"
        case .user: "user"
        }
    }
}
