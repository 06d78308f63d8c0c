/// Where the row of a frame ends.
///
/// With line breaks the next one ends it. Without, what follows does: the frame with the number
/// that is due, a heading, the mark of left-out frames, or the excerpt of a source.
struct SwiftRow {
    /// How line breaks are spelled in this backtrace; empty where they were lost.
    var breaks = Gap.Spelling()
    /// The number of the next frame.
    var expected = 0
    /// Whether a higher number will do, since frames were left out.
    var orLater = false

    /// How far a row may reach.
    static let longest = 8 << 10

    /// Where a row ends.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where the row's body begins.
    ///   - limit: Where the text to look at ends.
    ///   - isExcerpt: Whether the row is an excerpt of a source, so that no other begins in it.
    /// - Returns: The position after its last byte.
    func end(
        _ text: Span<UInt8>,
        from start: Int,
        before limit: Int,
        isExcerpt: Bool = false
    ) -> Int {
        let limit = min(limit, start + Self.longest)
        if breaks == .newline {
            return ByteScan.firstIndex(of: ASCII.newline, in: text, start..<limit) ?? limit
        }
        if !breaks.isEmpty { return endOfSpelledLine(text, start, limit) }
        var end = endOfJoined(text, start, limit, isExcerpt)
        while end > start, text[end - 1] == ASCII.space { end -= 1 }
        return end
    }

    private func endOfSpelledLine(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var position = start
        while position < limit, text[position] != ASCII.newline {
            if !Gap(text, at: position, before: limit).spelling.isDisjoint(with: breaks) {
                return position
            }
            position += 1
        }
        return position
    }

    private func endOfJoined(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ isExcerpt: Bool
    ) -> Int {
        var position = start
        while position < limit {
            position = Self.plain.end(text, from: position, before: limit)
            guard position < limit else { break }
            switch text[position] {
            case ASCII.newline: return position
            case ASCII.zero:
                if let head = startOfHead(text, position, start, limit) { return head }
            case UInt8(ascii: "n"):
                if let head = startOfUnaddressed(text, position, start, limit) { return head }
            case ASCII.dot:
                if isEllipsis(text, at: position, before: limit) {
                    return startOfNumber(text, ofEllipsis: position, after: start)
                }
            case UInt8(ascii: "|"), 0xE2:
                if !isExcerpt, let first = SwiftExcerpt.start(text, bar: position, after: start) {
                    return first
                }
            case ASCII.space:
                if let head = startOfBareHead(text, position, start, limit) { return head }
            default:
                if SwiftHeading.read(text, at: position, before: limit) != nil { return position }
            }
            position += 1
        }
        return position
    }

    /// Bytes that end no row.
    private static let plain = ByteClass { byte in
        switch byte {
        case ASCII.newline, ASCII.zero, ASCII.dot, ASCII.space, ASCII.asterisk, 0x80...,
            UInt8(ascii: "|"), UInt8(ascii: "n"), UInt8(ascii: "T"), UInt8(ascii: "R"),
            UInt8(ascii: "I"), UInt8(ascii: "B"), UInt8(ascii: "C"), UInt8(ascii: "P"):
            false
        default: true
        }
    }

    private func startOfHead(
        _ text: Span<UInt8>,
        _ address: Int,
        _ floor: Int,
        _ limit: Int
    ) -> Int? {
        guard SwiftFrameHead.addressRange(text, at: address, before: limit) != nil else {
            return nil
        }
        return SwiftFrameHead.start(
            text,
            ofAddress: address,
            after: floor,
            expected: expected,
            orLater: orLater
        )
    }

    /// Where the number of left-out frames begins, which is printed where no frame has a symbol.
    private func startOfNumber(_ text: Span<UInt8>, ofEllipsis dots: Int, after floor: Int) -> Int {
        guard floor < dots,
            let head = SwiftFrameHead.start(
                text,
                ofAddress: dots,
                after: floor,
                expected: expected,
                orLater: orLater
            ), GoPanicText.trimmed(text, floor..<head).isEmpty
        else { return dots }
        return head
    }

    /// The head of an asynchronous frame whose address is `null`.
    private func startOfUnaddressed(
        _ text: Span<UInt8>,
        _ position: Int,
        _ floor: Int,
        _ limit: Int
    ) -> Int? {
        guard SwiftFrameHead.isNull(text, at: position, before: limit), position > floor,
            text[position - 1] == ASCII.space
        else { return nil }
        return SwiftFrameHead.start(
            text,
            ofAddress: position,
            after: floor,
            expected: expected,
            orLater: orLater
        )
    }

