/// How a host fares, by the rules of thumb that its figures allow.
extension HostSnapshot {
    /// From so many on, connections that the peer has closed and the process has not are a pile:
    /// a handler that ends closes its connection at once, so a healthy server has next to none.
    static let closeWaitPile = 50
    /// Fewer than this many say nothing about proportions.
    private static let fewest = 10

    /// How the host fares.
    ///
    /// A request that fails speaks of one port or one name: beside a whole list of sockets that shows
    /// nothing it tells of no sick host.
    var condition: Condition {
        if !hostComplaints.isEmpty { return .sick }
        guard let sockets, sockets.value.scope == .all else {
            return probeComplaints.isEmpty ? .unclear : .sick
        }
        let isCalm = sockets.value.count(.closeWait) < Self.fewest && probeComplaints.isEmpty
        return isCalm ? .healthy : .unclear
    }

    /// What the figures show to be wrong, each with its figures.
    var complaints: [Phrase] { hostComplaints + probeComplaints }

    private var hostComplaints: [Phrase] {
        socketComplaints + listenerComplaints + descriptorComplaints + portComplaints
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
        let resent = table.groups.reduce(0) { $0.saturatingSum($1.retransmitting) }
        if resent >= 3 {
            made.append(
                "\(resent) connections send their last segment again (\(sockets.source.citation))"
            )
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

    /// Ports that are remembered (`TIME_WAIT`) or in use toward one destination cannot be used again
    /// for it.
    private var portComplaints: [Phrase] {
        guard let range = readings.portRanges.first else { return [] }
        let listed = readings.socketTables.compactMap { table in
            table.value.destinations(in: .timeWait).first.map {
                Figure(value: $0, source: table.source)
            }
        }
        let counted = readings.hostCounts.filter {
            $0.value.hasPorts && $0.value.state == .timeWait
        }
        .compactMap { list in
            list.value.hosts.first.map { Figure(value: $0, source: list.source) }
        }
        let worst = (listed + counted).max { $0.value.count < $1.value.count }
        guard let worst, worst.value.count >= max(range.value.size / 2, 50) else { return [] }
        return [
            """
            \(worst.value.count) connections to \(data: worst.value.host) in TIME_WAIT \
            (\(worst.source.citation)) of \(range.value.size) ports (\(range.source.citation))
            """
        ]
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
