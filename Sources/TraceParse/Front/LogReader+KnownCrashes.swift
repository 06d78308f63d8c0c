extension LogReader {
    // MARK: - Crashes that are known

    /// Takes the crash on whose first line an anchor stands, if it was read before; else it may be kept.
    ///
    /// - Returns: Whether it was taken.
    mutating func takeKnownCrash(
        _ text: Span<UInt8>,
        at position: Int,
        _ anchor: SwiftAnchor,
        _ end: Int
    ) -> Bool {
        crash.candidate = nil
        // Apple's reports begin on lines before their anchor.
        guard anchor != .apple, !crash.crashes.isOff, record.arena.isEmpty else { return false }
        let start = lines.start(text, of: position)
        guard start >= floor, crash.noBacktraceBefore <= start,
            start > 0 ? text[start - 1] == ASCII.newline : base == 0
        else { return false }
        let hit = position - start
        guard let known = crash.crashes.find(text, at: start, hit: hit, before: end),
            !known.crash.looksBefore || saidBefore(text, start) == nil
        else {
            crash.candidate = CrashCandidate(start: base + start, hit: hit)
            return false
        }
        take(text, known.crash, start..<known.end)
        return true
    }

    private mutating func take(_ text: Span<UInt8>, _ known: KnownCrash, _ range: Range<Int>) {
        crash.begin()
        begin(text, at: range.lowerBound, end: range.upperBound)
        let arenaStart = record.arena.count
        known.fill(&record)
        crash.trace.resume(at: known.mark.moved(by: arenaStart))
        open?.swift = known.layout
        open?.known = KnownPart(crash: known, arenaStart: arenaStart)
        cursor = range.upperBound
        if known.ending == .report { completeCrash(text, endingAt: cursor) }
    }

    // MARK: - Crashes that are new

    /// The line that ends the backtrace was read, which begins at a position.
    mutating func noteTail(at position: Int) {
        guard crash.trace.isAtTail, crash.candidate != nil else { return }
        let mark = crash.trace.mark(isEnded: false)
        crash.candidate?.note(CrashCandidate.Tail(start: base + position, mark: mark))
    }

    /// Whether the crash of the record, which ends at a position, is to be kept: nothing around it has a
    /// part in what it came to.
    mutating func newCrash(
        _ text: Span<UInt8>,
        _ incident: OpenIncident,
        endingAt end: Int
    ) -> NewCrash? {
        guard let candidate = crash.candidate, let layout = incident.swift,
            candidate.start == base + incident.start, incident.start >= 0, !incident.isJSON,
            !record.truncated, !record.clipped, !record.threads.isEmpty,
            !candidate.isDated, layout == .report || !holdsObject(text, incident.start, candidate),
            crash.trace.unparsed == 0, crash.trace.hasOwnLines,
            let (ending, last, mark) = ending(layout, candidate, endingAt: end, text),
            let heading = candidate.headingStart, base + last - heading >= Self.leastRows,
            SwiftCrashMemory.lengths.contains(last - incident.start),
            crash.crashes.takesNew()
        else { return nil }
        return NewCrash(
            range: incident.start..<last,
            candidate: candidate,
            ending: ending,
            layout: layout,
            mark: mark,
            namedClass: record.errorClass
        )
    }

    /// Whether what stands before the anchor may be an object, of which more is looked at than its line.
    private func holdsObject(
        _ text: Span<UInt8>,
        _ start: Int,
        _ candidate: CrashCandidate
    ) -> Bool {
        let line = start..<start + candidate.hit
        return ByteScan.firstIndex(of: ASCII.leftBrace, in: text, line) != nil
    }

    /// How much must follow a first heading: as much is looked at to tell whether it is one.
    private static let leastRows = 512

    /// How the text of a crash ends, where that is, and what its rows told before.
    private func ending(
        _ layout: SwiftCrashLayout,
        _ candidate: CrashCandidate,
        endingAt end: Int,
        _ text: Span<UInt8>
    ) -> (KnownCrash.Ending, Int, SwiftTraceReader.Mark)? {
        if layout == .report {
            return crash.report.isComplete ? (.report, end, crash.trace.mark(isEnded: false)) : nil
        }
        if let tail = candidate.tail {
            let start = tail.start - base
            guard crash.trace.isAtTail, start >= 0,
                case .took? = SwiftHeading.read(text, at: start, before: text.count)
            else { return nil }
            return (.took, start, tail.mark)
        }
        guard crash.trace.isInList, layout == .text, cursor < text.count,
            text[cursor] == ASCII.newline
        else { return nil }
        return (.row, cursor, crash.trace.mark(isEnded: true))
    }

    /// Keeps the crash of the record for the next time.
    mutating func keep(_ new: NewCrash, _ text: Span<UInt8>) {
        crash.crashes.keep(KnownCrash(new, record, text))
    }
}
