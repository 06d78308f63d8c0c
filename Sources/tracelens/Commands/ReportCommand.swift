internal import ArgumentParser
internal import SystemPackage
internal import TraceParse
internal import TraceReport

/// Reads logs and reports what went wrong.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reads a Go or Swift server's log and says what went wrong, and why.",
        usage: "tracelens [OPTIONS] [PATH ...]",
        discussion: """
            Exit status:
              0    a report was made, whatever it found
              1    a report was made, and --fail-on matched
              2    a report was made, but some input could not be read whole
              64   usage
              66   every input failed
              74   the report could not be written
              130  Control-C; the report of what was read so far was written

            Limits: 4,096 goroutines, 65,536 frames and 64 KiB of message an incident; 8,192 \
            groups and 8,192 peers; 256 open streams; 4 MiB of kept sample traces. What is past \
            them is counted, and the report says so.
            """,
        helpNames: [.short, .long]
    )

    @OptionGroup(title: "What is read")
    var input: InputOptions

    @OptionGroup(title: "What the report is about")
    var filter: FilterOptions

    @OptionGroup(title: "What comes out")
    var output: OutputOptions

    mutating func validate() throws {
        try ClassNames.validate(filter.classes, patterns: input.pattern, option: "--class")
        try ClassNames.validate(
            output.failOn.filter { $0 != FailOn.any },
            patterns: input.pattern,
            option: "--fail-on"
        )
    }

    func run() throws {
        try Analysis(self).run()
    }
}
