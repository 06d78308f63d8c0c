#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import ArgumentParser
internal import SystemPackage
internal import TraceParse
internal import TraceReport

/// One run of `tracelens merge`, from the options to the exit status.
struct Merging {
    private let paths: [String]
    private let outputOptions: OutputOptions
    private let failOn: FailOn
    private let console: Console

    /// The run that a command line asks for.
    init(_ command: MergeCommand) {
        paths = command.state
        outputOptions = command.output
        failOn = FailOn(command.output.failOn)
        console = Console(isQuiet: command.output.quiet)
    }

    /// Reads the states and reports.
    ///
    /// - Throws: The exit status, where that is not 0; what there is to say is said.
    func run() throws {
        StandardDescriptors.fill()
        signal(SIGPIPE, SIG_IGN)
        do {
            try report()
        } catch let failure as Failure {
            console.problem(failure.message)
            throw failure.status
        }
    }

    private func report() throws {
        let merged = readAll()
        guard let state = merged.state else { throw ExitStatus.noInput }
        try checkFailOn(state)
        try write(state)
        let named = state.summary.classCounts.reduce(0) { sum, entry in
            failOn.contains(entry.errorClass) ? sum + entry.count : sum
        }
        if named > 0 { console.problem("--fail-on: \(named) incident\(named == 1 ? "" : "s")") }
        if merged.failed > 0 || state.isPartial || state.summary.failedInputs > 0 {
            throw ExitStatus.incomplete
        }
        if named > 0 { throw ExitStatus.failOn }
    }

    /// The classes of a user's own patterns are known only now.
    private func checkFailOn(_ state: SummaryState) throws {
        let own = state.summary.classCounts.compactMap(\.errorClass?.rawValue)
        do {
            try ClassNames.validate(
                outputOptions.failOn.filter { $0 != FailOn.any },
                patterns: own.map { UserPattern(name: $0, expression: "") },
                option: "--fail-on"
            )
        } catch let error as ValidationError {
            throw Failure(error.message, ExitStatus.usage)
        }
    }

    /// All states that can be read, in order; what cannot is named, here and in the report.
    private func readAll() -> (state: SummaryState?, failed: Int) {
        var merged: SummaryState?
        var failures: [InputNote] = []
        let stop = Stop()
        for path in paths {
            do {
                let state = try read(path, stop: stop)
                if state.isPartial {
                    console.problem("\(Input.spoken(path)): the state of a run that was stopped")
                }
                if merged == nil { merged = state } else { merged?.merge(state) }
            } catch {
                let reason = (error as? StateError)?.description ?? InputProblem.reason(of: error)
                console.problem("\(Input.spoken(path)): \(reason)")
                failures.append(
                    InputNote(path: path, statistics: ParseStatistics(), problem: reason)
                )
            }
        }
        for failure in failures { merged?.summary.add(failure) }
        // What one host's lists say of another's is known only now.
        if let evidence = merged?.evidence { merged?.evidence = evidence.settled() }
        return (merged, failures.count)
    }

    private func read(_ path: String, stop: Stop) throws -> SummaryState {
        let isStandardInput = path == Input.standardInputName
        var opened = try OpenInput(
            isStandardInput
                ? DescriptorReader(borrowing: .standardInput, stop: stop)
                : DescriptorReader(opening: FilePath(path), stop: stop)
        )
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try unsafe block.withUnsafeMutableBytes { try unsafe opened.read(into: $0) }
            guard count > 0 else { break }
            bytes += block[..<count]
            guard bytes.count <= SummaryState.longest else {
                throw InputProblem("no state of tracelens is that long")
            }
        }
        return try SummaryState(bytes)
    }

    private func write(_ state: SummaryState) throws {
        let output: OutputFile
        do {
            output = try OutputFile.open(outputOptions.output)
        } catch {
            throw Failure.cannotWrite(outputOptions.output ?? "standard output", error)
        }
        let format = outputOptions.format(isTerminal: output.terminal != nil)
        guard format != .ndjson else {
            output.removeTemporary()
            throw Failure(
                "\(outputOptions.output ?? ""): a state holds no single incidents",
                ExitStatus.usage
            )
        }
        let style = outputOptions.style(terminal: output.terminal)
        let name = output.name
        do {
            try output.finish {
                try outputOptions.write(
                    state,
                    as: format,
                    style: style,
                    redactor: outputOptions.redactor,
                    to: $0
                )
            }
        } catch Errno.brokenPipe {
            return
        } catch {
            throw Failure.cannotWrite(name, error)
        }
    }
}
