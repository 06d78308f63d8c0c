/// How what texts of hosts said is written and read.
extension HostEvidence {
    func write(to state: inout StateWriter) {
        state.write(readings) { $1.write(to: &$0) }
        state.write(texts) { state, text in
            state.write(path: text.path)
            state.write(figure: text.readings)
            state.write(text.problem) { $0.write($1) }
        }
        state.write(figure: omitted)
        state.write(overflows) { $1.write(to: &$0) }
    }

    init(from state: inout StateReader) throws(StateError) {
        let readings = try state.list(upTo: Self.limit) { reader throws(StateError) in
            try HostReading(from: &reader)
        }
        let texts = try state.list(upTo: Self.limit) { reader throws(StateError) in
            EvidenceText(
                path: try reader.path(),
                readings: try reader.count(),
                problem: try reader.optionalText()
            )
        }
        let omitted = try state.count()
        let overflows = try state.list(upTo: Self.limit) { reader throws(StateError) in
            try EvidenceSource(from: &reader)
        }
        self.init(readings: readings, texts: texts, omitted: omitted, overflows: overflows)
    }
}

extension EvidenceSource {
    func write(to state: inout StateWriter) {
        state.write(position)
        state.write(isInsideLog)
        state.write(host) { $0.write($1) }
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            position: try state.sourcePosition(),
            isInsideLog: try state.flag(),
            host: try state.optionalText()
        )
    }
}

extension HostReading {
    fileprivate func write(to state: inout StateWriter) {
        source.write(to: &state)
        state.write(command) { $0.write($1) }
        state.write(kind)
        switch value {
        case .sockets(let table): table.write(to: &state)
        case .socketSummary(let summary): summary.write(to: &state)
        case .socketMemory(let memory): memory.write(to: &state)
        case .hostCounts(let counts): counts.write(to: &state)
        case .descriptorLimit(let limit): limit.write(to: &state)
        case .descriptors(let use): use.write(to: &state)
        case .openFileLines(let count): state.write(figure: count)
        case .portRange(let range):
            state.write(figure: range.first)
            state.write(figure: range.last)
        case .setting(let setting):
            state.write(setting.name)
            state.write(figure: setting.value)
        case .counters(let counters): counters.write(to: &state)
        case .kernelTable(let table): table.write(to: &state)
        case .memory(let memory): memory.write(to: &state)
        case .process(let process): process.write(to: &state)
        case .probe(let probe): probe.write(to: &state)
        case .timeLimit(let limit): limit.write(to: &state)
        case .goroutines(let census): census.write(to: &state)
        case .kernelEvent(let event): event.write(to: &state)
        case .proxy(let lines): lines.write(to: &state)
        case .denied(let text): state.write(text)
        }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        let source = try EvidenceSource(from: &state)
        let command = try state.optionalText()
        let kind = try state.text(upTo: 64)
        guard let value = try Value(kind, from: &state) else {
            throw state.fault("a kind of reading is not known")
        }
        self.init(source: source, command: command, value: value)
    }
}

extension HostReading.Value {
    fileprivate init?(_ kind: String, from state: inout StateReader) throws(StateError) {
        switch kind {
        case "sockets": self = .sockets(try SocketTable(from: &state))
        case "socket_summary": self = .socketSummary(try SocketSummary(from: &state))
        case "socket_memory": self = .socketMemory(try SocketMemory(from: &state))
        case "host_counts": self = .hostCounts(try HostCounts(from: &state))
        case "descriptor_limit": self = .descriptorLimit(try DescriptorLimit(from: &state))
        case "descriptors": self = .descriptors(try DescriptorUse(from: &state))
        case "open_file_lines": self = .openFileLines(try state.count())
        case "port_range":
            self = .portRange(PortRange(first: try state.count(), last: try state.count()))
        case "setting":
            self = .setting(KernelSetting(name: try state.text(), value: try state.count()))
        case "counters": self = .counters(try KernelCounters(from: &state))
        case "kernel_table": self = .kernelTable(try KernelTable(from: &state))
        case "memory": self = .memory(try MemoryState(from: &state))
        case "process": self = .process(try ProcessState(from: &state))
        case "probe": self = .probe(try HTTPProbe(from: &state))
        case "time_limit": self = .timeLimit(try StatedLimit(from: &state))
        case "goroutines": self = .goroutines(try GoroutineCensus(from: &state))
        case "kernel_event": self = .kernelEvent(try KernelEvent(from: &state))
        case "proxy": self = .proxy(try ProxyLines(from: &state))
        case "denied": self = .denied(try state.text())
        default: return nil
        }
    }
}
