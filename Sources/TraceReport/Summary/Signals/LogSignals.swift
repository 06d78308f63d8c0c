import TraceParse

/// What the log shows around its incidents: latencies, processes that begin and end, slow calls,
/// what came with what, and where handlers stood.
///
/// Only lines near incidents are looked at, so counts of ordinary lines are samples: their shares
/// mean something, their sums do not. Everything can be merged, in any order where it is about
/// time.
struct LogSignals: Equatable, Sendable {
    /// How long requests took, by how they ended.
    private(set) var latency = LatencySignals()
    /// Beginnings and ends of processes.
    private(set) var processes = ProcessSignals()
    /// What happened when.
    private(set) var moments = Moments()
    /// Where goroutines stood in dumps.
    private(set) var blocked = BlockedHandlers()
    /// At which second of five minutes incidents happened, all of them.
    private(set) var phases = PhaseHistogram()
    /// How long calls took that the program itself calls slow.
    private(set) var slowCalls = LatencyHistogram()
    /// How long pooled connections had been idle when they were used again.
    private(set) var idle = LatencyHistogram()
    /// The same of connections that then failed.
    private(set) var idleBeforeFailure = LatencyHistogram()
    /// How often each number of an attempt came: `attempt 3/5` counts for 3.
    private(set) var attempts = CodeCounts()
    /// How often a call was tried again, with a number or without.
    private(set) var retries = 0
    /// How often a listener waited to accept again.
    private(set) var acceptPauses = 0
    /// The pauses before calls were tried again, or connections accepted again.
    private(set) var pauses = LatencyHistogram()
    /// How often a proxy said each thing of the server behind it.
    private var troubles = ProxyTrouble.allCases.map { _ in 0 }
    /// Sizes of answers that failed, and of those that did not, by their binary logarithm.
    private(set) var failedSizes = CodeCounts()
    private(set) var answeredSizes = CodeCounts()
    /// Where the first line of each kind stands, by its number.
    private var examples = Example.allCases.map { _ in SourcePosition?.none }

    /// Lines of which the first is kept.
    enum Example: UInt8, Hashable, Sendable, CaseIterable {
        case slowCall, reuse, reuseBeforeFailure, retry, acceptPause
        case proxyTimedOutConnecting, proxyTimedOutReading, proxyClosedEarly, proxyRefused
        case proxyNoneLive, proxyClientLeft, proxyReset
    }

    /// How often a proxy said one of some things.
    func count(of kinds: ProxyTrouble...) -> Int {
        kinds.reduce(0) { $0 + troubles[Int($1.rawValue)] }
    }

    /// Where the first line of a kind stands.
    func position(of example: Example) -> SourcePosition? { examples[Int(example.rawValue)] }

    /// Whether so many of a hundred incidents of some series lie within some seconds of a process
    /// that began or ended.
    ///
    /// - Returns: The part in percent; `nil` where there are none or time is too coarse to tell.
    func share(
        of series: [Moments.Series],
        within seconds: Int,
        _ relation: Moments.Relation,
        of processes: [Moments.Series] = [.starts, .stops, .exits]
    ) -> Int? {
        moments.share(of: series, within: seconds, relation, processes)
    }
}

extension LogSignals {
    /// Adds an incident.
    mutating func add(
        _ record: borrowing IncidentRecord,
        series: Moments.Series,
        peer: UInt64?,
        path: String
    ) {
        if record.goroutines.count > 1 {
            blocked.add(record, at: SourcePosition(record, path: path))
        }
        guard record.kind != .goroutineDump, let time = record.time else { return }
        phases.add(time.seconds)
        moments.add(
            series,
            at: time.seconds,
            peer: peer,
            goroutine: record.goroutines.first?.id ?? -1
        )
    }

    /// Adds what an ordinary line near an incident says.
    mutating func add(_ record: ContextRecord, path: String) {
        func position() -> SourcePosition {
            SourcePosition(path: path, line: record.line, byteOffset: record.byteOffset)
        }

        switch record.fact {
        case .access(let line):
            latency.add(line, at: position())
            let isAnswered = LatencySignals.Ending(of: line) == .answered
            note(isAnswered ? .answered : .unanswered, record)
            addSize(line)
        case .process(let event):
            processes.add(.init(event: event, time: record.time, position: position()))
            note(.init(event.kind), record)
        case .slowCall(let nanoseconds):
            slowCalls.add(nanoseconds)
            note(.slowCalls, record)
            keep(.slowCall, position)
        case .retry(let hint):
            add(hint, record, position)
        case .reuse(let reuse):
            idle.add(reuse.idle)
            if reuse.isPaired { idleBeforeFailure.add(reuse.idle) }
            keep(reuse.isPaired ? .reuseBeforeFailure : .reuse, position)
        case .proxy(let trouble):
            troubles[Int(trouble.rawValue)] += 1
            keep(.init(trouble), position)
        }
    }

