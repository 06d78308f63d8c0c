internal import ArgumentParser
internal import TraceReport

/// Makes one report of the states that several runs wrote.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Makes one report of states that --format state wrote.",
        usage: "tracelens merge [OPTIONS] STATE ...",
        discussion: """
            Merging the states of the parts of some inputs, in the inputs' order, gives the report \
            of one run over all of them, while no limit is reached. So any engine that can run a \
            program on a part of its input runs tracelens on many machines:

              parallel tracelens -f state -o {}.state {} ::: *.log
              tracelens merge *.state

            Exit status: as of a report; a state that cannot be read counts as an input that \
            cannot.
            """,
        helpNames: [.short, .long]
    )

    @Argument(
        help: ArgumentHelp("States, in the order of their inputs; - is standard input."),
        completion: .file(extensions: ["state"])
    )
    var state: [String]

    @OptionGroup(title: "What comes out")
    var output: OutputOptions

    mutating func validate() throws {
        if output.format == .ndjson {
            throw ValidationError("--format ndjson: a state holds no single incidents.")
        }
    }

    func run() throws {
        try Merging(self).run()
    }
}
