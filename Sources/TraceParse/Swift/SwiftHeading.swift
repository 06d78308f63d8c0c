/// What stands between the parts of a Swift crash: the lines that are no frame.
///
///     progress  = mark "Signal " number ": Backtracing from " address "..." [ " done ***" / " failed ***" ]
///     reason    = mark ( "Program crashed: " / "Swift runtime failure: " ) text [ " ***" ]
///     mark      = "*** " / BOMB SP [ "Program crashed: " ]
///     thread    = "Thread " number [ SP name ] [ " crashed" ] ":"
///     took      = "Backtrace took " number "." 2DIGIT "s"
enum SwiftHeading {
    case progress(SwiftProgress)
    case reason(SwiftReason)
    case thread(SwiftThreadTitle)
    /// The list of the standard library begins.
    case list(name: Range<Int>, crashed: Bool, end: Int)
    /// The list of the older backtrace library begins.
    case library(signal: Int, end: Int)
    case registers(end: Int)
    case images(end: Int)
    case took(end: Int)
    /// A line that tells nothing: it is stepped over.
    case remark(end: Int)

    /// Where it ends.
    var end: Int {
        switch self {
        case .progress(let progress): progress.end
        case .reason(let reason): reason.end
        case .thread(let title): title.end
        case .list(_, _, let end), .library(_, let end), .registers(let end), .images(let end),
            .took(let end), .remark(let end):
            end
        }
    }

