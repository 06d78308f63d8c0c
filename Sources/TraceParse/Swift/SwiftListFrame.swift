/// A row of the standard library's list, and of Apple's reports.
///
///     row = index SP image SP address SP symbol [ SP "+" SP offset ] [ " (" file ":" line ")" ]
///
/// The standard library pads the image to 34 columns and the address to 16 digits; Apple does
/// not.
struct SwiftListFrame {
    var index: Int
    var image: Range<Int>
    var address: Range<Int>
    var symbol: Range<Int>
    var offset = CrashFrameRecord.noOffset
    var file = 0..<0
    var line: Int32 = -1
    var end: Int

    /// How far a row may reach.
    private static let longest = 4 << 10

    /// The row of a number that begins at a position, or `nil`.
    static func read(
        _ text: Span<UInt8>,
        at start: Int,
        expected: Int,
        before limit: Int
    ) -> SwiftListFrame? {
        let limit = min(limit, start + longest)
        guard let head = head(text, at: start, expected: expected, before: limit) else {
            return nil
        }
        var symbol = head.address.upperBound
        while symbol < limit, text[symbol] == ASCII.space { symbol += 1 }
        var frame = SwiftListFrame(
            index: expected,
            image: head.image,
            address: head.address,
            symbol: symbol..<symbol,
            end: symbol
        )
        frame.takeBody(text, symbol, limit)
        return frame
    }

    /// Number, image and address.
    private static func head(
        _ text: Span<UInt8>,
        at start: Int,
        expected: Int,
        before limit: Int
    ) -> (image: Range<Int>, address: Range<Int>)? {
        guard start < limit, text[start].isDigit else { return nil }
        let digits = start..<text.endOfDigits(start, before: min(limit, start + 8))
        var image = digits.upperBound
        guard text.decimal(digits) == Int64(expected), isBlank(text, image, limit) else {
            return nil
        }
        while isBlank(text, image, limit) { image += 1 }
        guard let address = address(text, after: image, min(limit, image + 256)) else { return nil }
        var end = address.lowerBound
        while end > image, let before = startOfBlank(text, endingAt: end, image) { end = before }
        guard end > image, end < address.lowerBound,
            SwiftHeading.read(text, at: image, before: limit) == nil
        else { return nil }
        return (image..<end, address)
    }

    private static func startOfBlank(
        _ text: Span<UInt8>,
        endingAt end: Int,
        _ floor: Int
    ) -> Int? {
        if text[end - 1] == ASCII.space || text[end - 1] == ASCII.tab { return end - 1 }
        if text.has("\\t", endingAt: end, after: floor) { return end - 2 }
        return text.has("#011", endingAt: end, after: floor) ? end - 4 : nil
    }

    private static func isBlank(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        position < limit && (text[position] == ASCII.space || text[position] == ASCII.tab)
            || text.has("\\t", at: position, before: limit)
            || text.has("#011", at: position, before: limit)
    }

    /// The address after an image's name, on the same line.
    private static func address(
        _ text: Span<UInt8>,
        after start: Int,
        _ limit: Int
    ) -> Range<Int>? {
        var position = start
        while true {
            position = beforeAddress.end(text, from: position, before: limit)
            guard position < limit, text[position] != ASCII.newline else { return nil }
            if position > start, text[position - 1].isListBlank,
                text.has("0x", at: position, before: limit)
            {
                let end = text.endOfHex(position + 2, before: min(limit, position + 18))
                return end - position >= 6 ? position..<end : nil
            }
            position += 1
        }
    }

    /// Bytes with which neither an address begins nor a line ends.
    private static let beforeAddress = ByteClass { $0 != ASCII.zero && $0 != ASCII.newline }

    /// Bytes that end no symbol.
    private static let ofSymbol = ByteClass { byte in
        byte != ASCII.newline && byte != ASCII.carriageReturn && byte != ASCII.space
            && !byte.beginsSpelledBreak
    }

    /// Symbol, offset and place; ends at the line's end, or where the next row begins.
    private mutating func takeBody(_ text: Span<UInt8>, _ start: Int, _ limit: Int) {
        var position = start
        while true {
            position = Self.ofSymbol.end(text, from: position, before: limit)
            guard position < limit else { break }
            if text[position] == ASCII.newline || text[position] == ASCII.carriageReturn { break }
            if text[position] == ASCII.space, text.has(" + ", at: position, before: limit),
                takeOffset(text, start, position, limit)
            {
                return
            }
            if text[position].beginsSpelledBreak,
                Gap(text, at: position, before: limit).breaks > 0
            {
                break
            }
            position += 1
        }
        symbol = start..<position
        end = position
    }

    private mutating func takeOffset(
        _ text: Span<UInt8>,
        _ start: Int,
        _ plus: Int,
        _ limit: Int
    ) -> Bool {
        let digits = plus + 3..<text.endOfDigits(plus + 3, before: min(limit, plus + 24))
        guard !digits.isEmpty else { return false }
        symbol = start..<plus
        end = digits.upperBound
        takePlace(text, limit)
        guard file.isEmpty else {
            offset = text.decimal(digits) ?? CrashFrameRecord.noOffset
            return true
        }
        end = endOfOffset(text, digits, limit)
        offset = text.decimal(digits.lowerBound..<end) ?? CrashFrameRecord.noOffset
        return true
    }

    /// Of the digits after a plus, the last may be the next row's number: they are where an image
    /// and an address follow them.
    private func endOfOffset(_ text: Span<UInt8>, _ digits: Range<Int>, _ limit: Int) -> Int {
        let blank = Gap(text, at: digits.upperBound, before: limit)
        guard blank.indent > 0, blank.breaks == 0,
            Self.head(text, at: blank.end, expected: index + 1, before: limit) == nil,
            let next = SwiftFrameHead.startOfIndex(
                text,
                endingAt: digits.upperBound,
                digits.lowerBound,
                expected: index + 1,
                orLater: false
            ), next > digits.lowerBound,
            Self.head(text, at: next, expected: index + 1, before: limit) != nil
        else { return digits.upperBound }
        return next
    }

    /// ` (Account.swift:77)`.
    private mutating func takePlace(_ text: Span<UInt8>, _ limit: Int) {
        guard text.has(" (", at: end, before: limit),
            let close = ByteScan.firstIndex(
                of: ASCII.rightParenthesis,
                in: text,
                end..<min(limit, end + 512)
            )
        else { return }
        var colon = close
        while colon > end, text[colon - 1].isDigit { colon -= 1 }
        guard colon < close, colon > end + 3, text[colon - 1] == ASCII.colon,
            let number = text.decimal(colon..<close), number <= Int64(Int32.max)
        else { return }
        file = end + 2..<colon - 1
        line = Int32(number)
        end = close + 1
    }
}

extension UInt8 {
    /// What pads the columns of a list.
    fileprivate var isListBlank: Bool {
        self == ASCII.space || self == ASCII.tab || self == UInt8(ascii: "t")
            || self == ASCII.zero + 1
    }

    /// Whether a line break that is spelled out may begin so.
    var beginsSpelledBreak: Bool {
        self == ASCII.backslash || self == ASCII.hash || self == ASCII.less
            || self == ASCII.ampersand
    }
}
