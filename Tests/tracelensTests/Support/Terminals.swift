import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The program with terminals for some of its three descriptors.
enum Terminals {
    /// Runs a shell's command, in which `$TRACELENS` is the program; what a terminal is not asked
    /// for comes from nowhere and goes to files.
    static func shell(
        _ command: String,
        in scratch: Scratch,
        standardInput: Bool = false,
        standardOutput: Bool = false,
        standardError: Bool = false,
        environment: [String: String] = [:]
    ) throws -> Tool.Result {
        let terminal = try Terminal()
        let output = try scratch.file(".output")
        let errors = try scratch.file(".errors")
        let status = try Child.run(
            "cd \"$SCRATCH\" && \(command)",
            environment: Tool.environment(in: scratch).merging(environment) { $1 },
            descriptors: [
                standardInput ? terminal.end : .nullDevice,
                standardOutput ? terminal.end : output,
                standardError ? terminal.end : errors,
            ]
        )
        let shown = terminal.shown()
        return Tool.Result(
            status: status,
            output: standardOutput ? shown : try scratch.text(".output"),
            errors: standardError ? shown : try scratch.text(".errors")
        )
    }

    /// A pseudo-terminal: what is written to one side comes out of the other.
    private struct Terminal {
        let end: FileHandle
        private let other: FileHandle

        init() throws {
            var main: Int32 = -1
            var descriptor: Int32 = -1
            let result = unsafe openpty(&main, &descriptor, nil, nil, nil)
            guard result == 0 else { throw POSIXError(.ENXIO) }
            other = FileHandle(fileDescriptor: main, closeOnDealloc: true)
            end = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }

        /// All that was written, once the process is gone: a page fits into the terminal's buffer.
        func shown() -> String {
            let descriptor = other.fileDescriptor
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            var text: [UInt8] = []
            var block = [UInt8](repeating: 0, count: 4096)
            while case let count = unsafe read(descriptor, &block, block.count), count > 0 {
                text += block[..<count]
            }
            return String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n")
        }
    }
}
