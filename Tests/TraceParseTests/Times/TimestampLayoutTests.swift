import Testing

@testable import TraceParse

struct TimestampLayoutTests {
    /// A moment as a layout prints it, and what it must be.
    struct LayoutCase: CustomTestStringConvertible {
        let text: String
        let format: TimestampFormat
        let utc: String
        let hasZone: Bool
        let needsYear: Bool

        init(
            _ text: String,
            _ format: TimestampFormat,
            _ utc: String,
            zone hasZone: Bool = false,
            needsYear: Bool = false
        ) {
            self.text = text
            self.format = format
            self.utc = utc
            self.hasZone = hasZone
            self.needsYear = needsYear
        }

        var testDescription: String { text }
    }

    static let layouts = [
        LayoutCase("2009/01/23 01:23:23", .goLog, "2009-01-23T01:23:23Z"),
        LayoutCase("2009/01/23 01:23:23.123123", .goLog, "2009-01-23T01:23:23.123123Z"),
        LayoutCase("2009/01/23 01:23:23.123", .goLog, "2009-01-23T01:23:23.123Z"),
        LayoutCase("2009/01/23 01:23:23,123", .goLog, "2009-01-23T01:23:23.123Z"),
        LayoutCase("2019/09/08 - 08:14:30", .gin, "2019-09-08T08:14:30Z"),
        LayoutCase("1122 15:04:05.678901", .klog, "1970-11-22T15:04:05.678901Z", needsYear: true),
        LayoutCase("20240102 15:04:05.678901", .glog, "2024-01-02T15:04:05.678901Z"),
        LayoutCase(
            "2019-02-12T17:30:00.123+0800",
            .rfc3339,
            "2019-02-12T09:30:00.123Z",
            zone: true
        ),
        LayoutCase("2015-03-26T01:27:38-04:00", .rfc3339, "2015-03-26T05:27:38Z", zone: true),
        LayoutCase(
            "2023-08-16T10:00:00.000+08:00",
            .rfc3339,
            "2023-08-16T02:00:00.000Z",
            zone: true
        ),
        LayoutCase("2020-01-01T00:00:00.000Z", .rfc3339, "2020-01-01T00:00:00.000Z", zone: true),
        LayoutCase(
            "2003-10-11T22:14:15.003Z",
            .rfc3339,
            "2003-10-11T22:14:15.003Z",
            zone: true
        ),
        LayoutCase(
            "2022-04-11T11:23:00.12345678Z",
            .rfc3339,
            "2022-04-11T11:23:00.12345678Z",
            zone: true
        ),
        LayoutCase(
            "2022-04-11T11:23:00.123456789Z",
            .rfc3339,
            "2022-04-11T11:23:00.123456789Z",
            zone: true
        ),
        LayoutCase(
            "2022-04-11T11:23:00.123456+00:00",
            .rfc3339,
            "2022-04-11T11:23:00.123456Z",
            zone: true
        ),
        LayoutCase("2024-01-02T15:04:05+0000", .rfc3339, "2024-01-02T15:04:05Z", zone: true),
        LayoutCase("2024-01-02T15:04:05+05:30", .rfc3339, "2024-01-02T09:34:05Z", zone: true),
        LayoutCase("2024-01-02T15:04:05-03", .rfc3339, "2024-01-02T18:04:05Z", zone: true),
        LayoutCase("2024-01-02t15:04:05z", .rfc3339, "2024-01-02T15:04:05Z", zone: true),
        LayoutCase("2024-01-02T15:04:05.5", .rfc3339Local, "2024-01-02T15:04:05.5Z"),
        LayoutCase("2024-01-02T15:04:05", .rfc3339Local, "2024-01-02T15:04:05Z"),
        LayoutCase("2024-01-02 15:04:05", .spaced, "2024-01-02T15:04:05Z"),
        LayoutCase("2024-01-02 15:04:05.678", .spaced, "2024-01-02T15:04:05.678Z"),
        LayoutCase("2024-01-02 15:04:05,678", .spaced, "2024-01-02T15:04:05.678Z"),
        LayoutCase(
            "2024-01-02 15:04:05.678901+0800",
            .spaced,
            "2024-01-02T07:04:05.678901Z",
            zone: true
        ),
        LayoutCase(
            "2025-03-04 10:11:12.00 +0100",
            .spaced,
            "2025-03-04T09:11:12.00Z",
            zone: true
        ),
        LayoutCase("2024-01-02 15:04:05.678 UTC", .spaced, "2024-01-02T15:04:05.678Z", zone: true),
        LayoutCase("2024-01-02 15:04:05.678+08", .spaced, "2024-01-02T07:04:05.678Z", zone: true),
        LayoutCase(
            "08/Sep/2019:08:14:30 +0800",
            .commonLog,
            "2019-09-08T00:14:30Z",
            zone: true
        ),
        LayoutCase("01/jun/2026:10:00:03.132", .commonLog, "2026-06-01T10:00:03.132Z"),
        LayoutCase(
            "Fri Sep 09 10:42:29.902022 2011",
            .apacheError,
            "2011-09-09T10:42:29.902022Z"
        ),
        LayoutCase("Fri Sep  9 10:42:29 2011", .apacheError, "2011-09-09T10:42:29Z"),
        LayoutCase("fri SEP 9 10:42:29 2011", .apacheError, "2011-09-09T10:42:29Z"),
        LayoutCase(
            "Fri Sep  9 10:42:29 UTC 2011",
            .apacheError,
            "2011-09-09T10:42:29Z",
            zone: true
        ),
        LayoutCase("Sep  8 08:14:30", .syslog, "1970-09-08T08:14:30Z", needsYear: true),
        LayoutCase("Sep 08 08:14:30", .syslog, "1970-09-08T08:14:30Z", needsYear: true),
        LayoutCase("Oct 8 22:14:15", .syslog, "1970-10-08T22:14:15Z", needsYear: true),
        LayoutCase(
            "Sep 08 08:14:30.123456",
            .syslog,
            "1970-09-08T08:14:30.123456Z",
            needsYear: true
        ),
        LayoutCase("1549993800", .epochSeconds, "2019-02-12T17:50:00Z", zone: true),
        LayoutCase("1549993800.123", .epochSeconds, "2019-02-12T17:50:00.123Z", zone: true),
        LayoutCase(
            "1549993800.1234567",
            .epochSeconds,
            "2019-02-12T17:50:00.1234567Z",
            zone: true
        ),
        LayoutCase("1549993800123", .epochMillis, "2019-02-12T17:50:00.123Z", zone: true),
        LayoutCase("1549993800123.25", .epochMillis, "2019-02-12T17:50:00.12325Z", zone: true),
        LayoutCase("1549993800123456", .epochMicros, "2019-02-12T17:50:00.123456Z", zone: true),
        LayoutCase(
            "1549993800123456789",
            .epochNanos,
            "2019-02-12T17:50:00.123456789Z",
            zone: true
        ),
    ]

