internal import TraceParse

/// What a run needs beside its inputs.
struct RunSetup: Sendable {
    /// How times are read, and what texts are errors beside the known ones.
    var parserOptions: ParserOptions
    /// How many threads read.
    var jobs: Int
    /// Which incidents make the exit status 1.
    var failOn: FailOn
    /// The request to end early.
    var stop: Stop
    /// Who is told of what could not be read, `nil` where another run tells it.
    var console: Console?
    /// Who shows how far it has come.
    var progress: Progress?
    /// Copies of what can be read only once, by name.
    var spools: [String: Spool] = [:]
}