    /// Whether the mark of left-out frames stands at a position: a name may hold dots as well.
    func isEllipsis(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Bool {
        guard text.has("...", at: start, before: limit) else { return false }
        let gap = Gap(text, at: start + 3, before: limit)
        if gap.end == limit || gap.breaks > 0 { return true }
        if SwiftHeading.read(text, at: gap.end, before: limit) != nil { return true }
        if let head = SwiftFrameHead.read(text, at: gap.end, before: limit) {
            return head.index >= expected
        }
        let later = SwiftRow(breaks: breaks, expected: expected, orLater: true)
        return later.isBareHead(text, at: gap.end, limit)
    }

    /// Whether the head of a frame without address stands at a position, a symbol and its place
    /// after it.
    func isBareHead(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        guard start < limit, text[start].isDigit,
            let head = SwiftFrameHead.readBare(text, at: start, before: limit),
            head.index == expected || orLater && head.index > expected
        else { return false }
        return isSymbolWithPlace(text, from: head.end, before: limit)
    }

    /// Where the head of a frame without address begins, at a space or just after its number,
    /// which may touch the row before.
    private func startOfBareHead(
        _ text: Span<UInt8>,
        _ space: Int,
        _ floor: Int,
        _ limit: Int
    ) -> Int? {
        if isBareHead(text, at: space + 1, limit) { return space + 1 }
        guard space > floor, text[space - 1].isDigit,
            let start = SwiftFrameHead.startOfIndex(
                text,
                endingAt: space,
                floor,
                expected: expected,
                orLater: false
            ), start > floor, text[start - 1].isDigit,
            isSymbolWithPlace(text, from: space + 1, before: limit)
        else { return nil }
        return start
    }

    /// Whether a symbol, its image and place follow: no line of a source between, and no number
    /// that would be the frame's own.
    ///
    ///     symbol … " in " image " at " path
    private func isSymbolWithPlace(
        _ text: Span<UInt8>,
        from start: Int,
        before limit: Int
    ) -> Bool {
        guard !text.has("in ", at: start, before: limit) else { return false }
        let limit = min(limit, start + 1024)
        var hasImage = false
        var position = start
        while position < limit {
            switch text[position] {
            case ASCII.newline, UInt8(ascii: "|"): return false
            case ASCII.zero where text.has("0x", at: position, before: limit): return false
            case 0xE2 where text.has("│", at: position, before: limit): return false
            case ASCII.space:
                if text.has(" in ", at: position, before: limit) { hasImage = true }
                if hasImage, SwiftFrameBody.isPlace(text, at: position, before: limit) {
                    return true
                }
                if isNumber(text, at: position + 1, limit) { return false }
            default: break
            }
            position += 1
        }
        return false
    }

    /// Whether the number that is due stands between spaces.
    private func isNumber(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Bool {
        guard start < limit, text[start].isDigit, !orLater else { return false }
        let digits = start..<text.endOfDigits(start, before: min(limit, start + 8))
        return text.decimal(digits) == Int64(expected)
            && text.has(" ", at: digits.upperBound, before: limit)
    }
}

/// The lines of a source that the presets `friendly` and `medium` print below a frame.
///
///     excerpt = SP [ "*" ] SP number bar code / SP bar SP ( "^" / ▲ )
///     bar     = "|" / "│"
enum SwiftExcerpt {
    /// Whether a line of an excerpt begins at a position.
    static func begins(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Bool {
        var position = start
        if position < limit, text[position] == ASCII.asterisk { position += 1 }
        while position < limit, text[position] == ASCII.space { position += 1 }
        position = text.endOfDigits(position, before: min(limit, position + 8))
        return isBar(text, position, limit)
    }

    private static func isBar(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        text.has("|", at: position, before: limit) || text.has("│", at: position, before: limit)
    }

    /// Where the excerpt begins whose first bar stands at a position, in text whose line breaks
    /// were lost: it begins two lines before the frame's own.
    static func start(_ text: Span<UInt8>, bar: Int, after floor: Int) -> Int? {
        guard isBar(text, bar, text.count) else { return nil }
        var start = bar
        while start > floor, bar - start < 8, text[start - 1].isDigit { start -= 1 }
        guard start < bar else { return nil }
        guard start > floor, text[start - 1] == ASCII.colon else {
            while start > floor, text[start - 1] == ASCII.space { start -= 1 }
            return start
        }
        return startTouching(text, start, bar, floor)
    }

    /// `15:6413| code`: of the digits, those are the excerpt's that name the line two before 15.
    private static func startTouching(
        _ text: Span<UInt8>,
        _ digits: Int,
        _ bar: Int,
        _ floor: Int
    ) -> Int? {
        var line = digits - 1
        while line > floor, digits - line < 9, text[line - 1].isDigit { line -= 1 }
        guard let number = text.decimal(line..<digits - 1) else { return nil }
        return SwiftFrameHead.startOfIndex(
            text,
            endingAt: bar,
            digits,
            expected: max(1, Int(number) - 2),
            orLater: false
        )
    }
}
