import Testing
import TraceParse

/// Times that name no year take it from lines nearby.
struct NeighbourYearTests {
    private func seconds(_ log: String) throws -> [Int64?] {
        try readIncidents(log).map { $0.time?.seconds }
    }

    private static let failure = "http: write tcp 10.0.0.1:80->10.0.0.2:4444: write: broken pipe"

    /// The second of a day's noon, counted by days since 1970-01-01.
    private func noon(_ days: Int64) -> Int64 { days * 86_400 + 12 * 3600 }

    @Test func `of a line before`() throws {
        let log = "2022/04/11 11:00:00 begins\nE0411 12:00:00.000000   1 a.go:1] \(Self.failure)\n"
        #expect(try seconds(log) == [noon(19_093)])
    }

    @Test func `of a line behind`() throws {
        let log = "E0411 12:00:00.000000   1 a.go:1] \(Self.failure)\n2022/04/11 12:30:00 goes on\n"
        #expect(try seconds(log) == [noon(19_093)])
    }

    @Test func `none nearby leaves 1970`() throws {
        #expect(try seconds("E0411 12:00:00.000000   1 a.go:1] \(Self.failure)\n") == [noon(100)])
    }

    @Test func `the year turns`() throws {
        let log =
            "2022/12/31 23:00:00 begins\n"
            + "E1231 12:00:00.000000   1 a.go:1] \(Self.failure)\n"
            + "E0101 12:00:00.000000   1 a.go:1] \(Self.failure.replacing("2:4", with: "3:4"))\n"
        #expect(try seconds(log) == [noon(19_357), noon(19_358)])
    }

    @Test func `December is of the year before`() throws {
        let log = "2023/01/01 00:10:00 begins\nE1231 12:00:00.000000   1 a.go:1] \(Self.failure)\n"
        #expect(try seconds(log) == [noon(19_357)])
    }

    @Test(arguments: ["2024/03/01", "2025/01/02", "2026/02/01"])
    func `29 February is of a leap year`(day: String) throws {
        let log = "\(day) 00:10:00 begins\nE0229 12:00:00.000000   1 a.go:1] \(Self.failure)\n"
        #expect(try seconds(log) == [noon(19_782)])
    }
}
