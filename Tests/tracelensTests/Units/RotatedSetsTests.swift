import Testing

@testable import tracelens

@Suite struct `The files of a rotated log` {
    /// Names in their order, and the only set among them, the oldest first.
    @Test(arguments: [
        // logrotate, newsyslog, Docker, Python
        (["app.log", "app.log.1"], ["app.log.1", "app.log"]),
        (
            ["app.log", "app.log.1", "app.log.10.gz", "app.log.2.gz"],
            ["app.log.10.gz", "app.log.2.gz", "app.log.1", "app.log"]
        ),
        (
            ["messages", "messages.0.bz2", "messages.1.bz2"],
            ["messages.1.bz2", "messages.0.bz2", "messages"]
        ),
        (["syslog", "syslog.1", "syslog.2.gz"], ["syslog.2.gz", "syslog.1", "syslog"]),
        (["c0ffee-json.log", "c0ffee-json.log.1"], ["c0ffee-json.log.1", "c0ffee-json.log"]),
        (["app.log.001", "app.log.002"], ["app.log.002", "app.log.001"]),
        (["app.log.1", "app.log.2.xz"], ["app.log.2.xz", "app.log.1"]),
        (["app.log.1.gz", "app.log.gz"], ["app.log.1.gz", "app.log.gz"]),
        // logrotate's dateext
        (
            ["app.log", "app.log-20240430.gz", "app.log-20240501"],
            ["app.log-20240430.gz", "app.log-20240501", "app.log"]
        ),
        (
            ["app-20240430.log.gz", "app-20240501.log", "app.log"],
            ["app-20240430.log.gz", "app-20240501.log", "app.log"]
        ),
        (
            ["app.log", "app.log-2024050109", "app.log-2024050113"],
            ["app.log-2024050109", "app.log-2024050113", "app.log"]
        ),
        (
            ["app.log", "app.log-20240501-1714557600", "app.log-20240501-1714561200"],
            ["app.log-20240501-1714557600", "app.log-20240501-1714561200", "app.log"]
        ),
        // the kubelet
        (
            ["0.log", "0.log.20240501-091112.gz", "0.log.20240501-101112", "1.log"],
            ["0.log.20240501-091112.gz", "0.log.20240501-101112", "0.log"]
        ),
        // lumberjack, timberjack
        (
            [
                "server-2024-05-01T10-00-00.000.log.gz", "server-2024-05-01T11-00-00.123.log",
                "server.log",
            ],
            [
                "server-2024-05-01T10-00-00.000.log.gz", "server-2024-05-01T11-00-00.123.log",
                "server.log",
            ]
        ),
        (
            ["server-2024-05-01T10-00-00.000-size.log", "server.log"],
            ["server-2024-05-01T10-00-00.000-size.log", "server.log"]
        ),
        // cronolog, rotatelogs
        (
            ["access.2024-04-30.log", "access.2024-05-01.log"],
            ["access.2024-04-30.log", "access.2024-05-01.log"]
        ),
        (
            ["access_log.2024_04_30", "access_log.2024_05_01"],
            ["access_log.2024_04_30", "access_log.2024_05_01"]
        ),
        (
            ["access_log", "access_log.1714557600", "access_log.1714561200"],
            ["access_log.1714557600", "access_log.1714561200", "access_log"]
        ),
        (
            ["app.log", "app.log.202405011000", "app.log.202405011100"],
            ["app.log.202405011000", "app.log.202405011100", "app.log"]
        ),
        (["2024-04-30.log", "2024-05-01.log"], ["2024-04-30.log", "2024-05-01.log"]),
        // logback: of one day the highest number is the newest
        (
            [
                "app.2024-04-30.9.log.gz", "app.2024-05-01.0.log", "app.2024-05-01.10.log",
                "app.2024-05-01.2.log", "app.log",
            ],
            [
                "app.2024-04-30.9.log.gz", "app.2024-05-01.0.log", "app.2024-05-01.2.log",
                "app.2024-05-01.10.log", "app.log",
            ]
        ),
        (
            ["app.log.2024-05-01", "app.log.2024-05-01.1"],
            ["app.log.2024-05-01", "app.log.2024-05-01.1"]
        ),
        // pm2
        (
            ["app-out.log", "app-out__2024-05-01_00-00-00.log"],
            ["app-out__2024-05-01_00-00-00.log", "app-out.log"]
        ),
        // glog, by the process id
        (
            [
                "app.web.root.log.INFO.20240501-101112.4711",
                "app.web.root.log.INFO.20240501-111112.4711",
                "app.web.root.log.INFO.20240501-111200.5000",
            ],
            [
                "app.web.root.log.INFO.20240501-101112.4711",
                "app.web.root.log.INFO.20240501-111112.4711",
            ]
        ),
        // runit, s6
        (
            [
                "@400000006631f0a81c9c380c.s", "@400000006631f2b40bebc200.u", "current", "lock",
                "state",
            ],
            ["@400000006631f0a81c9c380c.s", "@400000006631f2b40bebc200.u", "current"]
        ),
        (
            ["app-2024-05-01T10:00:00Z.log", "app-2024-05-01T11:00:00Z.log", "app.log"],
            ["app-2024-05-01T10:00:00Z.log", "app-2024-05-01T11:00:00Z.log", "app.log"]
        ),
        // a day's file that is rotated by size
        (["app-20240501.log", "app-20240501.log.1"], ["app-20240501.log.1", "app-20240501.log"]),
        // a compression that is under way
        (["app.log", "app.log.1", "app.log.1.gz"], ["app.log.1", "app.log"]),
    ])
    func `are found by their names, the oldest first`(names: [String], expected: [String]) {
        let sets = Self.sets(names).filter { $0.count > 1 }
        #expect(sets.map { $0.map { names[$0.index] } } == [expected])
        #expect(Self.sets(names.reversed()).flatMap(\.self).count == names.count)
    }

