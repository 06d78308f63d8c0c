/// Takes lines out of all wrappings around them: one in the other, four deep at the most.
struct LineUnwrapper {
    /// What became of a line.
    struct Result {
        /// The line in the log as it is, where none of its bytes is spelled otherwise; else it is in
        /// the unwrapper's copy.
        var payload: Range<Int>?
        /// The moment that the outermost transport noted, in the log.
        var time = 0..<0
        /// Whether no transport has wrapped it.
        var isBare = false
        /// What was undone.
        var undone: Undone = []
        /// Whether the line goes on in the next piece of its stream.
        var goesOn = false
        /// Whether a bare line belongs to the stream of the line before it.
        var continuesLast = false
        /// Past the last physical line.
        var end: Int
    }

    /// How many wrappings are taken off one line.
    private static let deepest = 4

    /// The names of the stream, joined by `/`.
    private(set) var identity: [UInt8] = []
    /// The payload of the last line, where it is spelled otherwise than in the log.
    private(set) var copy = MappedText()
    private var spare = MappedText()
    private var lastWasContinued = false
    private var areTimed = false

    /// Begins with other lines, of which one is known.
    mutating func begin(_ log: Span<UInt8>, with line: PhysicalLine) {
        lastWasContinued = false
        areTimed = Wrapping.read(log, line)?.wrapping == .timed
    }

    /// The wrapping around a line of the log. A program's own lines may begin with a time, so one
    /// alone tells only where lines nearby had another behind it.
    private mutating func outermost(_ log: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let found = Wrapping.read(log, line) else {
            return areTimed ? TimedLine.readFurther(log, line) : nil
        }
        areTimed = areTimed || found.wrapping == .timed
        return found
    }

    /// Unwraps a line of the log, whose bytes at hand begin at an offset.
    mutating func read(_ log: Span<UInt8>, _ line: PhysicalLine, base: Int) -> Result {
        identity.removeAll(keepingCapacity: true)
        copy.removeAll()
        var result = Result(payload: line.range, end: line.end)
        guard let outer = outermost(log, line) else {
            result.isBare = true
            result.continuesLast = lastWasContinued
            strip(log, &result, base: base)
            return result
        }
        lastWasContinued = outer.wrapping.mayHaveBareLines
        result.end = outer.end
        result.time = outer.time
        take(log, outer, &result)
        unwrapInner(log, outer, &result)
        if result.payload == nil { copy.shiftOrigins(by: base) }
        strip(log, &result, base: base)
        return result
    }

    private mutating func take(
        _ text: Span<UInt8>,
        _ found: WrappedLine,
        _ result: inout Result
    ) {
        result.undone.insert(Undone(found.wrapping))
        result.goesOn = result.goesOn || found.goesOn
        result.payload = result.payload == nil ? nil : found.payload
        for index in 0..<found.identity.count {
            if !identity.isEmpty { identity.append(ASCII.slash) }
            for position in found.identity[index] { identity.append(text[position]) }
        }
    }

    /// Goes on with the payload of a wrapping: decodes it where it is spelled otherwise, and takes
    /// it out of the wrapping around it, and so on.
    private mutating func unwrapInner(
        _ log: Span<UInt8>,
        _ outer: WrappedLine,
        _ result: inout Result
    ) {
        var found = outer
        for depth in 1...Self.deepest {
            if found.encoding != .plain || result.payload == nil {
                decode(log, found, &result)
            }
            guard depth < Self.deepest, let next = readInner(log, result) else { return }
            if result.payload != nil {
                take(log, next, &result)
            } else {
                let text = copy
                take(text.bytes.span, next, &result)
            }
            found = next
        }
    }

    /// Respells a payload, which stands in the log or in the copy of a payload around it.
    private mutating func decode(
        _ log: Span<UInt8>,
        _ found: WrappedLine,
        _ result: inout Result
    ) {
        var decoded = takeSpare()
        if result.payload != nil {
            PayloadDecoder.decode(log, found.payload, found.encoding, into: &decoded)
        } else {
            PayloadDecoder.decode(copy.bytes.span, found.payload, found.encoding, into: &decoded)
            decoded.map(through: copy.jumps)
        }
        replaceCopy(by: &decoded)
        result.payload = nil
        note(found.encoding, &result)
    }

    /// An empty text with the room of one that was needed before.
    private mutating func takeSpare() -> MappedText {
        var taken = MappedText()
        swap(&taken, &spare)
        taken.removeAll()
        return taken
    }

    private mutating func replaceCopy(by text: inout MappedText) {
        swap(&copy, &text)
        swap(&spare, &text)
    }

    private func note(_ encoding: PayloadEncoding, _ result: inout Result) {
        if encoding == .octal, !copy.bytes.isEmpty { result.undone.insert(.octalCodes) }
        guard encoding != .hanging, encoding != .doubledQuotes else { return }
        let lines = copy.bytes.dropLast()
        if lines.contains(ASCII.newline) { result.undone.insert(.spelledBreaks) }
    }

    /// The wrapping around the payload as it is now, if it is one line.
    private func readInner(_ log: Span<UInt8>, _ result: Result) -> WrappedLine? {
        if let payload = result.payload {
            let line = PhysicalLine(
                log,
                at: payload.lowerBound,
                floor: payload.lowerBound,
                before: payload.upperBound
            )
            return line.end == payload.upperBound ? Wrapping.read(log, line) : nil
        }
        let text = copy.bytes.span
        let line = PhysicalLine(text, at: 0, floor: 0, before: text.count)
        return line.end == text.count ? Wrapping.read(text, line) : nil
    }

    /// Takes out the codes of a terminal.
    private mutating func strip(_ log: Span<UInt8>, _ result: inout Result, base: Int) {
        if let payload = result.payload {
            guard TerminalCodes.stand(log, in: payload) else { return }
            TerminalCodes.strip(log, payload, into: &copy)
            copy.shiftOrigins(by: base)
            result.payload = nil
        } else {
            guard TerminalCodes.stand(copy.bytes.span, in: 0..<copy.bytes.count) else { return }
            var stripped = takeSpare()
            TerminalCodes.strip(copy.bytes.span, 0..<copy.bytes.count, into: &stripped)
            stripped.map(through: copy.jumps)
            replaceCopy(by: &stripped)
        }
        result.undone.insert(.terminalCodes)
    }
}
