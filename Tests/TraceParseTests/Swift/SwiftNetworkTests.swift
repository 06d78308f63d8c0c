import Testing
import TraceParse

/// The errors that Swift's network libraries print when a peer goes away.
struct SwiftNetworkTests {
    struct Line: CustomStringConvertible {
        var text: String
        var says: String

        init(_ text: String, _ says: String) {
            self.text = text
            self.says = says
        }

        var description: String { text }
    }

    @Test(arguments: [
        // Both parenthesis forms, and NIO 1's.
        Line(
            "read(descriptor:pointer:size:): Connection reset by peer) (errno: 104)",
            "connection_reset read"
        ),
        Line(
            "read(descriptor:pointer:size:): Connection reset by peer (errno: 104)",
            "connection_reset read"
        ),
        Line(
            "read(descriptor:pointer:size:) failed: Connection reset by peer (errno: 54)",
            "connection_reset read"
        ),
        Line("writev(descriptor:iovecs:): Broken pipe) (errno: 32)", "broken_pipe write"),
        Line(
            "accept(descriptor:addr:len:): Too many open files) (errno: 24)",
            "too_many_open_files accept"
        ),
        Line(
            "bind(descriptor:ptr:bytes:): Address already in use) (errno: 98)",
            "address_in_use listen"
        ),
        Line("connect(descriptor:addr:size:): No such file or directory) (errno: 2)", "other dial"),
        // The errno decides over the words.
        Line(
            "connection reset (error set): Connection refused) (errno: 111)",
            "connection_refused -"
        ),
        Line("connection reset (error set): Connection timed out) (errno: 110)", "timeout -"),
        Line(
            "Connection errors: SingleConnectionFailure(target: [IPv4]127.0.0.1/127.0.0.1:1, error: connection reset (error set): Connection refused) (errno: 111))",
            "connection_refused dial 127.0.0.1:1"
        ),
        Line(
            "Connection errors: SingleConnectionFailure(target: [IPv6]localhost/::1:8081, error: connection reset (error set): Connection refused) (errno: 111)), SingleConnectionFailure(target: [IPv4]localhost/127.0.0.1:8081, error: connection reset (error set): Connection refused) (errno: 111))",
            "connection_refused dial [::1]:8081"
        ),
        Line("I/O on closed channel", "closed_connection -"),
        Line("Already closed", "closed_connection -"),
        Line("NIOCore.ChannelError.ioOnClosedChannel", "closed_connection -"),
        Line("NIOCore.ChannelError.eof", "eof -"),
        Line("ChannelError.inputClosed", "eof -"),
        Line("ChannelError.alreadyClosed", "closed_connection -"),
        Line("NIOCore.ChannelError.outputClosed", "closed_connection -"),
        Line("ChannelError.connectTimeout(TimeAmount(nanoseconds: 250000000))", "timeout -"),
        Line("inputClosed", "eof -"),
        Line("outputClosed", "closed_connection -"),
        Line("alreadyClosed", "closed_connection -"),
        Line("Bad file descriptor (errno: 9)", "closed_connection -"),
        Line("No file descriptors available) (errno: 24)", "too_many_open_files -"),
        Line("Name or service not known", "dns lookup"),
        Line("NIOSSL.NIOSSLError.uncleanShutdown", "eof -"),
        Line("NIOSSLExtraError.failedToValidateHostname", "tls -"),
        Line("Connect timeout (250 ms)", "timeout -"),
        Line("HTTPClientError.readTimeout", "timeout -"),
        Line("HTTPClientError.deadlineExceeded", "timeout -"),
        Line("HTTPClientError.remoteConnectionClosed", "eof -"),
        Line("HTTPClientError.cancelled", "canceled -"),
        Line("stream ended at an unexpected time", "eof -"),
        Line(
            "DNS error: SocketAddressError.UnknownHost: Name or service not known (error -2)",
            "dns lookup"
        ),
        Line("PSQLError(code: serverClosedConnection)", "eof -"),
        Line("CancellationError()", "canceled -"),
        Line("Error Domain=NSURLErrorDomain Code=-1001 \"(null)\"", "timeout -"),
        Line(
            "Error Domain=NSURLErrorDomain Code=-1004 \"(null)\"UserInfo={NSErrorFailingURLStringKey=http://127.0.0.1:1/x}",
            "connection_refused -"
        ),
        Line(
            "Error Domain=NSURLErrorDomain Code=-1005 \"The network connection was lost.\"",
            "connection_reset -"
        ),
        Line("Error Domain=NSURLErrorDomain Code=-1003 \"(null)\"", "dns lookup"),
        Line("Error Domain=NSPOSIXErrorDomain Code=32 \"Broken pipe\"", "broken_pipe -"),
        Line(
            "NIOHTTP2Errors.StreamClosed(streamID: HTTP2StreamID(3), errorCode: HTTP2ErrorCode<0x8 Cancel>)",
            "http2_stream -"
        ),
    ])
    func `an error has its class, operation and peer`(line: Line) throws {
        let logs = [
            "2026-11-22T17:25:23+0000 error shop-api: [Shop] \(line.text)\n",
            "2026-11-22T17:25:23+0000 error shop-api: error=\(line.text) request.id=7 [Shop] failed: \(line.text)\n",
            "2021-05-03T09:51:18+0200 error shop : hb_id=4f1c \(line.text)\n",
            "[ ERROR ] \(line.text) [request-id: 0E1F8C1E] (App/routes.swift:12)\n",
        ]
        for log in logs {
            let found = try readIncidents(log)
            #expect(found.map(describe) == [line.says], "\(log)")
            #expect(found.allSatisfy { $0.language != .go }, "\(log)")
        }
    }

