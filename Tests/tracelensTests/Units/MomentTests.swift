import Testing
import TraceParse

@testable import tracelens

@Suite struct `Moments` {
    @Test(arguments: [
        ("2026-04-11T09:30:00Z", 1_775_899_800, 0),
        ("2026-04-11t09:30:00z", 1_775_899_800, 0),
        ("2026-04-11 09:30:00.25Z", 1_775_899_800, 250_000_000),
        ("2026-04-11T09:30Z", 1_775_899_800, 0),
        ("2026-04-11T11:30:00+02:00", 1_775_899_800, 0),
        ("2026-04-11T04:00:00-05:30", 1_775_899_800, 0),
        ("2026-04-11T09:30:00.1234567891Z", 1_775_899_800, 123_456_789),
        ("1969-12-31T23:59:59Z", -1, 0),
    ])
    func `of UTC`(text: String, seconds: Int64, nanoseconds: Int32) throws {
        let moment = try #require(Moment(text))
        let time = try #require(
            moment.resolved(zone: .fixed(seconds: 3600), lastIncident: nil)
        )
        #expect(time.seconds == seconds)
        #expect(time.nanoseconds == nanoseconds)
        #expect(!moment.needsLastIncident)
    }

    @Test(arguments: [
        ("2026-04-11", 1_775_865_600), ("2026-04-11 09:30", 1_775_899_800),
        ("2026-04-11T09:30:00", 1_775_899_800), ("2024-02-29", 1_709_164_800),
    ])
    func `of the run's own zone`(text: String, secondsInUTC: Int64) throws {
        let moment = try #require(Moment(text))
        for offset in [0, 3600, -18_000] {
            let time = moment.resolved(zone: .fixed(seconds: offset), lastIncident: nil)
            #expect(time?.seconds == secondsInUTC - Int64(offset))
        }
    }

    @Test(arguments: [
        ("2h", 7200), ("90s", 90), ("1d12h", 129_600), ("1w", 604_800), ("0s", 0), ("1h30m", 5400),
    ])
    func `before the last incident`(text: String, seconds: Int64) throws {
        let moment = try #require(Moment(text))
        #expect(moment == .beforeLast(seconds: seconds))
        #expect(moment.needsLastIncident)
        let last = Timestamp(seconds: 1_000_000, nanoseconds: 5, fractionDigits: 9)
        #expect(
            moment.resolved(zone: .fixed(seconds: 3600), lastIncident: last)
                == Timestamp(seconds: 1_000_000 - seconds, nanoseconds: 5, fractionDigits: 9)
        )
        #expect(moment.resolved(zone: .fixed(seconds: 0), lastIncident: nil) == nil)
    }

    @Test(arguments: [
        "", "yesterday", "2h30", "h", "2 h", "-2h", "2026-13-01", "2026-02-30", "2026-04-11T",
        "2026-04-11T25:00:00Z", "2026-04-11T09:60:00Z", "26-04-11",
        "2026-04-11T09:30:00+25:00", "2026-04-11T09:30:00Zz", "2026-04-11T09:30:00.Z",
        "99999999999999999999s", "9223372036854775807w", "2026-04-11T09:30:00 Europe/Berlin",
        "2026-4-1", "+026-04-11", "2026-04-11Z", "é",
    ])
    func `that are none`(text: String) {
        #expect(Moment(text) == nil)
    }
}
