internal import TraceParse

/// What a run reads, one after the other: what a walk comes upon, without reports of our own among
/// logs, and each content once.
struct Intake {
    /// What there is to do next.
    enum Item {
        /// Something to read as one stream, the oldest first.
        case inputs([Input])
        /// Something that cannot be read.
        case unreadable(name: String, problem: InputProblem)
        /// Something that is left out on purpose.
        case skipped(name: String, reason: String)
        /// A file that has the contents of one before it.
        case copy(Input, of: Input)
    }

    private var walk: InputWalk
    private var known: KnownContents
    private let stop: Stop
    /// What the walk came upon together, the next one last.
    private var pending: [Item] = []

    /// An intake of what a walk comes upon.
    init(_ walk: InputWalk, stop: Stop) {
        self.walk = walk
        self.stop = stop
        known = KnownContents(stop: stop)
    }

    /// The next thing, or `nil` at the end.
    mutating func next() -> Item? {
        if let item = pending.popLast() { return item }
        switch walk.next() {
        case nil: return nil
        case .unreadable(let name, let problem): return .unreadable(name: name, problem: problem)
        case .skipped(let name, let reason): return .skipped(name: name, reason: reason)
        case .inputs(let inputs):
            pending = items(of: inputs).reversed()
            return pending.popLast()
        }
    }

    /// What a file is, by how it begins.
    private enum Look {
        case isReport
        case isCopy(of: Input)
        case isLog(isUTF16: Bool)
    }

    /// The streams of inputs that follow one on the other: none goes across what is left out, nor
    /// into another encoding or out of it, which a parser tells at the beginning of a stream.
    private mutating func items(of inputs: [Input]) -> [Item] {
        var items: [Item] = []
        var stream: [Input] = []
        for input in inputs {
            switch look(at: input) {
            case .isReport:
                items += Self.ended(&stream)
                items.append(.skipped(name: input.name, reason: "it is a report of tracelens"))
            case .isCopy(let original):
                items += Self.ended(&stream)
                items.append(.copy(input, of: original))
            case .isLog(let isUTF16):
                if isUTF16 { items += Self.ended(&stream) }
                stream.append(input)
                if isUTF16 { items += Self.ended(&stream) }
            }
        }
        return items + Self.ended(&stream)
    }

    private static func ended(_ stream: inout [Input]) -> [Item] {
        defer { stream = [] }
        return stream.isEmpty ? [] : [.inputs(stream)]
    }

    /// What cannot be looked at is taken for a log: to read it will tell what is wrong.
    private mutating func look(at input: Input) -> Look {
        guard input.isFile, var opened = try? OpenInput(file: input, stop: stop),
            var head = try? opened.readHead(OwnReport.headLength)
        else { return .isLog(isUTF16: false) }
        if input.isFound, OwnReport.isReport(head: head) { return .isReport }
        let isUTF16 = TraceParser.isUTF16(head: head)
        guard let more = try? opened.readHead(KnownContents.headLength - head.count) else {
            return .isLog(isUTF16: isUTF16)
        }
        head += more
        return known.original(of: input, head: head).map { .isCopy(of: $0) }
            ?? .isLog(isUTF16: isUTF16)
    }
}
