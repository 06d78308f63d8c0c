internal import ArgumentParser
internal import SystemPackage
internal import TraceReport

/// Says what a class of errors or a cause means, how it is told and what to do.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says what a class or a cause means, how it is told, and what to do.",
        usage: "tracelens explain [ID|--list]"
    )

    @Flag(help: "List all classes and causes.")
    var list = false

    @Argument(help: "A class (broken_pipe) or a cause (client_timeout).")
    var id: String?

    func validate() throws {
        guard let id, !list, Explanation.text(of: id) == nil else { return }
        throw ValidationError(Self.unknown(id))
    }

    func run() throws {
        try write(list ? Explanation.list : id.flatMap(Explanation.text(of:)) ?? Explanation.list)
    }

    private static func unknown(_ id: String) -> String {
        let near = Explanation.nearMatches(to: id)
        let hint =
            near.isEmpty
            ? "`tracelens explain --list` names all."
            : "Did you mean \(near.joined(separator: ", "))? `tracelens explain --list` names all."
        return "'\(Console.printable(id))' is no class and no cause. \(hint)"
    }

    /// A reader that went away has read enough.
    private func write(_ text: String) throws {
        do {
            _ = try FileDescriptor.standardOutput.writeAll(text.utf8)
        } catch Errno.brokenPipe {
            return
        } catch {
            Console(isQuiet: false).problem("standard output: \(error)")
            throw ExitCode(74)
        }
    }
}
