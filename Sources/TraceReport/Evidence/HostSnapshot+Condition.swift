/// How a host fares, by the rules of thumb that its figures allow.
extension HostSnapshot {
    /// From so many on, connections that the peer has closed and the process has not are a pile:
    /// a handler that ends closes its connection at once, so a healthy server has next to none.
    static let closeWaitPile = 50
    /// Fewer than this many say nothing about proportions.
    private static let fewest = 10

    /// How the host fares.
    var condition: Condition {
        if !complaints.isEmpty { return .sick }
        guard let sockets, sockets.value.scope == .all else { return .unclear }
        return sockets.value.count(.closeWait) < Self.fewest ? .healthy : .unclear
    }

    /// What the figures show to be wrong, each with its figures.
    var complaints: [Phrase] {
        socketComplaints + listenerComplaints + descriptorComplaints + probeComplaints
            + machineComplaints
    }

    /// Whether handlers hold connections that their peers have closed.
    static func isPile(closeWait: Int, established: Int) -> Bool {
        closeWait >= closeWaitPile || (closeWait >= fewest && closeWait >= established)
    }

    private var socketComplaints: [Phrase] {
        guard let sockets else { return [] }
        let table = sockets.value
        var made: [Phrase] = []
        let closeWait = table.count(.closeWait)
        let established = table.scope == .all ? table.count(.established) : .max
        if Self.isPile(closeWait: closeWait, established: established) {
            made.append("\(closeWait) connections in CLOSE_WAIT (\(sockets.source.citation))")
        }
        let closed = readings.descriptors.map(\.value.closedButOpen).max() ?? 0
        if closed >= Self.closeWaitPile {
            made.append("\(closed) descriptors of sockets without a connection")
        }
        return made
    }

    private var listenerComplaints: [Phrase] {
        readings.socketTables.flatMap { table in
            table.value.listeners.filter(\.isFull).map { listener in
                """
                port \(words: "\(listener.port)") has \(listener.queued ?? 0) connections waiting to \
                be accepted and room for \(listener.backlog ?? 0) (\(table.source.citation))
                """
            }
        }
    }

    private var descriptorComplaints: [Phrase] {
        readings.descriptorLimits.compactMap { limit in
            guard limit.value.isOfProcess, let soft = limit.value.soft, soft > 0,
                let use = readings.descriptors.first(where: { $0.value.atLeast >= soft - soft / 10 }
                )
            else { return nil }
            return """
                \(use.value.atLeast) descriptors open of \(soft) (\(use.source.citation); \
                \(limit.source.citation))
                """
        }
    }

    private var probeComplaints: [Phrase] {
        readings.probes.compactMap { probe in
            guard let failure = probe.value.failure else { return nil }
            return """
                curl failed with (\(words: "\(failure.number)")) `\(data: failure.text)` \
                (\(probe.source.citation))
                """
        }
    }

    private var machineComplaints: [Phrase] {
        readings.kernelTables.filter(\.value.isNearlyFull).map { table in
            "the table of \(words: table.value.name.rawValue) is nearly full (\(table.source.citation))"
        }
            + readings.kernelEvents.map { event in
                "\(event.value.statement) (\(event.source.citation))"
            }
    }
}
