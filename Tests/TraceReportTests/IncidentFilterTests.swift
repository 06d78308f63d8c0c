import Testing
import TraceParse

@testable import TraceReport

@Suite struct IncidentFilterTests {
    private let noon = Timestamp(seconds: 43_200)

    @Test(
        arguments: [
            (43_199, false), (43_200, true), (50_000, true), (60_000, true), (60_001, false),
            (nil, true),
        ] as [(Int64?, Bool)]
    )
    func `the ends of the window belong to it, and the undated pass`(
        seconds: Int64?,
        passes: Bool
    ) {
        let filter = IncidentFilter(since: noon, until: Timestamp(seconds: 60_000))
        #expect(filter.matches(RecordBuilder(.timeout, seconds: seconds).record) == passes)
    }

    @Test func `classes are asked for by name`() {
        let filter = IncidentFilter(classes: [.timeout, ErrorClass(rawValue: "own")])
        #expect(filter.matches(RecordBuilder(.timeout).record))
        #expect(filter.matches(RecordBuilder(ErrorClass(rawValue: "own")).record))
        #expect(!filter.matches(RecordBuilder(.dns).record))
        #expect(!filter.matches(RecordBuilder(nil).record))
        #expect(IncidentFilter().matches(RecordBuilder(nil).record))
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false),
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("10.1.128.0/17", "10.1.200.7", true), ("10.1.128.0/17", "10.1.100.7", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "fd00::1", false),
        ("10.0.0.1", "::ffff:10.0.0.1", true), ("::ffff:10.0.0.1", "10.0.0.1", true),
        ("fd00::/8", "fdab:1::2", true), ("fd00::/8", "fe80::1", false),
        ("fe80::1", "fe80::1%eth0", true), ("fd00:20::5", "FD00:0020:0::0005", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("::/0", "::1", true), ("10.0.0.1", "db.internal", false), ("10.0.0.1", "/run/x", false),
    ])
    func `peers are asked for by address or range`(block: String, host: String, passes: Bool) throws
    {
        let filter = IncidentFilter(peers: [try #require(AddressBlock(block))])
        let record = RecordBuilder(.timeout, peer: (host, 80)).record
        #expect(filter.matches(record) == passes)
    }

    @Test func `a client is no peer`() throws {
        let filter = IncidentFilter(peers: [try #require(AddressBlock("10.0.0.1"))])
        #expect(!filter.matches(RecordBuilder(.timeout, client: ("10.0.0.1", 1)).record))
    }

    @Test(arguments: [
        "", "10.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.1.2", "10.0.0.1/33", "10.0.0.1/",
        "10.0.0.1/-1", "10.0.0.1/8/8", "10.0.0.1/+8", "fd00::/129", ":::", "1::2::3", "fd00",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", "g::1", "10.0.0.1; reboot", "[::1]", "::12345",
        "+1::", "1:2:3:4:5:6:7:8/12x", "0x0a.0.0.1",
    ])
    func `what is no address is refused`(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("0:0:0:0:0:0:0:1", "::1"), ("::", "::"),
        ("FD00:0020::0005", "fd00:20::5"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("::ffff:1.2.3.4", "1.2.3.4"),
        ("fe80::1%eth0", "fe80::1"), ("1::", "1::"), ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
    ])
    func `addresses are written in their usual form`(text: String, written: String) throws {
        #expect(try #require(IPAddress(text)).description == written)
    }

    @Test(arguments: [
        ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.1.1", true),
        ("127.0.0.1", true), ("169.254.1.1", true), ("100.64.0.1", true), ("203.0.113.1", false),
        ("fd00::1", true), ("fe80::1", true), ("::1", true), ("2001:db8::1", false),
    ])
    func `private ranges are known`(text: String, isPrivate: Bool) throws {
        #expect(try #require(IPAddress(text)).isPrivate == isPrivate)
    }
}
