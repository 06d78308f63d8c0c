/// A moment in UTC, with as many digits of its fraction as were printed.
public struct Timestamp: Hashable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public var seconds: Int64
    /// Nanoseconds within the second, 0 to 999,999,999.
    public var nanoseconds: Int32
    /// How many digits of the fraction were printed, 0 to 9.
    public var fractionDigits: UInt8

    /// A moment in UTC.
    public init(seconds: Int64, nanoseconds: Int32 = 0, fractionDigits: UInt8 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.fractionDigits = fractionDigits
    }
}

extension Timestamp: Comparable {
    /// Whether one moment is before the other; the digits printed do not matter.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The moment as RFC 3339 prints it, in UTC: `2022-04-11T11:23:00Z`.
    public var description: String {
        let (day, second) = seconds.quotientAndRemainder(flooringBy: 86_400)
        let (year, month, dayOfMonth) = CivilDate.fromDays(day)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        Self.append(year, digits: 4, to: &text)
        for (separator, part) in [
            ("-", month), ("-", dayOfMonth), ("T", second / 3600), (":", second / 60 % 60),
            (":", second % 60),
        ] as [(Unicode.Scalar, Int64)] {
            text.append(UInt8(ascii: separator))
            Self.append(part, digits: 2, to: &text)
        }
        if fractionDigits > 0 {
            text.append(UInt8(ascii: "."))
            Self.append(Int64(nanoseconds), digits: 9, to: &text)
            text.removeLast(max(0, 9 - Int(fractionDigits)))
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends a number in so many digits, or as many as it needs.
    private static func append(_ value: Int64, digits: Int, to text: inout [UInt8]) {
        var least: UInt64 = 1
        var count = 1
        while count < digits - (value < 0 ? 1 : 0) || value.magnitude / least >= 10 {
            least *= 10
            count += 1
        }
        if value < 0 { text.append(UInt8(ascii: "-")) }
        while least > 0 {
            text.append(UInt8(ascii: "0") + UInt8(value.magnitude / least % 10))
            least /= 10
        }
    }
}

extension Timestamp: LosslessStringConvertible {
    /// The moment that ``description`` printed, or `nil`.
    ///
    ///     time = 4*DIGIT "-" 2DIGIT "-" 2DIGIT "T" 2DIGIT ":" 2DIGIT ":" 2DIGIT
    ///            [ "." 1*9DIGIT ] "Z"
    public init?(_ description: String) {
        guard description.hasSuffix("Z"), let mark = description.firstIndex(of: "T") else {
            return nil
        }
        let date = description[..<mark].split(separator: "-", omittingEmptySubsequences: false)
        let halves = description[description.index(after: mark)...].dropLast()
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let clock = halves[0].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = (date + clock).map { Self.number($0, atMost: 12) ?? -1 }
        guard date.count == 3, clock.count == 3, numbers.allSatisfy({ $0 >= 0 }),
            (1...12).contains(numbers[1]), (1...31).contains(numbers[2]), numbers[3] < 24,
            numbers[4] < 60, numbers[5] < 60
        else { return nil }
        let days = CivilDate.toDays(year: numbers[0], month: numbers[1], day: numbers[2])
        let (second, overflow) = days.multipliedReportingOverflow(by: 86_400)
        guard !overflow else { return nil }
        seconds = second &+ numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        let digits = halves.count == 2 ? halves[1] : ""
        guard halves.count == 1 || Self.number(digits, atMost: 9) != nil else { return nil }
        let padded = digits + String(repeating: "0", count: 9 - digits.utf8.count)
        nanoseconds = Int32(padded) ?? 0
        fractionDigits = UInt8(digits.utf8.count)
    }

    private static func number(_ digits: some StringProtocol, atMost most: Int) -> Int64? {
        guard (1...most).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
        else { return nil }
        return Int64(digits)
    }
}

/// Written and read as RFC 3339 prints it.
extension Timestamp: Codable {
    /// Reads what ``description`` prints.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no moment: \(text)")
            )
        }
        self = time
    }

    /// Writes what ``description`` prints.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// The count goes by eras of 400 years (146,097 days) that begin on 1 March, so that the leap day
/// is the last of its year.
package enum CivilDate {
    /// The number of days from 1970-01-01 to a date; the month may be 1 to 12.
    package static func toDays(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shifted.quotientAndRemainder(flooringBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// The date that is so many days after 1970-01-01.
    package static func fromDays(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(flooringBy: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}

extension Int64 {
    fileprivate func quotientAndRemainder(flooringBy divisor: Int64) -> (Int64, Int64) {
        let remainder = self % divisor
        return remainder < 0
            ? (self / divisor - 1, remainder + divisor) : (self / divisor, remainder)
    }
}