    @Test(arguments: layouts)
    func `reads every layout`(sample: LayoutCase) throws {
        let text = TimeText(sample.text)
        let reading = try #require(text.read())
        #expect(reading.range == 0..<text.bytes.count)
        #expect(reading.format == sample.format)
        #expect(reading.time.description == sample.utc)
        #expect(reading.hasZone == sample.hasZone)
        #expect(reading.needsYear == sample.needsYear)
    }

    @Test func `has a sample of every format`() {
        #expect(Set(Self.layouts.map(\.format)) == Set(TimestampFormat.allCases))
    }

    @Test(arguments: layouts)
    func `reads the same in the middle of other bytes`(sample: LayoutCase) throws {
        let own = try #require(TimeText(sample.text).read())
        let text = TimeText(bytes: [0xFF, 0x5B] + Array(sample.text.utf8) + [0x5D, 0x00])
        let reading = try #require(text.read(at: 2))
        #expect(reading.range == own.range.lowerBound + 2..<own.range.upperBound + 2)
        #expect(reading.time == own.time)
    }

    @Test(arguments: layouts)
    func `survives every truncation and stays before the end`(sample: LayoutCase) throws {
        let text = TimeText(sample.text)
        for end in 0...text.bytes.count {
            let cut = TimeText(bytes: Array(text.bytes[..<end]))
            #expect(text.read(before: end) == cut.read())
            #expect(text.first(0..<end) == cut.first())
            for reading in [text.read(before: end), text.first(0..<end)].compacted() {
                #expect(reading.range.upperBound <= end)
            }
            for format in TimestampFormat.allCases {
                #expect((cut.nextRecordStart(like: format) ?? 0) <= end)
            }
        }
    }

    @Test(arguments: layouts)
    func `takes the options' zone where the text names none`(sample: LayoutCase) throws {
        let options = ParserOptions { local in local < 0 ? 0 : 8 * 3600 }
        let reading = try #require(TimeText(sample.text, options: options).read())
        let plain = try #require(TimeText(sample.text).read())
        let shift: Int64 = sample.hasZone ? 0 : 8 * 3600
        #expect(reading.time.seconds == plain.time.seconds - shift)
        #expect(reading.hasZone == sample.hasZone)
    }

    @Test(arguments: layouts)
    func `takes the options' year where the text names none`(sample: LayoutCase) throws {
        let reading = try #require(
            TimeText(sample.text, options: ParserOptions(year: 2024)).read()
        )
        let year = sample.needsYear ? "2024" : String(sample.utc.prefix(4))
        #expect(reading.time.description == year + sample.utc.dropFirst(4))
        #expect(!reading.needsYear)
    }

    @Test func `hands the zone the local time`() throws {
        let options = ParserOptions { local in
            CivilDate.fromDays(local / 86_400).month < 4 ? 3600 : 7200
        }
        let winter = try #require(TimeText("2024/03/31 23:59:59", options: options).read())
        let summer = try #require(TimeText("2024/04/01 00:00:00", options: options).read())
        #expect(winter.time.description == "2024-03-31T22:59:59Z")
        #expect(summer.time.description == "2024-03-31T22:00:00Z")
    }

    @Test(arguments: [Int.min, -1, 0, 10_000, Int.max])
    func `does not trap on a year out of bounds`(year: Int) {
        #expect(TimeText("Sep  8 08:14:30", options: ParserOptions(year: year)).read() != nil)
    }
}

extension Array {
    /// The elements that are there.
    fileprivate func compacted<Wrapped>() -> [Wrapped] where Element == Wrapped? {
        compactMap { $0 }
    }
}
