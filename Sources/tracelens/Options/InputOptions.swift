internal import ArgumentParser
internal import TraceParse

/// What is read, and how.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Logs, or directories of logs; '-' or none is standard input.",
            discussion: """
                The files of a rotated log (app.log.2.gz, app.log.1, app.log) are read as one, the oldest \
                first; files with equal contents are read once, and named.
                """,
            valueName: "path"
        ),
        completion: .file()
    )
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "What a host says, to weigh with the logs. Repeatable.",
            discussion: """
                A file, or a directory of files: what netstat, ss, lsof, ulimit, curl, dmesg and the \
                like print, pasted with their prompts or without, goroutine dumps, stated time \
                limits, and what 'tracelens collect' writes.
                """,
            valueName: "file|dir"
        ),
        completion: .file()
    )
    var evidence: [String] = []

    @Option(
        help: ArgumentHelp(
            "Read only files of a directory that match. Repeatable, as --exclude is.",
            discussion: """
                A glob without a slash is held against the name, one with a slash against the \
                path below the directory.
                """,
            valueName: "glob"
        )
    )
    var include: [String] = []

    @Option(
        help: ArgumentHelp("Leave out files and directories that match.", valueName: "glob")
    )
    var exclude: [String] = []

    @Option(
        help: ArgumentHelp(
            "An error text of your own, as a PCRE2 pattern; NAME is its class. Repeatable.",
            valueName: "name=regex"
        ),
        transform: UserPattern.init(argument:)
    )
    var pattern: [UserPattern] = []

    @Option(
        help: ArgumentHelp(
            "The zone of times that print none: Europe/Berlin, +05:30. (default: UTC)",
            valueName: "zone"
        ),
        transform: Zone.init(argument:)
    )
    var timeZone = Zone.fixed(seconds: 0)

    @Option(help: ArgumentHelp("The year of times that print none.", valueName: "year"))
    var year: Int?

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp(
            "How many inputs are read at the same time. (default: one a processor)",
            valueName: "n"
        )
    )
    var jobs: Int?

    mutating func validate() throws {
        if let year, !(1...9999).contains(year) {
            throw ValidationError("--year: \(year) is no year from 1 to 9999.")
        }
        if let jobs, !(1...1024).contains(jobs) {
            throw ValidationError("--jobs: \(jobs) is no number from 1 to 1024.")
        }
        if !pattern.isEmpty { try validatePatterns() }
        try validateEvidence()
    }

    /// The parser's options; the zone must be active.
    var parserOptions: ParserOptions {
        let zone = timeZone
        return ParserOptions(year: year, patterns: pattern) { zone.offset(atLocal: $0) }
    }

    /// Standard input cannot be both the log and the evidence.
    private func validateEvidence() throws {
        let name = Input.standardInputName
        guard evidence.contains(name), paths.isEmpty || paths.contains(name) else { return }
        throw ValidationError("--evidence -: standard input is the log; give the log as a path.")
    }

    private func validatePatterns() throws {
        do throws(PatternError) {
            _ = try TraceParser(options: ParserOptions(patterns: pattern))
        } catch {
            throw ValidationError(
                "--pattern: '\(error.name)' is no pattern at byte \(error.offset): \(error.reason)."
            )
        }
    }
}

extension UserPattern {
    /// The pattern that `NAME=REGEX` gives.
    fileprivate init(argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let first = parts[0].utf8.first, Self.isLetter(first),
            parts[0].utf8.allSatisfy(Self.isOfName)
        else {
            throw ValidationError(
                "it takes NAME=REGEX, with a name of lower-case letters, digits and '_'"
            )
        }
        self.init(name: String(parts[0]), expression: String(parts[1]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        isLetter(byte) || "0123456789_".utf8.contains(byte)
    }
}

extension Zone {
    fileprivate init(argument: String) throws {
        guard let zone = Self(argument) else {
            throw ValidationError(
                "no such zone on this machine; it takes a name like Europe/Berlin (from the "
                    + "package tzdata) or an offset like +05:30"
            )
        }
        self = zone
    }
}
