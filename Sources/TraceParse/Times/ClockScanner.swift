/// Finds where a time may stand: at eight bytes in a row that are digits or colons.
///
/// Every calendar layout has such eight in its `hh:mm:ss`, every epoch time in its digits, and
/// ordinary text seldom: so most windows of eight are passed over by a look at their last byte.
enum ClockScanner {
    private static let width = 8

    /// The first position from `start` at which eight such bytes begin and end before `end`.
    static func next(_ text: Span<UInt8>, from start: Int, before end: Int) -> Int? {
        var position = start
        while position + width <= end {
            var last = position + width - 1
            while last >= position, isDigitOrColon(text[last]) { last -= 1 }
            guard last >= position else { return position }
            position = last + 1
        }
        return nil
    }

    /// Whether `dd:dd:dd` stands anywhere in a range.
    static func hasClock(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while let window = next(text, from: position, before: range.upperBound) {
            if isClock(text, at: window) { return true }
            position = window + 1
        }
        return false
    }

    /// Whether `dd:dd:dd` stands at a position with eight bytes behind it.
    static func isClock(_ text: Span<UInt8>, at position: Int) -> Bool {
        text[position + 2] == ASCII.colon && text[position + 5] == ASCII.colon
            && text[position].isDigit && text[position + 1].isDigit
            && text[position + 3].isDigit && text[position + 4].isDigit
            && text[position + 6].isDigit && text[position + 7].isDigit
    }

    /// The colon is the byte after the nine.
    private static func isDigitOrColon(_ byte: UInt8) -> Bool {
        byte &- ASCII.zero <= 10
    }
}
