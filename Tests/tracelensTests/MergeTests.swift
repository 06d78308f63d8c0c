import Foundation
import Testing

@Suite struct `tracelens merge` {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    /// Logs of this project's own, each of which is one whole input.
    private static let fixtures: [URL] = {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/go")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appending(path: "\($0)/raw.log") }
    }()

    private func write(_ number: Int, _ text: String) throws {
        try scratch.write("\(number).log", text)
    }

    private func state(of logs: [String], as name: String) throws {
        let names = logs.map { "'\($0)'" }.joined(separator: " ")
        let made = try Tool.shell("\"$TRACELENS\" -f state -o \(name) \(names)", in: scratch)
        #expect(made.status == 0, "\(made.errors)")
    }

    @Test(arguments: ["json", "markdown", "text", "state"])
    func `any partition of the fixtures gives the bytes of one run`(format: String) throws {
        var names: [String] = []
        // What is read once in one run is read once in each of two.
        var contents: Set<Data> = []
        for (number, url) in Self.fixtures.enumerated() {
            let content = try Data(contentsOf: url)
            guard contents.insert(content).inserted else { continue }
            try scratch.write("\(number).log", Array(content))
            names.append("\(number).log")
        }
        #expect(names.count > 100)
        let sizes = format == "json" ? [1, 7, 64] : [23]
        let list = names.joined(separator: " ")
        let one = try Tool.shell("\"$TRACELENS\" -f \(format) \(list)", in: scratch)
        #expect(one.status == 0)
        for size in sizes {
            var states: [String] = []
            for start in stride(from: 0, to: names.count, by: size) {
                let name = "\(size)-\(start).state"
                try state(of: Array(names[start..<min(start + size, names.count)]), as: name)
                states.append(name)
            }
            let merged = try Tool.shell(
                "\"$TRACELENS\" merge -f \(format) \(states.joined(separator: " "))",
                in: scratch
            )
            #expect(merged.status == 0)
            #expect(merged.output == one.output, "\(size)")
        }
    }

    @Test func `states of states are states`() throws {
        for number in 0..<4 {
            let lines = (0...number).map {
                Log.brokenPipe(peer: "10.0.0.\($0):4000") + Log.ordinary($0)
            }
            try write(number, lines.joined())
            try state(of: ["\(number).log"], as: "\(number).state")
        }
        let one = try Tool.run("-f", "json", "0.log", "1.log", "2.log", "3.log", in: scratch)
        for (name, parts) in [("a.state", "0.state 1.state"), ("b.state", "2.state 3.state")] {
            _ = try Tool.shell("\"$TRACELENS\" merge -o \(name) \(parts)", in: scratch)
        }
        let merged = try Tool.run("merge", "-f", "json", "a.state", "b.state", in: scratch)
        #expect(merged.output == one.output)
        let piped = try Tool.shell(
            "cat a.state | \"$TRACELENS\" merge -f json - b.state",
            in: scratch
        )
        #expect(piped.output == one.output)
    }

    @Test func `options of the output hold`() throws {
        try write(0, Log.brokenPipe() + Log.refused())
        try state(of: ["0.log"], as: "0.state")
        let failing = try Tool.run("merge", "--fail-on", "broken_pipe", "0.state", in: scratch)
        #expect(failing.status == 1)
        #expect(failing.errors.contains("--fail-on: 1 incident"))
        #expect(try Tool.run("merge", "--fail-on", "dns", "0.state", in: scratch).status == 0)
        #expect(try Tool.run("merge", "--fail-on", "no_such", "0.state", in: scratch).status == 64)
        #expect(try Tool.run("merge", "-f", "ndjson", "0.state", in: scratch).status == 64)
        #expect(try Tool.run("merge", in: scratch).status == 64)
        let page = try Tool.run("merge", "-o", "page.md", "0.state", in: scratch)
        #expect(page.status == 0 && page.output == "")
        #expect(try scratch.text("page.md").hasPrefix("# tracelens report"))
    }

    @Test func `a state that cannot be read is named with its place`() throws {
        try write(0, Log.brokenPipe())
        try state(of: ["0.log"], as: "good.state")
        let whole = try scratch.text("good.state")
        try scratch.write("cut.state", String(whole.dropLast(60)))
        try scratch.write("other.state", "hello\n")
        let some = try Tool.run(
            "merge",
            "-f",
            "markdown",
            "good.state",
            "cut.state",
            "gone.state",
            in: scratch
        )
        #expect(some.status == 2)
        #expect(
            some.errors.contains("cut.state: the state is cut off at byte \(whole.utf8.count - 60)")
        )
        #expect(some.errors.contains("gone.state: "))
        #expect(some.output.contains("cut.state"))
        let none = try Tool.run("merge", "cut.state", "other.state", in: scratch)
        #expect(none.status == 66)
        #expect(none.output == "")
        #expect(none.errors.contains("other.state: no state of tracelens at byte 0"))
    }

    @Test func `an input that was not read whole stays so`() throws {
        try scratch.write("damaged.gz", Array(Gzip.member(Log.brokenPipe()).dropLast(5)))
        let made = try Tool.run("-f", "state", "-o", "a.state", "damaged.gz", in: scratch)
        #expect(made.status == 2)
        #expect(try Tool.run("merge", "a.state", in: scratch).status == 2)
    }

    @Test func `a state among logs is no log`() throws {
        try scratch.write("logs/0.log", Log.brokenPipe())
        try state(of: ["logs/0.log"], as: "logs/0.state")
        let result = try Tool.run("-f", "ndjson", "logs", in: scratch)
        #expect(try result.incidents().count == 1)
        #expect(result.errors.contains("0.state"))
    }

    @Test func `what lines near incidents say is in the state`() throws {
        try write(0, Log.brokenPipe() + "2026/03/01 10:00:01 api: exit status 137\n")
        try state(of: ["0.log"], as: "0.state")
        #expect(try scratch.text("0.state").contains("signals "))
        let merged = try Tool.run("merge", "-f", "state", "0.state", in: scratch)
        #expect(merged.output == (try scratch.text("0.state")))
    }
}
