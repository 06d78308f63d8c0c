extension GoTraceReader {
    /// Whether nothing that was read in this incident bears on how the next frame is read.
    var isFresh: Bool {
        stores && knownElements.isEmpty && openSeams.isEmpty && !registersSeen && !separatorSeen
    }

    /// Reads the frames that followed the same frames before; where the last ends, or `nil` for
    /// none.
    mutating func readKnownFrames(
        _ text: Span<UInt8>,
        at start: Int,
        before end: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        guard place != .none, record.arena.count < Self.mostText else { return nil }
        var position = start
        var count: Int32 = 0
        while end - position >= Self.lookahead, record.frames.count < Self.mostFrames,
            let next = readKnownFrame(text, at: position, position + Self.lookahead, &record)
        {
            position = next
            count += 1
        }
        guard count > 0 else { return nil }
        record.goroutines[record.goroutines.count - 1].frameCount += count
        return position
    }

    @inline(__always)
    private mutating func readKnownFrame(
        _ text: Span<UInt8>,
        at position: Int,
        _ limit: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        guard let found = stacks.next(text, at: position, after: place, before: limit) else {
            return nil
        }
        let reading = stacks.reading(found.place)
        guard let end = endOfRegisters(text, after: found, reading, limit) else { return nil }
        place = found.place
        layouts.count(reading.layout)
        takeSeam(before: reading, at: position, &record)
        appendFrame(reading, found, at: position, &record)
        if reading.isLabelNew { knownElements.note(new: reading.label) }
        isComplete = reading.isOutermost
        leaveSeam(after: reading, end, text, record)
        return end
    }

    /// Where the registers end that follow a frame; where it ends if it has none.
    ///
    /// Their digits touch nothing, so no seam depends on them.
    @inline(__always)
    private mutating func endOfRegisters(
        _ text: Span<UInt8>,
        after found: GoStackMemory.Found,
        _ reading: GoStackMemory.Reading,
        _ limit: Int
    ) -> Int? {
        guard reading.hasRegisters else { return found.end }
        guard let registers = GoRegisterTail(text, at: found.end, before: limit),
            !registers.pc.isEmpty, registers.end < limit, !touches(text[registers.end])
        else { return nil }
        programCounterWidth = registers.pc.count
        return registers.end
    }

    /// Keeps a frame that was read for the next stack that has it after the same frames; its place,
    /// or none where it cannot be kept.
    mutating func remember(
        _ text: Span<UInt8>,
        _ call: GoCall,
        _ position: GoPosition,
        _ gap: Gap,
        _ cut: StoredCut,
        _ record: IncidentRecord
    ) -> GoStackMemory.Place {
        let run = position.offset.isEmpty ? position.line : position.offset
        let hasRegisters = !position.pc.isEmpty
        guard lastPlace != .none, run.upperBound == position.end || hasRegisters,
            !hasRegisters || position.end < text.count && !touches(text[position.end]),
            text[position.file.lowerBound] != ASCII.ampersand,
            let frame = record.frames.last
        else { return .none }
        let lead = lastEnd..<call.arguments.lowerBound
        let rest = call.arguments.upperBound..<run.upperBound
        let reading = GoStackMemory.Reading(
            leadCount: Int32(lead.count),
            restCount: Int32(rest.count),
            nameStart: Int32(call.function.lowerBound - cut.givenBack - lead.lowerBound),
            fileStart: Int32(position.file.lowerBound - rest.lowerBound),
            fileCount: Int32(position.file.count),
            line: frame.line,
            offset: frame.offset,
            givenBack: Int32(cut.givenBack),
            lastRunCount: Int32(run.count),
            endsInOffset: !position.offset.isEmpty,
            hasRegisters: hasRegisters,
            isOutermost: isOutermost(text, call.function.range),
            isOpen: cut.isOpen,
            isLabelNew: cut.newLabel != nil,
            label: cut.newLabel ?? 0,
            layout: LayoutVote.kind(of: gap)
        )
        return stacks.keep(reading, text, lead: lead, rest: rest, after: lastPlace)
    }

    @inline(__always)
    private mutating func takeSeam(
        before reading: GoStackMemory.Reading,
        at position: Int,
        _ record: inout IncidentRecord
    ) {
        guard let seam else { return }
        let givenBack = Int(reading.givenBack)
        openSeams.shorten(seam.target, by: givenBack, in: &record)
        guard reading.isOpen else { return }
        openSeams.note(
            .init(
                target: seam.target,
                frame: record.frames.count,
                run: mirrored(ByteRun(position - seam.length..<position)),
                givenBack: givenBack
            )
        )
    }

    @inline(__always)
    private func appendFrame(
        _ reading: GoStackMemory.Reading,
        _ found: GoStackMemory.Found,
        at position: Int,
        _ record: inout IncidentRecord
    ) {
        let open = position + Int(reading.leadCount)
        let file = found.arguments.upperBound + Int(reading.fileStart)
        var frame = FrameRecord()
        frame.function = mirrored(ByteRun(position + Int(reading.nameStart)..<open - 1))
        frame.arguments = mirrored(ByteRun(found.arguments))
        frame.hasArguments = true
        frame.file = mirrored(ByteRun(file..<file + Int(reading.fileCount)))
        frame.line = reading.line
        frame.offset = reading.offset
        record.frames.append(frame)
    }

    @inline(__always)
    private mutating func leaveSeam(
        after reading: GoStackMemory.Reading,
        _ end: Int,
        _ text: Span<UInt8>,
        _ record: IncidentRecord
    ) {
        guard reading.endsInOffset, !reading.hasRegisters, touches(text[end]) else {
            seam = nil
            return
        }
        seam = Seam(
            length: Int(reading.lastRunCount),
            target: .frame(record.frames.count - 1),
            isProgramCounter: false
        )
    }

    /// The place of the stack that an incident's only goroutine has, or none where it was not
    /// remembered to its end.
    func wholeStack(_ record: IncidentRecord) -> GoStackMemory.Place {
        guard record.goroutines.count == 1, openSeams.isEmpty,
            record.goroutines[0].id >= 0, !record.goroutines[0].isAncestor,
            record.goroutines[0].frames == 0..<stackFrames, record.frames.count == stackFrames
        else { return .none }
        return stack
    }
}