    private func describe(_ incident: Incident) -> String {
        var text = "\(incident.errorClass?.rawValue ?? "-") \(incident.operation ?? "-")"
        if let peer = incident.peer {
            let host = peer.host.contains(":") ? "[\(peer.host)]" : peer.host
            text += " \(host):\(peer.port ?? 0)"
        }
        return text
    }

    @Test(arguments: [
        "2026-11-22T17:25:23+0000 info app: peer [IPv4]127.0.0.1/127.0.0.1:1 said hello",
        "[ INFO ] GET /broken-pipe [request-id: 0E1F] (Vapor/RouteLoggingMiddleware.swift:14)",
        "[ WARNING ] Abort.404: Not Found [request-id: 5B0C] (Vapor/ErrorMiddleware.swift:52)",
        "2026-11-22T17:25:23+0000 error app: The operation could not be completed. (NIOCore.IOError error 1.)",
        "2026-11-22T17:25:23+0000 error app: store failed: broken(pipe: 3, peer: \"10.0.0.9:6379\")",
    ])
    func `what says nothing of a connection is no incident`(line: String) throws {
        #expect(Outline(try readIncidents(line + "\n")).lines == [])
    }

    @Test func `whose request it was is told from the metadata`() throws {
        let found = try readIncidents(
            """
            2026-11-22T17:26:57+0000 error edge: error=I/O on closed channel peer=Optional([IPv4]10.1.2.3/10.1.2.3:48730) [n] send failed: I/O on closed channel
            {"level":"error","message":"write failed: I/O on closed channel","metadata":{"peer":"[IPv4]10.1.2.4/10.1.2.4:51234"},"timestamp":"2026-11-22T17:20:00.123Z"}

            """
        )
        #expect(
            found.map(\.client) == [
                Endpoint(host: "10.1.2.3", port: 48730), Endpoint(host: "10.1.2.4", port: 51234),
            ]
        )
    }

    /// Vapor's lines have no time, so that only their levels tell them apart.
    @Test(arguments: [Rendition.none, .joined, .space, .escapedN, .indent])
    func `lines of Vapor are one incident each`(rendition: Rendition) throws {
        let log = """
            [ INFO ] GET /a [request-id: 1] (Vapor/RouteLoggingMiddleware.swift:14)
            [ ERROR ] read(descriptor:pointer:size:): Connection reset by peer) (errno: 104) [request-id: 1] (App/routes.swift:12)
            [ ERROR ] read(descriptor:pointer:size:): Connection reset by peer) (errno: 104) [request-id: 2] (App/routes.swift:12)
            [ CRITICAL ] cannot reach redis at 10.2.3.4:6379: Connection refused (errno: 111) (App/configure.swift:40)

            """
        let found = try readIncidents(rendition.render(Array(log.utf8)))
        #expect(
            found.map(\.errorClass) == [.connectionReset, .connectionReset, .connectionRefused]
        )
    }
}
