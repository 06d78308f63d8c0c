/// What of an incident tells which ordinary lines are about the same request or connection.
struct IncidentKey {
    /// Where its text stands, as offsets in the input.
    var range: Range<Int>
    var time: Timestamp?
    /// Hashes of the client's and the peer's host, 0 where they are not known.
    var client: UInt64
    var clientPort: Int32
    var peer: UInt64
    var peerPort: Int32
    var localPort: Int32
    /// Whether the server itself logged it, past the handler: only a line right beside it is about
    /// the same request.
    var isUnhandled: Bool
    /// What it says of the request that it belongs to.
    var failure: AccessLine.Failure
    /// Whether a connection to another service was lost whose own end is not said.
    var isLostCall: Bool
    /// Whether its own line says how long the request took.
    var hasLatency: Bool

    /// What of an incident tells which lines go with it.
    init(_ record: borrowing IncidentRecord, hasLatency: Bool) {
        range = record.byteOffset..<max(record.byteOffset, record.byteEnd)
        time = record.time
        client = Self.hash(record, record.client)
        clientPort = record.client.port
        peer = Self.hash(record, record.peer)
        peerPort = record.peer.port
        localPort = record.local.port
        isUnhandled = record.kind == .httpPanic
        failure = Self.failure(record)
        isLostCall = record.local.port < 0 && Self.isLost(record.errorClass)
        self.hasLatency = hasLatency
    }

    private static func failure(_ record: borrowing IncidentRecord) -> AccessLine.Failure {
        switch record.errorClass {
        case .brokenPipe, .connectionReset, .canceled, .http2Stream: .clientGone
        case .timeout: .timeLimit
        default: .other
        }
    }

    private static func isLost(_ errorClass: ErrorClass?) -> Bool {
        switch errorClass {
        case .eof, .connectionReset, .brokenPipe, .closedConnection: true
        default: false
        }
    }

    private static func hash(
        _ record: borrowing IncidentRecord,
        _ end: EndpointRecord
    ) -> UInt64 {
        end.isPresent ? TextHash.of(record.arena.span, end.host.range) : 0
    }
}
