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
        /// Whether a wrapping was found within another.
        var isNested = false
        /// What was undone.
        var undone: Undone = []
        /// Whether the line goes on in the next piece of its stream.
        var goesOn = false
        /// Whether it is a part of a line, the last one or another.
        var isPart = false
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
    /// Whether each line is looked at for a wrapping within the outermost: none is where none was
    /// found around a point of interest, for most of a log's lines are looked at in vain.
    private var looksWithin = false
    /// The streams whose last line goes on: a part shows no wrapping within, or a wrong one.
    private var inParts: Set<[UInt8]> = []

    /// Begins with other lines, of which one is known.
    mutating func begin(_ log: Span<UInt8>, with line: PhysicalLine) {
        inParts.removeAll()
        areTimed = Wrapping.read(log, line)?.wrapping == .timed
        looksWithin = false
        let found = read(log, line, base: 0, isOfInterest: true)
        looksWithin = found.isNested || found.goesOn
        inParts.removeAll()
        lastWasContinued = false
    }

    /// The wrapping around a line of the log.
    ///
    /// A program's own lines may begin with a time, so one alone tells only where lines nearby had
    /// another behind it.
    private mutating func outermost(_ log: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let found = Wrapping.read(log, line) else {
            return areTimed ? TimedLine.readFurther(log, line) : nil
        }
        areTimed = areTimed || found.wrapping == .timed
        return found
    }

    /// Unwraps a line of the log, whose bytes at hand begin at an offset.
    mutating func read(
        _ log: Span<UInt8>,
        _ line: PhysicalLine,
        base: Int,
        isOfInterest: Bool
    ) -> Result {
        identity.removeAll(keepingCapacity: true)
        copy.removeAll()
        var result = Result(payload: line.range, end: line.end)
        guard let outer = outermost(log, line) else {
            result.isBare = true
            result.payload = line.start..<Self.endOfBare(log, line)
            result.continuesLast = lastWasContinued
            strip(log, &result, base: base)
            return result
        }
        lastWasContinued = outer.wrapping.mayHaveBareLines
        result.end = outer.end
        result.time = outer.time
        take(log, outer, &result)
        result.isPart = notePart(outer)
        decodeSpelled(log, outer, &result)
        if !result.isPart, looksWithin || isOfInterest { unwrapInner(log, &result) }
        looksWithin = looksWithin || result.isNested
        if result.payload == nil { copy.shiftOrigins(by: base) }
        strip(log, &result, base: base)
        return result
    }

    /// Notes whether the line of a stream goes on; whether what is at hand is a part of one.
    private mutating func notePart(_ outer: WrappedLine) -> Bool {
        if outer.goesOn {
            if inParts.count < Self.mostParts { inParts.insert(identity) }
            return true
        }
        return !inParts.isEmpty && inParts.remove(identity) != nil
    }

    /// Of as many streams it is known that a line goes on.
    private static let mostParts = 256

    /// Where a bare line ends, which keeps its carriage returns.
    private static func endOfBare(_ log: Span<UInt8>, _ line: PhysicalLine) -> Int {
        log[line.end - 1] == ASCII.newline ? line.end - 1 : line.end
    }

    private mutating func take(
        _ text: Span<UInt8>,
        _ found: WrappedLine,
        _ result: inout Result
    ) {
        result.undone.insert(Undone(found.wrapping))
        if found.isCutShort { result.undone.insert(.cutShort) }
        result.goesOn = result.goesOn || found.goesOn
        result.payload = result.payload == nil ? nil : found.payload
        for index in 0..<found.identity.count {
            if !identity.isEmpty { identity.append(ASCII.slash) }
            for position in found.identity[index] { identity.append(text[position]) }
        }
    }

    /// Takes a line that was put together of its parts out of the wrappings within; `nil` where there
    /// are none.
    mutating func read(_ line: HeldLines.Line) -> Result? {
        identity = line.identity
        copy = line.whole
        var result = Result(payload: nil, end: 0)
        result.undone = line.undone
        let log: [UInt8] = []
        unwrapInner(log.span, &result)
        guard result.isNested else { return nil }
        looksWithin = true
        strip(log.span, &result, base: 0)
        return result
    }

    /// Takes the payload of a wrapping out of the wrapping around it, and so on.
    private mutating func unwrapInner(_ log: Span<UInt8>, _ result: inout Result) {
        for _ in 1..<Self.deepest {
            // A logger's own record is read as it stands, with the time that the program noted.
            guard let next = readInner(log, result), next.wrapping != .logfmt else { return }
            result.isNested = true
            if result.payload != nil {
                take(log, next, &result)
            } else {
                let text = copy
                take(text.bytes.span, next, &result)
            }
            decodeSpelled(log, next, &result)
        }
    }

    /// Decodes a payload where it is spelled otherwise.
    private mutating func decodeSpelled(
        _ log: Span<UInt8>,
        _ found: WrappedLine,
        _ result: inout Result
    ) {
        if found.encoding != .plain || result.payload == nil { decode(log, found, &result) }
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
        if found.wrapping == .shipperJSON, removeFalseBreaks() {
            result.undone.insert(.falseBreaks)
        }
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

    /// How long the parts are into which Docker cuts a line.
    private static let partLength = 16 << 10

    /// Takes out the line breaks by which Fluentd joins the parts of a line: the text has no other,
    /// and each stands behind a whole part.
    private mutating func removeFalseBreaks() -> Bool {
        var cuts: [Int] = []
        var position = Self.partLength
        while position < copy.bytes.count - 1, copy.bytes[position] == ASCII.newline {
            cuts.append(position)
            position += Self.partLength + 1
        }
        let bytes = copy.bytes
        guard !cuts.isEmpty, bytes.dropLast().count(where: { $0 == ASCII.newline }) == cuts.count
        else { return false }
        var joined = takeSpare()
        var start = 0
        for cut in cuts + [bytes.count] {
            joined.copy(bytes.span, start..<cut)
            start = cut + 1
        }
        joined.map(through: copy.jumps)
        replaceCopy(by: &joined)
        return true
    }

    private func note(_ encoding: PayloadEncoding, _ result: inout Result) {
        if encoding == .octal, !copy.bytes.isEmpty { result.undone.insert(.octalCodes) }
        guard encoding != .hanging, encoding != .doubledQuotes else { return }
        let lines = 0..<max(0, copy.bytes.count - 1)
        if ByteScan.firstIndex(of: ASCII.newline, in: copy.bytes.span, lines) != nil {
            result.undone.insert(.spelledBreaks)
        }
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
