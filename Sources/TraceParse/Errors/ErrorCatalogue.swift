/// The texts by which errors are told apart: one line a text.
///
/// A literal is chosen without its first letter where Go and the C library differ in it
/// (`roken pipe`), and so that ordinary lines seldom hold it. Go's texts come first in a class,
/// then those of C, Swift and NIO, then those of Windows.
package enum ErrorCatalogue {
    /// Every text; the first that matches at a place wins.
    package static let entries: [ErrorText] = network + faults

    /// The literals by which the scanner finds network errors.
    package static let anchors: [String] = {
        var seen: Set<String> = []
        var found: [String] = []
        for anchor in triggers + network.flatMap(\.anchors) where seen.insert("\(anchor)").inserted
        {
            found.append("\(anchor)")
        }
        return found
    }()

    /// Anchors that stand before an error and tell no class themselves.
    static let triggers: [StaticString] = [operationAnchor, socketAnchor, "http: ", "http2: "]

    /// In the middle of `dial tcp 10.0.0.9:80: …` and `dial tcp: lookup db: …`, whatever the reason.
    static let operationAnchor: StaticString = " tcp"
    /// A socket that is not there has no reason that is an error elsewhere.
    static let socketAnchor: StaticString = "dial unix "

    /// A text's pattern, what its names in braces stand for put in.
    static func expression(of entry: ErrorText) -> String {
        var expression = "\(entry.pattern)"
        for (name, meaning) in abbreviations {
            expression = expression.split(separator: name, omittingEmptySubsequences: false)
                .joined(separator: meaning)
        }
        return expression
    }

    private static let abbreviations = [
        // The rest of a text that has no end of its own, up to what may follow an error in its
        // field, or to the next record where a line break was lost.
        (
            "{rest}",
            #"(?:(?! \(| [\w.\-]+=|, [\w ]+: |; retry|goroutine \d|(?:\d{1,3}\.){3}\d{1,3} - "#
                + #"|(?<!time|after|before|time |after |before ) ?\d{4}[-/]\d\d[-/]\d\d)"#
                + #"[^"\\<&}\r\n\x1b])*+"#
        ),
        // How the errors of Go's TLS begin; their prefix is that of many a program's own messages.
        (
            "{tls}",
            "(?:first record |oversized |received |unsupported |no (?!tls)|initial handshake |"
                + "invalid |unexpected |unknown |handshake (?:message|failure)|internal error|"
                + "protocol |use of closed |user canceled|bad |certificate (?:required|used|with)|"
                + "private key |(?:n?either|too many|peer|error|inappropriate|incorrect|missing|"
                + "malformed|cannot|found|expected|unrecognized|illegal|insufficient|expired|"
                + "revoked|export) |downgrade |decr|decode|record overflow|access denied|alert|"
                + "failed to (?!verify certificate: x509: )|"
                + "client (?:offered|does|did|requested|sent|using|used|indicated)|"
                + "server (?:selected|chose|did|sent|resumed|advertised|changed|negotiated|"
                + "accepted)|(?:client|server)(?:'|&#39;)s )"
        ),
        // The names of HTTP/2's error codes.
        (
            "{code}",
            "(?:NO_ERROR|PROTOCOL_ERROR|INTERNAL_ERROR|FLOW_CONTROL_ERROR|SETTINGS_TIMEOUT|"
                + "STREAM_CLOSED|FRAME_SIZE_ERROR|REFUSED_STREAM|CANCEL|COMPRESSION_ERROR|"
                + "CONNECT_ERROR|ENHANCE_YOUR_CALM|INADEQUATE_SECURITY|HTTP_1_1_REQUIRED|"
                + "unknown error code 0x[0-9a-f]+)"
        ),
        // Foundation's error of a URL session, up to its code.
        ("{url}", "(?:Error Domain=)?NSURLErrorDomain (?:Code=|error )-"),
        // The text after Foundation's error code, where there is one.
        (
            "{quoted}",
            #"\b(?: \\*"[^"\r\n]{0,300}"| &(?:quot|#34);[^&\r\n]{0,300}&(?:quot|#34);)?"#
        ),
    ]

    // swift-format-ignore
    private static let network: [ErrorText] = [
        .network(.brokenPipe, ["roken pipe"], "broken pipe"),
        .network(.brokenPipe, ["The pipe "], #"the pipe (?:is being closed|has been ended)\.?"#),

        .network(.connectionReset, ["onnection reset"], "connection reset by peer"),
        .network(.connectionReset, ["onnection reset"], #"connection reset \((?:no )?error set\):"#, language: .swift, isPreamble: true),
        .network(.connectionReset, ["orcibly closed by"], #"an existing connection was forcibly closed by the remote host\.?"#),
        .behind(.connectionReset, "network name is no longer", #"the specified network name is no longer available\.?"#, language: nil),

        .network(.timeout, ["i/o timeout"], "i/o timeout", language: .go),
        .network(.timeout, ["deadline exceeded"], "(?:context )?deadline exceeded", language: .go),
        .behind(.timeout, "Client.Timeout", #"client\.timeout(?: or context cancellation)?(?: exceeded)?(?: while(?: [a-z]+){1,2})?"#),
        .behind(.timeout, "timeout awaiting", #"(?:(?:net/)?http2?: )?timeout awaiting response headers"#),
        .behind(.timeout, "Handler timeout", "(?:net/)?http: handler timeout"),
        .behind(.timeout, "TLS handshake timeout", "(?:(?:net/)?http: )?tls handshake timeout"),
        .behind(.timeout, "timeout waiting for", "http2: timeout waiting for [a-z ]+"),
        .behind(.timeout, "ACK within timeout", "keepalive ping failed to receive ack within timeout"),
        .network(.timeout, ["timed out"], #"\b(?:connection|operation|request|connect|upstream|handshake|dial|read|write) timed out\.?"#),
        .network(.timeout, ["Connect timeout"], #"connect timeout(?: \(\w+(?: \w+)?\))?"#, language: .swift),
        .behind(.timeout, "onnectTimeout(", #"\bconnectTimeout\((?:[^()\r\n"]|\([^()\r\n"]*\))*\)"#, language: .swift),
        .network(.timeout, ["HTTPClientError."], #"HTTPClientError\.(?:(?:connect|read|write|getConnectionFromPool|tlsHandshake|socksHandshake|httpProxyHandshake)Timeout|deadlineExceeded)"#, language: .swift),
        .network(.timeout, ["ErrorDomain "], #"{url}1001{quoted}"#, language: .swift),
        .behind(.timeout, "did not properly respond", #"a connection attempt failed because the connected party did not properly respond after a period of time(?:, or established connection failed because connected host has failed to respond)?\.?"#),

        .network(.connectionRefused, ["onnection refused"], "connection refused"),
        .network(.connectionRefused, ["ErrorDomain "], #"{url}1004{quoted}"#, language: .swift),
        .behind(.connectionRefused, "actively refused", #"no connection could be made because the target machine actively refused it\.?"#),
        .network(.connectionReset, ["ErrorDomain "], #"{url}1005{quoted}"#, language: .swift),

        .network(.connectionAborted, ["onnection abort"], "software caused connection abort|connection aborted"),
        .behind(.connectionAborted, "aborted by the software", #"an established connection was aborted by the software in your host machine\.?"#, language: nil),

        .network(.unreachable, ["unreachable"], "(?:network|host) is unreachable|network unreachable|write host unreachable"),
        .network(.unreachable, ["route to host"], "no route to host"),
        .behind(.unreachable, "ost is down", "host is down", language: nil),
        .behind(.unreachable, "etwork is down", "network is down", language: nil),
        .network(.unreachable, ["unreachable"], #"a socket operation was attempted to an unreachable (?:network|host)\.?"#),
        .network(.unreachable, ["ErrorDomain "], #"{url}1009{quoted}"#, language: .swift),

        .network(.dns, ["o such host"], #"no such host(?: is known\.?)?"#),
        .network(.dns, ["server misbehaving"], "server misbehaving", language: .go),
        .network(.dns, ["name resolution"], "temporary failure in name resolution"),
        .network(.dns, ["ErrorDomain "], #"{url}100[36]{quoted}"#, language: .swift),
        .network(.dns, ["SocketAddressError"], #"SocketAddressError\.\w+(?:\([^()\r\n"]*\)|: {rest})?"#, language: .swift),
        .network(.dns, ["or service not known"], "name or service not known"),
        .behind(.dns, "marshal DNS message", "cannot (?:un)?marshal DNS message"),
        .behind(.dns, "DNS server", "no answer from DNS server"),
        .behind(.dns, "nodename nor servname", "nodename nor servname provided, or not known", language: nil),
        .behind(.dns, "getaddrinfow", #"getaddrinfow: {rest}"#),

        .network(.tls, [], #"TLS handshake error from \S+:"#, keys: ["TLS handshake error from"], language: .go, isPreamble: true),
        .network(.tls, ["tls: "], #"(?:remote|local) error: tls: {rest}"#, language: .go),
        .network(.tls, ["tls: "], #"\btls: {tls}{rest}"#, language: .go),
        .network(.tls, ["x509: "], #"\bx509: (?:certificate signed by unknown authority(?: \(possibly because of [^\r\n]{0,600}?certificate \\*"[^"]{0,300}"\))?|{rest})"#, language: .go),
        .behind(.tls, "HTTPS client", "(?:http: )?server gave HTTP response to HTTPS client"),
        .behind(.tls, "HTTPS server", "client sent an HTTP request to an HTTPS server"),
        .behind(.tls, "malformed HTTP", #"malformed HTTP response \\*(?:"|&#34;)\\+x15\\+x03[^"&\r\n]*(?:"|&#34;)"#),
        .network(.tls, ["NIOSSL"], #"(?:NIOSSL\.)?(?:NIOSSL(?:Extra)?Error|BoringSSLError)\.(?!uncleanShutdown)\w+"#, language: .swift),
        .behind(.tls, "handshakeFailed(", #"\bhandshakeFailed(?=\()"#, language: .swift),
        .behind(.tls, "unableToValidateCertificate", #"unableToValidateCertificate"#, language: .swift),
        .network(.tls, ["SSL routines"], #"(?:OpenSSL/[\d.]+: )?error:[0-9A-F]{8}:SSL routines:{rest}"#),
        .network(.tls, ["SSL_"], #"(?:OpenSSL )?SSL_(?:connect|do_handshake)(?:: SSL_ERROR_\w+|\(\) failed)(?: in connection to \S+)?"#),
        .network(.tls, ["ErrorDomain "], #"{url}120[0-6]{quoted}"#, language: .swift),
        .behind(.tls, "SEC_E_", #"\bSEC_E_[A-Z_]+"#, language: nil),

        .network(.eof, [" EOF", "=EOF", "\"EOF"], #"(?-i)(?<![\w.])(?:unexpected )?EOF(?: reading trailer)?"#, keys: ["EOF"]),
        .behind(.eof, "closed idle conn", "(?:http: )?server closed idle connection"),
        .behind(.eof, "transport connection broken", #"(?:net/http: )?HTTP/1\.x transport connection broken"#),
        .network(.eof, ["transport is closing"], "transport is closing", language: .go),
        .network(.eof, ["emoteConnectionClosed"], #"(?:HTTPClientError\.)?remoteConnectionClosed"#, language: .swift),
        .network(.eof, ["ended at an unexpected"], "stream ended at an unexpected time", language: .swift),
        .network(.eof, ["alidEOFState"], #"(?:HTTPParserError\.)?invalidEOFState"#, language: .swift),
        .network(.eof, ["ncleanShutdown"], #"(?:NIOSSL\.)?(?:NIOSSLError\.)?uncleanShutdown"#, language: .swift),
        .network(.eof, ["ClosedConnection"], #"PSQLError\(code: serverClosedConnection\b"#, language: .swift),
        .network(.eof, ["End of file", "put closed"], #"(?-i)\b(?:End of file|[iI]nput closed)"#, language: .swift),
        .network(.eof, ["ChannelError."], #"(?-i)ChannelError\.(?:eof|inputClosed)\b"#, language: .swift),
        .network(.eof, ["putClosed"], #"(?-i)(?<![\w.])inputClosed\b(?![(=:.])"#, language: .swift),
        .behind(.eof, "bytes remaining to read", #"transfer closed with \d+ bytes remaining to read"#, language: .swift),
        .network(.eof, ["prematurely closed"], "upstream prematurely closed connection(?: while [a-z ]+)?"),
        .network(.eof, ["ErrorDomain "], #"{url}1011{quoted}"#, language: .swift),

        .network(.closedConnection, ["use of closed "], "use of closed (?:network connection|file)", language: .go),
        .behind(.closedConnection, "http: Server closed", "(?:net/)?http: Server closed"),
        .behind(.closedConnection, "on closed", "http: (?:invalid read on closed body|read on closed response body)"),
        .behind(.closedConnection, "client conn", #"http2: client conn(?:ection)? is closed"#),
        .network(.closedConnection, ["/O on closed channel"], "I/O on closed channel", language: .swift),
        .network(.closedConnection, ["Already closed", "put closed"], #"(?-i)\b(?:Already closed|[oO]utput closed)"#, language: .swift),
        .network(.closedConnection, ["ChannelError."], #"(?-i)ChannelError\.(?:alreadyClosed|outputClosed)\b"#, language: .swift),
        .network(.closedConnection, ["lreadyClosed", "putClosed"], #"(?-i)(?<![\w.])(?:alreadyClosed|outputClosed)\b(?![(=:.])"#, language: .swift),
        .network(.closedConnection, ["ClosedConnection"], #"PSQLError\(code: clientClosedConnection\b"#, language: .swift),
        .network(.closedConnection, ["ioOnClosedChannel"], #"\bioOnClosedChannel"#, language: .swift),
        .behind(.closedConnection, "alreadyShutdown", #"HTTPClientError\.alreadyShutdown"#, language: .swift),
        .behind(.closedConnection, "ad file descriptor", "bad file descriptor", language: nil),
        .behind(.closedConnection, "is not connected", "(?:socket|transport endpoint) is not connected", language: nil),
        .behind(.closedConnection, "send after ", "can(?:'|&#39;|no)t send after (?:socket|transport endpoint) shutdown", language: nil),
        .behind(.closedConnection, "wrong type for socket", "protocol wrong type for socket", language: nil),
        .behind(.closedConnection, "to send or receive data", #"a request to send or receive data was disallowed because the socket (?:had already been shut down|is not connected)[\w (),]*\.?"#, language: nil),
        .behind(.closedConnection, "something that is not a socket", #"an operation was attempted on something that is not a socket\.?"#, language: nil),

        .network(.tooManyOpenFiles, ["oo many open "], #"too many open (?:files(?: in system)?|sockets\.?)"#),
        .behind(.tooManyOpenFiles, "descriptors available", "no file descriptors available", language: nil),
        .behind(.tooManyOpenFiles, "ile table overflow", "file table overflow", language: nil),

        .network(.addressInUse, ["ddress already in use"], "address already in use"),
        .behind(.addressInUse, "Address in use", "address in use", language: nil),
        .behind(.addressUnavailable, "one usage of each socket", #"(?<=connectex: )only one usage of each socket address \(protocol/network address/port\) is normally permitted\.?"#, language: nil),
        .behind(.addressInUse, "one usage of each socket", #"only one usage of each socket address \(protocol/network address/port\) is normally permitted\.?"#, language: nil),

        .network(.addressUnavailable, ["assign requested address"], "can(?:no|'|&#39;)t assign requested address"),
        .behind(.addressUnavailable, "ddress not available", "address not available", language: nil),
        .behind(.addressUnavailable, "requested address is not valid", #"the requested address is not valid in its context\.?"#, language: nil),

        .network(.noBufferSpace, ["buffer space available"], "no buffer space available", language: nil),
        .behind(.noBufferSpace, "sufficient buffer space", #"an operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full\.?"#, language: nil),
        .behind(.noBufferSpace, "esource temporarily", "resource temporarily unavailable", language: nil, needsOperation: true),
        .behind(.outOfMemory, "annot allocate memory", "cannot allocate memory", language: nil, needsOperation: true),

        .network(.canceled, ["t canceled"], "context canceled|net/http: request canceled(?: while waiting for connection)?", language: .go),
        .network(.canceled, ["peration was canceled"], "operation was canceled", language: .go),
        .behind(.canceled, "peration canceled", "operation canceled", language: nil),
        .behind(.canceled, "abort Handler", "net/http: abort handler"),
        .network(.canceled, ["CancellationError()"], #"CancellationError\(\)"#, language: .swift),
        .behind(.canceled, "ancelled", #"HTTPClientError\.(?:cancelled|requestStreamCancelled)"#, language: .swift),
        .network(.canceled, ["ErrorDomain "], #"{url}999{quoted}"#, language: .swift),
        .behind(.canceled, "operation has been aborted", #"the I/O operation has been aborted because of either a thread exit or an application request\.?"#, language: nil),

        .network(.http2Stream, ["stream error: "], #"stream error: stream ID \d+; {code}(?:; {rest})?"#, language: .go),
        .network(.http2Stream, ["connection error: "], #"connection error: {code}"#, language: .go),
        .network(.http2Stream, ["RST_STREAM"], #"stream terminated by RST_STREAM with error code: {code}"#, language: .go),
        .network(.http2Stream, ["client disconnected"], #"client disconnected"#, language: .go),
        .behind(.http2Stream, "prior goaway", #"received prior goaway: code: \w+(?:, debug data: \\*(?:"|&#34;)[^"&\r\n]*?\\*(?:"|&#34;))?"#),
        .behind(.http2Stream, "GOAWAY", #"http2: (?:server sent GOAWAY and closed the connection(?:; LastStreamID=\d+, ErrCode=\w+, debug=\\*(?:"|&#34;)[^"&\r\n]*?\\*(?:"|&#34;))?|Transport received (?:server's|server&#39;s) graceful shutdown GOAWAY)"#),
        .behind(.http2Stream, "connection lost", "http2: (?:client|server) connection lost"),
        .behind(.http2Stream, "stream closed", "http2: (?:stream|request body) closed[a-z ]*"),
        .network(.http2Stream, [], #"http2: server: error reading preface from client \S+:"#, keys: ["reading preface"], language: .go, isPreamble: true),
        .network(.http2Stream, ["NIOHTTP2Errors"], #"NIOHTTP2Errors\.\w+(?:\((?:[^()\r\n]|\((?:[^()\r\n]|\([^()\r\n]*\))*\))*\))?"#, language: .swift),

        .network(.poolExhausted, ["pool exhausted", "pool timeout"], "connection pool (?:exhausted|timeout)"),
        .network(.poolExhausted, ["oo many c"], #"(?:sorry, )?too many (?:clients already|connections)"#),

        .network(.timeout, ["rpc error: "], "rpc error: code = DeadlineExceeded desc =", keys: ["= DeadlineExceeded"], language: .go, isPreamble: true),
        .network(.canceled, ["rpc error: "], "rpc error: code = Canceled desc =", keys: ["= Canceled"], language: .go, isPreamble: true),
        .network(nil, ["(errno: "], #"\(errno: \d+\)"#),
        .network(nil, ["ErrorDomain "], #"(?:Error Domain=)?NSPOSIXErrorDomain Code=\d+(?: \\*"[^"\r\n]*")?"#, language: .swift),
    ]

    // swift-format-ignore
    private static let faults: [ErrorText] = [
        .fault(.nilDereference, "nil pointer dereference", "(?:runtime error: )?invalid memory address or nil pointer dereference"),
        .fault(.nilDereference, "called using nil", #"value method \S+ called using nil \S+ pointer"#),
        .fault(.indexOutOfRange, "index out of range", #"runtime error: index out of range(?: \[[^\]\r\n]*\](?: with length \d+)?)?"#),
        .fault(.indexOutOfRange, "slice bounds out of range", #"runtime error: slice bounds out of range(?: \[[^\]\r\n]*\](?: with (?:length|capacity) \d+)?)?"#),
        .fault(.indexOutOfRange, "cannot convert slice", #"runtime error: cannot convert slice with length \d+ to (?:array or )?pointer to array with length \d+"#),
        .fault(.divideByZero, "divide by zero", "runtime error: (?:integer )?divide by zero"),
        .fault(.overflow, "integer overflow", "runtime error: integer overflow"),
        .fault(.typeAssertion, "interface conversion: ", #"interface conversion: [^\r\n]+?(?= goroutine \d|$|[\r\n]|\\+n|#012)"#),
        .fault(.nilMapWrite, "entry in nil map", "assignment to entry in nil map"),
        .fault(.closedChannel, "closed channel", "send on closed channel|close of closed channel"),
        .fault(.closedChannel, "close of nil channel", "close of nil channel"),
        .fault(.concurrentMap, "concurrent map", "concurrent map (?:writes|read and map write|iteration and map write)"),
        .fault(.deadlock, "- deadlock!", #"all goroutines are asleep - deadlock!|no goroutines \(main called runtime\.Goexit\) - deadlock!"#),
        .fault(.stackOverflow, "stack overflow", #"^stack overflow\b"#),
        .fault(.stackOverflow, "goroutine stack exceeds", #"runtime: goroutine stack exceeds \d+-byte limit"#),
        .fault(.outOfMemory, "out of memory", #"(?:runtime: )?out of memory(?:: cannot allocate \d+-byte block \(\d+ in use\)| \(\w+\))?"#),
        .fault(.outOfMemory, "cannot allocate", #"runtime: cannot (?:allocate memory|map pages in arena address space|allocate heap metadata)"#),
        .fault(.unlockOfUnlocked, "of unlocked ", #"sync: (?:R?Unlock|unlock) of unlocked (?:RW)?mutex"#),
        .fault(.negativeWaitGroup, "negative WaitGroup", "sync: negative WaitGroup counter"),
        .fault(.badPointer, "unexpected fault address", #"unexpected fault address 0x[0-9a-f]+"#),
        .fault(.badPointer, "fault", #"^fault$"#),
        .fault(.badPointer, "unexpected signal", "unexpected signal during runtime execution"),
        .fault(.badPointer, "bad pointer in Go heap", "(?:runtime: )?found bad pointer in Go heap"),
        .fault(.badPointer, "checkptr: ", "checkptr: [a-z ]+"),
        .fault(.badPointer, "SIGSEGV", #"\[?(?:signal )?SIGSEGV: segmentation (?:violation|fault)[^\]\r\n]*\]?"#),
        .fault(.badPointer, "SIGBUS", #"\[?(?:signal )?SIGBUS: bus error[^\]\r\n]*\]?"#),
        .fault(.signal, "signal SIG", #"\[signal SIG(?!SEGV|BUS)[A-Z0-9]+: [^\]\r\n]*\]"#),
        .fault(.explicitPanic, "called with nil argument", #"panic called with nil argument(?: \(use GODEBUG=panicnil=1 to disable\))?"#),
        .fault(.other, "runtime error: ", #"runtime error: (?:hash of unhashable type|comparing uncomparable type|makeslice|makechan|growslice|negative shift amount|unsafe\.|floating point error)[^\r\n#\\]*"#),
        .fault(.other, "makechan: ", "^makechan: size out of range"),
        .fault(.other, "hread exhaustion", "thread exhaustion"),
        .fault(.other, "-thread limit", #"runtime: program exceeds \d+-thread limit"#),
        .fault(.other, "create new OS thread", #"runtime: failed to create new OS thread(?: \([^)\r\n]*\))?"#),

        .fault(.unwrappedNil, "nexpectedly found nil", "unexpectedly found nil while (?:implicitly )?unwrapping an Optional value", language: .swift),
        .fault(.indexOutOfRange, "ndex ", #"(?:negative |array |string |substring |character |unicode scalar |slice )*(?:index|bounds?) (?:is |are )?(?:out of (?:range|bounds)|beyond bounds)"#, language: .swift),
        .fault(.indexOutOfRange, "lowerBound <= upperBound", "range requires lowerBound <= upperBound", language: .swift),
        .fault(.indexOutOfRange, "subrange", "array replace: subrange (?:extends past the end|with a negative upper bound|start is negative)", language: .swift),
        .fault(.divideByZero, "ivision by zero", "division by zero(?: in remainder operation)?", language: .swift),
        .fault(.overflow, "rithmetic overflow", "(?:swift runtime failure: )?arithmetic overflow", language: .swift),
        .fault(.overflow, "ot enough bits", "not enough bits to represent (?:the|a) (?:passed value|signed value)", language: .swift),
        .fault(.overflow, "value cannot be converted to", #"\w+ value cannot be converted to \w+ because [^\r\n#\\]+"#, language: .swift),
        .fault(.typeAssertion, "ould not cast value of type", #"could not cast value of type [^\r\n]+?\)(?: to [^\r\n]+?\))?\.?(?=$|[\r\n])"#, language: .swift),
        .fault(.exclusivity, "imultaneous accesses", #"simultaneous accesses to 0x[0-9a-f]+, but modification requires exclusive access\.?"#, language: .swift),
        .fault(.useAfterFree, "nowned reference", #"attempted to read an unowned reference but (?:the )?object[^\r\n#\\]*"#, language: .swift),
        .fault(.useAfterFree, "use-after-free", "(?:heap|stack)-use-after-\\w+", language: nil),
        .fault(.concurrencyMisuse, "CONTINUATION MISUSE", #"SWIFT TASK CONTINUATION MISUSE: [^\r\n#\\]+"#, language: .swift),
        .fault(.concurrencyMisuse, "its continuation", #"[\w().:_<>, ]+ (?:leaked its continuation|tried to resume its continuation more than once)[^\r\n#\\]*"#, language: .swift),
        .fault(.concurrencyMisuse, "actor executor assumption", #"incorrect actor executor assumption[^\r\n#\\]*"#, language: .swift),
        .fault(.concurrencyMisuse, "eaking promise", #"leaking promise[^\r\n#\\]*"#, language: .swift),
        .fault(.badPointer, "ad pointer dereference", #"bad pointer dereference(?: at 0x[0-9a-f]+)?"#, language: .swift),
        .fault(.precondition, "recondition failed", #"^precondition failed(?:: [^\r\n]*)?"#, language: .swift),
        .fault(.assertion, "ssertion failed", #"^assertion failed(?:: [^\r\n]*)?"#, language: .swift),
        .fault(.uncaughtError, "unexpectedly raised an error", #"'try!' expression unexpectedly raised an error: [^\r\n]*"#, language: .swift),
        .fault(.uncaughtError, "rror raised at top level", #"error raised at top level: [^\r\n]*"#, language: .swift),
    ]
}
