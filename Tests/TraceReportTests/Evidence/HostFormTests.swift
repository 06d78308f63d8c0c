import Testing

@testable import TraceReport

/// Forms that other systems and other versions of the tools print.
@Suite struct `Forms of host texts` {
    /// A list of sockets, and what must be read of it.
    struct ListCase: Sendable, CustomStringConvertible {
        var description: String
        var text: String
        var closeWait = 0
        var established = 0
        var listeners: [Int] = []
        var peer: String?
        var unread = 0
        var ownerless = 0
    }

    static let lists = [
        ListCase(
            description: "netstat of macOS",
            text: """
                Active Internet connections (including servers)
                Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
                tcp4       0      0  10.0.0.1.9093          10.0.0.7.50001         CLOSE_WAIT
                tcp6       0      0  fe80::1%lo0.9093       fe80::1%lo0.50002      ESTABLISHED
                tcp46      0      0  *.9093                 *.*                    LISTEN
                udp4       0      0  *.68                   *.*
                Active LOCAL (UNIX) domain sockets
                """,
            closeWait: 1,
            established: 1,
            listeners: [9093],
            peer: "10.0.0.7"
        ),
        ListCase(
            description: "netstat of BusyBox, addresses in IPv6's form",
            text: """
                / # netstat -ant
                Active Internet connections (servers and established)
                Proto Recv-Q Send-Q Local Address           Foreign Address         State
                tcp        0      0 :::9093                 :::*                    LISTEN
                tcp      201      0 ::ffff:10.0.0.1:9093    ::ffff:10.0.0.7:50001   CLOSE_WAIT
                tcp        0      0 ::ffff:10.0.0.1:9093    ::ffff:10.0.0.7:50002   ESTABLISHED
                """,
            closeWait: 1,
            established: 1,
            listeners: [9093],
            peer: "10.0.0.7",
            unread: 1
        ),
        ListCase(
            description: "netstat with users, inodes and programs; one connection without an owner",
            text: """
                Proto Recv-Q Send-Q Local Address   Foreign Address  State       User  Inode  PID/Program name
                tcp        0      0 0.0.0.0:9093    0.0.0.0:*        LISTEN      0     1570   77/api
                tcp        1      0 10.0.0.1:9093   10.0.0.7:50001   CLOSE_WAIT  0     1571   77/api
                tcp      201      0 10.0.0.1:9093   10.0.0.7:50002   CLOSE_WAIT  0     0      -
                """,
            closeWait: 2,
            listeners: [9093],
            peer: "10.0.0.7",
            unread: 1,
            ownerless: 1
        ),
        ListCase(
            description: "netstat of Windows",
            text: """
                  Proto  Local Address          Foreign Address        State           PID
                  TCP    0.0.0.0:9093           0.0.0.0:0              LISTENING       4
                  TCP    10.0.0.1:9093          10.0.0.7:50001         CLOSE_WAIT      4
                """,
            closeWait: 1,
            listeners: [9093],
            peer: "10.0.0.7"
        ),
        ListCase(
            description: "names instead of addresses",
            text: """
                # netstat -at
                Proto Recv-Q Send-Q Local Address           Foreign Address         State
                tcp        0      0 web-1.internal:9093 ip-10-0-0-7.eu-west-1.compute.internal:50001 CLOSE_WAIT
                """,
            closeWait: 1,
            peer: "10.0.0.7"
        ),
        ListCase(
            description: "ss of CentOS 7",
            text: """
                [root@web-1 ~]# ss -tanp
                State      Recv-Q Send-Q Local Address:Port               Peer Address:Port
                LISTEN     0      128          *:9093                     *:*                   users:(("api",pid=77,fd=3))
                CLOSE-WAIT 1      0      ::ffff:10.0.0.1:9093             ::ffff:10.0.0.7:50001 users:(("api",pid=77,fd=9))
                """,
            closeWait: 1,
            listeners: [9093],
            peer: "10.0.0.7"
        ),
        ListCase(
            description: "ss of iproute2 6, with a column of the kind of socket and zones",
            text: """
                Netid State      Recv-Q Send-Q          Local Address:Port   Peer Address:Port  Process
                udp   UNCONN     0      0               127.0.0.53%lo:53          0.0.0.0:*
                tcp   LISTEN     0      4096            127.0.0.54%lo:9093        0.0.0.0:*
                tcp   CLOSE-WAIT 1      0        [fe80::1]%eth0:9093        [fe80::2]:50001
                tcp   ESTAB      0      0      [::ffff:10.0.0.1]:9093 [::ffff:10.0.0.7]:50002
                """,
            closeWait: 1,
            established: 1,
            listeners: [9093],
            peer: "fe80::2"
        ),
        ListCase(
            description: "ss without a header, filtered by state, in a container",
            text: """
                $ kubectl exec api-7c9f -- ss -Htn state close-wait '( sport = :9093 )'
                0      0      10.0.0.1:9093   10.0.0.7:50001
                19     0      10.0.0.1:9093   10.0.0.7:50002
                """,
            closeWait: 2,
            peer: "10.0.0.7",
            unread: 1
        ),
        ListCase(
            description: "lines that grep let through",
            text: """
                anna@web-1:~$ sudo netstat -antp | grep CLOSE_WAIT
                tcp6       1      0 10.0.0.1:9093   10.0.0.7:50001   CLOSE_WAIT  77/api
                """,
            closeWait: 1,
            peer: "10.0.0.7"
        ),
        ListCase(
            description: "/proc/net/tcp and tcp6",
            text: """
                # cat /proc/net/tcp /proc/net/tcp6
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100000A:2385 0700000A:C351 08 00000000:00000001 00:00000000 00000000     0        0 157549 1
                   1: 0100000A:2385 0700000A:C352 08 00000000:00000013 00:00000000 00000000     0        0 0 1
                   2: 00000000:2385 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 157548 1
                  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0000000000000000FFFF00000100000A:2385 0000000000000000FFFF00000700000A:C353 01 00000000:00000000 00:00000000 00000000     0        0 157550 1
                """,
            closeWait: 2,
            established: 1,
            listeners: [9093],
            peer: "10.0.0.7",
            unread: 1,
            ownerless: 1
        ),
        ListCase(
            description: "lsof -i -P, without directories and maps",
            text: """
                COMMAND  PID USER   FD   TYPE             DEVICE SIZE/OFF NODE NAME
                api    77 anna    7u  IPv4 0xa1b2c3d4e5f60718      0t0  TCP *:9093 (LISTEN)
                api    77 anna    9u  IPv6 0xa1b2c3d4e5f60719      0t0  TCP [::1]:9093->[::1]:50001 (CLOSE_WAIT)
                """,
            closeWait: 1,
            listeners: [9093],
            peer: "::1"
        ),
    ]

