/// What an ordinary line near an incident says: a request that was answered, a process that began
/// or ended, a call that was slow.
package struct ContextRecord: Hashable, Sendable {
    /// The line's own moment.
    package var time: Timestamp?
    /// The offset of the line's first byte in the input.
    package var byteOffset: Int
    /// The physical line, from 1.
    package var line: Int
    /// What it says.
    package var fact: Fact

    /// What an ordinary line says.
    package enum Fact: Hashable, Sendable {
        /// A request and how it ended.
        case access(AccessLine)
        /// A process began or ended.
        case process(ProcessEvent)
        /// A warning that a call of another service took so many nanoseconds.
        case slowCall(nanoseconds: Int64)
        /// A call is tried again.
        case retry(RetryHint)
        /// A connection of a pool was used again.
        case reuse(ConnectionReuse)
        /// A proxy's words about the server behind it.
        case proxy(ProxyTrouble)
    }

    /// What a line of a place says.
    package init(time: Timestamp?, byteOffset: Int, line: Int, fact: Fact) {
        self.time = time
        self.byteOffset = byteOffset
        self.line = line
        self.fact = fact
    }
}

/// One request, as an access log tells it.
package struct AccessLine: Hashable, Sendable {
    /// How long it took in nanoseconds, -1 where that is not said.
    package var latency: Int64 = -1
    /// The status of HTTP, 0 where there is none; HAProxy's -1 is 0 as well.
    package var status: Int16 = 0
    /// The bytes that were sent, -1 where that is not said.
    package var bytes: Int64 = -1
    /// A hash of the client's host, 0 where that is not said.
    package var client: UInt64 = 0
    /// The client's port, -1 where that is not said.
    package var clientPort: Int32 = -1
    /// A hash of the method and the path without its query, 0 where they are not said.
    package var route: UInt64 = 0
    /// HAProxy's four characters of how the session ended, as they stand, first the lowest byte; 0
    /// elsewhere.
    package var termination: UInt32 = 0
    /// The incident close by that has the same client in the same second, or whose own line this is:
    /// it tells of a request that failed, whatever its status.
    package var failure = Failure.none

    /// What an incident says of the request that it belongs to.
    package enum Failure: UInt8, Hashable, Sendable {
        /// No incident is known to belong to it.
        case none
        /// The client had gone: a broken pipe, a reset, a canceled request or stream.
        case clientGone
        /// A time limit ran out.
        case timeLimit
        /// Anything else, as a call of another service that failed.
        case other
    }

    /// A request of which nothing is known yet.
    package init() {}
}

/// The beginning or the end of a process.
package struct ProcessEvent: Hashable, Sendable {
    /// What happened to the process.
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// A supervisor says that it started it.
        case started
        /// It says itself that it is ready: it listens.
        case listening
        /// It was asked to end, or began to.
        case stopping
        /// It ended as it should: status 0, `http: Server closed`.
        case stopped
        /// It ended with a status other than 0, which is the code.
        case exited
        /// A signal, which is the code, ended it.
        case killed
        /// The kernel or its container's limit of memory ended it.
        case outOfMemory
        /// A supervisor waits before it starts it again.
        case backOff
    }

    /// What happened.
    package var kind: Kind
    /// The exit status or the signal's number, -1 where there is none.
    package var code: Int32
    /// The process id, -1 where it is not said.
    package var pid: Int32

    /// A beginning or an end of a process.
    package init(kind: Kind, code: Int32 = -1, pid: Int32 = -1) {
        self.kind = kind
        self.code = code
        self.pid = pid
    }
}

/// A call is tried again: `attempt 3/5 failed`, `retrying in 5ms`.
package struct RetryHint: Hashable, Sendable {
    /// The number of the attempt, 0 where it is not said.
    package var attempt: Int32
    /// The pause before the next attempt in nanoseconds, -1 where it is not said.
    package var delay: Int64
    /// Whether it is a listener that waits to accept again.
    package var isAccept: Bool

    /// A call that is tried again.
    package init(attempt: Int32, delay: Int64, isAccept: Bool = false) {
        self.attempt = attempt
        self.delay = delay
        self.isAccept = isAccept
    }
}

/// A connection that had been idle was used again.
package struct ConnectionReuse: Hashable, Sendable {
    /// How long it had been idle, in nanoseconds.
    package var idle: Int64
    /// Whether an incident close by has the same local port: the connection failed.
    package var isPaired: Bool

    /// A connection that was used again.
    package init(idle: Int64, isPaired: Bool = false) {
        self.idle = idle
        self.isPaired = isPaired
    }
}

/// What a proxy says of the connection to the server behind it, or to its client.
package enum ProxyTrouble: UInt8, Hashable, Sendable, CaseIterable {
    /// nginx: `upstream timed out … while connecting to upstream`.
    case timedOutConnecting
    /// nginx: `upstream timed out … while reading response header from upstream`, or its body.
    case timedOutReading
    /// nginx: `upstream prematurely closed connection`.
    case closedEarly
    /// nginx: `connect() failed … while connecting to upstream`.
    case refused
    /// nginx: `no live upstreams`.
    case noneLive
    /// nginx: `client prematurely closed connection`, `client timed out`.
    case clientLeft
    /// nginx: `recv() failed`, `writev() failed`, `send() failed`.
    case reset
}
