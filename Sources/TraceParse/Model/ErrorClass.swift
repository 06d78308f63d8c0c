/// What kind of failure an incident is, told by the innermost cause in its text.
///
/// The names are part of the output's schema. A pattern of the user's own adds a class with the
/// name that was given to it.
public struct ErrorClass: RawRepresentable, Hashable, Sendable {
    /// A class of the catalogue is a number, since incidents are asked for theirs again and again.
    private enum Name: Hashable {
        case known(Known)
        case own(String)
    }

    private let name: Name

    /// The name as printed, for example `broken_pipe`.
    public var rawValue: String {
        switch name {
        case .known(let known): known.rawValue
        case .own(let name): name
        }
    }

    /// A class of the given name.
    public init(rawValue: String) {
        name = Known(rawValue: rawValue).map(Name.known) ?? .own(rawValue)
    }

    private init(_ known: Known) {
        name = .known(known)
    }

    // What the standard library has for a type with a raw value compares and hashes its text.

    /// Whether two classes are the same.
    public static func == (left: ErrorClass, right: ErrorClass) -> Bool {
        left.name == right.name
    }

    /// Feeds what tells the class from others to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

extension ErrorClass {
    // Failures of a network operation.
    /// A write to a connection, or a pipe, whose other end was closed (EPIPE).
    public static let brokenPipe = Self(.brokenPipe)
    /// The other end reset the connection (ECONNRESET).
    public static let connectionReset = Self(.connectionReset)
    /// A deadline passed, of a call, a client or the kernel (ETIMEDOUT).
    public static let timeout = Self(.timeout)
    /// Nothing listens at the address (ECONNREFUSED).
    public static let connectionRefused = Self(.connectionRefused)
    /// The connection was given up on this side (ECONNABORTED).
    public static let connectionAborted = Self(.connectionAborted)
    /// No way leads to the host or its network (EHOSTUNREACH, ENETUNREACH).
    public static let unreachable = Self(.unreachable)
    /// A name could not be looked up, whatever the lookup failed of.
    public static let dns = Self(.dns)
    /// A TLS handshake or certificate was not accepted.
    public static let tls = Self(.tls)
    /// The other end closed where more was expected.
    public static let eof = Self(.eof)
    /// A connection was used after this side had closed it.
    public static let closedConnection = Self(.closedConnection)
    /// The process or the system has no file descriptor left (EMFILE, ENFILE).
    public static let tooManyOpenFiles = Self(.tooManyOpenFiles)
    /// Another socket has the address (EADDRINUSE).
    public static let addressInUse = Self(.addressInUse)
    /// The address, or any free port on it, cannot be had (EADDRNOTAVAIL).
    public static let addressUnavailable = Self(.addressUnavailable)
    /// The kernel has no room for what was to be sent (ENOBUFS).
    public static let noBufferSpace = Self(.noBufferSpace)
    /// The caller gave the operation up.
    public static let canceled = Self(.canceled)
    /// One stream of an HTTP/2 connection was reset or the connection sent away.
    public static let http2Stream = Self(.http2Stream)
    /// A pool of connections has none to give.
    public static let poolExhausted = Self(.poolExhausted)

