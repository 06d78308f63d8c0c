#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import ArgumentParser
internal import SystemPackage
internal import TraceParse
internal import TraceReport

/// One run of `tracelens report`, from the options to the exit status.
struct Analysis {
    let input: InputOptions
    let filterOptions: FilterOptions
    private let outputOptions: OutputOptions
    private let failOn: FailOn
    let paths: [String]
    private let console: Console

    /// The run that a command line asks for.
    init(_ command: ReportCommand) {
        input = command.input
        filterOptions = command.filter
        outputOptions = command.output
        failOn = FailOn(command.output.failOn)
        paths = input.paths.isEmpty ? [Input.standardInputName] : input.paths
        console = Console(isQuiet: outputOptions.quiet)
    }

    /// Reads and reports.
    ///
    /// - Throws: The exit status, where that is not 0; what there is to say is said.
    func run() throws {
        do {
            StandardDescriptors.fill()
            try checkStandardInput()
            let output = try openOutput()
            try checkOverwriting(output)
            let setup = prepare(output)
            try report(to: output, setup: setup)
        } catch let failure as Failure {
            console.problem(failure.message)
            throw failure.status
        }
    }

    private func checkStandardInput() throws {
        guard input.paths.isEmpty, Terminal(descriptor: .standardInput).isTerminal else { return }
        throw Failure(
            "nothing to read: name a log, or pipe one in, as in `kubectl logs POD | tracelens` "
                + "(tracelens --help says more)",
            ExitStatus.usage
        )
    }

    private func openOutput() throws -> OutputFile {
        do {
            return try OutputFile.open(outputOptions.output)
        } catch {
            throw Failure.cannotWrite(outputOptions.output ?? "standard output", error)
        }
    }

    private func checkOverwriting(_ output: borrowing OutputFile) throws {
        guard let written = output.identities.file else { return }
        for path in paths where path != Input.standardInputName {
            guard let status = try? Stat(FilePath(path)), FileIdentity(status) == written else {
                continue
            }
            output.removeTemporary()
            throw Failure(
                "\(path) is to be read, and the report would be written over it; "
                    + "give another --output",
                ExitStatus.usage
            )
        }
    }
}

extension Analysis {
    /// Makes the process ready, so that nothing before the report can end it unasked.
    private func prepare(_ output: borrowing OutputFile) -> RunSetup {
        signal(SIGPIPE, SIG_IGN)
        let stop = Stop()
        stop.followInterrupts()
        input.timeZone.activate()
        return RunSetup(
            parserOptions: input.parserOptions,
            jobs: jobs,
            failOn: failOn,
            stop: stop,
            console: console,
            progress: showsProgress(beside: output) ? progress(outputs: output.identities) : nil
        )
    }

    private func progress(outputs: OutputIdentities) -> Progress {
        let inputs = walk(outputs: outputs)
        return Progress(console: console) { inputs.totalSize() }
    }

    /// One input that has to be waited for, or is soon read, is read by one thread.
    private var jobs: Int {
        let isWorthSharing = paths.count > 1 || isLarge(paths[0])
        return isWorthSharing ? input.jobs ?? Processors.count : 1
    }

    private func isLarge(_ path: String) -> Bool {
        guard let status = try? Stat(FilePath(path)) else { return false }
        return status.type == .directory
            || status.type == .regular && status.size >= Int64(4 * ScannedBlock.size)
    }

    /// Lines that appear on the same terminal are progress enough.
    private func showsProgress(beside output: borrowing OutputFile) -> Bool {
        let isTerminal = Terminal(descriptor: .standardError).isTerminal
        let showsLines = format(of: output) == .ndjson && output.terminal != nil
        return outputOptions.progress.applies(
            automatically: isTerminal && !showsLines && !outputOptions.quiet
        )
    }

    private func format(of output: borrowing OutputFile) -> OutputFormat {
        outputOptions.format(isTerminal: output.terminal != nil)
    }

