internal import SystemPackage
internal import TraceParse

/// The inputs of a run in order: paths as given, the files of a directory in the byte order of
/// their paths, each file once; the files of a rotated log in the place of the first of them.
struct InputWalk: IteratorProtocol {
    /// What a walk comes upon.
    enum Item {
        /// Something to read as one stream: an input, or files of a rotated log, the oldest first.
        case inputs([Input])
        /// Something that cannot be read.
        case unreadable(name: String, problem: InputProblem)
        /// Something that is left out on purpose.
        case skipped(name: String, reason: String)
    }

    private let filter: PathFilter
    private let outputs: OutputIdentities
    private let findsSets: Bool
    private var seen: Set<FileIdentity> = []
    private var hasStandardInput = false
    /// What is still to come, the next one last.
    private var pending: [Step]

    /// What is still to come: the looking up of given paths waits until it is their turn.
    private enum Step {
        /// Paths that the user gave: one, or some whose names look like those of a rotated log.
        case given([Given])
        /// What was looked up of these, and its place.
        case known([Node], place: Int)
        /// Files of a rotated log, or anything by itself.
        case nodes([Node])
        /// What was come upon already.
        case item(Item)

        /// The place among the given paths.
        var place: Int? {
            switch self {
            case .given(let paths): paths[0].place
            case .known(_, let place): place
            case .nodes, .item: nil
            }
        }
    }

    /// A path that the user gave, and its place among all of them.
    private struct Given: Equatable {
        var path: String
        var place: Int
    }

    /// A path that the user gave, or one that was found below it.
    private struct Node {
        var path: FilePath
        var status: Result<Stat, Errno>
        /// The path below the directory that the user gave; `nil` for the given path itself.
        var below: String?
        /// Whether it goes on where the one before it in its set ends.
        var follows = false

        init(_ path: FilePath, below: String? = nil) {
            self.path = path
            self.below = below
            do throws(Errno) {
                status = .success(try Stat(path))
            } catch {
                status = .failure(error)
            }
        }

        /// The regular file that it is.
        var file: Stat? {
            guard let found = try? status.get(), found.type == .regular else { return nil }
            return found
        }
    }

    /// A walk over paths as the user gave them, `-` being standard input.
    ///
    /// - Parameters:
    ///   - paths: The paths, in order.
    ///   - filter: Which files of a directory are read.
    ///   - outputs: The files that this run writes.
    ///   - findsSets: Whether the files of a rotated log are put together.
    init(
        paths: [String],
        filter: PathFilter,
        outputs: OutputIdentities,
        findsSets: Bool = true
    ) {
        self.filter = filter
        self.outputs = outputs
        self.findsSets = findsSets
        let given = paths.enumerated().map { Given(path: $1, place: $0) }
        self.pending = (findsSets ? Self.sets(of: given) : given.map { [$0] })
            .reversed().map(Step.given)
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
        case .given(let paths):
            guard paths[0].path != Input.standardInputName else { return takeStandardInput() }
            lookUp(paths)
            return nil
        case .nodes(let nodes), .known(let nodes, _):
            guard nodes.count > 1 else { return visit(nodes[0]) }
            prepend(streams(of: nodes).map(Step.item))
            return nil
        case .item(let item):
            return item
        }
    }

    /// Puts steps before all that is to come.
    private mutating func prepend(_ steps: [Step]) {
        pending += steps.reversed()
    }

    private mutating func takeStandardInput() -> Item {
        guard !hasStandardInput else {
            return .skipped(name: Input.standardInputName, reason: Self.wasRead)
        }
        hasStandardInput = true
        return .inputs([.standardInput])
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
            node.below == nil ? .inputs([Self.input(node)]) : nil
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
        return .inputs([Self.input(node)])
    }

    private mutating func enter(_ node: Node, _ identity: FileIdentity) -> Item? {
        if let below = node.below, !filter.admits(directory: below) { return nil }
        guard seen.insert(identity).inserted else { return nil }
        do {
            prepend(sets(of: try Self.children(of: node)).map { .nodes($0.nodes) })
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
            origin: node.below == nil ? .given(node.path) : .found(node.path),
            identity: node.file.map(FileIdentity.init),
            written: node.file?.modified
        )
    }
}

