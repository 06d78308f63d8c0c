import TraceParse

/// What the goroutines of a process were doing at one moment.
struct GoroutineCensus: Hashable, Sendable {
    var total = 0
    /// Those that serve a request (`net/http.(*conn).serve` with a handler below it).
    var serving = 0
    /// Those that wait in the program's own code, by where and in what, the most first.
    var blocked: [BlockedGoroutines] = []
    /// Goroutines of the dump that were not kept.
    var elided = 0

    /// The place where most of them wait.
    var top: BlockedGoroutines? { blocked.first }

    /// The part of all goroutines that wait at the top place, in percent.
    var topShare: Int { total == 0 ? 0 : (top?.count ?? 0) * 100 / total }
}

/// Goroutines that wait in one place of the program's own code.
struct BlockedGoroutines: Hashable, Sendable {
    /// What they wait for.
    enum Reason: String, Hashable, Sendable {
        /// The answer of another service.
        case upstream
        /// A lock.
        case lock
        /// A channel, a wait group, a condition.
        case channel
        /// A database.
        case database
        /// The client: its request's body, or its reading of the answer.
        case client
        case sleep
        case other
    }

    /// The program's own innermost frame.
    var place: CodeLocation
    /// What that frame called, for example `net/http.(*Client).Do`; `nil` where it waits itself.
    var callee: String?
    /// The runtime's word for the wait, for example `IO wait` or `sync.Mutex.Lock`.
    var state: String
    var reason: Reason
    var count: Int
    /// Those of them that serve a request.
    var serving = 0
    /// The longest wait that the runtime prints, in minutes; it prints none below one.
    var longestWait: Int?
}
