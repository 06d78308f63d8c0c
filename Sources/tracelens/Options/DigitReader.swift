internal import TraceParse

/// Reads dates, times and durations off a text's front.
struct DigitReader {
    private var rest: Substring.UTF8View

    /// A reader at the beginning of a text.
    init(_ text: String) {
        rest = text[...].utf8
    }

    /// Whether all was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// Reads a character if it is the next one.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let next = rest.first, Unicode.Scalar(next) == character else { return false }
        rest.removeFirst()
        return true
    }

    /// Reads exactly so many digits.
    mutating func number(digits: Int) -> Int64? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy(Self.isDigit) else { return nil }
        rest = rest.dropFirst(digits)
        return Int64(Substring(text))
    }

    /// Reads all the digits that stand here.
    mutating func number() -> Int64? {
        number(digits: max(1, rest.prefix(while: Self.isDigit).count))
    }

    /// Reads a date, as days from 1970-01-01.
    mutating func date() -> Int64? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = CivilDate.toDays(year: year, month: month, day: day)
        guard CivilDate.fromDays(days) == (year, month, day) else { return nil }
        return days
    }

    /// Reads a time of day and adds it.
    mutating func time(_ time: inout Timestamp) -> Bool {
        guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2),
            hour < 24, minute < 60
        else { return false }
        time.seconds += hour * 3600 + minute * 60
        guard skip(":") else { return true }
        guard let second = number(digits: 2), second <= 60 else { return false }
        time.seconds += second
        return skip(".") ? fraction(&time) : true
    }

    private mutating func fraction(_ time: inout Timestamp) -> Bool {
        let digits = rest.prefix(while: Self.isDigit)
        rest = rest.dropFirst(digits.count)
        let kept = digits.prefix(9)
        guard let value = Int32(Substring(kept)) else { return false }
        time.fractionDigits = UInt8(kept.count)
        time.nanoseconds = (kept.count..<9).reduce(value) { value, _ in value * 10 }
        return true
    }

    /// Reads a zone, as seconds east of UTC.
    mutating func zone() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(digits: 2), skip(":"),
            let minutes = number(digits: 2), hours < 24, minutes < 60
        else { return nil }
        let seconds = Int(hours * 3600 + minutes * 60)
        return isWest ? -seconds : seconds
    }

    /// Reads a duration to the end of the text, in seconds.
    mutating func duration() -> Int64? {
        var total: Int64 = 0
        repeat {
            guard let count = number(), let unit = rest.popFirst(),
                let seconds = Self.seconds(in: unit)
            else { return nil }
            let (part, isTooLong) = count.multipliedReportingOverflow(by: seconds)
            let (sum, isTooMuch) = total.addingReportingOverflow(part)
            guard !isTooLong, !isTooMuch, sum < Self.longest else { return nil }
            total = sum
        } while !isAtEnd
        return total
    }

    /// A thousand years: past that nothing in a log lies.
    private static let longest: Int64 = 1000 * 366 * 86_400

    private static func seconds(in unit: UInt8) -> Int64? {
        switch unit {
        case UInt8(ascii: "s"): 1
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "h"): 3600
        case UInt8(ascii: "d"): 86_400
        case UInt8(ascii: "w"): 7 * 86_400
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
