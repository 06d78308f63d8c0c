@testable import TraceReport

extension CauseScenario {
    static let all = closings + calls + processes + limits

    private static func slowLines(_ count: Int) -> [String] {
        Line.repeating(count) { number -> [String] in
            let second = 20 + number * 11
            return [
                Line.write(second, to: "10.9.0.7", 33_000 + number),
                Line.access(second, "10.9.0.7", in: "7.\(100 + number * 13)"),
                Line.access(second + 2, "10.9.0.8", "/ok", in: "0.0\(10 + number % 80)"),
            ]
        }.flatMap(\.self)
    }

    // MARK: - Connections that came in

    private static let closings = [
        CauseScenario(
            "one caller, and slow handlers",
            slowLines(30),
            is: .clientTimeout,
            because: .slowUpstream,
            not: [.clientAbort, .fdLimit, .noConnectionReuse, .proxyTimeout, .programFault]
        ),
        CauseScenario(
            "one caller, and nothing else",
            Line.repeating(30) { Line.write($0 * 7, to: "10.9.0.7", 33_000 + $0) },
            is: .clientTimeout,
            because: nil,
            not: [
                .clientAbort, .slowUpstream, .noConnectionReuse, .stalePooledConnection,
                .http2StreamReset,
            ]
        ),
        CauseScenario(
            "one caller whose dump shows the handlers",
            Line.repeating(30) { Line.write($0 * 7, to: "10.9.0.7", 33_000 + $0) },
            evidence: Line.repeating(24) { Line.goroutine(80 + $0) }.joined(separator: "\n"),
            is: .clientTimeout,
            because: .slowUpstream,
            not: [.clientAbort, .processCrash]
        ),
        CauseScenario(
            "many users in the middle of downloads",
            Line.repeating(80) { number -> [String] in
                let error =
                    number % 2 == 0 ? "write: connection reset by peer" : "write: broken pipe"
                return [
                    Line.write(number * 40, to: Line.user(number), 20_000 + number, error),
                    Line.access(
                        number * 40,
                        Line.user(number),
                        "/f",
                        bytes: 700_000 + number,
                        in: "1.\(number + 100)"
                    ),
                    Line.access(
                        number * 40 + 3,
                        Line.user(number + 300),
                        "/f",
                        bytes: 900_000,
                        in: "2.7"
                    ),
                ]
            }.flatMap(\.self),
            is: .clientAbort,
            because: .clientAbort,
            not: [.clientTimeout, .slowUpstream, .slowReader, .networkPath]
        ),
        CauseScenario(
            "a few users in three days",
            Line.repeating(900) { Line.access($0 * 240, Line.user($0), in: "0.012") }
                + Line.repeating(4) { Line.write($0 * 50_000 + 60, to: Line.user($0), 20_000 + $0) },
            is: .benign,
            because: .benign,
            not: [.clientTimeout, .slowUpstream, .retryStorm]
        ),
        CauseScenario(
            "a burst of users",
            Line.repeating(40) { Line.write($0 / 20, to: Line.user($0), 20_000 + $0) },
            is: .clientAbort,
            because: .clientAbort,
            not: [.benign, .clientTimeout, .unknown]
        ),
        CauseScenario(
            "a full queue of the listener",
            Line.repeating(60) {
                Line.access($0 * 2, "10.9.0.\(20 + $0 % 4)", in: "0.30\($0 % 9)")
            },
            more: [
                (
                    "caller.log",
                    Line.repeating(40) {
                        Line.call(
                            $0 * 2,
                            "http://10.9.0.1:8080/q",
                            "dial tcp 10.9.0.1:8080: i/o timeout"
                        )
                    }
                )
            ],
            evidence: """
                $ ss -ltn
                State  Recv-Q Send-Q Local Address:Port Peer Address:Port
                LISTEN 65     64                 *:8080            *:*
                $ nstat -az TcpExtListenOverflows
                #kernel
                TcpExtListenOverflows           912                0.0

                """,
            is: .clientTimeout,
            because: .acceptQueue,
            not: [.networkPath, .slowUpstream, .upstreamRefused, .idleConnectionDropped]
        ),
        CauseScenario(
            "an empty queue of the listener, and sockets that handlers hold",
            Line.repeating(30) { Line.write($0 * 7, to: "10.9.0.7", 33_000 + $0) },
            evidence:
                "$ netstat -antp\nProto Recv-Q Send-Q Local Address Foreign Address State PID/Program name\n"
                + "tcp6       0      0 :::8080        :::*            LISTEN      77/gate\n"
                + Line.repeating(90) {
                    "tcp6       1      0 10.9.0.1:8080  10.9.0.7:\(41_000 + $0)  CLOSE_WAIT  77/gate\n"
                }.joined()
                + Line.repeating(9) {
                    "tcp6       0      0 10.9.0.1:8080  10.9.0.8:\(51_000 + $0)  ESTABLISHED 77/gate\n"
                }.joined()
                + "$ ss -ltn\nState  Recv-Q Send-Q Local Address:Port Peer Address:Port\n"
                + "LISTEN 0      4096               *:8080            *:*\n",
            is: .clientTimeout,
            because: .slowUpstream,
            not: [.acceptQueue, .clientAbort, .fdLimit, .memoryPressure]
        ),
        CauseScenario(
            "nginx gives up",
            Line.repeating(20) { Line.write($0 * 30 + 9, to: "10.9.0.2", 45_000 + $0) },
            more: [
                (
                    "proxy.log",
                    Line.repeating(20) {
                        Line.nginx(
                            $0 * 30,
                            "upstream timed out (110: Connection timed out) while reading response header from upstream"
                        )
                    }
                )
            ],
            is: .proxyTimeout,
            because: .proxyTimeout,
            not: [.clientTimeout, .clientAbort, .idleConnectionDropped, .networkPath]
        ),
        CauseScenario(
            "late handlers behind the server's limit for them",
            Line.repeating(20) { "\(Line.go($0 * 9)) reply: http: Handler timeout" },
            is: .serverTimeout,
            because: .slowUpstream,
            not: [.clientTimeout, .slowReader, .proxyTimeout, .clientAbort]
        ),
        CauseScenario(
            "peers that read slowly",
            Line.repeating(30) { number -> [String] in
                [
                    Line.write(number * 40, to: Line.user(number), 20_000 + number, "i/o timeout"),
                    Line.access(
                        number * 40,
                        Line.user(number),
                        "/f",
                        bytes: 800_000 + number,
                        in: "20.0\(number % 9)1"
                    ),
                    Line.access(
                        number * 40 + 1,
                        Line.user(number + 50),
                        "/f",
                        bytes: 9_000_000,
                        in: "2.1"
                    ),
                ]
            }.flatMap(\.self),
            evidence: "$ ss -tn\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\n"
                + Line.repeating(9) {
                    "ESTAB 0 \(180_000 + $0) 10.9.0.1:8080 \(Line.user($0)):\(20_000 + $0)\n"
                }.joined(),
            is: .serverTimeout,
            because: .slowReader,
            not: [.slowUpstream, .clientAbort, .clientTimeout]
        ),
        CauseScenario(
            "slow calls behind the server's limit",
            Line.repeating(30) { number -> [String] in
                [
                    "\(Line.go(number * 9)) WARN slow upstream call path=/rates took=4.\(100 + number)s",
                    Line.write(
                        number * 9,
                        to: "10.9.0.\(number % 4 + 20)",
                        33_000 + number,
                        "i/o timeout"
                    ),
                ]
            }.flatMap(\.self),
            is: .serverTimeout,
            because: .slowUpstream,
            not: [.slowReader, .clientTimeout]
        ),
        CauseScenario(
            "a write of this program's own that waits",
            Line.repeating(12) {
                "\(Line.go($0 * 9)) send: write tcp 10.9.0.1:\(41_000 + $0)->10.9.4.4:9200: i/o timeout"
            },
            is: nil,
            because: nil,
            not: [.serverTimeout, .slowReader, .clientAbort]
        ),
        CauseScenario(
            "uploads that end early",
            Line.repeating(30) {
                "\(Line.go($0 * 20)) upload from \(Line.user($0)):\(20_000 + $0): read body: unexpected EOF"
            },
            is: .requestBodyAborted,
            because: .requestBodyAborted,
            not: [.clientTimeout, .idleTimeoutRace, .stalePooledConnection, .slowUpstream]
        ),
        CauseScenario(
            "streams that are given up",
            Line.repeating(30) {
                "\(Line.go($0 * 3)) reply to 10.9.0.7:51000: http2: stream closed"
            },
            is: .http2StreamReset,
            because: nil,
            not: [.clientAbort, .clientTimeout, .networkPath]
        ),
        CauseScenario(
            "writes to closed connections, while the process goes on",
            Line.repeating(40) {
                Line.write(
                    $0 * 13,
                    to: Line.user($0),
                    20_000 + $0,
                    "use of closed network connection"
                )
            },
            is: .writeAfterClose,
            because: .writeAfterClose,
            not: [.serverRestart, .clientAbort, .clientTimeout]
        ),
        CauseScenario(
            "one client that does not trust the certificate, every ten seconds",
            Line.repeating(40) {
                "\(Line.go($0 * 10)) http: TLS handshake error from 10.9.0.7:\(40_000 + $0): remote error: tls: bad certificate"
            },
            is: .tlsMismatch,
            because: .tlsMismatch,
            not: [.healthCheck, .clientAbort, .clientTimeout]
        ),
        CauseScenario(
            "a check every ten seconds",
            Line.repeating(40) {
                "\(Line.go($0 * 10)) http: TLS handshake error from 10.9.0.7:\(40_000 + $0): EOF"
            },
            is: .healthCheck,
            because: .healthCheck,
            not: [.tlsMismatch, .requestBodyAborted, .serverTimeout]
        ),
    ]