    /// The heading that begins at a position, or `nil`.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> SwiftHeading? {
        guard start < limit else { return nil }
        switch text[start] {
        case UInt8(ascii: "T"):
            return SwiftThreadTitle.read(text, at: start, before: limit).map(SwiftHeading.thread)
        case UInt8(ascii: "R"):
            if text.has("Registers:", at: start, before: limit) {
                return .registers(end: start + 10)
            }
            return library(text, start, limit)
        case UInt8(ascii: "I"): return images(text, start, limit)
        case UInt8(ascii: "B"): return took(text, start, limit)
        case ASCII.asterisk, 0xF0: return marked(text, start, limit)
        case UInt8(ascii: "C"): return list(text, start, limit)
        case UInt8(ascii: "P"), UInt8(ascii: "F"), UInt8(ascii: "s"), UInt8(ascii: "d"):
            return remark(text, start, limit)
        default: return nil
        }
    }

    private static func marked(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> SwiftHeading? {
        if let progress = SwiftProgress.read(text, at: start, before: limit) {
            return .progress(progress)
        }
        return SwiftReason.read(text, at: start, before: limit).map(SwiftHeading.reason)
    }

    /// After the mark that begins a heading, or `nil` where none stands.
    static func afterMark(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Int? {
        if text.has("*** ", at: start, before: limit) { return start + 4 }
        return text.has("💣 ", at: start, before: limit) ? start + 5 : nil
    }

    private static func library(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> SwiftHeading? {
        guard text.has("Received signal ", at: start, before: limit) else { return nil }
        let digits = start + 16..<text.endOfDigits(start + 16, before: min(limit, start + 20))
        guard let signal = text.decimal(digits),
            text.has(". Backtrace:", at: digits.upperBound, before: limit)
        else { return nil }
        return .library(signal: Int(signal), end: digits.upperBound + 12)
    }

    private static func images(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> SwiftHeading? {
        if text.has("Images:", at: start, before: limit) { return .images(end: start + 7) }
        guard text.has("Images (", at: start, before: limit) else { return nil }
        let end = text.endOfDigits(start + 8, before: min(limit, start + 16))
        guard text.has(" omitted):", at: end, before: limit) else { return nil }
        return .images(end: end + 10)
    }

    private static func took(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> SwiftHeading? {
        guard text.has("Backtrace took ", at: start, before: limit) else { return nil }
        let dot = text.endOfDigits(start + 15, before: min(limit, start + 24))
        let end = text.endOfDigits(dot + 1, before: min(limit, dot + 3))
        guard text.has(".", at: dot, before: limit), text.has("s", at: end, before: limit) else {
            return nil
        }
        return .took(end: end + 1)
    }

    private static func list(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> SwiftHeading? {
        if text.has("Current stack trace:", at: start, before: limit) {
            return .list(name: start..<start + 19, crashed: true, end: start + 20)
        }
        guard text.has("Current access (", at: start, before: limit) else { return nil }
        let name = start..<min(limit, start + 64)
        guard let end = text.firstRange(of: ") started at:", in: name)?.upperBound else {
            return nil
        }
        return .list(name: start..<end - 1, crashed: false, end: end)
    }

    /// A line of the runtime that tells nothing of the crash, up to its end.
    private static func remark(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> SwiftHeading? {
        if text.has("Fatal access conflict detected.", at: start, before: limit) {
            return .remark(end: start + 31)
        }
        if text.has("done ***", at: start, before: limit) { return .remark(end: start + 8) }
        if text.has("Press space to interact, ", at: start, before: limit) {
            return text.firstRange(of: "s) ", in: start..<min(limit, start + 96))
                .map { .remark(end: $0.upperBound - 1) }
        }
        if text.has("swift-runtime: failed to suspend thread ", at: start, before: limit) {
            return text.firstRange(
                of: " be missing information",
                in: start..<min(limit, start + 160)
            )
            .map { .remark(end: $0.upperBound) }
        }
        guard text.has("Platform: ", at: start, before: limit) else { return nil }
        return .remark(end: endOfPlatform(text, start + 10, limit))
    }

    /// The platform's name ends with its line, or where the next heading begins.
    private static func endOfPlatform(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        let limit = min(limit, start + 256)
        var position = start
        while true {
            position = ofPlatform.end(text, from: position, before: limit)
            guard position < limit else { return start }
            switch text[position] {
            case UInt8(ascii: "T"), UInt8(ascii: "R"):
                guard read(text, at: position, before: min(text.count, position + 256)) != nil
                else { break }
                return text[position - 1] == ASCII.space ? position - 1 : position
            default:
                let gap = Gap(text, at: position, before: limit)
                guard gap.breaks > 0 else { break }
                return startOfBlanks(text, before: position, start)
            }
            position += 1
        }
    }

    /// Bytes with which neither a break nor a thread or the registers begin.
    private static let ofPlatform = ByteClass { byte in
        !byte.beginsSpelledBreak && byte != ASCII.newline && byte != UInt8(ascii: "T")
            && byte != UInt8(ascii: "R")
    }

    /// Where the blanks begin that stand before a line break.
    private static func startOfBlanks(
        _ text: Span<UInt8>,
        before position: Int,
        _ floor: Int
    ) -> Int {
        var start = position
        while start > floor {
            if text[start - 1] == ASCII.space || text[start - 1] == ASCII.tab
                || text[start - 1] == ASCII.carriageReturn
            {
                start -= 1
            } else if text[start - 1] == 0xA0, start - 1 > floor, text[start - 2] == 0xC2 {
                start -= 2
            } else {
                break
            }
        }
        return start
    }
}

/// The line that the runtime prints when it begins to make a backtrace.
struct SwiftProgress {
    var signal: Int
    /// Where the program was.
    var programCounter: Range<Int>
    var end: Int
    /// Whether no backtrace follows, since the backtracer could not be run.
    var hasFailed: Bool

    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> SwiftProgress? {
        guard var position = SwiftHeading.afterMark(text, at: start, before: limit) else {
            return nil
        }
        if text.has("Program crashed: ", at: position, before: limit) { position += 17 }
        guard text.has("Signal ", at: position, before: limit) else { return nil }
        let digits =
            position + 7..<text.endOfDigits(position + 7, before: min(limit, position + 11))
        let address = digits.upperBound + 19
        guard let signal = text.decimal(digits),
            text.has(": Backtracing from ", at: digits.upperBound, before: limit),
            text.has("0x", at: address, before: limit)
        else { return nil }
        let end = text.endOfHex(address + 2, before: min(limit, address + 18))
        var progress = SwiftProgress(
            signal: Int(signal),
            programCounter: address..<end,
            end: end,
            hasFailed: false
        )
        progress.takeEnd(text, limit)
        return progress
    }

    private mutating func takeEnd(_ text: Span<UInt8>, _ limit: Int) {
        guard text.has("...", at: end, before: limit) else { return }
        end += 3
        if text.has(" done ***", at: end, before: limit) {
            end += 9
        } else if text.has(" failed ***", at: end, before: limit) {
            end += 11
            hasFailed = true
        }
    }

    /// Where the line begins whose words `Backtracing from 0x` stand at a position, or `nil`.
    static func start(_ text: Span<UInt8>, ofWordsAt words: Int, after floor: Int) -> Int? {
        let most = max(floor, words - 64)
        var start = words - 1
        while start >= most {
            if text[start] == ASCII.asterisk || text[start] == 0xF0,
                SwiftHeading.afterMark(text, at: start, before: words) != nil
            {
                return start
            }
            start -= 1
        }
        return nil
    }
}

/// The line that says why the program crashed.
struct SwiftReason {
    /// `Illegal instruction at 0x…`, or `Swift runtime failure: arithmetic overflow`.
    var words: Range<Int>
    /// The address in it, or empty.
    var address: Range<Int>
    var isRuntimeFailure: Bool
    var end: Int

    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> SwiftReason? {
        guard let position = SwiftHeading.afterMark(text, at: start, before: limit) else {
            return nil
        }
        let isRuntimeFailure = text.has("Swift runtime failure: ", at: position, before: limit)
        guard isRuntimeFailure || text.has("Program crashed: ", at: position, before: limit) else {
            return nil
        }
        let first = isRuntimeFailure ? position : position + 17
        let end = endOfWords(text, first, min(limit, first + 1024), text[start] == ASCII.asterisk)
        var reason = SwiftReason(
            words: first..<end,
            address: 0..<0,
            isRuntimeFailure: isRuntimeFailure,
            end: end
        )
        if let at = text.firstRange(of: " at 0x", in: first..<end) {
            let address = at.upperBound - 2..<text.endOfHex(at.upperBound, before: end)
            reason.address = address
        }
        if text.has(" ***", at: end, before: limit) { reason.end = end + 4 }
        return reason
    }

    /// Bytes with which neither the mark nor the line ends.
    private static let ofLine = ByteClass { $0 != ASCII.space && $0 != ASCII.newline }

    private static func endOfWords(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int,
        _ hasStars: Bool
    ) -> Int {
        var position = start
        while position < limit {
            if hasStars {
                position = ofLine.end(text, from: position, before: limit)
                guard position < limit else { break }
                if text.has(" ***", at: position, before: limit) { return position }
                if text[position] == ASCII.newline { return position }
            } else {
                if Gap(text, at: position, before: limit).breaks > 0 { return position }
                if text.has("Platform: ", at: position, before: limit) { break }
                if text.has(" at 0x", at: position, before: limit) {
                    let end = text.endOfHex(position + 6, before: min(limit, position + 22))
                    if end == position + 22 { return end }
                }
            }
            position += 1
        }
        while position > start, text[position - 1].isWhitespace { position -= 1 }
        return position
    }
}

/// The line above a thread's frames.
struct SwiftThreadTitle {
    var index: Int
    /// Empty where it has none.
    var name: Range<Int>
    var crashed: Bool
    /// Whether Apple's reporter printed it.
    var isApple = false
    var end: Int

    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> SwiftThreadTitle? {
        guard text.has("Thread ", at: start, before: limit) else { return nil }
        let digits = start + 7..<text.endOfDigits(start + 7, before: min(limit, start + 14))
        guard let index = text.decimal(digits) else { return nil }
        var title = SwiftThreadTitle(index: Int(index), name: 0..<0, crashed: false, end: 0)
        var position = digits.upperBound
        if text.has(" ", at: position, before: limit),
            let quote = Quote(text, at: position + 1, before: limit)
        {
            guard let name = Self.name(text, position + 1 + quote.count, quote, limit) else {
                return nil
            }
            title.name = name
            position = name.upperBound + quote.count
        }
        if text.has(" crashed:", at: position, before: limit) {
            title.crashed = true
            title.end = position + 9
            return title
        }
        if title.name.isEmpty, let apple = Self.apple(text, position, limit) {
            title.crashed = apple.crashed
            title.end = apple.end
            title.isApple = true
            return title
        }
        guard text.has(":", at: position, before: limit) else { return nil }
        title.end = position + 1
        return title
    }

    /// A name ends at the mark before ` crashed:` or a colon: it may hold marks itself.
    private static func name(
        _ text: Span<UInt8>,
        _ start: Int,
        _ quote: Quote,
        _ limit: Int
    ) -> Range<Int>? {
        let limit = min(limit, start + 128)
        var position = start
        while true {
            position = ofName.end(text, from: position, before: limit)
            guard position < limit, text[position] != ASCII.newline else { return nil }
            if let mark = Quote(text, at: position, before: limit), mark == quote {
                let after = position + mark.count
                if text.has(":", at: after, before: text.count)
                    || text.has(" crashed:", at: after, before: text.count)
                {
                    return start..<position
                }
            }
            position += 1
        }
    }

    /// Bytes with which no quotation mark begins.
    private static let ofName = ByteClass { $0 != ASCII.newline && !$0.beginsQuote }

    /// ` Crashed::` or `::` of Apple's reports.
    private static func apple(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> (crashed: Bool, end: Int)? {
        if text.has(" Crashed:", at: position, before: limit) {
            let isNamed = text.has(":", at: position + 9, before: limit)
            return (true, position + (isNamed ? 10 : 9))
        }
        return text.has("::", at: position, before: limit) ? (false, position + 2) : nil
    }
}
