/// The parts of a request that access lines of every layout print.
enum RequestText {
    private static let methods: [StaticString] = [
        "GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "PRI",
        "PROPFIND", "REPORT",
    ]

    /// Whether a range is a method of HTTP.
    static func isMethod(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (3...8).contains(range.count), text[range.lowerBound].isUpperLetter else {
            return false
        }
        return methods.contains { text.same($0, as: range) }
    }

    /// Whether a range may be what a request asks for: `/path`, `http://…`, `host:443`, `*`.
    static func isTarget(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        if text[first] == ASCII.slash || text[first] == ASCII.asterisk { return true }
        return text.has("http://", at: first, before: range.upperBound)
            || text.has("https://", at: first, before: range.upperBound)
    }

    /// The status that a range is, or 0: three digits from 100 to 599.
    static func status(_ text: Span<UInt8>, _ range: Range<Int>) -> Int16 {
        guard range.count == 3,
            text.endOfDigits(range.lowerBound, before: range.upperBound)
                == range.upperBound, let value = text.decimal(range), (100...599).contains(value)
        else { return 0 }
        return Int16(value)
    }

    /// A hash of the method and the path without its query.
    static func route(
        _ text: Span<UInt8>,
        method: Range<Int>,
        target: Range<Int>
    ) -> UInt64 {
        let query = ByteScan.firstIndex(of: ASCII.question, in: text, target)
        let path = target.lowerBound..<(query ?? target.upperBound)
        return TextHash.of(text, method) &* 31 ^ TextHash.of(text, path)
    }

    /// Notes the address that a range begins with, if it is one.
    static func note(_ text: Span<UInt8>, client range: Range<Int>, in line: inout AccessLine) {
        guard let found = EndpointReader.address(text, range.lowerBound, range.upperBound),
            !found.endpoint.host.isEmpty
        else { return }
        line.client = TextHash.of(text, found.endpoint.host)
        line.clientPort = found.endpoint.port
    }
}
