/// One end of a connection as a tool prints it.
///
///     ss       10.0.0.1:80   [::ffff:10.0.0.1]:80   [fe80::1]%eth0:80   127.0.0.53%lo:53   *:80
///     netstat  10.0.0.1:80   ::ffff:10.0.0.1:80     :::80               name.example:http  0.0.0.0:*
///     macOS    10.0.0.1.80   fe80::1%lo0.80         *.80                *.*
struct HostAddress {
    /// The address in the form that RFC 5952 gives it, a name in lower case, `*` for any.
    var host: String
    /// `nil` where the tool prints `*` or a service's name.
    var port: Int?

    /// The end that a text prints, or `nil`.
    init?(_ text: HostText) {
        guard text.count >= 3, text.count <= 300,
            let parts = Self.colonForm(text) ?? Self.dottedForm(text)
        else { return nil }
        host = Self.canonical(parts.host)
        port = parts.port.number.flatMap { (0...65535).contains($0) ? $0 : nil }
        if parts.port.isDigits, port == nil { return nil }
        if port == 0 { port = nil }
    }

    private static func colonForm(_ text: HostText) -> (host: HostText, port: HostText)? {
        guard let colon = text.bytes.lastIndex(of: UInt8(ascii: ":")), colon > text.bytes.startIndex
        else { return nil }
        let port = text.from(colon + 1)
        guard port.same("*") || port.isDigits || isService(port) else { return nil }
        return (HostText(text.bytes[..<colon]), port)
    }

    private static func dottedForm(_ text: HostText) -> (host: HostText, port: HostText)? {
        guard let dot = text.bytes.lastIndex(of: UInt8(ascii: ".")), dot > text.bytes.startIndex
        else { return nil }
        let host = HostText(text.bytes[..<dot])
        let port = text.from(dot + 1)
        guard port.same("*") || port.isDigits,
            host.same("*") || IPAddress(host.string()) != nil
        else { return nil }
        return (host, port)
    }

    private static func isService(_ text: HostText) -> Bool {
        guard let first = text.first, first.isLetter, text.count <= 20 else { return false }
        return text.bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    }

    /// Whether it stands for any address.
    var isAny: Bool { host == "*" }

    /// The name by which a host is known here: an address as it is written everywhere, a name that
    /// Amazon gives a machine as the address that it spells.
    static func canonical(_ text: HostText) -> String {
        var name = text
        if name.first == UInt8(ascii: "["), let end = name.range(of: "]") {
            name = HostText(name.bytes[(name.bytes.startIndex + 1)..<end.lowerBound])
        }
        if let zone = name.range(of: "%") { name = HostText(name.bytes[..<zone.lowerBound]) }
        if name.isEmpty || name.same("::") || name.same("0.0.0.0") || name.same("*") { return "*" }
        if let address = IPAddress(name.string()) { return address.description }
        return amazonAddress(name) ?? name.lowercased(clippedTo: 64).string()
    }

    // `ip-172-31-34-109` or `ip-172-31-34-109.eu-west-1.compute.internal`
    private static func amazonAddress(_ name: HostText) -> String? {
        guard name.starts("ip-") else { return nil }
        let label = name.dropFirst(3).split(UInt8(ascii: "."), atMost: 2)[0]
        let parts = label.split(UInt8(ascii: "-"), atMost: 5)
        guard parts.count == 4 else { return nil }
        return IPAddress(parts.map { $0.string() }.joined(separator: "."))?.description
    }
}
