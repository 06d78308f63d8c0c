internal import SystemPackage

/// One thing to read.
struct Input: Sendable {
    /// Its name as given or found.
    var name: String
    /// Where its bytes are.
    var origin: Origin

    /// Where bytes come from.
    enum Origin: Sendable {
        /// Standard input.
        case standardInput
        /// A path that the user gave.
        case given(FilePath)
        /// A file that a walk found below a directory.
        case found(FilePath)
    }

    /// Whether a walk found it, so that a report of our own is no input.
    var isFound: Bool {
        if case .found = origin { true } else { false }
    }
}
