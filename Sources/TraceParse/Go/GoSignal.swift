/// A signal as the Go runtime names it.
///
///     note   = "[signal " name [ ": " words ] { SP key "=" value } "]"
///     header = name ": " words gap "PC=0x" hex " m=" dec " sigcode=" dec [ " addr=0x" hex ]
///
/// The note stands below a panic, the header begins a crash that is no panic (`sighandler` and
/// `sigpanic` in the runtime's `signal_unix.go`).
struct GoSignal {
    var name: Range<Int>
    var code: Range<Int>?
    var address: Range<Int>?
    var pc: Range<Int>?
    var range: Range<Int>

    private static let longest = 256

    /// The note that begins at a position, or `nil`.
    static func readNote(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoSignal? {
        guard text.has("[signal ", at: start, before: limit) else { return nil }
        let limit = min(limit, start + longest)
        guard let close = ByteScan.firstIndex(of: ASCII.rightBracket, in: text, start..<limit)
        else { return nil }
        let nameEnd = endOfName(text, start + 8, close)
        guard nameEnd > start + 8 else { return nil }
        return GoSignal(
            name: start + 8..<nameEnd,
            code: value(text, "code=", in: nameEnd..<close),
            address: value(text, "addr=", in: nameEnd..<close),
            pc: value(text, "pc=", in: nameEnd..<close),
            range: start..<close + 1
        )
    }

    /// The header whose `PC=` stands at a position, with the line before it, or `nil`.
    static func readHeader(
        _ text: Span<UInt8>,
        programCounter start: Int,
        after floor: Int,
        before limit: Int
    ) -> GoSignal? {
        guard let name = nameBefore(text, start, floor) else { return nil }
        let digits = text.endOfHex(start + 5, before: limit)
        let end = min(limit, start + longest)
        guard digits > start + 5, text.has(" m=", at: digits, before: limit) else { return nil }
        var stop = text.endOfDigits(digits + 3, before: end)
        if text.has(" sigcode=", at: stop, before: end) {
            stop = text.endOfDigits(stop + 9, before: end)
        }
        let code = value(text, "sigcode=", in: digits..<stop)
        var address: Range<Int>?
        if text.has(" addr=0x", at: stop, before: end) {
            address = stop + 6..<text.endOfHex(stop + 8, before: end)
            stop = text.endOfHex(stop + 8, before: end)
        }
        return GoSignal(
            name: name,
            code: code,
            address: address,
            pc: start + 3..<digits,
            range: name.lowerBound..<stop
        )
    }

    private static func nameBefore(
        _ text: Span<UInt8>,
        _ start: Int,
        _ floor: Int
    ) -> Range<Int>? {
        var position = start - 4
        let floor = max(floor, start - 120)
        while position >= floor {
            if text.has("SIG", at: position, before: start) {
                let end = endOfName(text, position, start)
                if end > position + 3, text.has(": ", at: end, before: start) {
                    return position..<end
                }
            }
            position -= 1
        }
        return nil
    }

    private static func endOfName(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit, text[end].isWord { end += 1 }
        return end
    }

    private static func value(
        _ text: Span<UInt8>,
        _ key: StaticString,
        in range: Range<Int>
    ) -> Range<Int>? {
        guard let found = text.firstRange(of: key, in: range) else { return nil }
        var end = found.upperBound
        while end < range.upperBound, text[end].isWord || text[end] == ASCII.minus { end += 1 }
        return end > found.upperBound ? found.upperBound..<end : nil
    }
}
