/// The readings by kind, each figure with its source, in the order of inputs.
extension HostEvidence {
    var socketTables: [Figure<SocketTable>] { readings.socketTables }
    var socketSummaries: [Figure<SocketSummary>] { readings.socketSummaries }
    var socketMemory: [Figure<SocketMemory>] { readings.socketMemory }
    var hostCounts: [Figure<HostCounts>] { readings.hostCounts }
    var descriptorLimits: [Figure<DescriptorLimit>] { readings.descriptorLimits }
    var descriptors: [Figure<DescriptorUse>] { readings.descriptors }
    var portRanges: [Figure<PortRange>] { readings.portRanges }
    var settings: [Figure<KernelSetting>] { readings.settings }
    var counters: [Figure<KernelCounters>] { readings.counters }
    var kernelTables: [Figure<KernelTable>] { readings.kernelTables }
    var memory: [Figure<MemoryState>] { readings.memory }
    var processes: [Figure<ProcessState>] { readings.processes }
    var probes: [Figure<HTTPProbe>] { readings.probes }
    var timeLimits: [Figure<StatedLimit>] { readings.timeLimits }
    var goroutines: [Figure<GoroutineCensus>] { readings.goroutines }
    var kernelEvents: [Figure<KernelEvent>] { readings.kernelEvents }
    var proxies: [Figure<ProxyLines>] { readings.proxies }
}

extension [HostReading] {
    var socketTables: [Figure<SocketTable>] {
        figures { if case .sockets(let value) = $0 { value } else { nil } }
    }

    var socketSummaries: [Figure<SocketSummary>] {
        figures { if case .socketSummary(let value) = $0 { value } else { nil } }
    }

    var socketMemory: [Figure<SocketMemory>] {
        figures { if case .socketMemory(let value) = $0 { value } else { nil } }
    }

    var hostCounts: [Figure<HostCounts>] {
        figures { if case .hostCounts(let value) = $0 { value } else { nil } }
    }

    var descriptorLimits: [Figure<DescriptorLimit>] {
        figures { if case .descriptorLimit(let value) = $0 { value } else { nil } }
    }

    var descriptors: [Figure<DescriptorUse>] {
        figures { if case .descriptors(let value) = $0 { value } else { nil } }
    }

    var openFileLines: [Figure<Int>] {
        figures { if case .openFileLines(let value) = $0 { value } else { nil } }
    }

    var portRanges: [Figure<PortRange>] {
        figures { if case .portRange(let value) = $0 { value } else { nil } }
    }

    var settings: [Figure<KernelSetting>] {
        figures { if case .setting(let value) = $0 { value } else { nil } }
    }

    var counters: [Figure<KernelCounters>] {
        figures { if case .counters(let value) = $0 { value } else { nil } }
    }

    var kernelTables: [Figure<KernelTable>] {
        figures { if case .kernelTable(let value) = $0 { value } else { nil } }
    }

    var memory: [Figure<MemoryState>] {
        figures { if case .memory(let value) = $0 { value } else { nil } }
    }

    var processes: [Figure<ProcessState>] {
        figures { if case .process(let value) = $0 { value } else { nil } }
    }

    var probes: [Figure<HTTPProbe>] {
        figures { if case .probe(let value) = $0 { value } else { nil } }
    }

    var timeLimits: [Figure<StatedLimit>] {
        figures { if case .timeLimit(let value) = $0 { value } else { nil } }
    }

    var goroutines: [Figure<GoroutineCensus>] {
        figures { if case .goroutines(let value) = $0 { value } else { nil } }
    }

    var kernelEvents: [Figure<KernelEvent>] {
        figures { if case .kernelEvent(let value) = $0 { value } else { nil } }
    }

    var proxies: [Figure<ProxyLines>] {
        figures { if case .proxy(let value) = $0 { value } else { nil } }
    }

    private func figures<Value>(
        _ value: (HostReading.Value) -> Value?
    ) -> [Figure<Value>] {
        compactMap { reading in
            value(reading.value).map { Figure(value: $0, source: reading.source) }
        }
    }
}
