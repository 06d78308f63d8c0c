import Testing

@testable import TraceParse

/// A text, and what it says: class, operation, transport, local end, peer, client.
struct ErrorRow: Sendable, CustomTestStringConvertible {
    var text: String
    var facts: String

    init(_ text: String, _ facts: String) {
        self.text = text
        self.facts = facts
    }

    var testDescription: String { text }
}

/// Errors in log lines.
struct ErrorRecordTests {
    private static let ends = "10.0.0.1:8080->10.0.0.2:51234"
    private static let write = "write tcp \(ends): "
    private static let read = "read tcp \(ends): "
    private static let atWrite = "write | tcp | 10.0.0.1:8080 | 10.0.0.2:51234 | -"
    private static let atRead = "read | tcp | 10.0.0.1:8080 | 10.0.0.2:51234 | -"
    private static let atDial = "dial | tcp | - | 10.0.0.9:80 | -"
    private static let nothing = "- | - | - | - | -"

    // swift-format-ignore
    static let shapes: [ErrorRow] = [
        ErrorRow("dial tcp 10.0.0.9:80: connect: connection refused", "connection_refused | \(atDial)"),
        ErrorRow("dial tcp4 10.0.0.9:80: connect: connection refused", "connection_refused | dial | tcp4 | - | 10.0.0.9:80 | -"),
        ErrorRow("dial tcp6 [::1]:37091: connect: connection refused", "connection_refused | dial | tcp6 | - | [::1]:37091 | -"),
        ErrorRow("dial tcp [2001:db8::9]:443: i/o timeout", "timeout | dial | tcp | - | [2001:db8::9]:443 | -"),
        ErrorRow("dial tcp [fe80::1%eth0]:80: connect: no route to host", "unreachable | dial | tcp | - | [fe80::1%eth0]:80 | -"),
        ErrorRow("dial tcp [fe80::1%wlan-0.5]:80: connect: no route to host", "unreachable | dial | tcp | - | [fe80::1%wlan-0.5]:80 | -"),
        ErrorRow("dial tcp 10.0.0.5:0->10.0.0.9:80: i/o timeout", "timeout | dial | tcp | 10.0.0.5:0 | 10.0.0.9:80 | -"),
        ErrorRow("dial tcp 10.0.0.9:80: socket: too many open files", "too_many_open_files | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connect: cannot assign requested address", "address_unavailable | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connect: permission denied", "other | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: operation was canceled", "canceled | \(atDial)"),
        ErrorRow("dial tcp: operation was canceled", "canceled | dial | tcp | - | - | -"),
        ErrorRow("dial tcp: i/o timeout", "timeout | dial | tcp | - | - | -"),
        ErrorRow("dial tcp db-1.internal:5432: connect: connection refused", "connection_refused | dial | tcp | - | db-1.internal:5432 | -"),
        ErrorRow("dial udp 10.0.0.53:53: connect: network is unreachable", "unreachable | dial | udp | - | 10.0.0.53:53 | -"),
        ErrorRow("dial unix /run/app.sock: connect: connection refused", "connection_refused | dial | unix | - | /run/app.sock | -"),
        ErrorRow("dial unix /run/app.sock: connect: no such file or directory", "other | dial | unix | - | /run/app.sock | -"),
        ErrorRow("dial unix /run/my app/a b.sock: connect: connection refused", "connection_refused | dial | unix | - | /run/my app/a b.sock | -"),
        ErrorRow("dial unix @abstract: connect: connection refused", "connection_refused | dial | unix | - | @abstract | -"),
        ErrorRow("dial unixgram /run/log.sock: connect: connection refused", "connection_refused | dial | unixgram | - | /run/log.sock | -"),
        ErrorRow("dial unix @->/run/app.sock: connect: resource temporarily unavailable", "no_buffer_space | dial | unix | - | /run/app.sock | -"),
        ErrorRow("write unix /run/app.sock->@: write: broken pipe", "broken_pipe | write | unix | /run/app.sock | - | -"),
        ErrorRow("write unix @->/run/redis/redis.sock: write: broken pipe", "broken_pipe | write | unix | - | /run/redis/redis.sock | -"),
        ErrorRow("write unix @->@name: write: broken pipe", "broken_pipe | write | unix | - | @name | -"),
        ErrorRow("write unix /tmp/x->: write: broken pipe", "broken_pipe | write | unix | /tmp/x | - | -"),
        ErrorRow("read unix ->/tmp/x: read: connection reset by peer", "connection_reset | read | unix | - | /tmp/x | -"),
        ErrorRow("read unixpacket @->/tmp/x: EOF", "eof | read | unixpacket | - | /tmp/x | -"),
        ErrorRow("read udp 10.0.0.1:5->10.0.0.53:53: i/o timeout", "timeout | read | udp | 10.0.0.1:5 | 10.0.0.53:53 | -"),
        ErrorRow("read udp 0.0.0.0:5353: use of closed network connection", "closed_connection | read | udp | 0.0.0.0:5353 | - | -"),
        ErrorRow("read udp4 0.0.0.0:5353: i/o timeout", "timeout | read | udp4 | 0.0.0.0:5353 | - | -"),
        ErrorRow("write udp [::1]:5->[::1]:53: write: connection refused", "connection_refused | write | udp | [::1]:5 | [::1]:53 | -"),
        ErrorRow("write ip4:icmp 0.0.0.0->10.0.0.9: sendto: network is unreachable", "unreachable | write | ip4:icmp | 0.0.0.0 | 10.0.0.9 | -"),
        ErrorRow("read ip6:ipv6-icmp fe80::1%eth0: i/o timeout", "timeout | read | ip6:ipv6-icmp | fe80::1%eth0 | - | -"),
        ErrorRow("\(write)write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("\(write)writev: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("\(write)sendfile: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("\(write)splice: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("readfrom tcp \(ends): write tcp \(ends): write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("readfrom tcp \(ends): splice: connection reset by peer", "connection_reset | readfrom | tcp | 10.0.0.1:8080 | 10.0.0.2:51234 | -"),
        ErrorRow("writeto tcp \(ends): read tcp 10.0.0.3:1->10.0.0.4:2: read: connection reset by peer", "connection_reset | read | tcp | 10.0.0.3:1 | 10.0.0.4:2 | -"),
        ErrorRow("write tcp 10.0.0.1:8080-\\u003e10.0.0.2:51234: write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("write tcp 10.0.0.1:8080-\\\\u003e10.0.0.2:51234: write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("write tcp 10.0.0.1:8080-&gt;10.0.0.2:51234: write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("write tcp 10.0.0.1:8080→10.0.0.2:51234: write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("write tcp [fd00::1]:8080->[fd00::2]:51234: write: broken pipe", "broken_pipe | write | tcp | [fd00::1]:8080 | [fd00::2]:51234 | -"),
        ErrorRow("accept tcp [::]:9093: accept4: too many open files", "too_many_open_files | accept | tcp | [::]:9093 | - | -"),
        ErrorRow("accept tcp 10.0.0.1:9093: use of closed network connection", "closed_connection | accept | tcp | 10.0.0.1:9093 | - | -"),
        ErrorRow("accept unix /run/app.sock: accept4: too many open files", "too_many_open_files | accept | unix | /run/app.sock | - | -"),
        ErrorRow("accept tcp 10.0.0.1:9093: accept4: software caused connection abort", "connection_aborted | accept | tcp | 10.0.0.1:9093 | - | -"),
        ErrorRow("listen tcp :8080: bind: address already in use", "address_in_use | listen | tcp | :8080 | - | -"),
        ErrorRow("listen tcp 127.0.0.1:8080: bind: address already in use", "address_in_use | listen | tcp | 127.0.0.1:8080 | - | -"),
        ErrorRow("listen tcp 203.0.113.9:80: bind: cannot assign requested address", "address_unavailable | listen | tcp | 203.0.113.9:80 | - | -"),
        ErrorRow("listen udp :53: bind: address already in use", "address_in_use | listen | udp | :53 | - | -"),
        ErrorRow("listen unix /run/app.sock: bind: address already in use", "address_in_use | listen | unix | /run/app.sock | - | -"),
        ErrorRow("listen tcp :80: bind: permission denied", "other | listen | tcp | :80 | - | -"),
        ErrorRow("listen tcp4 0.0.0.0:80: bind: permission denied", "other | listen | tcp4 | 0.0.0.0:80 | - | -"),
        ErrorRow("close tcp \(ends): use of closed network connection", "closed_connection | close | tcp | 10.0.0.1:8080 | 10.0.0.2:51234 | -"),
        ErrorRow("close tcp 10.0.0.1:9093: use of closed network connection", "closed_connection | close | tcp | 10.0.0.1:9093 | - | -"),
        ErrorRow("set tcp \(ends): use of closed network connection", "closed_connection | set | tcp | 10.0.0.1:8080 | 10.0.0.2:51234 | -"),
        ErrorRow("raw-read tcp \(ends): use of closed network connection", "closed_connection | raw-read | tcp | 10.0.0.1:8080 | 10.0.0.2:51234 | -"),
        ErrorRow("raw-control tcp 10.0.0.1:9093: use of closed network connection", "closed_connection | raw-control | tcp | 10.0.0.1:9093 | - | -"),
        ErrorRow("proxyconnect tcp: dial tcp 10.0.0.9:80: connect: connection refused", "connection_refused | \(atDial)"),
        ErrorRow("proxyconnect tcp: EOF", "eof | proxyconnect | tcp | - | - | -"),
        ErrorRow("socks connect tcp 10.0.0.8:1080->db.internal:5432: dial tcp 10.0.0.9:80: connect: connection refused", "connection_refused | \(atDial)"),
        ErrorRow("socks connect tcp 10.0.0.8:1080->db.internal:5432: EOF", "eof | dial | tcp | 10.0.0.8:1080 | db.internal:5432 | -"),
        ErrorRow("read tcp 10.0.0.1:80-><nil>: EOF", "eof | read | tcp | 10.0.0.1:80 | - | -"),
        ErrorRow("lookup db.internal on 10.0.0.2:53: no such host", "dns | lookup | - | - | - | -"),
        ErrorRow("lookup db on 10.0.0.2:53: server misbehaving", "dns | lookup | - | - | - | -"),
        ErrorRow("lookup db.internal: no such host", "dns | lookup | - | - | - | -"),
        ErrorRow("lookup db.internal: i/o timeout", "dns | lookup | - | - | - | -"),
        ErrorRow("lookup db.internal: Temporary failure in name resolution", "dns | lookup | - | - | - | -"),
        ErrorRow("dial tcp: lookup db.internal on 10.0.0.2:53: cannot unmarshal DNS message", "dns | lookup | - | - | - | -"),
        ErrorRow("dial tcp: lookup db.internal on 10.0.0.2:53: no answer from DNS server", "dns | lookup | - | - | - | -"),
        ErrorRow("dial tcp: lookup db: no such host", "dns | lookup | - | - | - | -"),
        ErrorRow("dial tcp: lookup db: device or resource busy", "dns | lookup | - | - | - | -"),
        ErrorRow("dial tcp: lookup db on 10.0.0.2:53: read udp 10.0.0.1:5->10.0.0.2:53: i/o timeout", "dns | lookup | - | - | - | -"),
        ErrorRow("dial tcp: lookup db on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable", "dns | lookup | - | - | - | -"),
        ErrorRow("write |1: broken pipe", "broken_pipe | write | pipe | - | - | -"),
        ErrorRow("write /dev/stdout: broken pipe", "broken_pipe | write | file | - | - | -"),
        ErrorRow("write /var/run/my fifo: broken pipe", "broken_pipe | write | file | - | - | -"),
        ErrorRow("open /etc/services: too many open files", "too_many_open_files | open | file | - | - | -"),
        ErrorRow("write: broken pipe", "broken_pipe | write | - | - | - | -"),
        ErrorRow("accept4: too many open files", "too_many_open_files | accept | - | - | - | -"),
        ErrorRow("bind: address already in use", "address_in_use | listen | - | - | - | -"),
        ErrorRow("connect: connection refused", "connection_refused | dial | - | - | - | -"),
        ErrorRow("socket: too many open files", "too_many_open_files | \(nothing)"),
        ErrorRow("signal: broken pipe", "broken_pipe | \(nothing)"),
    ]

    // swift-format-ignore
    static let classes: [ErrorRow] = [
        ErrorRow("\(write)wsasend: An existing connection was forcibly closed by the remote host.", "connection_reset | \(atWrite)"),
        ErrorRow("\(read)wsarecv: An existing connection was forcibly closed by the remote host.", "connection_reset | \(atRead)"),
        ErrorRow("\(read)wsarecv: The specified network name is no longer available.", "connection_reset | \(atRead)"),
        ErrorRow("\(write)wsasend: An established connection was aborted by the software in your host machine.", "connection_aborted | \(atWrite)"),
        ErrorRow("dial tcp 10.0.0.9:80: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.", "timeout | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connectex: No connection could be made because the target machine actively refused it.", "connection_refused | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connectex: A socket operation was attempted to an unreachable network.", "unreachable | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connectex: A socket operation was attempted to an unreachable host.", "unreachable | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connectex: Only one usage of each socket address (protocol/network address/port) is normally permitted.", "address_unavailable | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connectex: The requested address is not valid in its context.", "address_unavailable | \(atDial)"),
        ErrorRow("dial tcp: lookup db: getaddrinfow: No such host is known.", "dns | lookup | - | - | - | -"),
        ErrorRow("lookup db.internal: No such host is known.", "dns | lookup | - | - | - | -"),
        ErrorRow("listen tcp :8080: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.", "address_in_use | listen | tcp | :8080 | - | -"),
        ErrorRow("\(write)wsasend: A request to send or receive data was disallowed because the socket had already been shut down in that direction with a previous shutdown call.", "closed_connection | \(atWrite)"),
        ErrorRow("\(write)wsasend: An operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full.", "no_buffer_space | \(atWrite)"),
        ErrorRow("\(read)wsarecv: The I/O operation has been aborted because of either a thread exit or an application request.", "canceled | \(atRead)"),
        ErrorRow("accept tcp [::]:9093: acceptex: Too many open sockets.", "too_many_open_files | accept | tcp | [::]:9093 | - | -"),
        ErrorRow("write /dev/stdout: The pipe is being closed.", "broken_pipe | write | file | - | - | -"),
        ErrorRow("write |1: The pipe has been ended.", "broken_pipe | write | pipe | - | - | -"),
        ErrorRow("\(read)read: connection reset by peer", "connection_reset | \(atRead)"),
        ErrorRow("\(write)write: connection reset by peer", "connection_reset | \(atWrite)"),
        ErrorRow("\(read)read: software caused connection abort", "connection_aborted | \(atRead)"),
        ErrorRow("\(read)read: connection timed out", "timeout | \(atRead)"),
        ErrorRow("\(read)read: operation timed out", "timeout | \(atRead)"),
        ErrorRow("\(write)i/o timeout", "timeout | \(atWrite)"),
        ErrorRow("dial tcp 10.0.0.9:80: connect: network is unreachable", "unreachable | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connect: host is down", "unreachable | \(atDial)"),
        ErrorRow("dial tcp 10.0.0.9:80: connect: can't assign requested address", "address_unavailable | \(atDial)"),
        ErrorRow("\(write)write: no buffer space available", "no_buffer_space | \(atWrite)"),
        ErrorRow("\(write)write: cannot allocate memory", "out_of_memory | \(atWrite)"),
        ErrorRow("\(write)write: protocol wrong type for socket", "closed_connection | \(atWrite)"),
        ErrorRow("\(read)read: transport endpoint is not connected", "closed_connection | \(atRead)"),
        ErrorRow("\(read)read: socket is not connected", "closed_connection | \(atRead)"),
        ErrorRow("\(write)write: can't send after socket shutdown", "closed_connection | \(atWrite)"),
        ErrorRow("\(write)write: cannot send after transport endpoint shutdown", "closed_connection | \(atWrite)"),
        ErrorRow("\(read)use of closed network connection", "closed_connection | \(atRead)"),
        ErrorRow("\(read)use of closed file", "closed_connection | \(atRead)"),
        ErrorRow("\(read)read: bad file descriptor", "closed_connection | \(atRead)"),
        ErrorRow("accept tcp [::]:80: accept4: too many open files in system", "too_many_open_files | accept | tcp | [::]:80 | - | -"),
        ErrorRow("\(read)EOF", "eof | \(atRead)"),
        ErrorRow("\(read)unexpected EOF", "eof | \(atRead)"),
        ErrorRow("\(read)tls: bad record MAC", "tls | \(atRead)"),
        ErrorRow("read body: unexpected EOF", "eof | \(nothing)"),
        ErrorRow("http: unexpected EOF reading trailer", "eof | \(nothing)"),
        ErrorRow("proxy: http: server closed idle connection", "eof | \(nothing)"),
        ErrorRow("net/http: HTTP/1.x transport connection broken: \(write)write: broken pipe", "broken_pipe | \(atWrite)"),
        ErrorRow("net/http: HTTP/1.x transport connection broken: unexpected EOF", "eof | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\x15\x03\x01\x00\x02\x02""#, "tls | \(nothing)"),
        ErrorRow("fetch: context deadline exceeded", "timeout | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"#, "timeout | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": EOF (Client.Timeout exceeded while awaiting headers)"#, "timeout | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)"#, "timeout | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"#, "timeout | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": net/http: request canceled while waiting for connection"#, "canceled | \(nothing)"),
        ErrorRow("Get http://10.0.0.9/: net/http: request canceled", "canceled | \(nothing)"),
        ErrorRow("read: context deadline exceeded (Client.Timeout or context cancellation while reading body)", "timeout | \(nothing)"),
        ErrorRow(#"Get "http://10.0.0.9/": net/http: timeout awaiting response headers"#, "timeout | \(nothing)"),
        ErrorRow(#"Get "https://10.0.0.9/": http2: timeout awaiting response headers"#, "timeout | \(nothing)"),
        ErrorRow(#"Get "https://10.0.0.9/": net/http: TLS handshake timeout"#, "timeout | \(nothing)"),
        ErrorRow("write failed: http: Handler timeout", "timeout | \(nothing)"),
        ErrorRow("rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout", "timeout | \(nothing)"),
        ErrorRow("query: context canceled", "canceled | \(nothing)"),
        ErrorRow("handler: net/http: abort Handler", "canceled | \(nothing)"),
        ErrorRow("serve: http: Server closed", "closed_connection | \(nothing)"),
        ErrorRow("body: http: invalid Read on closed Body", "closed_connection | \(nothing)"),
        ErrorRow("body: http: read on closed response body", "closed_connection | \(nothing)"),
        ErrorRow("call: http2: client conn is closed", "closed_connection | \(nothing)"),
        ErrorRow("x: tls: use of closed connection", "tls | \(nothing)"),
        ErrorRow("remote error: tls: bad certificate", "tls | \(nothing)"),
        ErrorRow("remote error: tls: unknown certificate authority", "tls | \(nothing)"),
        ErrorRow("remote error: tls: handshake failure", "tls | \(nothing)"),
        ErrorRow("remote error: tls: error(120)", "tls | \(nothing)"),
        ErrorRow("local error: tls: bad record MAC", "tls | \(nothing)"),
        ErrorRow("dial: tls: first record does not look like a TLS handshake", "tls | \(nothing)"),
        ErrorRow("dial: tls: client offered only unsupported versions: [301]", "tls | \(nothing)"),
        ErrorRow("dial: tls: no cipher suite supported by both client and server", "tls | \(nothing)"),
        ErrorRow("dial: tls: oversized record received with length 20527", "tls | \(nothing)"),
        ErrorRow("dial: tls: failed to verify certificate: x509: certificate signed by unknown authority", "tls | \(nothing)"),
        ErrorRow(#"x509: certificate signed by unknown authority (possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "Acme CA")"#, "tls | \(nothing)"),
        ErrorRow("x509: certificate has expired or is not yet valid: current time 2026-11-22T17:00:00Z is after 2026-01-01T00:00:00Z", "tls | \(nothing)"),
        ErrorRow("x509: certificate is valid for a.example, b.example, not c.example", "tls | \(nothing)"),
        ErrorRow("x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs", "tls | \(nothing)"),
        ErrorRow(#"Get "https://10.0.0.9/": http: server gave HTTP response to HTTPS client"#, "tls | \(nothing)"),
        ErrorRow("rpc: stream error: stream ID 3; CANCEL", "http2_stream | \(nothing)"),
        ErrorRow("rpc: stream error: stream ID 3; CANCEL; received from peer", "http2_stream | \(nothing)"),
        ErrorRow("rpc: connection error: PROTOCOL_ERROR", "http2_stream | \(nothing)"),
        ErrorRow(#"rpc: http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug="graceful_stop""#, "http2_stream | \(nothing)"),
        ErrorRow("rpc: http2: Transport received Server's graceful shutdown GOAWAY", "http2_stream | \(nothing)"),
        ErrorRow("rpc: http2: client connection lost", "http2_stream | \(nothing)"),
        ErrorRow("response: http2: stream closed", "http2_stream | \(nothing)"),
        ErrorRow("read body: client disconnected", "http2_stream | \(nothing)"),
        ErrorRow("rpc error: code = Internal desc = stream terminated by RST_STREAM with error code: CANCEL", "http2_stream | \(nothing)"),
        ErrorRow("http2: server: error reading preface from client 10.0.0.2:51234: \(read)i/o timeout", "timeout | \(atRead)"),
        ErrorRow("http2: server: error reading preface from client 10.0.0.2:51234: bogus greeting", "http2_stream | - | - | - | 10.0.0.2:51234 | -"),
        ErrorRow(#"rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.0.0.9:80: connect: connection refused""#, "connection_refused | \(atDial)"),
        ErrorRow("rpc error: code = Unavailable desc = transport is closing", "eof | \(nothing)"),
        ErrorRow("rpc error: code = Unavailable desc = error reading from server: EOF", "eof | \(nothing)"),
        ErrorRow("rpc error: code = DeadlineExceeded desc = context deadline exceeded", "timeout | \(nothing)"),
        ErrorRow("rpc error: code = DeadlineExceeded desc = Deadline Exceeded", "timeout | \(nothing)"),
        ErrorRow("rpc error: code = Canceled desc = grpc: the client is gone", "canceled | \(nothing)"),
        ErrorRow(#"rpc error: code = Unavailable desc = closing transport due to: connection error: desc = "error reading from server: EOF", received prior goaway: code: NO_ERROR, debug data: "graceful_stop""#, "http2_stream | \(nothing)"),
        ErrorRow("cart: redis: connection pool timeout", "pool_exhausted | \(nothing)"),
        ErrorRow("cart: redigo: connection pool exhausted", "pool_exhausted | \(nothing)"),
        ErrorRow("db: pq: sorry, too many clients already", "pool_exhausted | \(nothing)"),
    ]

    // swift-format-ignore
    static let swiftTexts: [ErrorRow] = [
        ErrorRow("write(descriptor:pointer:size:): Broken pipe) (errno: 32)", "broken_pipe | write | - | - | - | -"),
        ErrorRow("writev(descriptor:iovecs:): Broken pipe) (errno: 32)", "broken_pipe | write | - | - | - | -"),
        ErrorRow("read(descriptor:pointer:size:): Connection reset by peer) (errno: 104)", "connection_reset | read | - | - | - | -"),
        ErrorRow("read(descriptor:pointer:size:) failed: Connection reset by peer (errno: 54)", "connection_reset | read | - | - | - | -"),
        ErrorRow("read(descriptor:pointer:size:): Verbindung zurückgesetzt) (errno: 104)", "connection_reset | read | - | - | - | -"),
        ErrorRow("bind(descriptor:ptr:bytes:): Address already in use) (errno: 98)", "address_in_use | listen | - | - | - | -"),
        ErrorRow("accept(descriptor:addr:len:): Too many open files) (errno: 24)", "too_many_open_files | accept | - | - | - | -"),
        ErrorRow("accept(descriptor:addr:len:): No file descriptors available) (errno: 24)", "too_many_open_files | accept | - | - | - | -"),
        ErrorRow("connect(descriptor:addr:size:): Connection refused) (errno: 111)", "connection_refused | dial | - | - | - | -"),
        ErrorRow("connect(descriptor:addr:size:): No such file or directory) (errno: 2)", "other | dial | - | - | - | -"),
        ErrorRow("connect(descriptor:addr:size:): Address not available) (errno: 99)", "address_unavailable | dial | - | - | - | -"),
        ErrorRow("connection reset (error set): Connection refused) (errno: 111)", "connection_refused | \(nothing)"),
        ErrorRow("connection reset (error set): Connection timed out) (errno: 110)", "timeout | \(nothing)"),
        ErrorRow("connection reset (no error set): No such file or directory) (errno: 2)", "connection_reset | \(nothing)"),
        ErrorRow("Connection errors: SingleConnectionFailure(target: [IPv4]localhost/127.0.0.1:1, error: connection reset (error set): Connection refused) (errno: 111))", "connection_refused | dial | - | - | 127.0.0.1:1 | -"),
        ErrorRow("Connection errors: SingleConnectionFailure(target: [IPv6]localhost/[::1]:1, error: connection reset (error set): Connection refused) (errno: 111)), SingleConnectionFailure(target: [IPv4]localhost/127.0.0.1:1, error: connection reset (error set): Connection refused) (errno: 111))", "connection_refused | dial | - | - | [::1]:1 | -"),
        ErrorRow("DNS error: SocketAddressError.UnknownHost: Name or service not known (error -2) for host db.internal, port 80", "dns | lookup | - | - | - | -"),
        ErrorRow(#"SocketAddressError.unknown(host: "db", port: 80)"#, "dns | lookup | - | - | - | -"),
        ErrorRow("request: HTTPClientError.readTimeout", "timeout | \(nothing)"),
        ErrorRow("request: HTTPClientError.connectTimeout", "timeout | \(nothing)"),
        ErrorRow("request: HTTPClientError.getConnectionFromPoolTimeout", "timeout | \(nothing)"),
        ErrorRow("request: HTTPClientError.deadlineExceeded", "timeout | \(nothing)"),
        ErrorRow("request: HTTPClientError.remoteConnectionClosed", "eof | \(nothing)"),
        ErrorRow("request: HTTPClientError.cancelled", "canceled | \(nothing)"),
        ErrorRow("request: HTTPClientError.alreadyShutdown", "closed_connection | \(nothing)"),
        ErrorRow("request: CancellationError()", "canceled | \(nothing)"),
        ErrorRow("request: Connect timeout (250 ms)", "timeout | \(nothing)"),
        ErrorRow("connect timed out: connectTimeout(NIOCore.TimeAmount(nanoseconds: 10000000000))", "timeout | \(nothing)"),
        ErrorRow("stream failed: I/O on closed channel", "closed_connection | \(nothing)"),
        ErrorRow("stream failed: ioOnClosedChannel", "closed_connection | \(nothing)"),
        ErrorRow("stream failed: Already closed", "closed_connection | \(nothing)"),
        ErrorRow("stream failed: Output closed", "closed_connection | \(nothing)"),
        ErrorRow("stream failed: Input closed", "eof | \(nothing)"),
        ErrorRow("stream failed: End of file", "eof | \(nothing)"),
        ErrorRow("stream failed: uncleanShutdown", "eof | \(nothing)"),
        ErrorRow("upload failed: stream ended at an unexpected time", "eof | \(nothing)"),
        ErrorRow("upload failed: HTTPParserError.invalidEOFState", "eof | \(nothing)"),
        ErrorRow("tls: handshakeFailed(NIOSSL.BoringSSLError.sslError([Error: 268435703 error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER at /src/tls_record.cc:127]))", "tls | \(nothing)"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-1001 "(null)""#, "timeout | \(nothing)"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-1003 "(null)"UserInfo={NSLocalizedDescription=Could not resolve host: db}"#, "dns | lookup | - | - | - | -"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server." UserInfo={_kCFStreamErrorCodeKey=61}"#, "connection_refused | \(nothing)"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-1005 "The network connection was lost.""#, "connection_reset | \(nothing)"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-1009 "The Internet connection appears to be offline.""#, "unreachable | \(nothing)"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-1202 "The certificate for this server is invalid.""#, "tls | \(nothing)"),
        ErrorRow(#"load: Error Domain=NSURLErrorDomain Code=-999 "cancelled""#, "canceled | \(nothing)"),
        ErrorRow(#"write: Error Domain=NSPOSIXErrorDomain Code=32 "Broken pipe""#, "broken_pipe | write | - | - | - | -"),
        ErrorRow("rpc: NIOHTTP2Errors.StreamClosed(streamID: HTTP2StreamID(3), errorCode: HTTP2ErrorCode<0x8 Cancel>)", "http2_stream | \(nothing)"),
    ]

    @Test(arguments: shapes + classes + swiftTexts)
    func `reads a log line`(row: ErrorRow) throws {
        let probe = ErrorProbe("2026/11/22 17:24:48 \(row.text)\n")
        let reading = try #require(try probe.record(), "no error found")
        #expect(probe.facts(reading).description == row.facts)
    }

    /// What stands around an error, and how often something escaped it.
    struct Layout: Sendable, CustomTestStringConvertible {
        var before: String
        var after: String
        var escapes: Int

        init(_ before: String, _ after: String, escapes: Int = 0) {
            self.before = before
            self.after = after
            self.escapes = escapes
        }

        var testDescription: String { before + "…" + after }

        func wrap(_ text: String) -> String {
            var text = text
            for _ in 0..<escapes {
                text = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            }
            return before + text + after
        }
    }

    // swift-format-ignore
    static let layouts: [Layout] = [
        Layout(#"{"time":"2026-11-22T17:24:48Z","level":"ERROR","msg":"call failed","err":""#, #"","n":3}"#, escapes: 1),
        Layout(#"{"log":"time=2026-11-22T17:24:48Z level=ERROR msg=x err=\""#, #"\"\n","stream":"stderr"}"#, escapes: 2),
        Layout("time=2026-11-22T17:24:48Z level=ERROR msg=\"call failed\" err=\"", "\" took=3s", escapes: 1),
        Layout("2026-11-22T17:24:48.123Z\tERROR\tapi/main.go:7\tcall failed\t{\"error\": \"", "\"}", escapes: 1),
        Layout("ts=2026-11-22 level=error msg=\"call failed: ", "\"", escapes: 1),
        Layout("E1122 17:24:48.123456       1 main.go:7] \"call failed\" err=\"", "\" pod=\"a/b\"", escapes: 1),
        Layout("\u{1b}[31m2026/11/22 17:24:48 ", "\u{1b}[0m"),
        Layout("2026/11/22 17:24:48 ", "2026/11/22 17:24:49 done"),
        Layout("2026/11/22 17:24:48 ", " 2026/11/22 17:24:49 done"),
        Layout("2026/11/22 17:24:48 ", "#0122026/11/22 17:24:49 done"),
        Layout("2026/11/22 17:24:48 ", "\\n2026/11/22 17:24:49 done"),
        Layout("2026/11/22 17:24:48 ", "<br>2026/11/22 17:24:49 done"),
        Layout("2026/11/22 17:24:48 ", "10.0.0.7 - - [22/Nov/2026:17:24:49 +0000] \"GET / HTTP/1.1\" 200 1"),
        Layout("2026/11/22 17:24:48 [ERROR] GET /api: ", ", retrying in 5s"),
        Layout("Nov 22 17:24:48 web-1 api[77]: ", "\nNov 22 17:24:49 web-1 api[77]: done"),
    ]

    @Test(arguments: layouts)
    func `reads it in other layouts`(layout: Layout) throws {
        var reader = try ErrorReader()
        for row in Self.shapes + Self.classes + Self.swiftTexts {
            // Where a number ends and an address begins, nothing can tell.
            if row.text.last?.isNumber ?? false, layout.after.hasPrefix("10.") { continue }
            let plain = ErrorProbe("2026/11/22 17:24:48 \(row.text)\n")
            let expected = try #require(plain.record(isLogLine: true, &reader), "\(row.text)")
            let probe = ErrorProbe(layout.wrap(row.text))
            guard let reading = probe.record(isLogLine: true, &reader) else {
                Issue.record("no error in \(layout.wrap(row.text))")
                continue
            }
            #expect(probe.facts(reading).description == row.facts, "\(row.text)")
            let retries = layout.after.hasPrefix(", retry")
            #expect(
                retries || probe.fingerprint(reading) == plain.fingerprint(expected),
                "\(probe.string(reading.core)) is not \(plain.string(expected.core))"
            )
        }
    }
}
