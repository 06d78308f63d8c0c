internal import SystemPackage

/// Where the report goes.
///
/// A regular file is written whole or not at all: to a temporary beside it, which takes its place
/// when all is written. Anything else is written straight through.
struct OutputFile: ~Copyable {
    /// What the user calls it.
    let name: String
    /// What is written to.
    let descriptor: FileDescriptor
    private let replacement: Replacement?

    /// A temporary and the file whose place it is to take.
    private struct Replacement {
        var temporary: FilePath
        var target: FilePath
    }

    private init(name: String, descriptor: FileDescriptor, replacement: Replacement? = nil) {
        self.name = name
        self.descriptor = descriptor
        self.replacement = replacement
    }

    /// Opens the file of a name, which need not exist; `nil` and `-` are standard output.
    ///
    /// - Throws: `Errno` where it cannot be written.
    static func open(_ path: String?) throws -> OutputFile {
        guard let path, !standardOutputNames.contains(path) else {
            return OutputFile(name: "standard output", descriptor: .standardOutput)
        }
        let target = FilePath(path)
        let existing = try? Stat(target)
        guard existing == nil || existing?.type == .regular else {
            let descriptor = try FileDescriptor.open(target, .writeOnly, options: .closeOnExec)
            return OutputFile(name: path, descriptor: descriptor)
        }
        let replacement = try replacement(for: target, existing: existing)
        let descriptor = try FileDescriptor.open(
            replacement.temporary,
            .writeOnly,
            options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: FilePermissions(rawValue: 0o666)
        )
        if let existing { try? descriptor.setPermissions(existing.permissions) }
        return OutputFile(name: path, descriptor: descriptor, replacement: replacement)
    }

    /// Opened anew, these would be written from their beginning if they are a file.
    private static let standardOutputNames: Set<String> = ["-", "/dev/stdout", "/dev/fd/1"]

    /// A link stays a link to what is replaced; what must not be written is not replaced either.
    private static func replacement(
        for target: FilePath,
        existing: Stat?
    ) throws -> Replacement {
        guard existing != nil else {
            return Replacement(temporary: temporary(for: target), target: target)
        }
        let resolved = try target.resolvingLinks()
        try FileDescriptor.open(resolved, .writeOnly, options: .closeOnExec).close()
        return Replacement(temporary: temporary(for: resolved), target: resolved)
    }

    /// What is written, for a walk that must not read it.
    var identities: OutputIdentities {
        let written = try? Stat(descriptor)
        let replaced = replacement.flatMap { try? Stat($0.target) }
        let file = replacement == nil ? written : replaced
        return OutputIdentities(
            file: file?.type == .regular ? file.map(FileIdentity.init) : nil,
            temporary: replacement == nil ? nil : written.map(FileIdentity.init)
        )
    }

    /// Whether a terminal shows it.
    var terminal: Terminal? {
        let terminal = Terminal(descriptor: descriptor)
        return terminal.isTerminal ? terminal : nil
    }

    /// Takes the next bytes of what is written.
    typealias Receiver = ([UInt8]) throws -> Void

    /// Writes what comes after what was written before, and puts it all in the file's place.
    ///
    /// - Parameter write: Hands the bytes over, in portions of any size.
    /// - Throws: `Errno`, of which `brokenPipe` says that nobody reads any more. The file is then as
    ///   it was.
    consuming func finish(_ write: (Receiver) throws -> Void) throws {
        do {
            try write { try descriptor.writeAll($0) }
            guard let replacement else { return }
            try descriptor.close()
            try replacement.temporary.rename(to: replacement.target)
        } catch {
            try? replacement?.temporary.remove()
            throw error
        }
    }

    /// Forgets what was written; the file is as it was.
    func removeTemporary() {
        try? replacement?.temporary.remove()
    }

    private static func temporary(for target: FilePath) -> FilePath {
        let name = target.lastComponent?.string ?? "report"
        let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        return target.removingLastComponent().appending(".\(name).\(suffix).tmp")
    }
}
