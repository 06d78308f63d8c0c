import TraceParse

extension ClassProfile {
    /// Failures of a network operation.
    static let network: [ClassProfile] = [
        ClassProfile(
            errorClass: .brokenPipe,
            meaning: """
                A write to a connection, or a pipe, whose other end was closed (EPIPE): the peer \
                had gone before the write. The log line comes when the writer was done, not when \
                the peer left.
                """,
            texts: [
                .go("`write: broken pipe`, `sendfile: broken pipe`"),
                .swift("`write(descriptor:pointer:size:): Broken pipe) (errno: 32)`"),
            ],
            advice: """
                Ask who closed first and why: a time limit, a user, a proxy. On a pipe or file \
                (`write |1:`) it says nothing about a network.
                """,
            causes: [
                .clientTimeout, .clientAbort, .proxyTimeout, .stalePooledConnection, .sigpipe,
            ],
            sources: ["write(2): EPIPE", "Linux net/ipv4/tcp_input.c: tcp_reset"]
        ),
        ClassProfile(
            errorClass: .connectionReset,
            meaning: """
                The other end sent a reset (ECONNRESET): it closed with data unread, was killed, \
                or knows the connection no more.
                """,
            texts: [
                .go("`read: connection reset by peer`"),
                .swift("`read(descriptor:pointer:size:): Connection reset by peer) (errno: 104)`"),
                "Windows 10054",
            ],
            advice: """
                On write: the peer left in the middle of an answer. On read of a client: it \
                left, often in an upload. On read of a called service: it closed a kept \
                connection.
                """,
            causes: [.clientAbort, .requestBodyAborted, .idleTimeoutRace, .serverRestart],
            sources: ["RFC 9293, 3.5.2", "recv(2)"]
        ),
        ClassProfile(
            errorClass: .timeout,
            meaning: """
                A limit passed: of a call, of a client, of a proxy, of the server, or of the \
                kernel (ETIMEDOUT). The text tells whose.
                """,
            texts: [
                .go(
                    """
                    `i/o timeout`, `context deadline exceeded`, `Client.Timeout exceeded`, \
                    `http: Handler timeout`
                    """
                ),
                .swift("`HTTPClientError.readTimeout`, `connectTimeout`, `deadlineExceeded`"),
                "`connection timed out`, nginx `upstream timed out`",
            ],
            advice: "Find out what was waited for before raising any limit.",
            causes: [
                .clientTimeout, .slowUpstream, .serverTimeout, .proxyTimeout, .networkPath,
                .idleConnectionDropped,
            ],
            sources: ["Go net: ErrDeadlineExceeded", "tcp(7)"]
        ),
        ClassProfile(
            errorClass: .connectionRefused,
            meaning: "The machine answered and nobody listens on the port (ECONNREFUSED).",
            texts: [
                .go("`connect: connection refused`"),
                .swift("`connection reset (error set): Connection refused) (errno: 111)`"),
                "nginx `connect() failed (111…)`",
            ],
            advice: """
                See whether the service runs and where it listens; look for a crash or a restart \
                at that moment.
                """,
            causes: [.upstreamRefused, .processCrash, .serverRestart],
            sources: ["connect(2)"]
        ),
        ClassProfile(
            errorClass: .connectionAborted,
            meaning: "The connection was given up on this side (ECONNABORTED).",
            texts: ["`software caused connection abort`, Windows 10053"],
            advice: "Rare on Linux: a connection that was reset before it was accepted.",
            causes: [.clientAbort, .acceptQueue],
            sources: ["accept(2)"]
        ),
        ClassProfile(
            errorClass: .unreachable,
            meaning: "No way leads to the host or its network (EHOSTUNREACH, ENETUNREACH).",
            texts: ["`no route to host`, `network is unreachable`"],
            advice: "Mend the route, the firewall or the security group.",
            causes: [.networkPath],
            sources: ["connect(2)"]
        ),
        ClassProfile(
            errorClass: .dns,
            meaning: "A name could not be looked up, whatever the lookup failed of.",
            texts: [
                .go("`lookup H on S: no such host`, `server misbehaving`"),
                .swift("`SocketAddressError.UnknownHost`, `NSURLErrorDomain Code=-1003`"),
                "`Temporary failure in name resolution`",
            ],
            advice: "Ask the name server that the text names for that name.",
            causes: [.dnsFailure, .fdLimit],
            sources: ["resolv.conf(5)"]
        ),
        ClassProfile(
            errorClass: .tls,
            meaning: "A TLS handshake or certificate was not accepted.",
            texts: [
                .go("`TLS handshake error from`, `remote error: tls: …`, `x509: …`"),
                .swift("`NIOSSLError.handshakeFailed(…)`"),
            ],
            advice: """
                One own client: certificates and versions. Many strangers: scanners. A fixed \
                interval: a health check.
                """,
            causes: [.tlsMismatch, .healthCheck],
            sources: ["RFC 8446, 6.2"]
        ),
        ClassProfile(
            errorClass: .eof,
            meaning: "The other end closed where more was expected.",
            texts: [
                .go("`EOF`, `unexpected EOF`, `server closed idle connection`"),
                .swift(
                    "`HTTPClientError.remoteConnectionClosed`, `stream ended at an unexpected time`"
                ),
            ],
            advice: """
                On a called service: a kept connection that it closed, or it stopped. While \
                reading a body: the client left.
                """,
            causes: [
                .idleTimeoutRace, .requestBodyAborted, .stalePooledConnection, .serverRestart,
            ],
            sources: ["Go io: EOF, ErrUnexpectedEOF"]
        ),
        ClassProfile(
            errorClass: .closedConnection,
            meaning: "A connection was used after this side had closed it.",
            texts: [
                .go("`use of closed network connection`, `http: Server closed`"),
                .swift("`I/O on closed channel`, `HTTPClientError.alreadyShutdown`"),
            ],
            advice: """
                Around a shutdown it is that; otherwise two parts of the program disagree about \
                who closes.
                """,
            causes: [.writeAfterClose, .serverRestart],
            sources: ["Go net: ErrClosed"]
        ),
        ClassProfile(
            errorClass: .tooManyOpenFiles,
            meaning: "The process (EMFILE) or the system (ENFILE) has no file descriptor left.",
            texts: [
                .go("`accept4: too many open files`"),
                .swift("`Too many open files) (errno: 24)`"),
                "musl `No file descriptors available`",
            ],
            advice: "Find what holds them before raising the limit.",
            causes: [.fdLimit, .slowUpstream],
            sources: ["getrlimit(2)", "accept(2)"]
        ),
        ClassProfile(
            errorClass: .addressInUse,
            meaning: "Another socket has the address (EADDRINUSE).",
            texts: [
                .go("`bind: address already in use`"),
                .swift("`Address already in use) (errno: 98)`"),
            ],
            advice: """
                See who listens: `ss -ltnp`; an old process that still runs, or one that starts \
                twice.
                """,
            causes: [.serverRestart],
            sources: ["bind(2)"]
        ),
        ClassProfile(
            errorClass: .addressUnavailable,
            meaning: "The address, or any free port on it, cannot be had (EADDRNOTAVAIL).",
            texts: ["`connect: cannot assign requested address`, `errno: 99`"],
            advice: "On a dial: local ports ran out. On a bind: the address is not this machine's.",
            causes: [.portExhaustion, .noConnectionReuse],
            sources: ["connect(2)", "ip(7)"]
        ),
        ClassProfile(
            errorClass: .noBufferSpace,
            meaning: "The kernel has no room for what was to be sent (ENOBUFS).",
            texts: ["`no buffer space available`, `errno: 105`, Windows 10055"],
            advice: "Look at memory of sockets (`/proc/net/sockstat`) and the interface's queue.",
            causes: [.memoryPressure],
            sources: ["send(2)"]
        ),
        ClassProfile(
            errorClass: .canceled,
            meaning: "The caller gave the operation up.",
            texts: [
                .go("`context canceled`, `request canceled`, `net/http: abort Handler`"),
                .swift("`CancellationError()`, `HTTPClientError.cancelled`"),
            ],
            advice: "In a handler it mostly means that the handler's own client had gone.",
            causes: [.clientTimeout, .clientAbort],
            sources: ["Go context: Canceled"]
        ),
        ClassProfile(
            errorClass: .http2Stream,
            meaning: """
                One stream of an HTTP/2 connection was reset, or the connection was sent away \
                (GOAWAY).
                """,
            texts: [
                .go(
                    "`http2: stream closed`, `stream error: stream ID n; CANCEL`, `client disconnected`"
                ),
                .swift("`NIOHTTP2Errors.StreamClosed`"),
            ],
            advice: "Read the code: CANCEL is the caller, REFUSED_STREAM and GOAWAY the server.",
            causes: [.http2StreamReset],
            sources: ["RFC 9113, 7"]
        ),
        ClassProfile(
            errorClass: .poolExhausted,
            meaning: "A pool of connections has none to give.",
            texts: [
                "`connection pool timeout`, `connection pool exhausted`",
                .swift("`HTTPClientError.getConnectionFromPoolTimeout`"),
            ],
            advice: """
                Look for what holds the connections: slow calls, or rows and bodies that are not \
                closed.
                """,
            causes: [.slowUpstream],
            sources: ["Go database/sql: DBStats"]
        ),
    ]
}
