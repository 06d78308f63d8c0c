internal import ArgumentParser

/// What the process says of itself when it ends.
enum ExitStatus {
    /// A report was made, and `--fail-on` matched.
    static let failOn = ExitCode(1)
    /// A report was made, but some input could not be read whole.
    static let incomplete = ExitCode(2)
    /// The command line makes no sense.
    static let usage = ExitCode(64)
    /// Every input failed.
    static let noInput = ExitCode(66)
    /// The report could not be written.
    static let cannotWrite = ExitCode(74)
    /// Control-C: the report of what was read so far was written.
    static let interrupted = ExitCode(130)
}
