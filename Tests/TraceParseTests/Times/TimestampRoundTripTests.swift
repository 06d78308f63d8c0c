import Testing

@testable import TraceParse

/// What is printed of random moments is read back, in every layout.
struct TimestampRoundTripTests {
    /// A moment's fields, and the formats in which tests print them.
    struct Fields {
        let moment: Timestamp
        let year: Int64
        let month: Int
        let day: Int64
        let clock: String
        let fraction: String

        init(seconds: Int64, nanoseconds: Int32) {
            moment = Timestamp(seconds: seconds, nanoseconds: nanoseconds)
            let date = CivilDate.fromDays(seconds / 86_400)
            (year, month, day) = (date.year, Int(date.month), date.day)
            let second = seconds % 86_400
            clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
                .joined(separator: ":")
            fraction = padded(Int64(nanoseconds), 9)
        }

        var monthName: String { Self.months[month - 1] }
        var weekday: String { Self.weekdays[Int(moment.seconds / 86_400 % 7)] }
        func date(_ separator: String) -> String {
            [padded(year, 4), padded(Int64(month), 2), padded(day, 2)].joined(separator: separator)
        }

        private static let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    }

    /// How a format prints a moment, and how many digits of the fraction it keeps.
    struct Printer: CustomTestStringConvertible {
        let format: TimestampFormat
        let digits: Int
        /// How far east of UTC the printed clock is.
        var offset: Int64 = 0
        let print: @Sendable (Fields) -> String

        var testDescription: String { "\(format) with \(digits) digits, \(offset) s east" }
    }

    static let printers = [
        Printer(format: .goLog, digits: 0) { "\($0.date("/")) \($0.clock)" },
        Printer(format: .goLog, digits: 6) {
            "\($0.date("/")) \($0.clock).\($0.fraction.prefix(6))"
        },
        Printer(format: .gin, digits: 0) { "\($0.date("/")) - \($0.clock)" },
        Printer(format: .rfc3339, digits: 9) { "\($0.date("-"))T\($0.clock).\($0.fraction)Z" },
        Printer(format: .rfc3339, digits: 3, offset: 28_800) {
            "\($0.date("-"))T\($0.clock).\($0.fraction.prefix(3))+0800"
        },
        Printer(format: .rfc3339, digits: 0, offset: -12_600) {
            "\($0.date("-"))T\($0.clock)-03:30"
        },
        Printer(format: .rfc3339Local, digits: 6) {
            "\($0.date("-"))T\($0.clock).\($0.fraction.prefix(6))"
        },
        Printer(format: .spaced, digits: 3) {
            "\($0.date("-")) \($0.clock),\($0.fraction.prefix(3))"
        },
        Printer(format: .spaced, digits: 9, offset: 19_800) {
            "\($0.date("-")) \($0.clock).\($0.fraction) +0530"
        },
        Printer(format: .klog, digits: 6) {
            "\($0.date("").suffix(4)) \($0.clock).\($0.fraction.prefix(6))"
        },
        Printer(format: .glog, digits: 6) {
            "\($0.date("")) \($0.clock).\($0.fraction.prefix(6))"
        },
        Printer(format: .commonLog, digits: 0, offset: -18_000) {
            "\(padded($0.day, 2))/\($0.monthName)/\($0.year):\($0.clock) -0500"
        },
        Printer(format: .apacheError, digits: 6) {
            "\($0.weekday) \($0.monthName) \(padded($0.day, 2)) \($0.clock)"
                + ".\($0.fraction.prefix(6)) \($0.year)"
        },
        Printer(format: .syslog, digits: 0) {
            "\($0.monthName) \($0.day < 10 ? " " : "")\($0.day) \($0.clock)"
        },
        Printer(format: .epochSeconds, digits: 7) {
            "\($0.moment.seconds).\($0.fraction.prefix(7))"
        },
        Printer(format: .epochSeconds, digits: 0) { "\($0.moment.seconds)" },
        Printer(format: .epochMillis, digits: 3) {
            "\($0.moment.seconds)\($0.fraction.prefix(3))"
        },
        Printer(format: .epochMicros, digits: 6) {
            "\($0.moment.seconds)\($0.fraction.prefix(6))"
        },
        Printer(format: .epochNanos, digits: 9) { "\($0.moment.seconds)\($0.fraction)" },
    ]

    @Test(arguments: printers)
    func `reads back what is printed`(printer: Printer) throws {
        var random = TimesRandom(seed: UInt64(printer.digits) + 1)
        for _ in 0..<500 {
            let seconds = Int64.random(in: 1_000_000_000..<4_100_000_000, using: &random)
            let nanoseconds = Int32.random(in: 0..<1_000_000_000, using: &random)
            let fields = Fields(seconds: seconds + printer.offset, nanoseconds: nanoseconds)
            let printed = printer.print(fields)
            let options = ParserOptions(year: Int(fields.year))
            let reading = try #require(TimeText(printed, options: options).read(), "\(printed)")
            let kept = String(fields.fraction.prefix(printer.digits))
            #expect(reading.format == printer.format)
            #expect(reading.range == 0..<printed.utf8.count)
            #expect(reading.time.seconds == seconds, "\(printed)")
            #expect(Int(reading.time.fractionDigits) == printer.digits)
            #expect(padded(Int64(reading.time.nanoseconds), 9).prefix(printer.digits) == kept)
            #expect(
                TimeText("[\(printed)] x", options: options).first()?.time == reading.time
                    || printer.format == .klog || printer.format == .glog
            )
        }
    }

    @Test func `prints every format`() {
        #expect(Set(Self.printers.map(\.format)) == Set(TimestampFormat.allCases))
    }
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
