import Testing
import TraceParse

/// Every log of a Swift program, as the program, the runtime and the shell wrote it.
struct SwiftFixtureTests {
    @Test func `the folder is there`() {
        #expect(SwiftCase.all.count > 80)
        #expect(SwiftCase.crashes.count > 60)
    }

    @Test(arguments: SwiftCase.all)
    func `gives its incidents`(case log: SwiftCase) throws {
        let expected = try log.expected()
        let found = try readIncidents(log.log())
        if let count = expected.incidents { #expect(found.count == count) }
        let classes = Set(found.compactMap { $0.errorClass?.rawValue })
        #expect(classes.isSuperset(of: expected.classes))
        if expected.furtherClasses != true { #expect(classes == Set(expected.classes)) }
    }

    @Test(arguments: SwiftCase.crashes)
    func `gives its threads`(case log: SwiftCase) throws {
        let expected = try #require(try log.expected().threads)
        let found = try readIncidents(log.log()).flatMap(\.threads)
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) {
            #expect(found.index == expected.index)
            #expect(found.name == expected.name)
            #expect(found.crashed == expected.crashed)
            #expect(found.frames.map(ExpectedCrashFrame.init) == expected.frames)
        }
    }

    @Test(arguments: SwiftCase.all)
    func `loses nothing of its bytes`(case log: SwiftCase) throws {
        let bytes = try log.log()
        let reading = try read(bytes)
        #expect(reading.statistics.bytes == bytes.count)
        for incident in reading.incidents {
            let source = incident.source
            #expect(source.byteOffset >= 0 && source.byteCount > 0)
            #expect(source.byteOffset + source.byteCount <= bytes.count)
            let before = bytes[..<source.byteOffset]
            #expect(source.line == before.count { $0 == UInt8(ascii: "\n") } + 1)
            #expect(!incident.clipped)
            #expect(!incident.truncated)
        }
    }
}
