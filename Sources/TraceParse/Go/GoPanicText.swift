/// What a panic or a throw says, up to the header of its first goroutine.
///
///     text    = message { indent "panic: " message } [ signal ] gap header
///     message = line { break line } [ " [recovered]" / " [recovered, repanicked]" ]
///
/// Up to Go 1.22 the lines of a message stand as they are; from 1.23 each after the first is
/// indented by a tab, which tells a trace inside a message from the real one.
struct GoPanicText {
    /// The first panic's message.
    var message: Range<Int>?
    /// Those of the panics that followed it.
    var chain: [Range<Int>] = []
    var signal: GoSignal?
    /// Where the header of the first goroutine begins.
    var header: Int?
    /// That header as it was read, unless it is that of a `runtime stack:`.
    var readHeader: GoHeader?
    /// Where the text ends: at the header, or where something else begins.
    var end: Int
    /// Whether the text was looked through to the limit without finding a header.
    var ranToLimit = false
    /// Whether a line break stands in it or after it.
    var hasBreak = false

    /// How long a message may be, and how far its header may be.
    static let longest = 100 << 10

    private let start: Int
    private let limit: Int
    /// The indent of the line on which the text begins.
    private let indent: Int
    private let times: TimestampReader
    /// Whether messages of a chain may follow.
    private let isPanic: Bool

    /// Reads the text whose first byte stands at a position.
    static func read(
        _ text: Span<UInt8>,
        at start: Int,
        indent: Int,
        before limit: Int,
        isPanic: Bool,
        times: TimestampReader
    ) -> GoPanicText {
        var read = GoPanicText(
            end: start,
            start: start,
            limit: min(limit, start + longest),
            indent: indent,
            times: times,
            isPanic: isPanic
        )
        read.scan(text)
        return read
    }

    private init(
        end: Int,
        start: Int,
        limit: Int,
        indent: Int,
        times: TimestampReader,
        isPanic: Bool
    ) {
        self.end = end
        self.start = start
        self.limit = limit
        self.indent = indent
        self.times = times
        self.isPanic = isPanic
    }

    private mutating func scan(_ text: Span<UInt8>) {
        var messageStart = start
        /// Where the text would end if no header came: after its own lines.
        var fallback: Int?
        var position = start
        let words = isPanic ? Self.wordsOfPanics : Self.words
        while position < limit {
            switch text[position] {
            case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less:
                let gap = Gap(text, at: position, before: limit)
                guard gap.breaks > 0 else {
                    position = max(gap.end, position + 1)
                    continue
                }
                hasBreak = true
                if takeLine(text, position, gap, &messageStart) { return }
                if endsText(text, gap) {
                    close(text, from: messageStart, to: fallback ?? position)
                    return
                }
                if fallback == nil, signal == nil, gap.indent <= indent { fallback = position }
                // An indented header is the message's own; what follows it is looked at again.
                position = gap.end
                if text.has("goroutine ", at: position, before: limit) { position += 10 }
                if isChained(text, position, gap) {
                    fallback = nil
                    addMessage(text, messageStart..<end)
                    messageStart = position + 7
                    position = messageStart
                }
            case UInt8(ascii: "g")
            where text.has("goroutine ", at: position, before: limit)
                && isHeader(text, position, gapBefore(text, position)):
                finish(text, messageStart, at: position)
                return
            case UInt8(ascii: "k")
            where text.has("runtime stac", endingAt: position, after: start)
                && text.has("k:", at: position, before: limit):
                finish(text, messageStart, at: position - 12)
                return
            case ASCII.leftBracket:
                if !takeSignal(text, position, &messageStart) {
                    position += 1
                } else {
                    position = end
                }
            case UInt8(ascii: "p") where isChainedInLine(text, position):
                addMessage(text, messageStart..<position)
                messageStart = position + 7
                position = messageStart
            case ASCII.slash, ASCII.minus:
                if let time = touchingTime(text, position) {
                    close(text, from: messageStart, to: fallback ?? time)
                    return
                }
                position += 1
            default:
                position = words.end(text, from: position + 1, before: limit)
            }
        }
        ranToLimit = true
        close(text, from: messageStart, to: fallback ?? limit)
    }

