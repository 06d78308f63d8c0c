/// What stands before a frame's symbol: its number, its marks, its address.
///
///     head      = index SP { mark } ( address / "null" )
///     index     = 1*DIGIT
///     mark      = "[" ( "ra" / "async" / "inlined" / "thunk" / "system" ) "]" SP
///     address   = "0x" ( 16HEX / 8HEX )
///
/// The preset `friendly` prints no mark, and no address where it knows the source; then the
/// symbol follows the number.
struct SwiftFrameHead {
    var index: Int
    var kind = CrashFrameKind.pc
    var inlined = false
    /// Whether it is a thunk or the system's.
    var isHidden = false
    /// Empty where there is none.
    var address = 0..<0
    /// Where the symbol may begin.
    var end: Int
    /// Whether the row says that frames were left out: `10      ...`.
    var isEllipsis = false

    /// The head that begins at a position, with an address or a mark for one; `nil` for any other
    /// text.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> SwiftFrameHead? {
        guard var head = begin(text, at: start, before: limit) else { return nil }
        if let address = addressRange(text, at: head.end, before: limit) {
            head.address = address
            head.end = address.upperBound
            return head
        }
        if isNull(text, at: head.end, before: limit) {
            head.end += 4
            return head
        }
        if text.has("...", at: head.end, before: limit) {
            head.isEllipsis = true
            head.end += 3
            return head
        }
        return nil
    }

    /// The head of the preset `friendly`, which the symbol follows right away.
    static func readBare(_ text: Span<UInt8>, at start: Int, before limit: Int) -> SwiftFrameHead? {
        guard let head = begin(text, at: start, before: limit), head.end < limit,
            head.kind == .pc, !text[head.end].isWhitespace
        else { return nil }
        return head
    }

    /// The number and the marks.
    private static func begin(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> SwiftFrameHead? {
        guard start < limit, text[start].isDigit else { return nil }
        let digits = start..<text.endOfDigits(start, before: min(limit, start + 8))
        guard let index = text.decimal(digits), digits.upperBound < limit,
            text[digits.upperBound] == ASCII.space
        else { return nil }
        var head = SwiftFrameHead(index: Int(index), end: digits.upperBound)
        head.takeMarks(text, limit)
        return head
    }

    private mutating func takeMarks(_ text: Span<UInt8>, _ limit: Int) {
        while true {
            while end < limit, text[end] == ASCII.space { end += 1 }
            guard end < limit, text[end] == ASCII.leftBracket,
                let mark = Mark(text, at: end, before: limit)
            else { return }
            switch mark.name {
            case .ra: kind = .ra
            case .async: kind = .async
            case .inlined: inlined = true
            case .thunk, .system: isHidden = true
            }
            end = mark.end
        }
    }

    private struct Mark {
        enum Name {
            case ra, async, inlined, thunk, system
        }

        var name: Name
        var end: Int

        init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
            for (literal, name) in Self.names where text.has(literal, at: start, before: limit) {
                self.name = name
                end = start + literal.utf8CodeUnitCount
                return
            }
            return nil
        }

        private static let names: [(StaticString, Name)] = [
            ("[ra]", .ra), ("[async]", .async), ("[inlined]", .inlined), ("[thunk]", .thunk),
            ("[system]", .system),
        ]
    }

    /// The address that begins at a position, or `nil`.
    ///
    /// Its width is fixed: digits that touch it are the next frame's number.
    static func addressRange(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> Range<Int>? {
        guard start + 10 <= limit, text[start] == ASCII.zero,
            text[start + 1] == UInt8(ascii: "x")
        else { return nil }
        let count = text.endOfHex(start + 2, before: min(limit, start + 18)) - start - 2
        guard count >= 8 else { return nil }
        return start..<start + 2 + (count == 16 ? 16 : 8)
    }

    /// Whether the word stands at a position that asynchronous frames have for an address.
    static func isNull(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Bool {
        guard text.has("null", at: start, before: limit) else { return false }
        guard start + 4 < limit else { return true }
        let next = text[start + 4]
        // A number touches it where line breaks are lost.
        return !next.isLetter && next != ASCII.underscore && next != ASCII.leftParenthesis
    }

    // MARK: - Backwards

    /// Where the head begins whose address stands at a position, in text whose line breaks were
    /// lost.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - address: Where the address, or what stands for one, begins.
    ///   - floor: Where the row before it has to be.
    ///   - expected: The number that the frame must have. Digits before it belong to the row
    ///     before: in `main.swift:15:644 [ra] 0x…` the column is 64 where a frame 4 is expected.
    ///   - orLater: Whether a higher number will do, since frames were left out.
    /// - Returns: `nil` where no number stands before it that will do.
    static func start(
        _ text: Span<UInt8>,
        ofAddress address: Int,
        after floor: Int,
        expected: Int,
        orLater: Bool
    ) -> Int? {
        var end = address
        while end > floor {
            while end > floor, text[end - 1] == ASCII.space { end -= 1 }
            guard end > floor, text[end - 1] == ASCII.rightBracket,
                let open = startOfMark(text, endingAt: end, floor)
            else { break }
            end = open
        }
        guard end < address || address == end, end > floor, text[end - 1].isDigit,
            text[end] == ASCII.space
        else { return nil }
        return startOfIndex(text, endingAt: end, floor, expected: expected, orLater: orLater)
    }

    private static func startOfMark(_ text: Span<UInt8>, endingAt end: Int, _ floor: Int) -> Int? {
        var open = end - 2
        while open > floor, end - open < 10, text[open].isLowerLetter { open -= 1 }
        return open >= floor && Mark(text, at: open, before: end) != nil ? open : nil
    }

    /// Where the number begins that ends at a position.
    static func startOfIndex(
        _ text: Span<UInt8>,
        endingAt end: Int,
        _ floor: Int,
        expected: Int,
        orLater: Bool
    ) -> Int? {
        var start = end
        var rest = expected
        repeat {
            guard start > floor, text[start - 1] == ASCII.zero + UInt8(rest % 10) else {
                return orLater ? startOfLaterIndex(text, end, floor, expected) : nil
            }
            start -= 1
            rest /= 10
        } while rest > 0
        // The digits of a register's name are none of a frame's number.
        if expected == 0, isOfRegister(text, start, floor) { return nil }
        return start
    }

    /// Whether the digits before a position belong to a register's name: `r10`, `x0`.
    private static func isOfRegister(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Bool {
        var start = position
        while start > floor, position - start < 4, text[start - 1].isDigit { start -= 1 }
        guard start > floor, text[start - 1].isLetter else { return false }
        return !text.has("0x", endingAt: start, after: floor)
    }

    private static func startOfLaterIndex(
        _ text: Span<UInt8>,
        _ end: Int,
        _ floor: Int,
        _ expected: Int
    ) -> Int? {
        var start = end
        while start > floor, end - start < 8, text[start - 1].isDigit { start -= 1 }
        guard let index = text.decimal(start..<end), index >= expected else { return nil }
        return start
    }
}
