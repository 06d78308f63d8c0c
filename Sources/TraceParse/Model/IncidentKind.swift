/// How a failure showed itself in the log.
public enum IncidentKind: String, Hashable, Sendable, CaseIterable {
    /// A Go panic that ended the process, or a test.
    case panic
    /// `http: panic serving …` or `http2: panic serving …`.
    case httpPanic = "http_panic"
    /// A panic that another recovery caught and logged.
    case recoveredPanic = "recovered_panic"
    /// Go's `fatal error:` and `runtime:` throws.
    case fatalError = "fatal_error"
    /// A crash by signal without either of the above.
    case signal
    /// A dump of goroutines: SIGQUIT, `debug.Stack()`, or bare.
    case goroutineDump = "goroutine_dump"
    /// A report of the race detector.
    case dataRace = "data_race"
    /// A Swift trap with a backtrace.
    case crash
    /// A Swift `Fatal error:` without a backtrace.
    case trap
    /// An error in a log line, with a stack or without.
    case error
}

extension IncidentKind: Codable {}