extension InputWalk {
    /// Files whose times of writing lie further apart are no one stream: the year of a time that
    /// prints none is told by when its log was last written to.
    private static let longestSpan: Int64 = 300 * 86_400

    /// Paths as given, those together whose names look like those of a rotated log: whether they are
    /// files is looked up when it is their turn.
    private static func sets(of paths: [Given]) -> [[Given]] {
        let places = paths.map { FilePath($0.path).lexicallyNormalized() }
        let directories = Dictionary(grouping: paths.indices) {
            places[$0].removingLastComponent()
        }
        var sets: [Int: [Given]] = [:]
        for members in directories.values {
            let names = members.map { places[$0].lastComponent?.bytes }
            for set in RotatedSets.arrange(names, exists: { _ in true }) {
                let indices = set.map { members[$0.index] }.sorted()
                sets[indices[0]] = indices.map { paths[$0] }
            }
        }
        return paths.indices.compactMap { sets[$0] }
    }

    /// Looks up paths whose names look like those of a rotated log; each that is no file of one goes back
    /// to its place.
    private mutating func lookUp(_ paths: [Given]) {
        for set in sets(of: paths.map { Node(FilePath($0.path)) }) {
            let place = paths[set.first].place
            let index = pending.firstIndex { $0.place ?? 0 < place } ?? pending.count
            pending.insert(.known(set.nodes, place: place), at: index)
        }
    }

    /// What is of one directory, the files of a rotated log together, by the index of the first of each.
    private func sets(of nodes: [Node]) -> [(first: Int, nodes: [Node])] {
        guard findsSets, nodes.count > 1, let directory = nodes.first?.path.removingLastComponent()
        else { return nodes.enumerated().map { ($0, [$1]) } }
        let names = nodes.map { node -> [UInt8]? in
            guard node.file != nil, node.below.map({ filter.admits(file: $0) }) ?? true else {
                return nil
            }
            return node.path.lastComponent?.bytes
        }
        let sets = RotatedSets.arrange(names, exists: { Self.isFile($0, in: directory) })
        return sets.map { set in
            let members = set.map { member in
                var node = nodes[member.index]
                node.follows = member.follows
                return node
            }
            return (set.map(\.index).min() ?? 0, members)
        }
    }

    private static func isFile(_ name: [UInt8], in directory: FilePath) -> Bool {
        guard let component = FilePath.Component(String(decoding: name, as: UTF8.self)) else {
            return false
        }
        return (try? Stat(directory.appending(component)))?.type == .regular
    }

    /// What there is to read of a rotated log: one stream as long as nothing is missing in between.
    private mutating func streams(of set: [Node]) -> [Item] {
        var items: [Item] = []
        var stream: [Input] = []
        var span: ClosedRange<Int64> = 0...0
        for node in set {
            let item = visit(node)
            guard case .inputs(let inputs)? = item else {
                items += Self.ended(&stream) + [item].compactMap(\.self)
                continue
            }
            let written = node.file?.modified.seconds ?? 0
            let wider = min(span.lowerBound, written)...max(span.upperBound, written)
            if !stream.isEmpty, node.follows,
                wider.upperBound - wider.lowerBound <= Self.longestSpan
            {
                span = wider
            } else {
                items += Self.ended(&stream)
                span = written...written
            }
            stream += inputs
        }
        return items + Self.ended(&stream)
    }

    private static func ended(_ stream: inout [Input]) -> [Item] {
        defer { stream = [] }
        return stream.isEmpty ? [] : [.inputs(stream)]
    }
}
