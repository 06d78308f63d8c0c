import Testing

@testable import TraceParse

private let pod = "orders-7d9f8c6b5d-x2k4p"

@Suite struct KubectlLineTests {
    private static func kubectl(
        _ text: String,
        _ payload: String,
        _ identity: [String]
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, .kubectl)
    }

    static let samples = [
        kubectl("[pod/\(pod)/api] panic: boom\n", "panic: boom", [pod, "api"]),
        kubectl("[pod/db-0/postgres] \tx.go:1 +0x1d", "\tx.go:1 +0x1d", ["db-0", "postgres"]),
        kubectl("[pod/\(pod)/api] ", "", [pod, "api"]),
        kubectl("[pod/\(pod)/api]\r\n", "", [pod, "api"]),
        kubectl("[pod/kube-proxy.node-1/x] [a] b", "[a] b", ["kube-proxy.node-1", "x"]),
        kubectl("\u{1B}[33m[pod/\(pod)/api]\u{1B}[0m a", "a", [pod, "api"]),
        // kubetail
        kubectl("[\(pod)] panic: boom", "panic: boom", [pod]),
        kubectl("\u{1B}[32m[\(pod) api]\u{1B}[0m \tx.go:1", "\tx.go:1", [pod, "api"]),
        // --timestamps
        kubectl("[pod/\(pod)/api] 2022-04-11T11:23:00Z a", "2022-04-11T11:23:00Z a", [pod, "api"]),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "[a/b/c] text", "[pod/a] text", "[pod/a/b/c] text", "[pod/A/b] text", "[pod/a/b]text",
        "[pod/a/b", "[pod/-a/b] c", "[pod//b] c", "[web api] a", "[\(pod) ] a", "[\(pod)]a",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .kubectl)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct SternLineTests {
    private static func stern(
        _ text: String,
        line: Int = 0,
        _ payload: String,
        _ identity: [String],
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, line: line, payload, identity, rest: rest, .stern)
    }

    static let samples = [
        stern(
            "\(pod) api panic: boom\n\(pod) api \n",
            "panic: boom",
            [pod, "api"],
            rest: "\(pod) api \n"
        ),
        stern("\(pod) api panic: boom\n\(pod) api \n", line: 1, "", [pod, "api"]),
        stern("db-0 pg a\nagent-x2k4p x b\ndb-0 pg \tc", line: 2, "\tc", ["db-0", "pg"]),
        stern("agent-x2k4p run a\nagent-x2k4p run b", line: 1, "b", ["agent-x2k4p", "run"]),
        // --all-namespaces
        stern(
            "shop \(pod) api a\nshop \(pod) api b",
            line: 1,
            "b",
            ["shop", pod, "api"]
        ),
        // Colours vouch for themselves.
        stern(
            "\u{1B}[38;5;2m\(pod)\u{1B}[0m \u{1B}[36mapi\u{1B}[0m panic: boom",
            "panic: boom",
            [pod, "api"]
        ),
        // --timestamps
        stern(
            "\(pod) api 2022-04-11T11:23:00Z a\n\(pod) api 2022-04-11T11:23:01Z b",
            line: 1,
            "2022-04-11T11:23:01Z b",
            [pod, "api"]
        ),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "orders-x2k4p api alone", "step-1 is done\nstep-2 is done",
        "\(pod) 1/1 Running 0 5d\n\(pod) 1/1 Running 0 5d", "the api failed\nthe api failed",
        "web-proxy is up\nweb-proxy is up",
        "\(pod) Api a\n\(pod) Api b", "\(pod)\n\(pod)", "1-2 a b\n1-2 a b",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .stern)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct KailLineTests {
    private static func kail(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, rest: rest, .kail)
    }

    static let samples = [
        kail("shop/\(pod)[api]: panic: boom\n", "panic: boom", ["shop", pod, "api"]),
        kail(
            "kube-system/agent-x2k4p[a]: \tx.go:1",
            "\tx.go:1",
            ["kube-system", "agent-x2k4p", "a"]
        ),
        kail("shop/\(pod)[api]: ", "", ["shop", pod, "api"]),
        kail("shop/\(pod)[api]:\n", "", ["shop", pod, "api"]),
        kail(
            "\u{1B}[97mshop/db[pg]\u{1B}[0m\u{1B}[97m: \u{1B}[0ma",
            "a",
            ["shop", "db", "pg"]
        ),
        kail("shop/db[pg]: a\nshop/db[pg]: b", "a", ["shop", "db", "pg"], rest: "shop/db[pg]: b"),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "pkg/file[main]: a", "postfix/smtpd[93]: a\npostfix/qmgr[94]: b", "shop/Db[pg]: a",
        "shop/\(pod)[api] a", "/\(pod)[api]: a", "shop/\(pod)[api]:a",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .kail)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
