import Foundation
import Testing

/// The program as it was built, run as a process.
enum Tool {
    /// What a process left behind.
    struct Result {
        var status: Int32
        var output: String
        var errors: String

        /// The fields of each line of `--format ndjson`.
        func incidents() throws -> [[String: Any]] {
            try output.split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require(object as? [String: Any])
            }
        }
    }

    /// Runs the program in a directory.
    static func run(
        _ arguments: String...,
        in scratch: Scratch,
        input: String = ""
    ) throws -> Result {
        try scratch.write(".input", input)
        let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
        return try shell("\"$TRACELENS\" \(quoted) < .input", in: scratch)
    }

    /// Runs a shell's command, in which `$TRACELENS` is the program.
    static func shell(_ command: String, in scratch: Scratch) throws -> Result {
        let status = try Child.run(
            "cd \"$SCRATCH\" && \(command)",
            environment: environment(in: scratch),
            descriptors: [
                .nullDevice, try scratch.file(".output"), try scratch.file(".errors"),
            ]
        )
        return Result(
            status: status,
            output: try scratch.text(".output"),
            errors: try scratch.text(".errors")
        )
    }

    /// The environment, without what would change how the program draws.
    static func environment(in scratch: Scratch) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["TRACELENS"] = executable.path
        environment["SCRATCH"] = scratch.url.path
        environment["NO_COLOR"] = nil
        environment["TERM"] = "xterm"
        return environment
    }

    /// The program stands beside the tests' bundle.
    static let executable: URL = {
        let bundle = Bundle(for: Anchor.self).bundleURL
        let candidates = [bundle, bundle.deletingLastPathComponent()]
            .map { $0.appending(path: "tracelens") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? candidates[0]
    }()

    private final class Anchor {}
}
