import Testing

@testable import TraceParse

@Suite struct ComposeLineTests {
    private static func compose(
        _ text: String,
        line: Int = 0,
        _ payload: String,
        _ name: String,
        rest: String = ""
    ) -> WrappingSample {
        WrappingSample(text, line: line, payload, [name], rest: rest, .compose)
    }

    static let samples = [
        compose("web_1  | panic: boom\n", "panic: boom", "web_1"),
        compose("orders-1     | \t/app/main.go:12 +0x1d", "\t/app/main.go:12 +0x1d", "orders-1"),
        compose("web-1  | \n", "", "web-1"),
        compose("web-1  |\n", "", "web-1"),
        // Colours of version 1 and 2.
        compose("\u{1B}[36mweb_1  |\u{1B}[0m panic: boom", "panic: boom", "web_1"),
        compose("\u{1B}[36mweb-1  | \u{1B}[0mpanic: boom", "panic: boom", "web-1"),
        compose("\u{1B}[36mdb  | \u{1B}[0mready", "ready", "db"),
        // Names of one's own: a neighbour vouches for them.
        compose("db   | a\nweb  | b\ndb   | c\n", line: 2, "c", "db"),
        compose("db   | a\nweb  | b\ndb   | c\n", "a", "db", rest: "web  | b\ndb   | c\n"),
        // podman-compose.
        compose("[web]     | a\n[web]     | b", line: 1, "b", "web"),
        // What runs a Procfile.
        compose("11:23:00 web.1  | panic: boom", "panic: boom", "web.1"),
        compose("\u{1B}[36m11:23:00 worker.2 | \u{1B}[0m\tx.go:1", "\tx.go:1", "worker.2"),
        compose("11:23:00 web | a\n11:23:01 web | b", line: 1, "b", "web"),
        // With --timestamps.
        compose("web-1  | 2022-04-11T11:23:00.1Z a", "2022-04-11T11:23:00.1Z a", "web-1"),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        // Tables and prose.
        "name   | value\nalice  | 1\nbob    | 2\n", "web-1 | running", "id  || x", "| a  | b |",
        "name | text", "2022/04/11 - 11:23:00 | 200 |", "cat a.log  | grep b", "a  |b",
        "[GIN] 2022/04/11 - 11:23:00 | 200 |", "[web] | a", "11:23:00 | a", "11:23:00 web-1| a",
    ])
    func `refuses what is none`(_ text: String) {
        #expect(wrapping(text) != .compose)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}

@Suite struct SwarmLineTests {
    private static func swarm(
        _ text: String,
        _ payload: String,
        _ identity: [String],
        time: String = ""
    ) -> WrappingSample {
        WrappingSample(text, payload, identity, time: time, .swarm)
    }

    static let samples = [
        swarm(
            "web.1.k8j2h4n3b5v6@node-1    | panic: boom\n",
            "panic: boom",
            ["node-1", "web.1.k8j2h4n3b5v6"]
        ),
        swarm(
            "shop_api.12.k8j2h4n3b5v6qwertzuiopasd@ip-10-0-0-1.ec2     | \tx.go:1",
            "\tx.go:1",
            ["ip-10-0-0-1.ec2", "shop_api.12.k8j2h4n3b5v6qwertzuiopasd"]
        ),
        // --no-task-ids
        swarm("web.1@node-1    | a", "a", ["node-1", "web.1"]),
        swarm("web.1@node-1    | ", "", ["node-1", "web.1"]),
        swarm("web.1@node-1    |", "", ["node-1", "web.1"]),
        // A global service has no slots.
        swarm("agent.0.k8j2h4n3b5v6@node-2    | a", "a", ["node-2", "agent.0.k8j2h4n3b5v6"]),
        swarm(
            "2022-04-11T11:23:00.123456789Z web.1.k8j2h4n3b5v6@node-1    | a",
            "a",
            ["node-1", "web.1.k8j2h4n3b5v6"],
            time: "2022-04-11T11:23:00.123456789Z"
        ),
    ]

    @Test(arguments: samples)
    func `reads a line`(_ sample: WrappingSample) {
        #expect(sample.reading == sample.expected)
    }

    @Test(arguments: [
        "me@node-1    | a", "web.1@node-1 | a", "web.x@node-1    | a", "mail.1@example.com a",
        "1@node    | a", "web.1@    | a", "web.1@node-1    |a",
    ])
    func `refuses what is none`(_ line: String) {
        #expect(wrapping(line) != .swarm)
    }

    @Test(arguments: samples)
    func `damage does no harm`(_ sample: WrappingSample) {
        expectHarmless(sample)
    }
}
