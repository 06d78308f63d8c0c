/// What a field of a record holds, by its name.
enum FieldName {
    case error
    case message
    case client
    case other

    /// What the field of a key holds; the last part of a dotted key decides.
    init(_ text: Span<UInt8>, _ key: Range<Int>) {
        if Self.errors.contains(where: { text.same($0, as: key) }) {
            self = .error
        } else if Self.messages.contains(where: { text.same($0, as: key) }) {
            self = .message
        } else if Self.clients.contains(where: { text.same($0, as: key) }) {
            self = .client
        } else {
            self = .other
        }
    }

    private static let errors: [StaticString] = [
        "error", "err", "panic", "exception", "cause", "reason", "errorVerbose", "error.message",
        "exception.message", "recovered", "Error", "Err",
    ]

    private static let messages: [StaticString] = ["msg", "message", "Message", "Msg", "log"]

    private static let clients: [StaticString] = [
        "remote", "remote_addr", "remoteAddr", "remote_address", "remoteAddress", "client",
        "client_ip", "clientIP", "clientIp", "client_addr", "clientAddr", "remote_ip", "remoteIp",
        "remoteIP", "peer", "peer_addr", "peer.address", "net.peer.ip", "source_ip", "src",
        "http.client_ip", "RemoteAddr", "addr", "ip",
    ]
}
