extension LogReader {
    /// Ends the open crash: decides what only the whole of it tells, and puts it in the queue.
    mutating func completeCrash(_ text: Span<UInt8>, endingAt end: Int) {
        guard let incident = open else { return }
        open = nil
        // What was read behind a known crash makes another one of it.
        let known = crash.trace.hasReadOn ? nil : incident.known
        statistics.unparsed += crash.trace.unparsed
        let new = incident.known == nil ? newCrash(text, incident, endingAt: end) : nil
        record.byteEnd = base + max(incident.start + 1, end)
        record.layout =
            crash.trace.layouts.layout(inJSON: incident.isJSON)
            ?? (incident.isJSON || incident.swift == .report ? .json : .lines)
        record.kind = kindOfCrash()
        cursor = max(incident.start + 1, end)
        floor = cursor
        dated.pass(to: cursor)
        record.known = known?.crash.identity ?? new?.identity
        if pairCrash(startingAt: base + incident.start) {
            record.removeAll()
            return
        }
        settle(known, new, text)
        enqueue()
    }

    /// Decides what the whole of a crash tells: as before, if it is a known one that took nothing from
    /// another.
    private mutating func settle(_ known: KnownPart?, _ new: NewCrash?, _ text: Span<UInt8>) {
        let isAlone = record.known != nil
        if let known, isAlone { return known.crash.settle(&record, from: known.arenaStart) }
        settle(reasonIsRuntimeFailure: crash.trace.hasRuntimeFailure)
        if let new, isAlone { keep(new, text) }
    }

    /// Decides class, leading frames and fingerprint.
    private mutating func settle(reasonIsRuntimeFailure: Bool) {
        markLeading()
        if record.errorClass == nil { record.errorClass = classOfCrash(reasonIsRuntimeFailure) }
        record.fingerprint = fingerprintOfCrash()
    }

    private mutating func fingerprintOfCrash() -> UInt64 {
        guard record.originFrame >= 0 else { return fingerprintWithoutFrames() }
        let functions = (
            handler: record.frames[Int(record.handlerFrame)].function.range,
            origin: record.frames[Int(record.originFrame)].function.range
        )
        let name = record.errorClass?.rawValue ?? ""
        let arena = record.arena
        if let known = crash.prints.find(name, arena.span, functions) { return known }
        let made = Fingerprint.ofCrash(record)
        crash.prints.keep(made)
        return made
    }

    private mutating func fingerprintWithoutFrames() -> UInt64 {
        let before = Fingerprint.beforeMessage(record)
        let (arena, message) = (record.arena, record.message.range)
        if let known = crash.prints.find(before, arena.span, message) { return known }
        let made = Fingerprint.with(record, messageAfter: before)
        crash.prints.keep(made)
        return made
    }

    private func kindOfCrash() -> IncidentKind {
        if !record.threads.isEmpty { return .crash }
        return record.isTrap ? .trap : .signal
    }

    private mutating func markLeading() {
        guard let run = SwiftOwnership.leading(record)?.run else { return }
        record.originFrame = appendOwn(run.origin)
        record.handlerFrame =
            run.handler == run.origin ? record.originFrame : appendOwn(run.handler)
    }

    private mutating func appendOwn(_ index: Int) -> Int32 {
        let own = record.crashFrames[index]
        var frame = FrameRecord()
        frame.function = own.function
        frame.file = own.file
        frame.line = own.line
        record.frames.append(frame)
        return Int32(record.frames.count - 1)
    }

    /// The class of a crash that printed no message.
    private mutating func classOfCrash(_ isRuntimeFailure: Bool) -> ErrorClass {
        if let failure = runtimeFailure(isRuntimeFailure) {
            if let named = SwiftFailure.errorClass(record.arena.span, failure) { return named }
            let words = Array(record.arena[failure])
            let reading = errors.readTrap(words.span, words.indices)
            return reading?.errorClass ?? .other
        }
        if hasFunction("_dispatch_assert_queue_fail")
            || hasFunction("swift_task_reportUnexpectedExecutor")
        {
            return .concurrencyMisuse
        }
        switch record.string(record.signalName) {
        case "SIGSEGV", "SIGBUS": return isDeepRecursion ? .stackOverflow : .badPointer
        default: return .signal
        }
    }

    /// The words of a failure that the compiler named: in the reason, or as the first frame, which
    /// was inlined.
    private func runtimeFailure(_ isReason: Bool) -> Range<Int>? {
        let arena = record.arena.span
        let prefix: StaticString = "Swift runtime failure: "
        let said =
            isReason ? record.message.range : record.crashFrames.first?.function.range ?? 0..<0
        guard arena.has(prefix, at: said.lowerBound, before: said.upperBound) else { return nil }
        return said.lowerBound + prefix.utf8CodeUnitCount..<said.upperBound
    }

    private func hasFunction(_ name: StaticString) -> Bool {
        record.crashFrames.prefix(8).contains {
            record.arena.span.has(
                name,
                at: $0.function.range.lowerBound,
                before: $0.function.range.upperBound
            )
        }
    }

    /// How many frames tell a recursion from a call chain.
    private static let deepRecursion = 1000

    /// Whether a function repeats on a stack of a thousand frames or more.
    private var isDeepRecursion: Bool {
        guard let thread = record.threads.first(where: \.crashed) else { return false }
        let frames = record.crashFrames[thread.frames]
        guard frames.contains(where: { $0.index >= Self.deepRecursion }) else { return false }
        let arena = record.arena.span
        var counts: [UInt64: Int] = [:]
        for frame in frames where !frame.function.isEmpty {
            let function = TextHash.of(arena, frame.function.range)
            counts[function, default: 0] += 1
            if counts[function] == 3 { return true }
        }
        return false
    }
}
