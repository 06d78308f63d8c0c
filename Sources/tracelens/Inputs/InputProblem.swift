internal import SystemPackage

/// Why an input could not be read, or not to its end, in words for people.
struct InputProblem: Error, Equatable {
    /// What is wrong, and what to do about it where there is something.
    var reason: String

    /// A problem of the given words.
    init(_ reason: String) {
        self.reason = reason
    }

    /// What an error means to people.
    static func reason(of error: any Error) -> String {
        switch error {
        case let problem as Self: problem.reason
        case let errno as Errno: errno.description
        default: "\(error)"
        }
    }
}
