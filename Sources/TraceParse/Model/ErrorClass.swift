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
    public static let brokenPipe = Self(rawValue: "broken_pipe")
    public static let connectionReset = Self(rawValue: "connection_reset")
    public static let timeout = Self(rawValue: "timeout")
    public static let connectionRefused = Self(rawValue: "connection_refused")
    public static let connectionAborted = Self(rawValue: "connection_aborted")
    public static let unreachable = Self(rawValue: "unreachable")
    public static let dns = Self(rawValue: "dns")
    public static let tls = Self(rawValue: "tls")
    public static let eof = Self(rawValue: "eof")
    public static let closedConnection = Self(rawValue: "closed_connection")
    public static let tooManyOpenFiles = Self(rawValue: "too_many_open_files")
    public static let addressInUse = Self(rawValue: "address_in_use")
    public static let addressUnavailable = Self(rawValue: "address_unavailable")
    public static let noBufferSpace = Self(rawValue: "no_buffer_space")
    public static let canceled = Self(rawValue: "canceled")
    public static let http2Stream = Self(rawValue: "http2_stream")
    public static let poolExhausted = Self(rawValue: "pool_exhausted")

    // Faults of the program itself.
    public static let nilDereference = Self(rawValue: "nil_dereference")
    public static let indexOutOfRange = Self(rawValue: "index_out_of_range")
    public static let overflow = Self(rawValue: "overflow")
    public static let divideByZero = Self(rawValue: "divide_by_zero")
    public static let typeAssertion = Self(rawValue: "type_assertion")
    public static let nilMapWrite = Self(rawValue: "nil_map_write")
    public static let closedChannel = Self(rawValue: "closed_channel")
    public static let concurrentMap = Self(rawValue: "concurrent_map")
    public static let dataRace = Self(rawValue: "data_race")
    public static let deadlock = Self(rawValue: "deadlock")
    public static let stackOverflow = Self(rawValue: "stack_overflow")
    public static let outOfMemory = Self(rawValue: "out_of_memory")
    public static let unlockOfUnlocked = Self(rawValue: "unlock_of_unlocked")
    public static let negativeWaitGroup = Self(rawValue: "negative_waitgroup")
    public static let badPointer = Self(rawValue: "bad_pointer")
    public static let useAfterFree = Self(rawValue: "use_after_free")
    public static let unwrappedNil = Self(rawValue: "unwrapped_nil")
    public static let precondition = Self(rawValue: "precondition")
    public static let assertion = Self(rawValue: "assertion")
    public static let exclusivity = Self(rawValue: "exclusivity")
    public static let concurrencyMisuse = Self(rawValue: "concurrency_misuse")
    public static let uncaughtError = Self(rawValue: "uncaught_error")
    public static let signal = Self(rawValue: "signal")
    public static let explicitPanic = Self(rawValue: "explicit_panic")
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
