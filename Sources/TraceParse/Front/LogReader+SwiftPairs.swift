extension LogReader {
    // MARK: - Messages and backtraces that came apart

    /// Pairs the record of a crash or a trap with what other processes' lines parted it from.
    ///
    /// The place that a trap names stands among the frames of its own backtrace. A trap of the
    /// standard library names a place of its own; then the nearest one counts.
    ///
    /// - Returns: Whether the record became part of an incident that waits.
    mutating func pairCrash(startingAt start: Int) -> Bool {
        if record.threads.isEmpty {
            return record.kind == .trap && joinEarlierBacktrace(start)
        }
        if !record.isTrap {
            takeEarlierTrap(start)
        } else if !record.holdsPlace(of: record), !record.trapIsLibrary {
            exchangeTraps(start)
        }
        holdEarlierTraps(start)
        return false
    }

    /// Gives a trap to the backtrace before it, where that one has none: they were written to two
    /// streams.
    private mutating func joinEarlierBacktrace(_ start: Int) -> Bool {
        for index in queue.latestFirst {
            guard isNear(index, start) else { return false }
            guard queue[index].kind == .crash, !queue[index].isTrap, !queue[index].threads.isEmpty
            else { continue }
            let holds = queue[index].holdsPlace(of: record)
            guard holds || record.trapIsLibrary && queue[index].endsInTrap else { continue }
            queue[index].takeTrap(of: record)
            queue[index].byteEnd = record.byteEnd
            queue[index].fingerprint = Fingerprint.ofCrash(queue[index])
            return true
        }
        return false
    }

    /// Takes the trap before a backtrace that has none.
    private mutating func takeEarlierTrap(_ start: Int) {
        var nearest: Int?
        for index in queue.latestFirst {
            guard isNear(index, start) else { break }
            guard queue[index].kind == .trap, queue[index].isTrap else { continue }
            if record.holdsPlace(of: queue[index]) {
                take(trapAt: index)
                return
            }
            if nearest == nil, record.endsInTrap, queue[index].trapIsLibrary { nearest = index }
        }
        if let nearest { take(trapAt: nearest) }
    }

    private mutating func take(trapAt index: Int) {
        record.takeTrap(of: queue[index])
        record.byteOffset = queue[index].byteOffset
        record.line = queue[index].line
        if record.timeSource != .own, let time = queue[index].time {
            record.time = time
            record.timeText = record.copy(queue[index].timeText, of: queue[index])
            record.timeSource = queue[index].timeSource
        }
        queue.remove(at: index)
    }

    /// Exchanges the traps of two crashes that were printed at the same time.
    private mutating func exchangeTraps(_ start: Int) {
        for index in queue.latestFirst {
            guard isNear(index, start) else { return }
            guard queue[index].kind == .trap, record.holdsPlace(of: queue[index]) else { continue }
            let own = record
            record.takeTrap(of: queue[index])
            queue[index].takeTrap(of: own)
            queue[index].fingerprint = Fingerprint.ofCrash(queue[index])
            return
        }
    }

    /// Keeps the traps before a crash waiting, since their own backtraces may follow it.
    private mutating func holdEarlierTraps(_ start: Int) {
        for index in queue.latestFirst {
            guard isNear(index, start) else { return }
            if queue[index].kind == .trap { queue[index].heldUntil = record.byteEnd }
        }
    }

    private func isNear(_ index: Int, _ start: Int) -> Bool {
        max(queue[index].byteEnd, queue[index].heldUntil) + IncidentQueue.reach >= start
    }
}

extension IncidentRecord {
    /// Whether the words of a trap were read.
    var isTrap: Bool { trapLine != -1 || trapIsPlain }

    /// Whether the trap's place is the standard library's own.
    var trapIsLibrary: Bool {
        let text = arena.span
        return Self.libraries.contains {
            text.has($0, at: trapFile.range.lowerBound, before: trapFile.range.upperBound)
        }
    }

    private static let libraries: [StaticString] = ["Swift/", "_Concurrency/", "Foundation"]

    /// Whether a frame stands at the place that another record's trap names.
    func holdsPlace(of other: borrowing IncidentRecord) -> Bool {
        guard other.trapLine > 0, !other.trapFile.isEmpty else { return false }
        let wanted = Self.fileName(other.arena.span, other.trapFile.range)
        return crashFrames.prefix(64).contains { frame in
            guard frame.line == other.trapLine, !frame.file.isEmpty else { return false }
            let name = Self.fileName(arena.span, frame.file.range)
            return name.count == wanted.count
                && arena.span.holds(other.arena.span, wanted, in: name)
        }
    }

    private static func fileName(_ text: Span<UInt8>, _ path: Range<Int>) -> Range<Int> {
        let slash = ByteScan.lastIndex(of: ASCII.slash, in: text, path)
        return (slash.map { $0 + 1 } ?? path.lowerBound)..<path.upperBound
    }

    /// Whether the program counter stands in a function that ends a program with a message.
    var endsInTrap: Bool {
        guard let thread = threads.first(where: \.crashed), thread.frameCount > 0 else {
            return false
        }
        let function = crashFrames[Int(thread.firstFrame)].function.range
        return Self.ends.contains {
            arena.span.has($0, at: function.lowerBound, before: function.upperBound)
        }
    }

    private static let ends: [StaticString] = [
        "_assertionFailure(", "closure #1 in closure #1 in _assertionFailure(",
    ]

    /// Takes what another record's trap said.
    mutating func takeTrap(of other: borrowing IncidentRecord) {
        known = nil
        message = copy(other.message, of: other)
        hasMessage = other.hasMessage
        core = copy(other.core, of: other)
        errorClass = other.errorClass
        operation = copy(other.operation, of: other)
        peer = EndpointRecord(host: copy(other.peer.host, of: other), port: other.peer.port)
        trapFile = copy(other.trapFile, of: other)
        trapLine = other.trapLine
        trapIsPlain = other.trapIsPlain
    }

    /// Copies a run of another record's arena.
    mutating func copy(_ run: TextRange, of other: borrowing IncidentRecord) -> TextRange {
        guard !run.isEmpty else { return .none }
        let start = arena.count
        arena.append(contentsOf: other.arena[run.range])
        return TextRange(start: start, count: Int(run.count))
    }
}