    mutating func merge(_ other: LogSignals) {
        latency.merge(other.latency)
        processes.merge(other.processes)
        moments.merge(other.moments)
        blocked.merge(other.blocked)
        phases.merge(other.phases)
        slowCalls.merge(other.slowCalls)
        idle.merge(other.idle)
        idleBeforeFailure.merge(other.idleBeforeFailure)
        attempts.merge(other.attempts)
        retries += other.retries
        acceptPauses += other.acceptPauses
        pauses.merge(other.pauses)
        failedSizes.merge(other.failedSizes)
        answeredSizes.merge(other.answeredSizes)
        for index in troubles.indices { troubles[index] += other.troubles[index] }
        for index in examples.indices { examples[index] = examples[index] ?? other.examples[index] }
    }

    private mutating func add(
        _ hint: RetryHint,
        _ record: ContextRecord,
        _ position: () -> SourcePosition
    ) {
        if hint.delay >= 0 { pauses.add(hint.delay) }
        if hint.isAccept {
            acceptPauses += 1
            keep(.acceptPause, position)
            return
        }
        retries += 1
        if hint.attempt > 0 { attempts.add(Int(min(hint.attempt, 100)), count: 1) }
        note(.retries, record)
        keep(.retry, position)
    }

    private mutating func addSize(_ line: AccessLine) {
        guard line.bytes >= 0 else { return }
        let size = line.bytes == 0 ? 0 : Int64.bitWidth - line.bytes.leadingZeroBitCount
        if line.failure == .clientGone {
            failedSizes.add(size, count: 1)
        } else if LatencySignals.Ending(of: line) == .answered {
            answeredSizes.add(size, count: 1)
        }
    }

    private mutating func note(_ series: Moments.Series, _ record: ContextRecord) {
        if let time = record.time { moments.add(series, at: time.seconds) }
    }

    private mutating func keep(_ example: Example, _ position: () -> SourcePosition) {
        let index = Int(example.rawValue)
        if examples[index] == nil { examples[index] = position() }
    }
}

extension LogSignals.Example {
    init(_ trouble: ProxyTrouble) {
        switch trouble {
        case .timedOutConnecting: self = .proxyTimedOutConnecting
        case .timedOutReading: self = .proxyTimedOutReading
        case .closedEarly: self = .proxyClosedEarly
        case .refused: self = .proxyRefused
        case .noneLive: self = .proxyNoneLive
        case .clientLeft: self = .proxyClientLeft
        case .reset: self = .proxyReset
        }
    }
}

extension Moments.Series {
    init(_ kind: ProcessEvent.Kind) {
        switch kind {
        case .started, .listening: self = .starts
        case .stopping, .stopped: self = .stops
        case .exited, .killed, .outOfMemory, .backOff: self = .exits
        }
    }

    /// The series that an incident counts for.
    init(
        _ errorClass: ErrorClass?,
        kind: IncidentKind,
        operation: Operation,
        side: Side,
        timeLimit: TimeLimit
    ) {
        switch kind {
        case .panic, .fatalError, .signal, .crash, .trap, .dataRace: self = .crashes
        case .httpPanic, .recoveredPanic, .goroutineDump, .error:
            switch errorClass {
            case .timeout:
                let isCall = timeLimit == .own && (operation == .unnamed || operation == .read)
                self = side == .outgoing || isCall && side == .unknown ? .upstreamErrors : .timeouts
            case .brokenPipe, .connectionReset, .http2Stream:
                self = side == .outgoing ? .upstreamErrors : .closedByClient
            case .canceled: self = .closedByClient
            case .connectionRefused, .connectionAborted, .unreachable, .dns, .eof, .poolExhausted:
                self = side == .incoming ? .others : .upstreamErrors
            case .tls: self = side == .outgoing ? .upstreamErrors : .handshakes
            case .tooManyOpenFiles, .addressUnavailable, .noBufferSpace, .outOfMemory:
                self = .exhausted
            default: self = kind == .error ? .others : .faults
            }
        }
    }
}

extension LogSignals {
    func write(to state: inout StateWriter) {
        latency.write(to: &state)
        processes.write(to: &state)
        moments.write(to: &state)
        blocked.write(to: &state)
        phases.write(to: &state)
        for histogram in [slowCalls, idle, idleBeforeFailure, pauses] {
            histogram.write(to: &state)
        }
        for counts in [attempts, failedSizes, answeredSizes] { counts.write(to: &state) }
        state.write(retries)
        state.write(acceptPauses)
        for count in troubles { state.write(count) }
        for example in examples { state.write(example) { $0.write($1) } }
    }

    init(from state: inout StateReader) throws(StateError) {
        latency = try LatencySignals(from: &state)
        processes = try ProcessSignals(from: &state)
        moments = try Moments(from: &state)
        blocked = try BlockedHandlers(from: &state)
        phases = try PhaseHistogram(from: &state)
        slowCalls = try LatencyHistogram(from: &state)
        idle = try LatencyHistogram(from: &state)
        idleBeforeFailure = try LatencyHistogram(from: &state)
        pauses = try LatencyHistogram(from: &state)
        attempts = try CodeCounts(from: &state)
        failedSizes = try CodeCounts(from: &state)
        answeredSizes = try CodeCounts(from: &state)
        retries = try state.count()
        acceptPauses = try state.count()
        for index in troubles.indices { troubles[index] = try state.count() }
        for index in examples.indices {
            examples[index] = try state.optional { reader throws(StateError) in
                try reader.sourcePosition()
            }
        }
    }
}