    /// Bytes by which nothing is told that a text ends at: not the beginning of a break, a header, a
    /// note or a time, nor the rarest letter of `runtime stack:`.
    private static let words = ByteClass(holdsNoEnd)
    /// The same where a text is divided by ` panic: ` too.
    private static let wordsOfPanics = ByteClass { holdsNoEnd($0) && $0 != UInt8(ascii: "p") }

    private static func holdsNoEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.newline, ASCII.carriageReturn, ASCII.backslash, ASCII.hash, ASCII.less,
            ASCII.leftBracket, ASCII.slash, ASCII.minus, UInt8(ascii: "g"), UInt8(ascii: "k"):
            false
        default: true
        }
    }

    /// Takes what begins a line after a break: the header (true), or a signal's note.
    private mutating func takeLine(
        _ text: Span<UInt8>,
        _ lineEnd: Int,
        _ gap: Gap,
        _ messageStart: inout Int
    ) -> Bool {
        end = lineEnd
        if isHeader(text, gap.end, gap)
            || text.has("runtime stack:", at: gap.end, before: limit)
        {
            finish(text, messageStart, textEnd: lineEnd, at: gap.end)
            return true
        }
        return false
    }

    private mutating func takeSignal(
        _ text: Span<UInt8>,
        _ position: Int,
        _ messageStart: inout Int
    ) -> Bool {
        guard signal == nil, let note = GoSignal.readNote(text, at: position, before: limit) else {
            return false
        }
        addMessage(text, messageStart..<position)
        messageStart = note.range.upperBound
        signal = note
        end = note.range.upperBound
        return true
    }

    /// Whether the header of a real goroutine begins at a position: not that of a trace inside
    /// the message, which is indented more than the panic's own line.
    private mutating func isHeader(_ text: Span<UInt8>, _ position: Int, _ gap: Gap) -> Bool {
        guard let header = GoHeader.read(text, at: position, before: limit),
            isReal(text, header, gap)
        else { return false }
        readHeader = header
        return true
    }

    private func isReal(_ text: Span<UInt8>, _ header: GoHeader, _ gap: Gap) -> Bool {
        if gap.breaks > 0 { return gap.indent <= indent || !gap.hasTab && gap.indent < indent + 2 }
        let after = Gap(text, at: header.end, before: limit)
        guard beginsTrace(text, after) else { return false }
        guard gap.indent > 0 else { return true }
        // Joined, with one space for each tab: the frames of an indented trace stand one deeper.
        guard after.breaks == 0, after.indent == 1,
            let call = GoCall.read(text, at: after.end, before: limit)
        else { return true }
        return Gap(text, at: call.end, before: limit).indent < 2
    }

    /// Whether what follows a header on its line may be a trace: prose that quotes one goes on
    /// with words.
    private func beginsTrace(_ text: Span<UInt8>, _ after: Gap) -> Bool {
        if after.end == limit || after.breaks > 0 { return true }
        switch text[after.end] {
        case UInt8(ascii: "c") where text.has("created by ", at: after.end, before: limit),
            UInt8(ascii: "g") where text.has("goroutine ", at: after.end, before: limit),
            ASCII.dot where text.has("...", at: after.end, before: limit),
            ASCII.quote:
            return true
        default:
            break
        }
        return GoCall.read(text, at: after.end, before: limit) != nil
    }

    private func gapBefore(_ text: Span<UInt8>, _ position: Int) -> Gap {
        var begin = position
        while begin > start, text[begin - 1] == ASCII.space { begin -= 1 }
        return Gap(text, at: begin, before: position)
    }

    /// Whether a line begins something that belongs to no panic's text.
    private func endsText(_ text: Span<UInt8>, _ gap: Gap) -> Bool {
        let line = gap.end
        guard line < limit, gap.indent <= indent else { return false }
        for word in ["exit status ", "FAIL", "panic: ", "fatal error: "] as [StaticString]
        where text.has(word, at: line, before: limit) {
            return true
        }
        return times.read(text, at: line, before: limit) != nil
    }

    private func isChained(_ text: Span<UInt8>, _ position: Int, _ gap: Gap) -> Bool {
        isPanic && gap.indent > indent && text.has("panic: ", at: position, before: limit)
    }

    /// ` panic: ` of a chain whose line breaks were lost.
    private func isChainedInLine(_ text: Span<UInt8>, _ position: Int) -> Bool {
        guard isPanic, position > start, text.has("panic: ", at: position, before: limit) else {
            return false
        }
        var before = position
        while before > start, text[before - 1] == ASCII.space { before -= 1 }
        return text[before - 1] == ASCII.rightBracket
    }

    /// Where a timestamp begins that touches the text before it, as in joined records, told by the
    /// separator behind its year.
    @inline(__always)
    private func touchingTime(_ text: Span<UInt8>, _ separator: Int) -> Int? {
        let time = separator - 4
        guard time > start, time + 10 < limit, text[separator - 1].isDigit, text[time].isDigit
        else { return nil }
        let before = text[time - 1]
        guard before.isLetter || before == ASCII.rightParenthesis,
            times.read(text, at: time, before: limit) != nil
        else { return nil }
        return time
    }

    private mutating func finish(_ text: Span<UInt8>, _ messageStart: Int, at header: Int) {
        finish(text, messageStart, textEnd: header, at: header)
    }

    private mutating func finish(
        _ text: Span<UInt8>,
        _ messageStart: Int,
        textEnd: Int,
        at header: Int
    ) {
        if signal == nil { addMessage(text, messageStart..<max(messageStart, textEnd)) }
        self.header = header
        end = header
    }

    /// Ends a text without a header: after the signal's note, or after its own lines.
    private mutating func close(_ text: Span<UInt8>, from messageStart: Int, to textEnd: Int) {
        if let signal {
            end = signal.range.upperBound
        } else {
            addMessage(text, messageStart..<max(messageStart, textEnd))
            end = max(messageStart, textEnd)
        }
    }

    private mutating func addMessage(_ text: Span<UInt8>, _ range: Range<Int>) {
        guard signal == nil else { return }
        let said = Self.withoutRecovery(text, Self.trimmed(text, range))
        if message == nil { message = said } else { chain.append(said) }
    }

    /// A range without the white space, real or spelled out, at its end.
    static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound {
            if text[end - 1].isWhitespace {
                end -= 1
            } else if let shorter = beforeSpelledGap(text, range.lowerBound, end) {
                end = shorter
            } else {
                break
            }
        }
        return range.lowerBound..<end
    }

    private static func beforeSpelledGap(
        _ text: Span<UInt8>,
        _ floor: Int,
        _ end: Int
    ) -> Int? {
        for length in 2...6 where end - length >= floor {
            let byte = text[end - length]
            guard
                byte == ASCII.backslash || byte == ASCII.hash || byte == ASCII.less
                    || byte == ASCII.ampersand
            else { continue }
            let gap = Gap(text, at: end - length, before: end)
            if gap.end == end { return end - length }
        }
        return nil
    }

    /// A message without what the runtime appends to one that was recovered.
    private static func withoutRecovery(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard range.count > 0, text[range.upperBound - 1] == ASCII.rightBracket else {
            return range
        }
        let notes: [StaticString] = [
            " [recovered]", " [recovered, repanicked]", " [recovered, reraised]", " [goexit]",
        ]
        for note in notes where text.has(note, endingAt: range.upperBound, after: range.lowerBound)
        {
            return range.lowerBound..<range.upperBound - note.utf8CodeUnitCount
        }
        return range
    }
}
