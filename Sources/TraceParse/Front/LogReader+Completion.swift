extension LogReader {
    /// Ends the open incident: decides what only the whole of it tells, and puts it in the queue.
    mutating func complete(_ text: Span<UInt8>, endingAt end: Int) {
        guard let incident = open else { return }
        open = nil
        trace.settle(&record)
        statistics.unparsed += trace.unparsed
        let stack = trace.wholeStack(&record)
        let known = trace.stacks.lead(stack, record.errorClass)
        let leading = markLeading(known)
        record.kind = incident.kind ?? kind(of: incident, leading)
        if record.errorClass == nil { record.errorClass = classWithoutText(incident) }
        record.layout = trace.layouts.layout(inJSON: incident.isJSON) ?? layoutOfLine(incident)
        record.fingerprint = fingerprint(leading, known, stack)
        record.byteEnd = base + max(incident.start + 1, end)
        contextEnds(text)
        enqueue()
        cursor = end
        floor = end
    }

    /// Notes the origin and the handler; the goroutine that they stand in.
    private mutating func markLeading(_ known: GoStackMemory.Lead.Known?) -> Int? {
        guard let known else { return GoOwnership.markLeading(&record) }
        record.originFrame = known.origin
        record.handlerFrame = known.handler
        return 0
    }

    private mutating func fingerprint(
        _ leading: Int?,
        _ known: GoStackMemory.Lead.Known?,
        _ stack: GoStackMemory.Place
    ) -> UInt64 {
        guard let leading else { return fingerprintOfText() }
        if let fingerprint = known?.fingerprint { return fingerprint }
        let made = Fingerprint.ofStack(record, in: record.goroutines[leading])
        trace.stacks.keep(
            GoStackMemory.Lead(
                origin: record.originFrame,
                handler: record.handlerFrame,
                errorClass: record.errorClass,
                fingerprint: made
            ),
            at: stack
        )
        return made
    }

    /// Puts the record in the queue and takes an empty one.
    mutating func enqueue() {
        queue.append(&record)
    }

    mutating func place(_ text: Span<UInt8>, _ range: Range<Int>) {
        record.line = lines.line(text, at: range.lowerBound)
        record.byteOffset = base + range.lowerBound
        record.byteEnd = base + range.upperBound
    }

    /// A trace that a log line announced is a recovered panic where its frames show one; else it
    /// is the stack of an error, or a dump.
    private func kind(of incident: OpenIncident, _ leading: Int?) -> IncidentKind {
        if let leading, GoOwnership.lastPanic(record, in: record.goroutines[leading]) != nil {
            return .recoveredPanic
        }
        return incident.hasError ? .error : .goroutineDump
    }

    private func classWithoutText(_ incident: OpenIncident) -> ErrorClass? {
        switch record.kind {
        case .recoveredPanic, .panic, .httpPanic: .explicitPanic
        case .error: .other
        default: nil
        }
    }

    private func layoutOfLine(_ incident: OpenIncident) -> Layout {
        incident.isJSON ? .json : .lines
    }

    /// The fingerprint of a trace without frames: what it says.
    private func fingerprintOfText() -> UInt64 {
        var print = Fingerprint()
        print.fold(record.errorClass?.rawValue ?? "")
        print.fold(record.kind.rawValue)
        let text = record.arena.span
        var hash = print.value
        ErrorReader.normalized(text, record.message.range, into: &hash)
        return hash
    }
}