    // MARK: - Connections that went out

    private static let calls = [
        CauseScenario(
            "nobody listens",
            Line.repeating(30) {
                Line.call(
                    $0 * 5,
                    "http://10.9.3.7:8545/h",
                    "dial tcp 10.9.3.7:8545: connect: connection refused"
                )
            },
            is: .upstreamRefused,
            because: .upstreamRefused,
            not: [.networkPath, .acceptQueue, .processCrash, .serverRestart]
        ),
        CauseScenario(
            "no route",
            Line.repeating(30) {
                Line.call(
                    $0 * 5,
                    "http://10.9.3.7:8545/h",
                    "dial tcp 10.9.3.7:8545: connect: no route to host"
                )
            },
            is: .networkPath,
            because: .networkPath,
            not: [.upstreamRefused, .dnsFailure, .acceptQueue]
        ),
        CauseScenario(
            "no answer to dials, by the kernel's clock",
            Line.repeating(12) {
                "\(Line.go($0 * 60)) pool: dial tcp 10.9.3.8:5432: connect: connection timed out"
            },
            is: .networkPath,
            because: .networkPath,
            not: [.idleConnectionDropped, .upstreamRefused, .stalePooledConnection]
        ),
        CauseScenario(
            "names that are not there",
            Line.repeating(30) {
                Line.call(
                    $0 * 5,
                    "http://rates.internal/h",
                    "dial tcp: lookup rates.internal on 10.9.0.53:53: no such host"
                )
            },
            is: .dnsFailure,
            because: .dnsFailure,
            not: [.networkPath, .upstreamRefused, .fdLimit]
        ),
        CauseScenario(
            "EOF on calls that are not repeated",
            Line.repeating(30) {
                Line.call(
                    $0 * 61,
                    "http://10.9.3.7:8545/pay",
                    $0 % 3 == 0 ? "http: server closed idle connection" : "EOF",
                    method: "Post"
                )
            },
            is: .idleTimeoutRace,
            because: .idleTimeoutRace,
            not: [.requestBodyAborted, .stalePooledConnection, .serverRestart, .healthCheck]
        ),
        CauseScenario(
            "a store's connections that were closed",
            Line.repeating(12) {
                "\(Line.go($0 * 400)) save: write tcp 10.9.0.1:\(41_000 + $0)->10.9.4.4:5432: write: broken pipe"
            },
            is: .stalePooledConnection,
            because: .stalePooledConnection,
            not: [.clientTimeout, .clientAbort, .idleTimeoutRace]
        ),
        CauseScenario(
            "connections that nobody answers any more",
            Line.repeating(12) {
                "\(Line.go($0 * 900)) load: read tcp 10.9.0.1:\(41_000 + $0)->10.9.4.9:6379: read: connection timed out"
            },
            is: .idleConnectionDropped,
            because: .idleConnectionDropped,
            not: [.networkPath, .stalePooledConnection, .clientTimeout]
        ),
        CauseScenario(
            "own calls that took too long",
            Line.repeating(30) {
                Line.call(
                    $0 * 5,
                    "http://10.9.3.7:8545/h",
                    "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
                )
            },
            is: .clientTimeout,
            because: .slowUpstream,
            not: [.networkPath, .clientAbort, .serverTimeout]
        ),
        CauseScenario(
            "callers that say so, again and again",
            Line.repeating(30) { Line.write($0 * 4, to: "10.9.0.7", 33_000 + $0) },
            more: [
                (
                    "caller.log",
                    Line.repeating(60) {
                        """
                        \(Line.go($0 * 2)) basket: attempt \($0 % 4 + 1)/4 failed: Get \
                        "http://10.9.0.1:8080/q": context deadline exceeded (Client.Timeout exceeded while \
                        awaiting headers)
                        """
                    }
                )
            ],
            is: .clientTimeout,
            because: nil,
            amplifiers: [.retryStorm],
            not: [.clientAbort, .slowReader, .networkPath]
        ),
    ]

