/// A time limit that somebody states: in a note, a configuration, an address line.
struct StatedLimit: Hashable, Sendable {
    /// Whose limit it is.
    enum Side: String, Hashable, Sendable {
        case client, server, proxy, upstream, unknown
    }

    /// What may take that long.
    enum Phase: String, Hashable, Sendable {
        /// Making the connection.
        case connect
        /// The whole of a request, or the answer.
        case response
        case read, write
        /// Between two requests on a connection.
        case idle
        /// Until a handler returns.
        case handler
    }

    var side: Side
    var phase: Phase
    var milliseconds: Int
    /// The setting or the words, for example `proxy_read_timeout`.
    var name: String
}