    @Test(arguments: [
        ["pod-1.log", "pod-2.log"],
        ["worker.1", "worker.2"],
        ["app.1.log", "app.2.log", "app.log"],
        ["app-1.log", "app-2.log", "app.log"],
        ["app1.log", "app2.log", "app.log"],
        ["go1.22", "go1.22.1", "go1.22.2"],
        ["10.0.0.1", "10.0.0.2", "10.0.0"],
        ["app.log", "app.log.2023"],
        ["app.log", "app.log.gz"],
        ["app.log", "app.log.old"],
        ["app.log", "app.log-20241301"],
        ["app.log", "app.log-20240532"],
        ["app.log", "app.log-2024050124x"],
        ["app.log", "app.log-18991231"],
        ["app.log-20240501"],
        ["app.log.1"],
        ["app-20240501.log", "db-20240501.log"],
        ["app-20240501-db.log", "app-20240501-web.log"],
        ["run-20240501-101112.log", "run-20240501-111112.log"],
        ["dump.20240430", "dump.20240501"],
        ["trace-20240430.txt", "trace-20240501.txt"],
        ["a.20240501.log", "a.2024-05-02.log"],
        [".1", ".2", ""],
        ["", "", "."],
    ])
    func `are not found where names may mean anything else`(names: [String]) {
        #expect(Self.sets(names).allSatisfy { $0.count == 1 })
        #expect(Self.sets(names).flatMap { $0 }.map(\.index) == Array(names.indices))
    }

    @Test(arguments: [
        ["worker.1", "worker.2"], ["run-20240501-101112.log", "run-20240501-111112.log"],
    ])
    func `are told by the file that is written to, given or not`(names: [String]) {
        let sets = Self.sets(names, beside: ["worker", "run.log"])
        #expect(sets.count == 1 && sets[0].count == 2)
    }

    @Test func `take the place of the first`() {
        let names = ["api.log", "api.log.1", "b", "db.log", "db.log.1", "db.log.2.gz", "z"]
        #expect(
            Self.sets(names).map { $0.map { names[$0.index] } } == [
                ["api.log.1", "api.log"], ["b"], ["db.log.2.gz", "db.log.1", "db.log"], ["z"],
            ]
        )
    }

    @Test func `are no one stream across a number that is missing`() {
        let names = ["app.log", "app.log.1", "app.log.3", "app.log.4", "db.log", "db.log.2"]
        #expect(
            Self.sets(names).map { $0.map(\.follows) } == [
                [false, true, false, true], [false, false],
            ]
        )
    }

    @Test func `go on from neither of two rotations`() {
        let names = ["app.log", "app.log-20240430", "app.log-20240501", "app.log.1", "app.log.2"]
        #expect(
            Self.sets(names).map { $0.map { names[$0.index] } } == [
                ["app.log"], ["app.log-20240430", "app.log-20240501"], ["app.log.2", "app.log.1"],
            ]
        )
    }

    @Test func `what is no file is in no set`() {
        let names: [[UInt8]?] = [Array("app.log".utf8), nil, Array("app.log.1".utf8)]
        let sets = RotatedSets.arrange(names, exists: { _ in false })
        #expect(sets.map { $0.map(\.index) } == [[2, 0], [1]])
    }

    @Test func `any bytes are a name`() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("20240501T101112.-_.log.gz\u{0}".utf8) + [0xFF]
        for _ in 0..<2000 {
            let names = (0..<6).map { _ in
                (0..<Int.random(in: 0...24, using: &random)).map { _ in
                    alphabet.randomElement(using: &random)!
                }
            }
            let sets = RotatedSets.arrange(names, exists: { $0.count % 2 == 0 })
            #expect(sets.flatMap { $0 }.map(\.index).sorted() == Array(names.indices), "\(names)")
        }
    }

    private static func sets(
        _ names: [String],
        beside others: [String] = []
    ) -> [[RotatedSets.Member]] {
        RotatedSets.arrange(names.map { Array($0.utf8) }) { name in
            others.contains { $0.utf8.elementsEqual(name) }
        }
    }
}
