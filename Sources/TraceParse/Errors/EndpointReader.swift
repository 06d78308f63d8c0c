/// One end of a connection as a range of the text that names it.
package struct EndpointRange: Hashable, Sendable {
    /// The address without brackets, the name, or the socket's path; empty for `:80`.
    package var host: Range<Int>
    /// The port, or -1 where there is none.
    package var port: Int32

    package init(host: Range<Int>, port: Int32 = -1) {
        self.host = host
        self.port = port
    }
}

/// Reads the addresses that Go, Swift and log fields print.
///
/// ```
/// end   = v4 [":" port] | "[" v6 ["%" zone] "]" [":" port] | v6 ["%" zone] | ":" port
/// v6    = hexadecimal digits and colons, "::" or seven colons among them
/// ```
enum EndpointReader {
    /// An end of a connection and the position after it.
    typealias Found = (endpoint: EndpointRange, end: Int)

    /// Reads the address, with or without a port, that begins at a position.
    static func address(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Found? {
        guard position < limit else { return nil }
        if text[position] == ASCII.leftBracket { return bracketed(text, position, limit) }
        if let end = endOfVersion4(text, position, limit) {
            return withPort(text, host: position..<end, end, limit)
        }
        return endOfVersion6(text, position, limit).map {
            (EndpointRange(host: position..<$0), $0)
        }
    }

    /// Reads `:80`, which Go prints for a listener on all addresses.
    static func portAlone(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Found? {
        guard let (port, end) = port(text, position, limit) else { return nil }
        return (EndpointRange(host: position..<position, port: port), end)
    }

    /// Reads `name:port`.
    static func named(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Found? {
        var end = position
        while end < min(limit, position + 255), text[end].isHostName { end += 1 }
        guard end > position, let (port, after) = port(text, end, limit) else { return nil }
        return (EndpointRange(host: position..<end, port: port), after)
    }

    private static func bracketed(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Found? {
        var end = position + 1
        var colons = 0
        let most = min(limit, position + 64)
        while end < most, text[end] != ASCII.rightBracket {
            guard text[end].isVersion6 || colons > 0 && text[end].isZone else { return nil }
            if text[end] == ASCII.colon { colons += 1 }
            end += 1
        }
        guard end < most, colons >= 2 else { return nil }
        return withPort(text, host: position + 1..<end, end + 1, limit)
    }

    private static func withPort(
        _ text: Span<UInt8>,
        host: Range<Int>,
        _ position: Int,
        _ limit: Int
    ) -> Found {
        guard let (port, end) = port(text, position, limit) else {
            return (EndpointRange(host: host), position)
        }
        return (EndpointRange(host: host, port: port), end)
    }

    /// The number after the colon at a position, and where it ends.
    static func port(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> (Int32, Int)? {
        guard position < limit, text[position] == ASCII.colon else { return nil }
        let most = min(limit, position + 7)
        var end = position + 1
        var value: Int32 = 0
        while end < most, text[end].isDigit {
            value = value &* 10 &+ Int32(text[end] &- ASCII.zero)
            end += 1
        }
        return end > position + 1 && value <= 65_535 ? (value, end) : nil
    }

    private static func endOfVersion4(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int? {
        // No address is longer, and no byte past it tells whether it is one.
        let limit = min(limit, position + 17)
        var end = position
        var digits = 0
        var dots = 0
        while end < limit {
            if text[end].isDigit {
                digits += 1
                guard digits <= 3 else { return nil }
            } else {
                guard text[end] == ASCII.dot, dots < 3 else { break }
                guard digits > 0 else { return nil }
                dots += 1
                digits = 0
            }
            end += 1
        }
        guard dots == 3, digits > 0 else { return nil }
        let continues =
            end + 1 < limit && text[end] == ASCII.dot && text[end + 1].isDigit
        return continues ? nil : end
    }

    private static func endOfVersion6(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int? {
        var end = position
        var colons = 0
        var elided = false
        while end < min(limit, position + 46), text[end].isVersion6 {
            if text[end] == ASCII.colon {
                colons += 1
                elided = elided || end > position && text[end - 1] == ASCII.colon
            }
            end += 1
        }
        guard elided || colons == 7 else { return nil }
        // The colon of `2001:db8::5: EOF` belongs to the text.
        if text[end - 1] == ASCII.colon, text[end - 2] != ASCII.colon { end -= 1 }
        if end < limit, text[end] == UInt8(ascii: "%") {
            end += 1
            while end < min(limit, position + 64), text[end].isZone, text[end] != ASCII.colon {
                end += 1
            }
        }
        return end
    }
}

extension UInt8 {
    fileprivate var isHostName: Bool { isWord || self == ASCII.dot || self == ASCII.minus }

    fileprivate var isVersion6: Bool {
        isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 || self == ASCII.colon
            || self == ASCII.dot
    }

    fileprivate var isZone: Bool {
        isHostName || self == UInt8(ascii: "%") || self == ASCII.colon
    }
}
