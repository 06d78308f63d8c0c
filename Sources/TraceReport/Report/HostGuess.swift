/// What a host probably is: by who opened the connections, at which port, and where its address lies.
struct HostGuess {
    let role: Report.Host.Role
    let scope: Report.Host.Scope

    /// Guesses about a host that had its share of so many incidents; of a client it is known which end
    /// it was.
    init(_ host: HostEntry, of total: Int, isClient: Bool, classes: Int) {
        scope = Self.scope(of: host.name)
        func count(_ side: Side) -> Int {
            (0..<classes).reduce(0) { $0 + host.count(ofClass: $1, side: side) }
        }
        let (incoming, outgoing) = (count(.incoming), count(.outgoing))
        if scope == .socket {
            role = .socket
        } else if isClient || incoming > outgoing {
            role = Self.isProxy(host, of: total, scope) ? .proxy : .client
        } else if outgoing > 0 {
            role = host.ports.lowest.flatMap { Self.services[$0] } ?? .service
        } else {
            role = host.ports.lowest.flatMap { Self.services[$0] } ?? .unknown
        }
    }

    /// Nine of ten connections from one private address, over and over: users do not come like that.
    private static func isProxy(_ host: HostEntry, of total: Int, _ scope: Report.Host.Scope)
        -> Bool
    {
        scope == .private && host.count >= 10 && host.count * 10 >= total * 9
            && host.ports.ports.count * 2 >= min(host.count, PortSet.limit)
    }

    private static func scope(of name: String) -> Report.Host.Scope {
        if name.hasPrefix("/") || name.hasPrefix("@") { return .socket }
        guard let address = IPAddress(name) else { return name == "localhost" ? .loopback : .name }
        let text = address.description
        if text.hasPrefix("127.") || text == "::1" { return .loopback }
        return address.isPrivate ? .private : .public
    }

    /// Ports that are registered with IANA, or are their servers' default.
    private static let services: [Int: Report.Host.Role] = [
        53: .dns, 853: .dns, 80: .http, 443: .http, 8000: .http, 8080: .http, 8443: .http,
        1433: .database, 1521: .database, 3306: .database, 5432: .database, 9042: .database,
        26257: .database, 27017: .database, 6379: .cache, 11211: .cache, 1883: .queue,
        4222: .queue, 5672: .queue, 9092: .queue, 25: .mail, 465: .mail, 587: .mail,
        389: .directory, 636: .directory,
    ]
}
