internal import SystemPackage
import TraceParse

/// One thing to read.
struct Input: Sendable {
    /// Its name as given or found.
    var name: String
    /// Where its bytes are.
    var origin: Origin
    /// Which file it was when it was come upon, `nil` where it was no regular one.
    var identity: FileIdentity?
    /// When that was last written to.
    var written: Timestamp?

    /// Where bytes come from.
    enum Origin: Sendable {
        /// Standard input.
        case standardInput
        /// A path that the user gave.
        case given(FilePath)
        /// A file that a walk found below a directory.
        case found(FilePath)
    }

    /// The name that stands for standard input.
    static let standardInputName = "-"

    /// Standard input.
    static let standardInput = Self(name: standardInputName, origin: .standardInput)

    /// A name as people say it.
    static func spoken(_ name: String) -> String {
        name == standardInputName ? "standard input" : name
    }

    /// Where it lies, `nil` where it is standard input.
    var path: FilePath? {
        switch origin {
        case .standardInput: nil
        case .given(let path), .found(let path): path
        }
    }

    /// Whether it is a regular file.
    var isFile: Bool { identity != nil }

    /// Whether a walk found it, so that a report of our own is no input.
    var isFound: Bool {
        if case .found = origin { true } else { false }
    }
}
