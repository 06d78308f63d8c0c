#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import ArgumentParser
internal import SystemPackage

/// Writes what this host's sockets, limits and counters are.
struct CollectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Writes a snapshot of this host's sockets and limits, for --evidence.",
        discussion: """
            It reads /proc, runs no other program, and changes nothing. What it has no right to \
            read is named in the snapshot: as root it sees every process.

            Exit status:
              0    a snapshot was written
              64   usage
              66   there is no such process, or no /proc
              74   the snapshot could not be written
            """,
        helpNames: [.short, .long]
    )

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Write to a file.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Option(help: ArgumentHelp("Look at one process and its network namespace.", valueName: "pid"))
    var pid: Int?

    @Option(help: ArgumentHelp("Look at the process that listens on a port.", valueName: "port"))
    var port: Int?

    mutating func validate() throws {
        if pid != nil, port != nil {
            throw ValidationError("--pid and --port name the same thing; give one.")
        }
        if let pid, pid < 1 { throw ValidationError("--pid: \(pid) is no process.") }
        if let port, !(1...65535).contains(port) {
            throw ValidationError("--port: \(port) is no port from 1 to 65535.")
        }
    }

    func run() throws {
        let console = Console(isQuiet: false)
        do {
            StandardDescriptors.fill()
            signal(SIGPIPE, SIG_IGN)
            try write(snapshot(console))
        } catch let failure as Failure {
            console.problem(failure.message)
            throw failure.status
        }
    }

    private func snapshot(_ console: Console) throws -> String {
        #if os(Linux)
        var collection = HostCollection(pid: pid, port: port)
        let text = try collection.text()
        for note in collection.notes { console.note(note) }
        return text
        #else
        throw Failure("collect reads /proc, which only Linux has", ExitStatus.noInput)
        #endif
    }

    private func write(_ text: String) throws {
        do {
            let file = try OutputFile.open(output)
            try file.finish { try $0(Array(text.utf8)) }
        } catch Errno.brokenPipe {
            return
        } catch {
            throw Failure.cannotWrite(output ?? "standard output", error)
        }
    }
}
