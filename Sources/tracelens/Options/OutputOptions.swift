internal import ArgumentParser
internal import SystemPackage
internal import TraceReport

/// What the report looks like, and where it goes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("f", allowingJoined: true), .long],
        help: ArgumentHelp(
            "How the report is written; ndjson is one incident a line, state what `merge` reads.",
            discussion: """
                Without it, the output's extension says; without that, it is text on a terminal \
                and markdown elsewhere.
                """,
            valueName: "format"
        )
    )
    var format: OutputFormat?

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Write to a file instead of standard output, whole or not at all.",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    @Option(help: ArgumentHelp("How many rows a table shows at most.", valueName: "n"))
    var top = 10

    @Flag(
        help: ArgumentHelp(
            "Replace addresses, host names, queries and home directories by numbered stand-ins.",
            discussion: """
                The same name has the same stand-in everywhere: ip-1, host-1, query-1, user-1, in \
                order of appearance. Secrets (passwords, tokens, cookies) are masked without it.
                """
        )
    )
    var redact = false

    @Option(
        help: ArgumentHelp(
            "Exit with status 1 where an incident has this class, or any. Repeatable.",
            valueName: "class"
        )
    )
    var failOn: [String] = []

    @Option(help: ArgumentHelp("Whether text is coloured.", valueName: "when"))
    var color = Occasion.auto

    @Option(help: ArgumentHelp("Whether standard error shows how far it is.", valueName: "when"))
    var progress = Occasion.auto

    @Flag(name: .shortAndLong, help: "Say only what went wrong on standard error.")
    var quiet = false

    mutating func validate() throws {
        if top < 1 { throw ValidationError("--top: \(top) is less than 1.") }
        if redact, (format ?? formatOfExtension) == .state {
            throw ValidationError(
                "--redact: a state keeps names, since others are merged with it; "
                    + "give --redact to `tracelens merge`."
            )
        }
    }

    /// What takes secrets out, and names where that is wished.
    var redactor: Redactor { Redactor(replacesNames: redact) }

    /// The format: as told, else as the file's extension says, else as its reader needs it.
    func format(isTerminal: Bool) -> OutputFormat {
        format ?? formatOfExtension ?? (isTerminal ? .text : .markdown)
    }

    private var formatOfExtension: OutputFormat? {
        output.flatMap { FilePath($0).extension }.flatMap(OutputFormat.init(fileExtension:))
    }

    /// How text is drawn.
    func style(terminal: Terminal?) -> TextStyle {
        TextStyle(
            color: color.applies(automatically: terminal != nil && !Terminal.environmentIsPlain),
            columns: terminal?.columns ?? 80
        )
    }

    /// Writes what was read, the report or the state, in every format but lines of incidents.
    ///
    /// - Parameters:
    ///   - state: What was read.
    ///   - format: How it is written.
    ///   - style: How a terminal's page is drawn.
    ///   - redactor: What takes secrets and names out; it may know names in their order already.
    ///   - receive: Takes the bytes.
    /// - Throws: What `receive` throws.
    func write(
        _ state: SummaryState,
        as format: OutputFormat,
        style: TextStyle,
        redactor: Redactor,
        to receive: OutputFile.Receiver
    ) throws {
        guard let format = format.reportFormat else {
            return try receive(Array(state.text.utf8))
        }
        let report = Report(
            summary: state.summary,
            evidence: state.evidence,
            partial: state.isPartial,
            redactor: redactor
        )
        try report.write(as: format, style: style, top: top, to: receive)
    }
}
