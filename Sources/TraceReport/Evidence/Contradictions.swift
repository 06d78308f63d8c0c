/// Finds figures that cannot both be true of one moment, or that do not mean what they seem to.
struct Contradictions {
    private let readings: [HostReading]
    private let snapshots: [HostSnapshot]

    /// What is at odds in readings.
    init(_ readings: [HostReading]) {
        self.readings = readings
        snapshots = HostSnapshot.snapshots(of: readings)
    }

    /// All of them, those of one kind together.
    var all: [Contradiction] {
        allocatedBelowStates + aboveLimit + shellIsNotProcess + totalsDiffer + waitAboveLimit
            + refusedButListening + linesAreNoDescriptors
    }

    /// `alloc` counts every TCP socket of both families but those in TIME_WAIT.
    private var allocatedBelowStates: [Contradiction] {
        snapshots.compactMap { snapshot in
            guard let memory = snapshot.socketMemory.first(where: { $0.value.allocated != nil }),
                let allocated = memory.value.allocated,
                let sockets = snapshot.sockets, sockets.value.scope == .all
            else { return nil }
            let listed = sockets.value.openConnections
            guard allocated < listed - max(5, listed / 20) else { return nil }
            return Contradiction(
                kind: .allocatedBelowStates,
                statement: """
                    sockstat has \(allocated) TCP sockets allocated (\(memory.source.citation)), \
                    fewer than the \(listed) connections that were listed \
                    (\(sockets.source.citation)): the two are of different moments
                    """,
                sources: [memory.source, sockets.source]
            )
        }
    }

    private var aboveLimit: [Contradiction] {
        guard let limit = lowestLimit, let soft = limit.value.soft else { return [] }
        return [descriptorAbove(soft, limit), socketsAbove(soft, limit)].compactMap(\.self)
    }

    /// The lowest limit that a text states, whomever it holds for.
    private var lowestLimit: Figure<DescriptorLimit>? {
        readings.descriptorLimits.filter { $0.value.soft != nil }
            .min { ($0.value.soft ?? .max) < ($1.value.soft ?? .max) }
    }

    private func descriptorAbove(
        _ soft: Int,
        _ limit: Figure<DescriptorLimit>
    ) -> Contradiction? {
        let use = readings.descriptors.max { $0.value.needed < $1.value.needed }
        guard let use, use.value.needed > soft, !isOwn(limit.value, of: use.value, soft) else {
            return nil
        }
        let shown: Phrase =
            if let highest = use.value.highest, highest >= soft {
                "descriptor \(words: "\(highest)") was open (\(use.source.citation))"
            } else {
                "\(use.value.needed) descriptors were open (\(use.source.citation))"
            }
        return Contradiction(
            kind: .descriptorAboveLimit,
            statement: """
                \(shown), so the limit of \(soft) (\(limit.source.citation)) did not hold for that \
                process
                """,
            sources: [use.source, limit.source]
        )
    }

    /// Whether the limit is the process's own, by the kernel's word, and as many descriptors as it
    /// allows are open: one with a higher number was opened before the limit was set, or inherited.
    private func isOwn(_ limit: DescriptorLimit, of use: DescriptorUse, _ soft: Int) -> Bool {
        guard case .process(let pid?) = limit.scope, let open = use.open else { return false }
        return pid == use.pid && open <= soft
    }

    /// The connections of a pile are nearly all of one process.
    private func socketsAbove(_ soft: Int, _ limit: Figure<DescriptorLimit>) -> Contradiction? {
        let table = readings.socketTables.max {
            $0.value.count(.closeWait) < $1.value.count(.closeWait)
        }
        // Past a process's own limit connections wait to be accepted, without a descriptor.
        guard !limit.value.isOfProcess, let table, table.value.count(.closeWait) > soft else {
            return nil
        }
        return Contradiction(
            kind: .socketsAboveLimit,
            statement: """
                \(table.value.count(.closeWait)) connections in CLOSE_WAIT \
                (\(table.source.citation)) are more than the limit of \(soft) \
                (\(limit.source.citation)) allows one process
                """,
            sources: [table.source, limit.source]
        )
    }

    private var shellIsNotProcess: [Contradiction] {
        let limits = readings.descriptorLimits
        guard let shell = limits.first(where: { $0.value.scope == .shell }),
            let process = limits.first(where: \.value.isOfProcess),
            shell.value.soft != process.value.soft
        else { return [] }
        return [
            Contradiction(
                kind: .shellIsNotProcess,
                statement: """
                    the shell's limit of \(words: Self.limit(shell.value.soft)) \
                    (\(shell.source.citation)) is not the process's, which is \
                    \(words: Self.limit(process.value.soft)) (\(process.source.citation))
                    """,
                sources: [shell.source, process.source]
            )
        ]
    }

    private static func limit(_ value: Int?) -> String {
        value.map { Wording.number($0) } ?? "unlimited"
    }

    /// A list by host of connections in a state, and a count of that state.
    private var totalsDiffer: [Contradiction] {
        readings.hostCounts.compactMap { list in
            guard let state = list.value.state else { return nil }
            let tables = readings.socketTables.filter {
                $0.value.count(state) > 0
                    && $0.source.position.path == list.source.position.path
            }
            let nearest = tables.last { $0.source.position.line < list.source.position.line }
            guard let table = nearest ?? tables.first else { return nil }
            let (listed, counted) = (list.value.total, table.value.count(state))
            let difference = max(listed, counted) - min(listed, counted)
            guard difference > max(5, max(listed, counted) / 20) else { return nil }
            return Contradiction(
                kind: .totalsDiffer,
                statement: """
                    \(counted) connections in \(words: state.rawValue) (\(table.source.citation)) \
                    and \(listed) (\(list.source.citation)) were counted at different moments
                    """,
                sources: [table.source, list.source]
            )
        }
    }

    private var waitAboveLimit: [Contradiction] {
        readings.probes.compactMap { probe in
            guard let limit = probe.value.totalLimit, let after = probe.value.failure?.after,
                after > limit.saturatingSum(limit / 2).saturatingSum(1000)
            else { return nil }
            return Contradiction(
                kind: .waitAboveLimit,
                statement: """
                    curl says that it waited \(after) ms (\(probe.source.citation)) though its \
                    command allows \(limit) ms: the line is of another call
                    """,
                sources: [probe.source]
            )
        }
    }

    private var refusedButListening: [Contradiction] {
        snapshots.flatMap { snapshot in
            snapshot.probes.compactMap { probe in
                guard probe.value.failure?.kind == .refused, let port = probe.value.port else {
                    return nil
                }
                let table = snapshot.readings.socketTables.first { table in
                    table.value.listeners.contains { $0.port == port }
                }
                guard let table else { return nil }
                return Contradiction(
                    kind: .refusedButListening,
                    statement: """
                        port \(words: "\(port)") refused a connection (\(probe.source.citation)) \
                        though a process listens on it (\(table.source.citation)): it was \
                        restarted in between, or the host is another
                        """,
                    sources: [probe.source, table.source]
                )
            }
        }
    }

    private var linesAreNoDescriptors: [Contradiction] {
        readings.openFileLines.map { lines in
            Contradiction(
                kind: .linesAreNoDescriptors,
                statement: """
                    \(lines.value) lines of lsof (\(lines.source.citation)) are no number of \
                    descriptors: it prints maps and directories too, and may print each thread
                    """,
                sources: [lines.source]
            )
        }
    }
}
