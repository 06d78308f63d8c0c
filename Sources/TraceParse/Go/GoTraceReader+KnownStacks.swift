extension GoTraceReader {
    /// Whether nothing that was read in this incident bears on how the next frame is read.
    var isFresh: Bool {
        stores && knownElements.isEmpty && openSeams.isEmpty && !registersSeen && !separatorSeen
    }

    /// Reads the frames that followed the same frames before, and their creator; where the last
    /// ends, or `nil` for none.
    mutating func readKnownFrames(
        _ text: Span<UInt8>,
        at start: Int,
        before end: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        guard place != .none, record.arena.count < Self.mostText else { return nil }
        var position = start
        while place != .none, record.frames.count < Self.mostFrames,
            let next = readKnownRun(text, at: position, before: end, &record)
        {
            position = next
        }
        return position > start ? position : nil
    }

    /// Reads the known frames from a position on, as many as are followed at a time.
    private mutating func readKnownRun(
        _ text: Span<UInt8>,
        at start: Int,
        before end: Int,
        _ record: inout IncidentRecord
    ) -> Int? {
        let most = Self.mostFrames - record.frames.count
        let count = stacks.follow(text, from: start, before: end, after: place, most: most)
        guard count > 0 else { return nil }
        let first = record.frames.count
        var position = start
        var index = 0
        while index < count {
            index = stacks.append(
                index..<count,
                from: &position,
                shift: mirrorShift,
                to: &record.frames,
                &layouts,
                &knownElements
            )
            guard index < count else { break }
            position = note(index, text, at: position, &record)
            index += 1
        }
        record.goroutines[record.goroutines.count - 1].frameCount +=
            Int32(record.frames.count - first)
        leavePlace(of: count - 1, text, frames: record.frames.count)
        leaveSeam(after: count - 1, text, &record)
        return position
    }

    /// Appends a known frame or creator that tells something of the seam before it; where it ends.
    private mutating func note(
        _ index: Int,
        _ text: Span<UInt8>,
        at position: Int,
        _ record: inout IncidentRecord
    ) -> Int {
        let (reading, met) = stacks.known(index)
        if !reading.traits.isDisjoint(with: [.takesDigits, .isOpen]) {
            if index > 0 { leaveSeam(after: index - 1, text, &record) }
            takeSeam(before: reading, at: position, &record)
        }
        layouts.count(reading.layout)
        let frame = FrameRecord(reading, met, from: position, shift: mirrorShift)
        if reading.traits.contains(.isCreator) {
            setCreator(frame, met, text, &record)
        } else {
            record.frames.append(frame)
            if reading.traits.contains(.isLabelNew) { knownElements.note(new: reading.label) }
        }
        return met.end
    }

    /// Takes note of the known frame or creator that was read last.
    private mutating func leavePlace(
        of last: Int,
        _ text: Span<UInt8>,
        frames: Int
    ) {
        let (reading, met) = stacks.known(last)
        isComplete = reading.traits.contains(.isOutermost)
        if reading.traits.contains(.hasRegisters) {
            programCounterWidth = widthOfHex(text, before: met.end)
        }
        guard reading.traits.contains(.isCreator) else {
            place = stacks.place(last)
            return
        }
        stack = last > 0 ? stacks.place(last - 1) : place
        stackFrames = frames
        place = .none
    }

    private mutating func setCreator(
        _ frame: FrameRecord,
        _ met: PieceTree.Met,
        _ text: Span<UInt8>,
        _ record: inout IncidentRecord
    ) {
        var creator = CreatorRecord()
        creator.frame = frame
        creator.goroutine = text.decimal(met.hole) ?? -1
        record.goroutines[record.goroutines.count - 1].createdBy = creator
    }

    /// How many hexadecimal digits end at a position.
    private func widthOfHex(_ text: Span<UInt8>, before end: Int) -> Int {
        var start = end
        while start > 0, text[start - 1].isLowerHex { start -= 1 }
        return end - start
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
        guard lastPlace != .none, lastGivenBack == 0,
            run.upperBound == position.end || hasRegisters,
            !hasRegisters || position.end < text.count && !touches(text[position.end]),
            text[position.file.lowerBound] != ASCII.ampersand,
            let frame = record.frames.last
        else { return .none }
        let lead = lastEnd..<call.arguments.lowerBound
        let rest = call.arguments.upperBound..<run.upperBound
        var traits: GoStackMemory.Traits = []
        if !position.offset.isEmpty { traits.insert(.endsInOffset) }
        if hasRegisters { traits.insert(.hasRegisters) }
        if isOutermost(text, call.function.range) { traits.insert(.isOutermost) }
        if cut.givenBack > 0 { traits.insert(.takesDigits) }
        if cut.isOpen { traits.insert(.isOpen) }
        if cut.newLabel != nil { traits.insert(.isLabelNew) }
        let reading = GoStackMemory.Reading(
            offset: frame.offset,
            label: cut.newLabel ?? 0,
            line: frame.line,
            ownFrame: ownFrame(text, call, position, cut),
            nameStart: Int16(call.function.lowerBound - cut.givenBack - lead.lowerBound),
            nameCount: Int16(call.function.count + cut.givenBack),
            fileStart: Int16(position.file.lowerBound - rest.lowerBound),
            fileCount: Int16(position.file.count),
            lastRunCount: Int16(run.count),
            givenBack: Int16(cut.givenBack),
            layout: LayoutVote.kind(of: gap),
            traits: traits
        )
        return stacks.keep(
            reading,
            text,
            lead: lead,
            hole: .arguments,
            rest: rest,
            after: lastPlace
        )
    }

    /// Keeps a creator that was read after a frame that is kept, and that begins with so many of its
    /// last digits.
    mutating func remember(
        _ text: Span<UInt8>,
        _ creator: GoCreator,
        _ position: GoPosition,
        _ gap: Gap,
        givenBack: Int,
        _ record: IncidentRecord
    ) {
        let run = position.offset.isEmpty ? position.line : position.offset
        guard lastPlace != .none, run.upperBound == position.end,
            text[position.file.lowerBound] != ASCII.ampersand,
            let goroutine = record.goroutines.last
        else { return }
        let hole = creator.identifier
        let open = hole?.lowerBound ?? run.upperBound
        let close = hole?.upperBound ?? run.upperBound
        var traits: GoStackMemory.Traits = [.isCreator, .isOutermost]
        if !position.offset.isEmpty { traits.insert(.endsInOffset) }
        if givenBack > 0 { traits.insert(.takesDigits) }
        let reading = GoStackMemory.Reading(
            offset: goroutine.createdBy.frame.offset,
            label: 0,
            line: goroutine.createdBy.frame.line,
            ownFrame: stacks.ownFrame(lastPlace),
            nameStart: Int16(creator.function.lowerBound - lastEnd),
            nameCount: Int16(creator.function.count),
            fileStart: Int16(position.file.lowerBound - close),
            fileCount: Int16(position.file.count),
            lastRunCount: Int16(run.count),
            givenBack: Int16(givenBack),
            layout: LayoutVote.kind(of: gap),
            traits: traits
        )
        _ = stacks.keep(
            reading,
            text,
            lead: lastEnd..<open,
            hole: hole == nil ? .none : .decimal,
            rest: close..<run.upperBound,
            after: lastPlace
        )
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
        guard reading.traits.contains(.isOpen) else { return }
        openSeams.note(
            .init(
                target: seam.target,
                frame: record.frames.count,
                run: mirrored(ByteRun(position - seam.length..<position)),
                givenBack: givenBack
            )
        )
    }

    /// Remembers the digits that the token after a known frame or creator may touch.
    ///
    /// The record is looked at where it lies: handed over by value all of it would be copied.
    private mutating func leaveSeam(
        after known: Int,
        _ text: Span<UInt8>,
        _ record: inout IncidentRecord
    ) {
        let (reading, met) = stacks.known(known)
        let traits = reading.traits
        guard traits.contains(.endsInOffset), !traits.contains(.hasRegisters),
            touches(text[met.end])
        else {
            seam = nil
            return
        }
        seam = Seam(
            length: Int(reading.lastRunCount),
            target: traits.contains(.isCreator)
                ? .creator(record.goroutines.count - 1) : .frame(record.frames.count - 1),
            isProgramCounter: false
        )
    }

    /// Notes of the last goroutine where its own frames begin, if its stack is known.
    mutating func closeGoroutine(_ record: inout IncidentRecord) {
        let last = record.goroutines.count - 1
        let ended = place == .none ? stack : place
        guard last >= 0, ended != .none, place != .none || stackFrames == record.frames.count,
            Int(record.goroutines[last].frameCount) == stacks.depth(ended)
        else { return }
        record.goroutines[last].ownFrame = stacks.ownFrame(ended)
    }

    /// The innermost own frame of a stack whose last frame is about to be kept.
    private func ownFrame(
        _ text: Span<UInt8>,
        _ call: GoCall,
        _ position: GoPosition,
        _ cut: StoredCut
    ) -> Int32 {
        let known = stacks.ownFrame(lastPlace)
        guard known < 0, known != GoroutineRecord.notTold else { return known }
        // Its name may yet be cut otherwise.
        guard !cut.isOpen else { return GoroutineRecord.notTold }
        var frame = FrameRecord()
        let name = call.function.lowerBound - cut.givenBack
        frame.function = TextRange(start: name, count: call.function.upperBound - name)
        frame.file = TextRange(start: position.file.lowerBound, count: position.file.count)
        return GoOwnership.isOwn(text, frame) ? Int32(stacks.depth(lastPlace)) : -1
    }

    /// The place of the stack that an incident's only goroutine has, or none where it was not
    /// remembered to its end.
    func wholeStack(_ record: inout IncidentRecord) -> GoStackMemory.Place {
        guard record.goroutines.count == 1, openSeams.isEmpty,
            record.goroutines[0].id >= 0, !record.goroutines[0].isAncestor,
            record.goroutines[0].frames == 0..<stackFrames, record.frames.count == stackFrames
        else { return .none }
        return stack
    }
}
