/// Where the error line stands that was read last.
struct LastErrorLine {
    /// Where it begins, and where its record ends; at nothing where what was read is no such line.
    private(set) var range = -1 ..< -1
    /// The offset of the line behind it, if that was looked up in vain.
    var unknown = -1

    /// Takes note of a line.
    mutating func note(_ range: Range<Int>) {
        self.range = range
    }

    /// Forgets the line: what follows it was looked at.
    mutating func forget() {
        range = -1 ..< -1
    }

    mutating func shift(by distance: Int) {
        guard range.lowerBound >= distance else { return forget() }
        range = range.lowerBound - distance..<range.upperBound - distance
    }
}

extension LogReader {
    /// A line that is like one that was read before.
    private struct KnownLine {
        let number: ErrorLineMemory.Number
        let places: KnownErrorLine.Places
        let start: Int
        let time: TimestampReading
    }

    /// Reads the line right behind an error's if it is a known one, which need not be scanned: where
    /// its anchor stands is known.
    ///
    /// - Returns: Whether it was read.
    mutating func readKnownLine(_ text: Span<UInt8>, _ end: Int, _ atEnd: Bool) -> Bool {
        guard last.range.upperBound == cursor, cursor < end else { return false }
        let before = last.range.lowerBound
        last.forget()
        var newline = cursor
        if text[newline] == ASCII.carriageReturn, newline + 1 < end { newline += 1 }
        guard text[newline] == ASCII.newline else { return false }
        guard let line = knownLine(text, at: newline + 1, end) else {
            last.unknown = base + newline + 1
            return false
        }
        guard line.places.isFirst else { return false }
        let position = line.start + Int(line.places.hit)
        guard atEnd || end - position >= Self.errorLookahead else { return false }
        let hit = WrappingWatch.Hit(
            position: position,
            lineStart: line.start,
            base: base,
            kind: .error
        )
        guard watch?.isPlain(text, goLog: hit) ?? true,
            !prose.isFull(at: base + position)
        else { return false }
        lines.pass(lineAt: before, to: line.start)
        take(text, line, position)
        return true
    }

    /// Takes the error at a position if it stands on a known line.
    ///
    /// - Returns: Whether it does.
    mutating func takeKnownLine(
        _ text: Span<UInt8>,
        at position: Int,
        lineStart: Int,
        _ end: Int
    ) -> Bool {
        guard last.unknown != base + lineStart,
            let line = knownLine(text, at: lineStart, end),
            line.start + Int(line.places.hit) == position
        else { return false }
        take(text, line, position)
        return true
    }

    /// The line that begins at a position, if it is known and nothing around it can change what it
    /// comes to: a trace to which it may belong, or one that it announces.
    @inline(__always)
    private mutating func knownLine(
        _ text: Span<UInt8>,
        at start: Int,
        _ end: Int
    ) -> KnownLine? {
        guard errors.remembers, queue.stacks == 0, floor <= start, start < end,
            text[start].isDigit, start > 0 ? text[start - 1] == ASCII.newline : base == 0,
            let found = errors.lines.find(
                text,
                start..<min(end, start + ErrorLineMemory.longest + 1)
            )
        else { return nil }
        let places = errors.lines.places(found.number)
        guard let time = times.read(text, at: start + places.time.lowerBound, before: end),
            time.range.count == places.time.count, time.format == places.format,
            isFollowedByLine(text, found.end, end)
        else { return nil }
        return KnownLine(number: found.number, places: places, start: start, time: time)
    }

    /// Whether a line follows that begins with a digit, so that no frame stands there, and no header
    /// of a goroutine either.
    private mutating func isFollowedByLine(_ text: Span<UInt8>, _ newline: Int, _ end: Int) -> Bool
    {
        let next = newline + 1
        guard next < end else { return true }
        guard text[next].isDigit else { return false }
        let reach = next..<max(next, min(end - 9, next + Self.longestTime + 1))
        let word = headers.position(base, reach, before: end - 9) { range in
            text.firstRange(of: "goroutine ", in: range.lowerBound..<range.upperBound + 9)?
                .lowerBound
        }
        return word == nil
    }

    private mutating func take(_ text: Span<UInt8>, _ line: KnownLine, _ position: Int) {
        let end = line.start + Int(line.places.end)
        cursor = max(position + 1, end)
        dated.note(line.time)
        let waiting = WaitingLine(
            number: line.number,
            offset: base + line.start,
            line: lines.line(text, at: line.start),
            time: dated.moment(text, line.time, times)
        )
        contextPasses(text, waiting, end: end)
        queue.append(waiting)
        floor = end
        last.note(line.start..<cursor)
    }

    /// Keeps what the line of the record came to, if nothing around it has a part in that.
    mutating func keepLine(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ reading: ErrorReading,
        hit: Int,
        isFirst: Bool
    ) {
        let record = found.range
        guard errors.remembers, record.count < ErrorLineMemory.longest, found.hasNearTime,
            let time = found.time, time.format == .goLog,
            time.range.lowerBound == record.lowerBound, errors.lines.takesNew(),
            let line = wholeLine(text, record),
            text[time.range.upperBound] == ASCII.space,
            !ClockScanner.hasClock(text, in: hit + 1..<record.upperBound),
            !ErrorRepetition.mayDependOnDigits(text, of: reading.core, in: record),
            text.firstRange(of: "goroutine ", in: record) == nil,
            text.firstRange(of: ".go:", in: reading.cause.upperBound..<record.upperBound) == nil,
            let known = KnownErrorLine(
                self.record,
                reading,
                time,
                text,
                line: line,
                end: record.upperBound,
                hit: hit,
                isFirst: isFirst
            )
        else { return }
        if errors.lines.isFull { settleContext(text) }
        errors.lines.keep(known, text, line)
        last.note(record.lowerBound..<cursor)
    }

    /// The line that a record is, up to its break; `nil` where it is a part of one.
    private func wholeLine(_ text: Span<UInt8>, _ record: Range<Int>) -> Range<Int>? {
        let start = record.lowerBound
        guard start > 0 ? text[start - 1] == ASCII.newline : base == 0 else { return nil }
        var end = record.upperBound
        if end < text.count, text[end] == ASCII.carriageReturn { end += 1 }
        guard end < text.count, text[end] == ASCII.newline else { return nil }
        return start..<end
    }
}
