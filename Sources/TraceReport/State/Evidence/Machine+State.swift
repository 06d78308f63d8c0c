/// How limits, descriptors and figures of the kernel are written and read.
extension DescriptorLimit {
    func write(to state: inout StateWriter) {
        switch scope {
        case .process(let pid):
            state.write("process")
            state.write(figures: [pid])
        case .shell: state.write("shell")
        case .unit: state.write("unit")
        }
        state.write(figures: [soft, hard])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            scope: try Scope(from: &state),
            soft: try state.optionalCount(),
            hard: try state.optionalCount()
        )
    }
}

extension DescriptorLimit.Scope {
    fileprivate init(from state: inout StateReader) throws(StateError) {
        switch try state.text(upTo: 64) {
        case "process": self = .process(pid: try state.optionalCount())
        case "shell": self = .shell
        case "unit": self = .unit
        default: throw state.fault("a scope is not known")
        }
    }
}

extension DescriptorUse {
    func write(to state: inout StateWriter) {
        state.write(process) { $0.write($1) }
        state.write(figures: [pid, open, highest])
        state.write(figure: sockets)
        state.write(figure: closedButOpen)
        state.write(isPart)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            process: try state.optionalText(),
            pid: try state.optionalCount(),
            open: try state.optionalCount(),
            highest: try state.optionalCount(),
            sockets: try state.count(),
            closedButOpen: try state.count(),
            isPart: try state.flag()
        )
    }
}

extension KernelCounters {
    private static let mostRead = 4096

    func write(to state: inout StateWriter) {
        state.write(counts.sorted { $0.key < $1.key }) {
            $0.write($1.key)
            $0.write(figure: $1.value)
        }
        state.write(isDelta)
    }

    init(from state: inout StateReader) throws(StateError) {
        let read = try state.list(upTo: Self.mostRead) { reader throws(StateError) in
            (try reader.text(), try reader.count())
        }
        self.init(counts: Dictionary(read) { first, _ in first }, isDelta: try state.flag())
    }
}

extension KernelTable {
    func write(to state: inout StateWriter) {
        state.write(name.rawValue)
        state.write(figures: [used, limit])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            name: try state.named(Name.self),
            used: try state.optionalCount(),
            limit: try state.optionalCount()
        )
    }
}

extension MemoryState {
    func write(to state: inout StateWriter) {
        state.write(figure: total)
        state.write(figures: [available, swapTotal, swapFree])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            total: try state.count(),
            available: try state.optionalCount(),
            swapTotal: try state.optionalCount(),
            swapFree: try state.optionalCount()
        )
    }
}

extension ProcessState {
    func write(to state: inout StateWriter) {
        state.write(figure: pid)
        state.write(name) { $0.write($1) }
        state.write(figures: [residentMemory, threads, elapsed])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            pid: try state.count(),
            name: try state.optionalText(),
            residentMemory: try state.optionalCount(),
            threads: try state.optionalCount(),
            elapsed: try state.optionalCount()
        )
    }
}

extension KernelEvent {
    func write(to state: inout StateWriter) {
        switch kind {
        case .outOfMemoryKill(let pid, let process):
            state.write("out_of_memory_kill")
            state.write(figures: [pid])
            state.write(process) { $0.write($1) }
        case .connectionTableFull: state.write("connection_table_full")
        case .synFlood(let port):
            state.write("syn_flood")
            state.write(figures: [port])
        case .socketMemory: state.write("socket_memory")
        case .fileTableFull: state.write("file_table_full")
        case .segmentationFault(let process, let pid):
            state.write("segmentation_fault")
            state.write(process) { $0.write($1) }
            state.write(figures: [pid])
        }
        state.write(figure: count)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(kind: try Kind(from: &state), count: try state.count())
    }
}

extension KernelEvent.Kind {
    fileprivate init(from state: inout StateReader) throws(StateError) {
        switch try state.text(upTo: 64) {
        case "out_of_memory_kill":
            let pid = try state.optionalCount()
            self = .outOfMemoryKill(pid: pid, process: try state.optionalText())
        case "connection_table_full": self = .connectionTableFull
        case "syn_flood": self = .synFlood(port: try state.optionalCount())
        case "socket_memory": self = .socketMemory
        case "file_table_full": self = .fileTableFull
        case "segmentation_fault":
            let process = try state.optionalText()
            self = .segmentationFault(process: process, pid: try state.optionalCount())
        default: throw state.fault("an event is not known")
        }
    }
}
