import Testing
import TraceParse

/// Every log of the folder, as its program wrote it.
struct FixtureTests {
    @Test func `the folder is there`() {
        #expect(GoCase.all.count > 200)
    }

    @Test(arguments: GoCase.all)
    func `gives its incidents`(case log: GoCase) throws {
        let expected = try log.expected()
        let found = try readIncidents(log.log())
        if let count = expected.incidents { #expect(found.count == count) }
        let classes = Set(found.compactMap { $0.errorClass?.rawValue })
        #expect(classes.isSuperset(of: expected.classes))
        if expected.furtherClasses != true { #expect(classes == Set(expected.classes)) }
        #expect(found.map(\.index) == Array(found.indices))
    }

    @Test(arguments: GoCase.all)
    func `gives its goroutines`(case log: GoCase) throws {
        guard let expected = try log.expected().goroutines else { return }
        let found = try readIncidents(log.log()).flatMap(\.goroutines)
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) { expectSame(found, expected.goroutine) }
    }

    @Test(arguments: GoCase.all)
    func `gives its stacks without headers`(case log: GoCase) throws {
        guard let expected = try log.expected().stacks else { return }
        let found = try readIncidents(log.log()).flatMap(\.goroutines).filter { $0.state == nil }
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) {
            #expect(found.id == nil)
            #expect(found.frames.map(position) == expected.map(position))
            for (frame, whole) in zip(found.frames, expected) {
                #expect(whole.function.hasSuffix(frame.function))
            }
        }
    }

    @Test(arguments: GoCase.all)
    func `gives what is beyond doubt`(case log: GoCase) throws {
        guard let expected = try log.expected().facts else { return }
        let found = try readIncidents(log.log())
        #expect(found.count == expected.count)
        for (incident, facts) in zip(found, expected) { expect(facts, of: incident) }
    }

    @Test(arguments: GoCase.all)
    func `loses nothing of its bytes`(case log: GoCase) throws {
        let bytes = try log.log()
        let reading = try read(bytes)
        #expect(reading.statistics.bytes == bytes.count)
        #expect(reading.statistics.lines == bytes.count { $0 == UInt8(ascii: "\n") })
        #expect(reading.statistics.incidents == reading.incidents.count)
        for incident in reading.incidents {
            let source = incident.source
            #expect(source.path == "test.log")
            #expect(source.byteOffset >= 0 && source.byteCount > 0)
            #expect(source.byteOffset + source.byteCount <= bytes.count)
            let before = bytes[..<source.byteOffset]
            #expect(source.line == before.count { $0 == UInt8(ascii: "\n") } + 1)
            #expect(!incident.clipped)
            #expect(!incident.truncated)
        }
    }

    /// What every recovery prints of a frame: the file's last name and the line.
    private func position(_ frame: Frame) -> String {
        "\(lastName(frame.file ?? "")):\(frame.line ?? 0)"
    }

    private func position(_ position: ExpectedPosition) -> String {
        "\(lastName(position.file)):\(position.line)"
    }

    private func lastName(_ path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }

    private func expectSame(_ found: Goroutine, _ expected: Goroutine) {
        var (found, expected) = (found, expected)
        #expect(found.frames.count == expected.frames.count, "goroutine \(found.id ?? -1)")
        for (found, expected) in zip(found.frames, expected.frames) { #expect(found == expected) }
        if let access = expected.access {
            #expect(found.access?.hasPrefix(access) == true)
            (found.access, found.state) = (access, expected.state)
        }
        (found.frames, expected.frames) = ([], [])
        #expect(found == expected)
    }

    private func expect(_ facts: ExpectedFacts, of incident: Incident) {
        if let kind = facts.kind { #expect(incident.kind.rawValue == kind) }
        if let name = facts.errorClass { #expect(incident.errorClass?.rawValue == name) }
        if let operation = facts.operation { #expect(incident.operation == operation) }
        if let transport = facts.transport { #expect(incident.transport == transport) }
        if let peer = facts.peer { #expect(incident.peer == peer.endpoint) }
        if let local = facts.local { #expect(incident.local == local.endpoint) }
        if let client = facts.client { #expect(incident.client == client.endpoint) }
        if let time = facts.time { #expect(incident.time?.description == time) }
    }
}
