/// What kind of failure an incident is, told by the innermost cause in its text.
///
/// The names are part of the output's schema. A pattern of the user's own adds a class with the
/// name that was given to it.
public struct ErrorClass: RawRepresentable, Hashable, Sendable {
    /// The name as printed, for example `broken_pipe`.
    public let rawValue: String

    /// A class of the given name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension ErrorClass {
    // Failures of a network operation.
    /// A write to a connection, or a pipe, whose other end was closed (EPIPE).
    public static let brokenPipe = Self(rawValue: "broken_pipe")
    /// The other end reset the connection (ECONNRESET).
    public static let connectionReset = Self(rawValue: "connection_reset")
    /// A deadline passed, of a call, a client or the kernel (ETIMEDOUT).
    public static let timeout = Self(rawValue: "timeout")
    /// Nothing listens at the address (ECONNREFUSED).
    public static let connectionRefused = Self(rawValue: "connection_refused")
    /// The connection was given up on this side (ECONNABORTED).
    public static let connectionAborted = Self(rawValue: "connection_aborted")
    /// No way leads to the host or its network (EHOSTUNREACH, ENETUNREACH).
    public static let unreachable = Self(rawValue: "unreachable")
    /// A name could not be looked up, whatever the lookup failed of.
    public static let dns = Self(rawValue: "dns")
    /// A TLS handshake or certificate was not accepted.
    public static let tls = Self(rawValue: "tls")
    /// The other end closed where more was expected.
    public static let eof = Self(rawValue: "eof")
    /// A connection was used after this side had closed it.
    public static let closedConnection = Self(rawValue: "closed_connection")
    /// The process or the system has no file descriptor left (EMFILE, ENFILE).
    public static let tooManyOpenFiles = Self(rawValue: "too_many_open_files")
    /// Another socket has the address (EADDRINUSE).
    public static let addressInUse = Self(rawValue: "address_in_use")
    /// The address, or any free port on it, cannot be had (EADDRNOTAVAIL).
    public static let addressUnavailable = Self(rawValue: "address_unavailable")
    /// The kernel has no room for what was to be sent (ENOBUFS).
    public static let noBufferSpace = Self(rawValue: "no_buffer_space")
    /// The caller gave the operation up.
    public static let canceled = Self(rawValue: "canceled")
    /// One stream of an HTTP/2 connection was reset or the connection sent away.
    public static let http2Stream = Self(rawValue: "http2_stream")
    /// A pool of connections has none to give.
    public static let poolExhausted = Self(rawValue: "pool_exhausted")

    // Faults of the program itself.
    /// A nil pointer was dereferenced, in Go.
    public static let nilDereference = Self(rawValue: "nil_dereference")
    /// An index or a slice bound lies outside.
    public static let indexOutOfRange = Self(rawValue: "index_out_of_range")
    /// Arithmetic overflowed.
    public static let overflow = Self(rawValue: "overflow")
    /// A number was divided by zero.
    public static let divideByZero = Self(rawValue: "divide_by_zero")
    /// A value is not of the type that it was taken for.
    public static let typeAssertion = Self(rawValue: "type_assertion")
    /// A value was assigned to an entry of a nil map.
    public static let nilMapWrite = Self(rawValue: "nil_map_write")
    /// A channel was used after it was closed, or closed again.
    public static let closedChannel = Self(rawValue: "closed_channel")
    /// A map was used by goroutines at the same time.
    public static let concurrentMap = Self(rawValue: "concurrent_map")
    /// The race detector found two accesses without order.
    public static let dataRace = Self(rawValue: "data_race")
    /// All goroutines wait.
    public static let deadlock = Self(rawValue: "deadlock")
    /// A stack grew past its limit.
    public static let stackOverflow = Self(rawValue: "stack_overflow")
    /// Memory could not be had.
    public static let outOfMemory = Self(rawValue: "out_of_memory")
    /// A lock was unlocked that nobody held.
    public static let unlockOfUnlocked = Self(rawValue: "unlock_of_unlocked")
    /// A wait group's counter fell below zero.
    public static let negativeWaitGroup = Self(rawValue: "negative_waitgroup")
    /// Memory was touched that is not there (SIGSEGV).
    public static let badPointer = Self(rawValue: "bad_pointer")
    /// Memory was used after it was freed.
    public static let useAfterFree = Self(rawValue: "use_after_free")
    /// An optional without a value was unwrapped, in Swift.
    public static let unwrappedNil = Self(rawValue: "unwrapped_nil")
    /// A precondition did not hold.
    public static let precondition = Self(rawValue: "precondition")
    /// An assertion did not hold.
    public static let assertion = Self(rawValue: "assertion")
    /// Two accesses to a variable overlapped.
    public static let exclusivity = Self(rawValue: "exclusivity")
    /// A continuation, a task or a promise was misused.
    public static let concurrencyMisuse = Self(rawValue: "concurrency_misuse")
    /// An error left `main`, or a `try!`.
    public static let uncaughtError = Self(rawValue: "uncaught_error")
    /// A signal ended the process or made it print its goroutines.
    public static let signal = Self(rawValue: "signal")
    /// The program gave up by itself: `panic("…")`, `fatalError`.
    public static let explicitPanic = Self(rawValue: "explicit_panic")
    /// A fault or failure that no other class names.
    public static let other = Self(rawValue: "other")

    /// Whether the class is a failure of a network operation rather than a fault of the program.
    public var isNetwork: Bool {
        Self.network.contains(self)
    }

    private static let network: Set<ErrorClass> = [
        .brokenPipe, .connectionReset, .timeout, .connectionRefused, .connectionAborted,
        .unreachable, .dns, .tls, .eof, .closedConnection, .tooManyOpenFiles, .addressInUse,
        .addressUnavailable, .noBufferSpace, .canceled, .http2Stream, .poolExhausted,
    ]
}

extension ErrorClass: Codable {}
