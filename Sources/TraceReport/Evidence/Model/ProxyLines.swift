/// The lines of a proxy's log, summed up.
struct ProxyLines: Hashable, Sendable {
    enum Proxy: String, Hashable, Sendable {
        case haproxy, nginx
    }

    var proxy: Proxy
    var lines = 0
    /// Answers by status; -1 where HAProxy had none.
    var statuses: [Int: Int] = [:]
    /// HAProxy's first two letters of how a session ended (`sH`, `cD`, `--`).
    var terminations: [String: Int] = [:]
    /// Errors of nginx by what was waited for (`reading response header from upstream`).
    var timeouts: [String: Int] = [:]
    /// How often an upstream closed before its answer was whole.
    var prematureCloses = 0
    var refused = 0
    /// The shortest and the longest time of a request that failed (status 499, 502, 504 or an
    /// unusual end), in milliseconds.
    var shortestFailure: Int?
    var longestFailure: Int?
}
