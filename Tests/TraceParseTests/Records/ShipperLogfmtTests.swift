import Testing

@testable import TraceParse

@Suite struct ShipperLogfmtTests {
    private static func logfmt(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        time: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, as: .json, .shipperLogfmt)
    }

    static let samples = [
        logfmt(
            #"ts=2022-04-11T11:23:00Z pod=orders-0 container=api stream=stderr log="panic: boom\n""#,
            #"panic: boom\n"#,
            ["orders-0", "api", "stderr"],
            time: "2022-04-11T11:23:00Z"
        ),
        logfmt(
            #"kubernetes.container_name=api kubernetes.pod_name=orders-0 message="\t/app/x.go:1 +0x1d""#,
            #"\t/app/x.go:1 +0x1d"#,
            ["orders-0", "api"]
        ),
        logfmt(#"stream=stdout line="a \"b\"" host=h"#, #"a \"b\""#, ["h", "stdout"]),
        logfmt(#"container_id=4f5a msg="""#, "", ["4f5a"]),
        logfmt(
            #"timestamp="2022-04-11T11:23:00Z"  container=api empty= message="x""#,
            "x",
            ["api"],
            time: "2022-04-11T11:23:00Z"
        ),
        logfmt(#"log="goroutine 1 [running]:" pod=p"#, "goroutine 1 [running]:", ["p"]),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // Records of programs.
        #"time=2023-08-16T10:00:00.000+08:00 level=ERROR msg="recovered" stack="goroutine 1""#,
        #"pod=p level=error msg="boom" err="EOF""#, #"pod=p msg="boom" remote="10.0.0.1:5""#,
        #"pod=p msg=boom"#, #"pod=p log="a" and="b" then prose"#, #"pod=p log="a"#,
        #"stream=events log="a""#, #"pod=p"#, #"pod = p log="a""#, #"pod=p log="a" msg="b""#,
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .shipperLogfmt)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct ActionsLineTests {
    private static let time = "2022-04-11T11:23:00.1234567Z"

    private static func step(
        _ text: String,
        _ payload: String,
        _ identity: [String]
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, .actions)
    }

    static let samples = [
        step("build\tRun tests\t\(time) panic: boom\n", "panic: boom", ["build", "Run tests"]),
        step("test (1.22)\tgo test\t\(time) \tx.go:1", "\tx.go:1", ["test (1.22)", "go test"]),
        step("build\tRun\t\(time) ", "", ["build", "Run"]),
        step("build\tRun\t\(time)\r\n", "", ["build", "Run"]),
        step("build\tSet up\t\u{FEFF}\(time) a", "a", ["build", "Set up"]),
        step("Build\tRun ./a\t\(time) ##[error]b", "##[error]b", ["Build", "Run ./a"]),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "a\tb\t2022-04-11T11:23:00Z c", "a\t\(time) b", "a b \(time) c", "a\tb\t\(time)c",
        "a\tb\tc\t\(time) d", "\t\t\(time) a",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .actions)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
