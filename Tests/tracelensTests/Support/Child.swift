import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A shell that runs a command, started and waited for without more ado.
///
/// The tests start hundreds: Foundation's `Process` takes 40 milliseconds for each.
enum Child {
    /// Runs a command with the given descriptors as its first three, and waits.
    ///
    /// - Returns: The exit status, or 128 and the number of the signal that ended it.
    static func run(
        _ command: String,
        environment: [String: String],
        descriptors: [FileHandle]
    ) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, handle) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(
                &actions,
                handle.fileDescriptor,
                Int32(number)
            )
        }
        // What ends a process by default does so here, whoever ignored it before.
        var ending = sigset_t()
        unsafe sigemptyset(&ending)
        unsafe sigaddset(&ending, SIGINT)
        unsafe sigaddset(&ending, SIGPIPE)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawnattr_setsigdefault(&attributes, &ending)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        let process = try unsafe withStrings(["sh", "-c", command]) { arguments in
            try unsafe withStrings(environment.map { "\($0)=\($1)" }) { environment in
                var process = pid_t()
                let result = unsafe posix_spawn(
                    &process,
                    "/bin/sh",
                    &actions,
                    nil,
                    arguments,
                    environment
                )
                guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result)!) }
                return process
            }
        }
        return wait(for: process)
    }

    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func withStrings<Result>(
        _ strings: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws -> Result
    ) rethrows -> Result {
        var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return try unsafe pointers.withUnsafeMutableBufferPointer {
            try unsafe body($0.baseAddress!)
        }
    }
}
