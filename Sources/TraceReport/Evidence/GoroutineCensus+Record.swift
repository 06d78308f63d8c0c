import TraceParse

extension GoroutineCensus {
    /// How many places are held, and how many are kept.
    private static let held = 1_024
    private static let kept = 32

    private struct Place: Hashable {
        var function: String
        var line: Int32
        var callee: String?
        var state: String
    }

    /// Counts the goroutines of a dump.
    ///
    /// - Parameters:
    ///   - record: The dump.
    ///   - weights: For how many each goroutine stands; empty where each is one.
    init(_ record: IncidentRecord, weights: [Int] = []) {
        elided = record.goroutinesElided
        var places: [Place: BlockedGoroutines] = [:]
        for (index, goroutine) in record.goroutines.enumerated() {
            guard !goroutine.isAncestor, record.string(goroutine.state) != "runtime stack" else {
                continue
            }
            let weight = index < weights.count ? weights[index] : 1
            let wait = GoroutineWait(goroutine, in: record)
            total = total.saturatingSum(weight)
            if wait.isServing { serving = serving.saturatingSum(weight) }
            guard let own = wait.own, wait.isBlocked else { continue }
            let place = Place(
                function: own.function,
                line: Int32(own.line ?? 0),
                callee: wait.callee,
                state: wait.state
            )
            guard places[place] != nil || places.count < Self.held else { continue }
            var group =
                places[place]
                ?? BlockedGoroutines(
                    place: own,
                    callee: wait.callee,
                    state: wait.state,
                    reason: wait.reason,
                    count: 0
                )
            group.count = group.count.saturatingSum(weight)
            if wait.isServing { group.serving = group.serving.saturatingSum(weight) }
            group.longestWait = [group.longestWait, wait.minutes].compactMap(\.self).max()
            places[place] = group
        }
        let ranked = places.values.sorted(by: BlockedGoroutines.precedes)
        blocked = Array(ranked.prefix(Self.kept))
    }
}

extension BlockedGoroutines {
    fileprivate static func precedes(_ left: Self, _ right: Self) -> Bool {
        if left.count != right.count { return left.count > right.count }
        if left.place.function != right.place.function {
            return left.place.function < right.place.function
        }
        if left.place.line != right.place.line {
            return left.place.line ?? 0 < right.place.line ?? 0
        }
        if left.callee != right.callee { return left.callee ?? "" < right.callee ?? "" }
        return left.state < right.state
    }
}

/// How one goroutine waits.
private struct GoroutineWait {
    /// The program's own innermost frame.
    var own: CodeLocation?
    var callee: String?
    var state: String
    var minutes: Int?
    var isServing = false
    /// The functions below the own frame, the innermost first.
    private var inner: [String] = []

    /// So many frames of a goroutine are looked at; a deeper stack is a recursion.
    private static let deepest = 256

    init(_ goroutine: GoroutineRecord, in record: IncidentRecord) {
        state = record.string(goroutine.state)
        minutes = goroutine.waitMinutes < 0 ? nil : Int(goroutine.waitMinutes)
        for index in goroutine.frames.prefix(Self.deepest) {
            let function = record.string(record.frames[index].function)
            if own == nil {
                if record.isOwn(frame: index) {
                    own = record.location(Int32(index))
                    callee = inner.last
                } else {
                    inner.append(function)
                }
            }
            if Self.servers.contains(where: function.hasPrefix) { isServing = true }
        }
        if state.isEmpty { state = Self.state(of: inner) }
    }

    var isBlocked: Bool {
        !["running", "runnable", "idle", "syscall", ""].contains(state)
            && !state.hasPrefix("GC ")
    }

    private static let servers = [
        "net/http.(*conn).serve", "net/http.(*http2serverConn).runHandler",
        "google.golang.org/grpc.(*Server).handleStream",
        "golang.org/x/net/http2.(*serverConn).runHandler",
    ]

    private static let databases = [
        "database/sql.", "github.com/jackc/pgx", "go.mongodb.org/", "github.com/lib/pq",
        "github.com/go-sql-driver/", "gorm.io/",
    ]

    private static let upstreams = [
        "net/http.(*Client)", "net/http.(*Transport)", "net/http.(*persistConn)",
        "net/http.(*http2Transport)", "net/http.(*http2ClientConn)", "net.(*Dialer)",
        "net.(*Resolver)", "google.golang.org/grpc.(*ClientConn)", "google.golang.org/grpc.invoke",
        "google.golang.org/grpc.(*clientStream)", "golang.org/x/net/http2.(*ClientConn)",
        "net/rpc.(*Client)", "github.com/redis/", "github.com/go-redis/",
        "github.com/valyala/fasthttp.(*",
        "net/http.(*bodyEOFSignal)", "net/http.Get", "net/http.Post",
    ]

    private static let clients = [
        "net/http.(*response)", "net/http.(*body)", "net/http.(*chunkWriter)",
        "net/http.checkConnErrorWriter", "net/http.(*http2responseWriter)",
        "net/http.(*http2requestBody)",
    ]

    private static let locks = ["sync.(*Mutex)", "sync.(*RWMutex)", "internal/sync.(*Mutex)"]

    /// What it waits for, by what the own frame called.
    var reason: BlockedGoroutines.Reason {
        if calls(Self.databases) { return .database }
        if calls(Self.upstreams) { return .upstream }
        if calls(Self.locks) || state.hasPrefix("sync.Mutex") || state.hasPrefix("sync.RWMutex") {
            return .lock
        }
        if calls(Self.clients) { return .client }
        if state == "sleep" || calls(["time.Sleep"]) { return .sleep }
        if calls(["net.(*conn).", "crypto/tls.(*Conn)."]) { return isServing ? .upstream : .other }
        if ["chan receive", "chan send", "select", "semacquire"].contains(where: state.hasPrefix)
            || state.hasPrefix("sync.")
        {
            return .channel
        }
        return .other
    }

    private func calls(_ prefixes: [String]) -> Bool {
        inner.contains { function in prefixes.contains(where: function.hasPrefix) }
    }

    /// The runtime's word for a wait, by the functions that it happens in: a profile has no words.
    private static func state(of inner: [String]) -> String {
        for function in inner.prefix(8) {
            if function.hasPrefix("internal/poll.runtime_pollWait") { return "IO wait" }
            if function.hasPrefix("runtime.selectgo") { return "select" }
            if function.hasPrefix("runtime.chanrecv") { return "chan receive" }
            if function.hasPrefix("runtime.chansend") { return "chan send" }
            if function.contains("untime_Semacquire") || function.contains("untime_notifyListWait")
            {
                return "semacquire"
            }
            if function == "time.Sleep" { return "sleep" }
        }
        return inner.isEmpty ? "" : "waiting"
    }
}
