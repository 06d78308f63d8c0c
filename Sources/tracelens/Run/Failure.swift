internal import ArgumentParser

/// Why a run ends without a report.
struct Failure: Error {
    /// What is said about it.
    let message: String
    /// The process's exit status.
    let status: ExitCode

    /// A failure of the given words.
    init(_ message: String, _ status: ExitCode) {
        self.message = message
        self.status = status
    }

    /// The report could not be written.
    static func cannotWrite(_ name: String, _ error: any Error) -> Self {
        Self("cannot write \(name): \(InputProblem.reason(of: error))", ExitStatus.cannotWrite)
    }
}
