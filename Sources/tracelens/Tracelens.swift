internal import ArgumentParser

/// The command line; what is told no subcommand is a report.
@main
struct Tracelens: ParsableCommand {
    /// `--help` without a subcommand is left to the default one, whose options it is asked for.
    static let configuration = CommandConfiguration(
        commandName: "tracelens",
        abstract: "Reads a Go or Swift server's log and says what went wrong, and why.",
        version: "0.1.0",
        subcommands: [
            ReportCommand.self, ExplainCommand.self, CollectCommand.self, MergeCommand.self,
        ],
        defaultSubcommand: ReportCommand.self,
        helpNames: []
    )
}
