import Testing

@Suite struct `Explain` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `a known name is explained`() throws {
        let result = try Tool.run("explain", "client_timeout", in: scratch)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("client_timeout (a cause"))
        #expect(result.errors == "")
    }

    @Test(arguments: [["explain"], ["explain", "--list"]])
    func `without a name all are listed`(arguments: [String]) throws {
        let result = try Tool.shell(
            "\"$TRACELENS\" \(arguments.joined(separator: " "))",
            in: scratch
        )
        #expect(result.status == 0)
        #expect(result.output.contains("  slow_upstream "))
        #expect(result.output.contains("  broken_pipe "))
    }

    @Test func `an unknown name is a usage error with what is like it`() throws {
        let result = try Tool.run("explain", "clint_timeout", in: scratch)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains("client_timeout"))
        #expect(result.errors.contains("--list"))
    }
}