    @Test(arguments: lists)
    func `lists sockets by state and peer`(list: ListCase) throws {
        let table = try #require(evidence(list.text).table)
        #expect(table.count(.closeWait) == list.closeWait)
        #expect(table.count(.established) == list.established)
        #expect(table.listeners.map(\.port) == list.listeners)
        #expect(table.peers(in: .closeWait, port: 9093).first?.host == list.peer)
        #expect(table.sum(\.unread, in: .closeWait) == list.unread)
        #expect(table.sum(\.ownerless, in: .closeWait) == list.ownerless)
    }

    @Test func `tells calls that come in from calls that go out`() throws {
        let table = try #require(
            evidence(
                """
                State Recv-Q Send-Q Local Address:Port Peer Address:Port
                LISTEN 0 128 *:50051 *:*
                ESTAB 0 0 10.0.0.1:50051 10.0.0.7:41000
                ESTAB 0 236 10.0.0.1:37536 10.0.0.9:6379 timer:(on,1.200ms,3)
                """
            ).table
        )
        #expect(table.peers(in: .established) == [HostCount(host: "10.0.0.7", count: 1)])
        #expect(
            table.destinations(in: .established) == [HostCount(host: "10.0.0.9:6379", count: 1)]
        )
        #expect(table.sum(\.retransmitting, in: .established) == 1)
        #expect(table.sum(\.unsent, in: .established) == 1)
    }

    @Test func `reads the second line of ss -i`() throws {
        let table = try #require(
            evidence(
                """
                State Recv-Q Send-Q Local Address:Port Peer Address:Port
                ESTAB 0 90000 10.0.0.1:9093 10.0.0.7:41000
                \t cubic rto:204 rtt:1.3/2.6 retrans:1/4 rwnd_limited:6000ms(98.2%) cwnd:10
                """
            ).table
        )
        #expect(table.sum(\.receiverLimited, in: .established) == 1)
        #expect(table.sum(\.retransmitting, in: .established) == 1)
        #expect(table.groups.first?.mostUnsent == 90000)
    }

    @Test(
        arguments: [
            (
                "Max open files            1024                 unlimited            files     ",
                1024, nil
            ),
            (
                "NOFILE     max number of open files                1024    524288 files", 1024,
                524_288
            ),
            ("open files                      (-n) 1024", 1024, nil),
            ("-n: file descriptors                1024", 1024, nil),
            ("LimitNOFILE=1024:524288", 1024, 524_288),
            ("$ ulimit -Sn\n1024", 1024, nil),
            ("$ ulimit -Hn\n4096", nil, 4096),
        ] as [(String, Int?, Int?)]
    )
    func `reads limits`(text: String, soft: Int?, hard: Int?) {
        let limit = evidence(text).descriptorLimits.first?.value
        #expect(limit?.soft == soft)
        #expect(limit?.hard == hard)
    }

    @Test(arguments: ["$ ulimit -n 65535\n1", "$ echo 5\n5", "1024", "$ ulimit -u\n1024"])
    func `takes no other number for a limit`(text: String) {
        #expect(evidence(text).isEmpty)
    }

    @Test func `reads counters in all their forms`() {
        for text in [
            "#kernel\nTcpExtListenOverflows           562                0.0\n",
            "TcpExt: SyncookiesSent ListenOverflows\nTcpExt: 0 562\n",
            "$ netstat -s\nTcpExt:\n    562 times the listen queue of a socket overflowed\n",
            "    562 listen queue overflows\n",
        ] {
            #expect(evidence(text).counters.first?.value["ListenOverflows"] == 562, "\(text)")
        }
    }

    @Test func `reads the kernel's log, a kill once`() {
        let events = evidence(
            """
            # dmesg -T | tail
            [Mon Apr 11 11:23:00 2022] oom-kill:constraint=CONSTRAINT_MEMCG,task=api,pid=2105,uid=0
            [Mon Apr 11 11:23:00 2022] Memory cgroup out of memory: Killed process 2105 (api) total-vm:9kB
            [Mon Apr 11 11:23:01 2022] oom_reaper: reaped process 2105 (api), now anon-rss:0kB
            [Mon Apr 11 11:23:02 2022] nf_conntrack: nf_conntrack: table full, dropping packet
            [Mon Apr 11 11:23:02 2022] nf_conntrack: nf_conntrack: table full, dropping packet
            [Mon Apr 11 11:23:03 2022] TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:9093. Sending cookies.
            """
        ).kernelEvents.map(\.value)
        #expect(
            events == [
                KernelEvent(kind: .outOfMemoryKill(pid: 2105, process: "api")),
                KernelEvent(kind: .connectionTableFull, count: 2),
                KernelEvent(kind: .synFlood(port: 9093)),
            ]
        )
    }

    @Test(arguments: [
        ("      Reason:       OOMKilled", true),
        ("            \"OOMKilled\": true,", true),
        ("            \"OOMKilled\": false,", false),
        ("api.service: Failed with result 'oom-kill'.", true),
        ("api.service: Failed with result 'exit-code'.", false),
    ])
    func `reads of a kill in the words of those who watch over processes`(line: String, told: Bool)
    {
        let kill = KernelEvent(kind: .outOfMemoryKill(pid: nil, process: nil))
        #expect(evidence(line).kernelEvents.map(\.value) == (told ? [kill] : []))
    }

    @Test func `reads memory, processes and settings`() {
        let free = evidence(
            """
                           total        used        free      shared  buff/cache   available
            Mem:        24684096      400000      100000        1000      512336      900000
            Swap:              0           0           0
            """
        ).memory.first?.value
        #expect(
            free == MemoryState(total: 24_684_096, available: 900_000, swapTotal: 0, swapFree: 0)
        )
        #expect(free?.isShort == true)
        let process = evidence(
            "$ ps -o pid,etime,nlwp,rss,comm -p 77\n  PID     ELAPSED NLWP   RSS COMMAND\n   77  1-02:03:04    7  9616 api\n"
        ).processes.first?.value
        #expect(
            process
                == ProcessState(
                    pid: 77,
                    name: "api",
                    residentMemory: 9616,
                    threads: 7,
                    elapsed: 93_784
                )
        )
        let conntrack = evidence("net.netfilter.nf_conntrack_count = 262000\n").kernelTables.first
        #expect(conntrack?.value == KernelTable(name: .connectionTracking, used: 262_000))
    }

    @Test func `sums a proxy's lines up`() throws {
        let haproxy = try #require(
            evidence(
                """
                Apr 11 11:23:00 lb haproxy[71]: 10.0.0.7:50000 [11/Apr/2022:11:22:57.123] front back/srv 0/0/1/-1/3003 504 194 - - sH-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
                Apr 11 11:23:01 lb haproxy[71]: 10.0.0.7:50001 [11/Apr/2022:11:23:01.001] front back/srv 0/0/1/12/13 200 194 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
                """
            ).proxies.first?.value
        )
        #expect(haproxy.lines == 2 && haproxy.statuses == [504: 1, 200: 1])
        #expect(haproxy.terminations == ["sH": 1, "--": 1])
        #expect(haproxy.longestFailure == 3003)
        let nginx = try #require(
            evidence(
                """
                2022/04/11 11:23:00 [error] 71#71: *9 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.7
                2022/04/11 11:23:01 [error] 71#71: *9 upstream prematurely closed connection while reading response header from upstream
                10.0.0.7 - - [11/Apr/2022:11:23:02 +0000] "GET / HTTP/1.1" 499 0 "-" "curl/7.88" 5.001
                """
            ).proxies.first?.value
        )
        #expect(nginx.timeouts == ["reading response header from upstream": 1])
        #expect(nginx.prematureCloses == 1 && nginx.statuses == [499: 1])
        #expect(nginx.longestFailure == 5001)
    }

    @Test func `reads times that stand one a line`() {
        let timing = evidence(
            """
            $ curl -w @format -o /dev/null -s http://10.0.0.1:9093/
                 time_namelookup:  0.001s
                    time_connect:  0.002s
              time_starttransfer:  5.010s
                                 ----------
                      time_total:  5.011s
            """
        ).probes.first?.value
        #expect(timing?.timing?.firstByte == 5_010_000)
        #expect(timing?.timing?.total == 5_011_000)
        #expect(timing?.port == 9093)
    }

    @Test func `says that curl cannot have waited so long`() {
        let found = evidence(
            """
            $ curl -m 5 http://10.0.0.1:9093/
            curl: (28) Operation timed out after 30001 milliseconds with 0 out of -1 bytes received
            """
        ).contradictions
        #expect(found.map(\.kind) == [.waitAboveLimit])
    }

    @Test(arguments: [
        (
            "curl: (7) Failed to connect to a.example port 80 after 3 ms: No route to host",
            "unreachable"
        ),
        ("curl: (7) Failed connect to 127.0.0.1:9093; Connection refused", "refused"),
        ("curl: (28) Connection timed out after 501 milliseconds", "connect_timeout"),
        (
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "transfer_timeout"
        ),
        ("curl: (52) Empty reply from server", "empty_reply"),
        ("curl: (56) Recv failure: Connection reset by peer", "receive"),
        ("curl: (55) Send failure: Broken pipe", "send"),
        ("curl: (6) Could not resolve host: a.example", "lookup"),
        ("curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL", "tls"),
    ])
    func `tells curl's failures apart`(line: String, kind: String) {
        #expect(evidence(line).probes.first?.value.failure?.kind.rawValue == kind)
    }

    @Test func `keeps the hosts of a pasted session apart`() {
        let read = evidence(
            """
            [root@web-1 ~]# ss -s
            TCP:   434 (estab 184, closed 249, orphaned 0, timewait 248)
            [root@web-2 ~]# ss -s
            TCP:   8 (estab 2, closed 5, orphaned 0, timewait 4)
            """
        )
        #expect(read.readings.map(\.source.host) == ["web-1", "web-2"])
        #expect(read.snapshots.count == 2)
    }

    @Test func `reads what was copied from a page, with its spaces and colours`() {
        let read = evidence("#\u{A0}netstat\u{A0}-n\n\u{1B}[31mCLOSE_WAIT\u{1B}[0m\u{A0}1020\r\n")
        #expect(read.table?.count(.closeWait) == 1020)
    }
}
