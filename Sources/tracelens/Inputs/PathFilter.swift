#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Which files of a directory are read: `--include` and `--exclude`.
///
/// A pattern without a slash is held against a name, one with a slash against the path below the
/// directory; `*` and `?` match a slash as well. An excluded directory is not entered.
struct PathFilter: Sendable {
    /// Where not empty, a file must match one of these.
    var include: [String] = []
    /// A file or directory that matches one of these is left out.
    var exclude: [String] = []

    /// Whether a file is read, by its path below the directory that the user gave.
    func admits(file path: String) -> Bool {
        let isIncluded = include.isEmpty || include.contains { Self.matches($0, path) }
        return isIncluded && !exclude.contains { Self.matches($0, path) }
    }

    /// Whether a directory is entered, by its path below the directory that the user gave.
    func admits(directory path: String) -> Bool {
        !exclude.contains { Self.matches($0, path) }
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let subject = pattern.utf8.contains(UInt8(ascii: "/")) ? path : lastName(of: path)
        return unsafe fnmatch(pattern, subject, 0) == 0
    }

    private static func lastName(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/"))
            .map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }
}
