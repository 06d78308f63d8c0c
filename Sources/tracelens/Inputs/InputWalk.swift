internal import SystemPackage

/// The inputs of a run in order: paths as given, the files of a directory in the byte order of
/// their paths, each file once.
struct InputWalk: IteratorProtocol {
    /// What a walk comes upon.
    enum Item {
        /// Something to read.
        case input(Input)
        /// Something that cannot be read.
        case unreadable(name: String, problem: InputProblem)
        /// Something that is left out on purpose.
        case skipped(name: String, reason: String)
    }

    private let filter: PathFilter
    private let outputs: OutputIdentities
    private var seen: Set<FileIdentity> = []
    private var hasStandardInput = false
    /// What is still to come, the next one last.
    private var pending: [Step]

    /// What is still to come: the looking up of a given path waits until it is its turn.
    private enum Step {
        case given(String)
        case found(Node)
    }

    /// A path that the user gave, or one that was found below it.
    private struct Node {
        var path: FilePath
        var status: Result<Stat, Errno>
        /// The path below the directory that the user gave; `nil` for the given path itself.
        var below: String?

        init(_ path: FilePath, below: String? = nil) {
            self.path = path
            self.below = below
            do throws(Errno) {
                status = .success(try Stat(path))
            } catch {
                status = .failure(error)
            }
        }
    }

    /// A walk over paths as the user gave them, `-` being standard input.
    ///
    /// - Parameters:
    ///   - paths: The paths, in order.
    ///   - filter: Which files of a directory are read.
    ///   - outputs: The files that this run writes.
    init(paths: [String], filter: PathFilter, outputs: OutputIdentities) {
        self.filter = filter
        self.outputs = outputs
        self.pending = paths.reversed().map(Step.given)
    }

    /// The next thing on the way, or `nil` at the end.
    mutating func next() -> Item? {
        while let step = pending.popLast() {
            if let item = take(step) { return item }
        }
        return nil
    }

    private mutating func take(_ step: Step) -> Item? {
        switch step {
        case .given(Input.standardInputName): takeStandardInput()
        case .given(let path): visit(Node(FilePath(path)))
        case .found(let node): visit(node)
        }
    }

    private mutating func takeStandardInput() -> Item {
        guard !hasStandardInput else {
            return .skipped(name: Input.standardInputName, reason: Self.wasRead)
        }
        hasStandardInput = true
        return .input(.standardInput)
    }

    private mutating func visit(_ node: Node) -> Item? {
        switch node.status {
        case .failure(let errno):
            .unreadable(name: node.path.string, problem: InputProblem(errno.description))
        case .success(let status) where status.type == .directory:
            enter(node, FileIdentity(status))
        case .success(let status) where status.type == .regular:
            visit(file: node, FileIdentity(status))
        case .success:
            // A pipe or a device is read where the user names it, not because it lies around.
            node.below == nil ? .input(Self.input(node)) : nil
        }
    }

    private mutating func visit(file node: Node, _ identity: FileIdentity) -> Item? {
        if let below = node.below, !filter.admits(file: below) { return nil }
        guard identity != outputs.temporary else { return nil }
        guard identity != outputs.file else {
            return .skipped(name: node.path.string, reason: "the report is written to it")
        }
        guard seen.insert(identity).inserted else {
            guard node.below == nil else { return nil }
            return .skipped(name: node.path.string, reason: Self.wasRead)
        }
        return .input(Self.input(node))
    }

    private mutating func enter(_ node: Node, _ identity: FileIdentity) -> Item? {
        if let below = node.below, !filter.admits(directory: below) { return nil }
        guard seen.insert(identity).inserted else { return nil }
        do {
            pending += try Self.children(of: node).reversed().map(Step.found)
            return nil
        } catch {
            let problem = InputProblem(InputProblem.reason(of: error))
            return .unreadable(name: node.path.string, problem: problem)
        }
    }

    /// What a directory holds, in the byte order of all the paths below it: there a directory's
    /// name goes on with a slash.
    private static func children(of directory: Node) throws -> [Node] {
        let children = try DirectoryListing.names(in: directory.path).map { name in
            let child = Node(
                directory.path.appending(name),
                below: directory.below.map { "\($0)/\(name.string)" } ?? name.string
            )
            let isDirectory = (try? child.status.get())?.type == .directory
            return (key: name.bytes + (isDirectory ? "/" : "").utf8, node: child)
        }
        return children.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { $0.node }
    }

    private static let wasRead = "it was read before"

    private static func input(_ node: Node) -> Input {
        Input(
            name: node.path.string,
            origin: node.below == nil ? .given(node.path) : .found(node.path)
        )
    }
}