    // Faults of the program itself.
    /// A nil pointer was dereferenced, in Go.
    public static let nilDereference = Self(.nilDereference)
    /// An index or a slice bound lies outside.
    public static let indexOutOfRange = Self(.indexOutOfRange)
    /// Arithmetic overflowed.
    public static let overflow = Self(.overflow)
    /// A number was divided by zero.
    public static let divideByZero = Self(.divideByZero)
    /// A value is not of the type that it was taken for.
    public static let typeAssertion = Self(.typeAssertion)
    /// A value was assigned to an entry of a nil map.
    public static let nilMapWrite = Self(.nilMapWrite)
    /// A channel was used after it was closed, or closed again.
    public static let closedChannel = Self(.closedChannel)
    /// A map was used by goroutines at the same time.
    public static let concurrentMap = Self(.concurrentMap)
    /// The race detector found two accesses without order.
    public static let dataRace = Self(.dataRace)
    /// All goroutines wait.
    public static let deadlock = Self(.deadlock)
    /// A stack grew past its limit.
    public static let stackOverflow = Self(.stackOverflow)
    /// Memory could not be had.
    public static let outOfMemory = Self(.outOfMemory)
    /// A lock was unlocked that nobody held.
    public static let unlockOfUnlocked = Self(.unlockOfUnlocked)
    /// A wait group's counter fell below zero.
    public static let negativeWaitGroup = Self(.negativeWaitGroup)
    /// Memory was touched that is not there (SIGSEGV).
    public static let badPointer = Self(.badPointer)
    /// Memory was used after it was freed.
    public static let useAfterFree = Self(.useAfterFree)
    /// An optional without a value was unwrapped, in Swift.
    public static let unwrappedNil = Self(.unwrappedNil)
    /// A precondition did not hold.
    public static let precondition = Self(.precondition)
    /// An assertion did not hold.
    public static let assertion = Self(.assertion)
    /// Two accesses to a variable overlapped.
    public static let exclusivity = Self(.exclusivity)
    /// A continuation, a task or a promise was misused.
    public static let concurrencyMisuse = Self(.concurrencyMisuse)
    /// An error left `main`, or a `try!`.
    public static let uncaughtError = Self(.uncaughtError)
    /// A signal ended the process or made it print its goroutines.
    public static let signal = Self(.signal)
    /// The program gave up by itself: `panic("…")`, `fatalError`.
    public static let explicitPanic = Self(.explicitPanic)
    /// A fault or failure that no other class names.
    public static let other = Self(.other)

    /// Whether the class is a failure of a network operation rather than a fault of the program.
    public var isNetwork: Bool {
        guard case .known(let known) = name else { return false }
        return known.isNetwork
    }

    /// The classes of the catalogue by their names.
    private enum Known: String {
        case brokenPipe = "broken_pipe"
        case connectionReset = "connection_reset"
        case timeout
        case connectionRefused = "connection_refused"
        case connectionAborted = "connection_aborted"
        case unreachable
        case dns
        case tls
        case eof
        case closedConnection = "closed_connection"
        case tooManyOpenFiles = "too_many_open_files"
        case addressInUse = "address_in_use"
        case addressUnavailable = "address_unavailable"
        case noBufferSpace = "no_buffer_space"
        case canceled
        case http2Stream = "http2_stream"
        case poolExhausted = "pool_exhausted"
        case nilDereference = "nil_dereference"
        case indexOutOfRange = "index_out_of_range"
        case overflow
        case divideByZero = "divide_by_zero"
        case typeAssertion = "type_assertion"
        case nilMapWrite = "nil_map_write"
        case closedChannel = "closed_channel"
        case concurrentMap = "concurrent_map"
        case dataRace = "data_race"
        case deadlock
        case stackOverflow = "stack_overflow"
        case outOfMemory = "out_of_memory"
        case unlockOfUnlocked = "unlock_of_unlocked"
        case negativeWaitGroup = "negative_waitgroup"
        case badPointer = "bad_pointer"
        case useAfterFree = "use_after_free"
        case unwrappedNil = "unwrapped_nil"
        case precondition
        case assertion
        case exclusivity
        case concurrencyMisuse = "concurrency_misuse"
        case uncaughtError = "uncaught_error"
        case signal
        case explicitPanic = "explicit_panic"
        case other

        var isNetwork: Bool {
            switch self {
            case .brokenPipe, .connectionReset, .timeout, .connectionRefused, .connectionAborted,
                .unreachable, .dns, .tls, .eof, .closedConnection, .tooManyOpenFiles,
                .addressInUse, .addressUnavailable, .noBufferSpace, .canceled, .http2Stream,
                .poolExhausted:
                true
            default: false
            }
        }
    }
}

extension ErrorClass: Codable {}
