import Testing
import TraceParse

/// Lines that a transport has cut into records of their own, or cut off.
struct PartTests {
    /// A shipper's record of a whole trace, longer than a part.
    private static let record =
        #"{"kubernetes":{"pod_name":"orders-7d9f8b6c5d-xbk2p"},"message":"panic: boom\n\n"#
        + #"goroutine 7 [running]:\nmain.work(0x1, 0x2)\n\t/src/work.go:12 +0x1d\n"#
        + #"main.main()\n\t/src/main.go:5 +0x2e\n"}"#

    private func frames(_ incident: Incident?) -> [String] {
        incident?.goroutines.flatMap(\.frames).compactMap(\.function) ?? []
    }

    @Test(arguments: [Carrier.criParts, .dockerParts])
    func `a record that is cut into parts is put together before it is read`(
        carrier: Carrier
    ) throws {
        let log = carrier.wrap(Array((Self.record + "\n").utf8))
        let found = try readIncidents(log)
        #expect(found.count == 1)
        #expect(frames(found.first) == ["main.work", "main.main"])
        #expect(found.first?.source.stream?.hasSuffix("orders-7d9f8b6c5d-xbk2p") == true)
        // The panic stands in the first part, or in the second behind the pod's name.
        #expect((1...3).contains(try #require(found.first?.source.line)))
    }

    @Test func `parts of two streams stand among each other`() throws {
        let parts = Carrier.criParts.wrappedLines(Array((Self.record + "\n").utf8))
        let lines = parts.flatMap { part in
            part.split(separator: UInt8(ascii: "\n")).map { Array($0) }
        }
        var log: [UInt8] = []
        for line in lines {
            let other = String(decoding: line, as: UTF8.self)
                .replacing("stderr", with: "stdout").replacing("main.work", with: "main.walk")
            log += line + Array("\n\(other)\n".utf8)
        }
        let found = try readIncidents(log)
        #expect(found.count == 2)
        #expect(Set(found.map { frames($0).first }) == ["main.work", "main.walk"])
    }

    @Test func `a line whose last part never comes is read as far as it goes`() throws {
        var log = Carrier.criParts.wrappedLines(Array("\(Self.plain)\n".utf8)).flatMap { $0 }
        log += Array("2031-05-09T07:00:09.1Z stdout F all is well\n".utf8)
        let marker = Array(" stderr F ".utf8)
        let last = try #require(log.indices.last { log[$0...].starts(with: marker) })
        log[last + 8] = UInt8(ascii: "P")
        #expect(try readIncidents(log).map(\.message) == ["boom, and many words more to fill it"])
    }

    private static let plain =
        "panic: boom, and many words more to fill it goroutine 7 [running]: "
        + "main.work(0x1, 0x2) /src/work.go:12 +0x1d main.main() /src/main.go:5 +0x2e"

    @Test func `a line that is too long to wait for is read part by part`() throws {
        let part = String(repeating: "x", count: 16 << 10)
        var log = ""
        for _ in 0..<80 { log += "2031-05-09T07:00:00.1Z stderr P \(part)\n" }
        log += "2031-05-09T07:00:00.1Z stderr F the end\n"
        log += "2031-05-09T07:00:01.1Z stderr F panic: boom\n"
        log += "2031-05-09T07:00:01.1Z stderr F \n"
        log += "2031-05-09T07:00:01.1Z stderr F goroutine 7 [running]:\n"
        log += "2031-05-09T07:00:01.1Z stderr F main.main()\n"
        log += "2031-05-09T07:00:01.1Z stderr F \t/src/main.go:5 +0x2e\n"
        let found = try readIncidents(log)
        #expect(found.map(\.message) == ["boom"])
        #expect(try readIncidents(log, chunks: .each(65_537)) == found)
    }

    @Test func `a part of Docker's may end in a spelled-out line break`() throws {
        let log =
            #"{"log":"panic: a\\n","stream":"stderr","time":"2031-05-09T07:00:00.1Z"}"# + "\n"
            + #"{"log":"b\n","stream":"stderr","time":"2031-05-09T07:00:00.1Z"}"# + "\n"
            + #"{"log":"main.main()\n","stream":"stderr","time":"2031-05-09T07:00:00.1Z"}"# + "\n"
        #expect(unwrapped(log)?.goesOn == true)
        #expect(unwrapped(String(log.split(separator: "\n")[1]))?.goesOn == false)
    }

    // MARK: - Limits that are not marked

    private func rsyslog(_ count: Int) -> String {
        var text = "panic: boom#012#012goroutine 7 [running]:"
        var number = 0
        while text.utf8.count < 9000 {
            text += "#012main.step\(number)(0x1)#012#011/src/step\(number).go:\(10 + number) +0x1d"
            number += 1
        }
        let line = "May  9 07:00:00 web-01 orders[412]: \(text)"
        return "May  9 06:59:59 web-01 orders[412]: begins\n\(line.prefix(count))\n"
            + "May  9 07:00:01 web-01 orders[412]: goes on\n"
    }

    @Test(arguments: [8190, 8192, 8200, 8192 + 36])
    func `what rsyslog cut off at 8 KiB is marked`(count: Int) throws {
        let found = try readIncidents(rsyslog(count))
        #expect(found.count == 1)
        #expect(found.first?.truncated == true)
        #expect(frames(found.first).count > 100)
    }

    @Test func `a shorter line was not cut`() throws {
        let whole =
            "May  9 07:00:00 web-01 orders[412]: panic: boom#012#012goroutine 7 [running]:"
            + "#012main.main()#012#011/src/main.go:5 +0x2e\n"
        #expect(try readIncidents(whole).map(\.truncated) == [false])
    }

    @Test func `what journald cut at 48 KiB goes on in the next line`() throws {
        var text = "panic: boom\\n\\ngoroutine 7 [running]:\\n"
        var number = 0
        while text.utf8.count < 60_000 {
            text += "main.step\(number)(0x1)\\n\\t/src/step\(number).go:\(10 + number) +0x1d\\n"
            number += 1
        }
        let head = "May  9 07:00:00 web-01 orders[412]: "
        let cut = text.utf8.index(text.startIndex, offsetBy: 49_152)
        let log = "\(head)\(text[..<cut])\n\(head)\(text[cut...])\n\(head)goes on\n"
        let found = try readIncidents(log)
        #expect(found.count == 1)
        #expect(frames(found.first).count == number)
    }

    // MARK: - Records of a logger's own

    @Test func `a trace in a field stands where its record does`() throws {
        let before = "time=\"2024-05-01T10:00:00Z\" level=info msg=started\n"
        let record =
            #"time="2024-05-01T10:00:03Z" level=error msg="panic: boom\n\ngoroutine 1 [running]:"#
            + #"\nmain.main()\n\t/src/main.go:5 +0x1d\n" service=orders"#
        let found = try readIncidents("\(before)\(record)\n\(before)")
        #expect(found.count == 1)
        #expect(found.first?.source.byteOffset == before.utf8.count)
        #expect(found.first?.source.byteCount == record.utf8.count)
        #expect(found.first?.source.line == 2)
    }
}
