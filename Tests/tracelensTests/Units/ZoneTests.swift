import Foundation
import Testing
import TraceParse

@testable import tracelens

@Suite struct `Zones` {
    @Test(arguments: [("UTC", 0), ("Z", 0), ("+05:30", 19_800), ("-08:00", -28_800)])
    func `of a fixed offset`(text: String, seconds: Int) throws {
        let zone = try #require(Zone(text))
        #expect(zone == .fixed(seconds: seconds))
        #expect(zone.offset(atLocal: 1_775_899_800) == seconds)
    }

    @Test(arguments: [
        "", "Mars/Olympus", "../zoneinfo/UTC", "/etc/localtime", "Europe", "+5", "+05:3", "05:30",
        "+24:00", "Europe/Berlin\u{0}", ":UTC", "EST5EDT,M3.2.0,M11.1.0",
    ])
    func `that are none`(text: String) {
        #expect(Zone(text) == nil)
    }

    /// The zone is the process's, so this happens in one of its own.
    @Test(.enabled(if: Zone("Europe/Berlin") != nil, "the machine has no database of zones"))
    func `of the database, where the clock is changed`() async {
        await #expect(processExitsWith: .success) {
            let zone = try #require(Zone("Europe/Berlin"))
            zone.activate()
            let cases: [(Int64, Int64, Int64, Int64, Int)] = [
                (2026, 1, 15, 12 * 60, 3600),
                (2026, 7, 15, 12 * 60, 7200),
                // The clock goes from 02:00 to 03:00 on 29 March.
                (2026, 3, 29, 1 * 60 + 59, 3600),
                (2026, 3, 29, 2 * 60 + 30, 3600),
                (2026, 3, 29, 3 * 60, 7200),
                // And from 03:00 back to 02:00 on 25 October: 02:30 comes twice.
                (2026, 10, 25, 1 * 60 + 59, 7200),
                (2026, 10, 25, 2 * 60 + 30, 7200),
                (2026, 10, 25, 3 * 60, 3600),
                // Past what is listed one by one, by the rule.
                (2090, 7, 1, 0, 7200),
                (1950, 1, 1, 0, 3600),
            ]
            for (year, month, day, minute, expected) in cases {
                let days = CivilDate.toDays(year: year, month: month, day: day)
                let offset = zone.offset(atLocal: days * 86_400 + minute * 60)
                try #require(offset == expected, "\(year)-\(month)-\(day) +\(minute)")
            }
        }
    }
}
