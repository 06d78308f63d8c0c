/// One end of a connection.
public struct Endpoint: Hashable, Sendable {
    /// An address or a name as printed, IPv6 without brackets and with its zone, or the path of a
    /// unix socket.
    public var host: String
    /// The port, or `nil` where the text has none (a unix socket, an address without a port).
    public var port: Int?

    /// An end of a connection.
    public init(host: String, port: Int?) {
        self.host = host
        self.port = port
    }
}

extension Endpoint: CustomStringConvertible {
    /// The end as Go prints it: `10.0.0.1:80`, `[::1]:80`, `/run/app.sock`.
    public var description: String {
        guard let port else { return host }
        return host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension Endpoint: Codable {}
