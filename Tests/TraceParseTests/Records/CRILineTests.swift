import Testing

@testable import TraceParse

@Suite struct CRILineTests {
    @Test(arguments: [("F", false), ("P", true), ("P:x", true), ("F:x_1:y", false)])
    func `reads a line`(_ tags: String, goesOn: Bool) {
        let time = "2022-04-11T11:23:00.123456789Z"
        #expect(
            unwrapped("\(time) stderr \(tags) a: b\r\nnext")
                == Unwrapped(
                    wrapping: .cri,
                    payload: "a: b",
                    identity: ["stderr"],
                    time: time,
                    goesOn: goesOn,
                    rest: "next"
                )
        )
    }

    @Test(arguments: ["2022-04-11T11:23:00.1+02:00 stdout F", "2022-04-11T11:23:00.1Z stdout F "])
    func `a line may be empty`(_ line: String) {
        #expect(unwrapped(line)?.payload.isEmpty == true)
    }

    @Test(arguments: [
        "2022-04-11T11:23:00Z stderr Fatal error", "2022-04-11T11:23:00Z stderr", "2",
        "2022-04-11T11:23:00Z stdin F a", "2022-04-11T11:23:00Z stderr X a",
        "2022-04-11 11:23:00 stderr F a",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(unwrapped(line) == nil)
    }
}