    // MARK: - Processes

    private static let processes = [
        CauseScenario(
            "a restart that cuts off",
            Line.repeating(40) { "\(Line.go($0 * 5)) request done" }
                + [
                    "\(Line.go(200)) received signal terminated, shutting down",
                    Line.write(200, to: "10.9.0.7", 33_001, "use of closed network connection"),
                    Line.write(200, to: "10.9.0.8", 33_002, "use of closed network connection"),
                    "\(Line.go(201)) serve: http: Server closed",
                    "\(Line.go(206)) listening on :8080 pid=991",
                ],
            more: [
                (
                    "proxy.log",
                    Line.repeating(20) {
                        Line.nginx(
                            202 + $0 / 6,
                            "connect() failed (111: Connection refused) while connecting to upstream"
                        )
                    }
                )
            ],
            is: .serverRestart,
            because: .serverRestart,
            not: [.writeAfterClose, .upstreamRefused, .processCrash, .clientAbort]
        ),
        CauseScenario(
            "a crash, and a proxy that finds nobody",
            [
                "fatal error: concurrent map writes", "", "goroutine 33 [running]:",
                "acme/shop.count(...)", "\t/src/shop/count.go:12",
                "acme/shop.(*Stats).loop(0xc0001)", "\t/src/shop/stats.go:40 +0x55",
                "created by acme/shop.New in goroutine 1", "\t/src/shop/stats.go:21 +0x9c",
                "exit status 2",
            ],
            more: [
                (
                    "proxy.log",
                    Line.repeating(20) {
                        Line.nginx(
                            202 + $0 / 6,
                            "connect() failed (111: Connection refused) while connecting to upstream"
                        )
                    }
                ),
                (
                    "supervisor.log",
                    [
                        "\(Line.go(202)) supervisord: shop exited: exit status 2; restarting in 2s",
                        "\(Line.go(206)) supervisord: shop started, pid 881",
                    ]
                ),
            ],
            is: .processCrash,
            because: .programFault,
            not: [.upstreamRefused, .serverRestart, .memoryPressure, .sigpipe]
        ),
        CauseScenario(
            "memory that ran out",
            [
                "fatal error: runtime: out of memory", "", "runtime stack:",
                "runtime.throw({0x9f1d2e?, 0x0?})",
                "\t/usr/local/go/src/runtime/panic.go:1101 +0x48",
                "", "goroutine 33 [running]:", "acme/shop.(*Cache).grow(0xc0001)",
                "\t/src/shop/cache.go:40 +0x55", "exit status 2",
            ],
            is: .processCrash,
            because: .memoryPressure,
            not: [.programFault, .serverRestart]
        ),
        CauseScenario(
            "a kill that nobody explains",
            Line.repeating(3) {
                "\(Line.go($0 * 300)) supervisord: shop exited: exit status 137; restarting in 2s"
            },
            is: .processCrash,
            because: nil,
            not: [.memoryPressure, .sigpipe, .programFault]
        ),
        CauseScenario(
            "a reader of the log that ended",
            Line.repeating(6) {
                "\(Line.go($0 * 300)) supervisord: shop exited: exit status 141; restarting in 2s"
            },
            is: .sigpipe,
            because: .sigpipe,
            not: [.processCrash, .memoryPressure, .clientAbort]
        ),
        CauseScenario(
            "a handler's fault",
            Line.repeating(12) {
                Line.panic(
                    $0 * 9,
                    "runtime error: invalid memory address or nil pointer dereference"
                )
            },
            is: .programFault,
            because: .programFault,
            not: [.processCrash, .clientTimeout, .networkPath]
        ),
        CauseScenario(
            "a handler that panics of a broken pipe",
            Line.repeating(12) {
                Line.panic(
                    $0 * 9,
                    "write tcp 10.9.0.1:8080->10.9.0.7:\(40_000 + $0 * 9): write: broken pipe"
                )
            },
            is: .clientTimeout,
            because: nil,
            not: [.programFault, .processCrash]
        ),
    ]

