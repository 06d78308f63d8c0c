/// A network operation that failed, as an error text names it.
package struct NetworkOperation: Equatable, Sendable {
    /// The operation, its network and its addresses, up to the colon before the reason.
    package var range: Range<Int>
    /// What failed.
    package var name: OperationName
    /// On what it failed.
    package var transport: Transport?
    /// The near end of the connection.
    package var local: EndpointRange?
    /// The far end of the connection.
    package var peer: EndpointRange?
    /// Where the reason begins.
    package var reason: Int

    /// Whether the text names an address or a socket's path.
    package var hasAddress: Bool { local != nil || peer != nil }

    init(_ name: OperationName, range: Range<Int>, reason: Int, transport: Transport? = nil) {
        self.name = name
        self.range = range
        self.reason = reason
        self.transport = transport
    }
}

/// What failed; the raw value is what an incident says.
package enum OperationName: String, Sendable {
    case accept, close, dial, file, listen, lookup, open, proxyconnect, read, readfrom, route, set
    case write, writeto
    case rawControl = "raw-control"
    case rawRead = "raw-read"
    case rawWrite = "raw-write"

    /// Whether a lone address is that of the far end.
    ///
    /// Go prints the far end after `dial` and the near one otherwise:
    /// that of the listener, or of a socket that is connected to nobody.
    var loneAddressIsPeer: Bool { self == .dial || self == .proxyconnect }
}

/// On what an operation failed.
package enum Transport: Equatable, Sendable {
    /// A network as printed: `tcp`, `udp6`, `unix`, `ip4:icmp`.
    case printed(Range<Int>)
    /// A pipe between processes (`write |1: broken pipe`).
    case pipe
    /// A file (`write /dev/stdout: broken pipe`).
    case file
}
