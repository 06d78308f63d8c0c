/// What `/proc/net/sockstat` or `/proc/net/sockstat6` says of TCP.
///
/// `inuse` counts one family; `alloc` counts the sockets of both, those included that the peer or
/// the program has closed and whose descriptor is still open, but not `TIME_WAIT`.
struct SocketMemory: Hashable, Sendable {
    /// Whether the figures are those of `sockstat6`.
    var isIPv6 = false
    /// Sockets of all kinds.
    var used: Int?
    var inUse: Int?
    var orphans: Int?
    var timeWait: Int?
    var allocated: Int?
    /// Pages of memory.
    var pages: Int?
}

/// The summary that `ss -s` prints.
struct SocketSummary: Hashable, Sendable {
    /// Sockets of all kinds.
    var total: Int?
    var established: Int?
    /// Closed ones, `TIME_WAIT` included.
    var closed: Int?
    var orphans: Int?
    var timeWait: Int?
}