    private func report(to output: consuming OutputFile, setup: RunSetup) throws {
        var setup = setup
        let filter: IncidentFilter
        do {
            filter = try makeFilter(&setup, outputs: output.identities)
        } catch {
            output.removeTemporary()
            throw error
        }
        switch format(of: output) {
        case .ndjson:
            try writeLines(to: output, filter: filter, setup: setup)
        case let format:
            try writePage(format, to: output, filter: filter, setup: setup)
        }
    }

    private func writePage(
        _ format: OutputFormat,
        to output: consuming OutputFile,
        filter: IncidentFilter,
        setup: RunSetup
    ) throws {
        let collector = SummaryCollector(redactor: outputOptions.redactor)
        let inputs = walk(outputs: output.identities)
        var tally = Run(inputs, filter: filter, into: collector, setup: setup).run()
        setup.progress?.end()
        let evidence = evidence(beside: collector, outputs: output.identities, setup, &tally)
        let isPartial = setup.stop.reason == .interrupted
        try conclude(tally, output, stop: setup.stop) { style, receive in
            let state = SummaryState(
                summary: collector.summary,
                evidence: evidence,
                isPartial: isPartial
            )
            try outputOptions.write(
                state,
                as: format,
                style: style,
                redactor: collector.redactor,
                to: receive
            )
        }
    }

    private func writeLines(
        to output: consuming OutputFile,
        filter: IncidentFilter,
        setup: RunSetup
    ) throws {
        let writer = LineWriter(
            output.descriptor,
            redactor: outputOptions.redactor,
            stop: setup.stop
        )
        let inputs = walk(outputs: output.identities)
        let tally = Run(inputs, filter: filter, into: LineCollector(writer), setup: setup).run()
        setup.progress?.end()
        if let failure = writer.failure {
            output.removeTemporary()
            throw Failure.cannotWrite(output.name, failure)
        }
        try conclude(tally, output, stop: setup.stop) { _, _ in }
    }

    /// What was given as evidence, then what the logs hold.
    private func evidence(
        beside collector: SummaryCollector,
        outputs: OutputIdentities,
        _ setup: RunSetup,
        _ tally: inout Tally
    ) -> HostEvidence {
        let everything = PathFilter(include: [], exclude: [])
        // Each text is a moment of its own, whatever its name.
        let walk = InputWalk(
            paths: input.evidence,
            filter: everything,
            outputs: outputs,
            findsSets: false
        )
        var (evidence, unreadable) = EvidenceFiles(setup: setup).read(walk)
        for _ in 0..<unreadable { tally.addUnreadableEvidence() }
        evidence.merge(collector.evidence)
        return evidence.settled()
    }

    func walk(outputs: OutputIdentities) -> InputWalk {
        let filter = PathFilter(include: input.include, exclude: input.exclude)
        return InputWalk(paths: paths, filter: filter, outputs: outputs)
    }
}

extension Analysis {
    /// Writes what is still to be written, and throws what the exit status is to be.
    private func conclude(
        _ tally: Tally,
        _ output: consuming OutputFile,
        stop: Stop,
        write: @escaping (TextStyle, OutputFile.Receiver) throws -> Void
    ) throws {
        guard tally.failed < max(tally.inputs, 1) else {
            output.removeTemporary()
            throw ExitStatus.noInput
        }
        guard stop.reason != .readerGone else { return }
        let style = outputOptions.style(terminal: output.terminal)
        let name = output.name
        do {
            try output.finish { try write(style, $0) }
        } catch Errno.brokenPipe {
            return
        } catch {
            throw Failure.cannotWrite(name, error)
        }
        try announce(tally, stop: stop)
    }

    private func announce(_ tally: Tally, stop: Stop) throws {
        if tally.inputs == 0 {
            console.note("no file to read in \(paths.joined(separator: ", "))")
        }
        if tally.named > 0 {
            console.problem("--fail-on: \(tally.named) incident\(tally.named == 1 ? "" : "s")")
        }
        if stop.reason == .interrupted {
            console.problem("interrupted; the report covers what was read so far")
            throw ExitStatus.interrupted
        }
        if tally.incomplete > 0 { throw ExitStatus.incomplete }
        if tally.named > 0 { throw ExitStatus.failOn }
    }
}
