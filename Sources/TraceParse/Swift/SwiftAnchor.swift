/// What an anchor of a Swift text may begin.
enum SwiftAnchor: Sendable {
    /// `Precondition failed`, `Could not cast value of type`, … without the first letters.
    case trap
    /// `*** Signal 4: Backtracing from 0x…`
    case progress
    /// `*** Program crashed: …`
    case reason
    /// `Current stack trace:`
    case list
    /// `Received signal 4. Backtrace:`
    case library
    /// A report as JSON: of the backtracer, or of Apple's reporter.
    case report
    /// `Exception Type:  EXC_…` of Apple's text report.
    case apple
    /// `SWIFT TASK CONTINUATION MISUSE: …`
    case misuse
    /// `Illegal instruction (core dumped)` of a shell.
    case shell

    /// The literals by which the scanner finds them.
    ///
    /// Long and rare ones: each is looked for at every byte of a log.
    static let literals: [(String, SwiftAnchor)] = [
        ("ondition failed", .trap),
        ("ssertion failed", .trap),
        ("ould not cast value of type", .trap),
        ("imultaneous accesses to 0x", .trap),
        ("CONTINUATION MISUSE: ", .misuse),
        (": Backtracing from 0x", .progress),
        ("Program crashed: ", .reason),
        ("*** Swift runtime failure: ", .reason),
        ("Current stack trace:", .list),
        (". Backtrace:", .library),
        ("crashReport", .report),
        ("bug_type", .report),
        ("Exception Type: ", .apple),
        ("(core dumped)", .shell),
    ]
}
