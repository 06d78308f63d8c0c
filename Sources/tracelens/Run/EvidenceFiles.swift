internal import SystemPackage
internal import TraceReport

/// The files that `--evidence` names.
struct EvidenceFiles {
    /// How much of one file is read.
    static let limit = 64 << 20

    let setup: RunSetup

    /// Reads the files that a walk comes upon, and names those that could not be read whole.
    ///
    /// - Returns: What they say, and how many could not be read whole.
    func read(_ walk: InputWalk) -> (evidence: HostEvidence, unreadable: Int) {
        var evidence = HostEvidence()
        var unreadable = 0
        var walk = walk
        while !setup.stop.isRequested, let item = walk.next() {
            switch item {
            case .skipped(let name, let reason):
                setup.console?.note("skipped \(Input.spoken(name)): \(reason)")
            case .unreadable(let name, let problem):
                unreadable += 1
                add(problem.reason, of: name, to: &evidence)
            case .inputs(let inputs):
                for input in inputs where !read(input, into: &evidence) { unreadable += 1 }
            }
        }
        return (evidence, unreadable)
    }

    /// Reads a file; whether it was read whole.
    private func read(_ input: Input, into evidence: inout HostEvidence) -> Bool {
        var bytes: [UInt8] = []
        var problem: String?
        do {
            var opened = try OpenInput(reader(of: input))
            try read(&opened, into: &bytes)
        } catch {
            problem = InputProblem.reason(of: error)
        }
        evidence.merge(EvidenceReader.read(bytes, path: input.name))
        if let problem { add(problem, of: input.name, to: &evidence) }
        return problem == nil
    }

    private func reader(of input: Input) throws -> DescriptorReader {
        guard let path = input.path else {
            return DescriptorReader(borrowing: .standardInput, stop: setup.stop)
        }
        return try DescriptorReader(opening: path, stop: setup.stop)
    }

    private func read(_ opened: inout OpenInput, into bytes: inout [UInt8]) throws {
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try unsafe block.withUnsafeMutableBytes { try unsafe opened.read(into: $0) }
            guard count > 0 else { return }
            bytes += block[..<min(count, Self.limit - bytes.count)]
            guard bytes.count < Self.limit else {
                throw InputProblem(
                    "only its first \(Progress.size(Self.limit)) were read as evidence"
                )
            }
        }
    }

    private func add(_ problem: String, of name: String, to evidence: inout HostEvidence) {
        setup.console?.problem("\(Input.spoken(name)): \(problem)")
        evidence.add(EvidenceText(path: name, readings: 0, problem: problem))
    }
}