    // MARK: - Limits

    private static let limits = [
        CauseScenario(
            "descriptors that ran out",
            Line.repeating(30) {
                "\(Line.go($0)) http: Accept error: accept tcp [::]:8080: accept4: too many open files; retrying in 1s"
            },
            is: .fdLimit,
            because: .fdLimit,
            not: [.slowUpstream, .portExhaustion, .retryStorm, .clientAbort]
        ),
        CauseScenario(
            "lookups without descriptors",
            Line.repeating(30) {
                Line.call(
                    $0 * 5,
                    "http://rates.internal/h",
                    "dial tcp: lookup rates.internal: too many open files"
                )
            },
            is: .fdLimit,
            because: .fdLimit,
            not: [.dnsFailure, .networkPath]
        ),
        CauseScenario(
            "ports that ran out, and where they wait",
            Line.repeating(30) {
                Line.call(
                    $0,
                    "http://10.9.3.7:8545/h",
                    "dial tcp 10.9.3.7:8545: connect: cannot assign requested address"
                )
            },
            evidence: """
                $ cat /proc/sys/net/ipv4/ip_local_port_range
                50000 50999
                $ ss -Htan state time-wait | awk '{print $4}' | sort | uniq -c | sort -nr
                    990 10.9.3.7:8545

                """,
            is: .portExhaustion,
            because: .noConnectionReuse,
            not: [.fdLimit, .upstreamRefused, .networkPath]
        ),
        CauseScenario(
            "an address that is not this machine's",
            Line.repeating(6) {
                "\(Line.go($0 * 5)) start: listen tcp 10.9.9.9:80: bind: cannot assign requested address"
            },
            is: nil,
            because: nil,
            not: [.portExhaustion, .noConnectionReuse]
        ),
        CauseScenario(
            "buffers that ran out",
            Line.repeating(20) {
                "\(Line.go($0 * 5)) metrics: write udp 10.9.0.1:41000->10.9.5.5:8125: write: no buffer space available"
            },
            is: .memoryPressure,
            because: .memoryPressure,
            not: [.clientAbort, .fdLimit]
        ),
        CauseScenario(
            "two causes that have nothing to do with each other",
            Line.repeating(30) { Line.write($0 * 7, to: "10.9.0.7", 33_000 + $0) }
                + Line.repeating(12) {
                    Line.call(
                        $0 * 5,
                        "http://rates.internal/h",
                        "dial tcp: lookup rates.internal on 10.9.0.53:53: no such host"
                    )
                },
            is: .clientTimeout,
            because: nil,
            also: [.dnsFailure],
            not: [.networkPath, .fdLimit]
        ),
        CauseScenario(
            "many users whose program gives up after fifteen seconds",
            Line.repeating(40) { number -> [String] in
                [
                    Line.write(number * 20, to: Line.user(number), 20_000 + number),
                    Line.access(
                        number * 20,
                        Line.user(number),
                        in: "\(15 + number % 20).3\(number)"
                    ),
                    Line.access(number * 20 + 4, Line.user(number + 90), "/ok", in: "0.4\(number)"),
                ]
            }.flatMap(\.self),
            is: .clientTimeout,
            because: .slowUpstream,
            not: [.clientAbort, .fdLimit]
        ),
        CauseScenario(
            "a table of connections that is full",
            Line.repeating(30) {
                "\(Line.go($0 * 4)) sync: dial tcp 10.9.6.\($0 % 9 + 1):443: i/o timeout"
            },
            evidence: """
                $ dmesg -T | tail
                [Tue Mar  4 10:00:05 2025] nf_conntrack: nf_conntrack: table full, dropping packet

                """,
            is: .memoryPressure,
            because: .memoryPressure,
            not: [.acceptQueue, .clientAbort, .upstreamRefused]
        ),
        CauseScenario(
            "handlers whose client has gone, and what they waited for",
            Line.repeating(30) {
                """
                \(Line.go($0 * 4)) quote: Get "http://10.9.3.7:8545/h": context canceled \
                client_ip=10.9.0.7
                """
            },
            is: .clientTimeout,
            because: .slowUpstream,
            not: [.clientAbort, .networkPath]
        ),
        CauseScenario(
            "errors that nobody knows",
            Line.repeating(9) {
                "\(Line.go($0 * 5)) start: listen tcp :80: bind: address already in use"
            },
            is: .unknown,
            because: .unknown,
            not: [.upstreamRefused, .serverRestart]
        ),
    ]
}
