/// A row of the older backtrace library's list.
///
///     row = "0x" hex [ ", " name ] [ " at " file ":" line ]
///
/// Rows have no numbers; an address begins the next one, and takes the digit before its `x` from
/// the line number that it touches: `main.swift:50x5631…` is line 5.
struct SwiftLibraryFrame {
    var address: Range<Int>
    var name = 0..<0
    var file = 0..<0
    var line: Int32 = -1
    var end: Int

    private static let longest = 8 << 10

    static func read(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> SwiftLibraryFrame? {
        guard text.has("0x", at: start, before: limit) else { return nil }
        let limit = min(limit, start + longest)
        var hexEnd = text.endOfHex(start + 2, before: limit)
        if text.has("x", at: hexEnd, before: limit), hexEnd > start + 8 { hexEnd -= 1 }
        guard hexEnd - start >= 8, hexEnd - start <= 18 else { return nil }
        var frame = SwiftLibraryFrame(address: start..<hexEnd, end: hexEnd)
        let isNamed = text.has(", ", at: hexEnd, before: limit)
        guard isNamed || text.has(" at ", at: hexEnd, before: limit) else { return frame }
        frame.end = endOfRow(text, hexEnd, limit)
        while text[frame.end - 1].isWhitespace { frame.end -= 1 }
        frame.takeBody(text, isNamed ? hexEnd + 2 : hexEnd)
        return frame
    }

    /// Whether a row stands at the beginning of a line: it has no number, so that it must name
    /// something or be alone on its line.
    static func isLine(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Bool {
        guard let row = read(text, at: start, before: limit) else { return false }
        return !row.name.isEmpty || !row.file.isEmpty
            || Gap(text, at: row.end, before: limit).breaks > 0
    }

    private static func endOfRow(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var position = start
        while true {
            position = plain.end(text, from: position, before: limit)
            guard position < limit else { return position }
            switch text[position] {
            case ASCII.newline, ASCII.carriageReturn: return position
            case ASCII.zero where text.has("0x", at: position, before: limit):
                if text.endOfHex(position + 2, before: limit) >= position + 8 { return position }
            case let byte where byte.beginsSpelledBreak:
                if Gap(text, at: position, before: limit).breaks > 0 { return position }
            default: break
            }
            position += 1
        }
    }

    /// Bytes that end no row.
    private static let plain = ByteClass { byte in
        byte != ASCII.newline && byte != ASCII.carriageReturn && byte != ASCII.zero
            && !byte.beginsSpelledBreak
    }

    /// Splits the body at its last ` at `.
    private mutating func takeBody(_ text: Span<UInt8>, _ start: Int) {
        let row = start..<max(start, end)
        var digits = row.upperBound
        while digits > start, row.upperBound - digits < 9, text[digits - 1].isDigit { digits -= 1 }
        guard digits > start, digits < row.upperBound, text[digits - 1] == ASCII.colon,
            let number = text.decimal(digits..<row.upperBound),
            let at = lastPlace(text, row)
        else {
            name = row
            return
        }
        name = start..<max(start, at)
        file = at + 4..<digits - 1
        line = Int32(number)
    }

    private func lastPlace(_ text: Span<UInt8>, _ row: Range<Int>) -> Int? {
        var last: Int?
        var position = row.lowerBound
        while let found = text.firstRange(of: " at ", in: position..<row.upperBound) {
            last = found.lowerBound
            position = found.upperBound
        }
        return last
    }
}
