import Testing

@testable import TraceParse

@Suite struct DockerJSONTests {
    private static let time = "2022-04-11T11:23:00.123456789Z"

    @Test func `reads a line`() {
        let line = #"{"log":"a \"b\"\n","stream":"stderr","time":"\#(Self.time)"}"#
        #expect(
            unwrapped(line + "\nnext")
                == Unwrapped(
                    wrapping: .dockerJSON,
                    payload: #"a \"b\"\n"#,
                    encoding: .json,
                    identity: ["stderr"],
                    time: Self.time,
                    rest: "next"
                )
        )
    }

    @Test func `a part of a line goes on`() {
        let line = #"{"log":"half","stream":"stdout","time":"\#(Self.time)"}"#
        #expect(unwrapped(line)?.goesOn == true)
        #expect(unwrapped(line.replacing("half", with: #"whole\n"#))?.goesOn == false)
    }

    @Test(arguments: [
        #"{"stream":"stderr","time":"t","log":"a\n"}"#,
        #"{ "log" : "a\n", "stream" : "stderr", "attrs": {"tag": "x"}, "time" : "t" }"#,
    ])
    func `the order of members and white space do not matter`(_ line: String) {
        #expect(unwrapped(line)?.payload == #"a\n"#)
        #expect(unwrapped(line)?.identity == ["stderr"])
    }

    @Test(arguments: [
        "", "{", "{}", "{\"", #"{"log":"a"#, #"{"log":"a","stream":"stderr""#, #"{"log":"a\"#,
        #"{"log":5,"stream":"stderr"}"#, #"{"log":"a","stream":"stdin"}"#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(unwrapped(line) == nil)
    }
}
