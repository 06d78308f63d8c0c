import Testing

@testable import TraceReport

/// What stands in a log is written by whoever can make the server log something.
@Suite struct `Host texts inside a log` {
    @Test(arguments: [
        "2022/04/11 11:23:00 agent said: CLOSE_WAIT 9999",
        "{\"msg\":\"# netstat -n\\nCLOSE_WAIT 9999\\n\"}",
        "level=info msg=\"# ulimit -n\" out=1024",
        "2022/04/11 11:23:00 tcp 0 0 10.0.0.1:80 10.0.0.7:5000 CLOSE_WAIT",
        "2022/04/11 11:23:00 # netstat -n\n2022/04/11 11:23:00 CLOSE_WAIT 9999",
        "CLOSE_WAIT 9999",
        "tcp        0      0 10.0.0.1:80   10.0.0.7:5000   CLOSE_WAIT",
        "   1382 10.0.0.7",
        "1024",
        "32768\t60999",
        "curl: (7) Failed connect to 127.0.0.1:9093; Connection refused",
        "0.000::0.000::0.088::0.088::1572245.000",
        "Max open files 1 1 files",
        "client response timeout: 5s",
        "Out of memory: Killed process 2105 (api)",
        "net.core.somaxconn = 1",
        "===== ss -s =====\nCLOSE_WAIT 9999",
        "# netstat -n\n{\"time\":\"2022-04-11T11:23:00Z\"}\nCLOSE_WAIT 9999",
    ])
    func `count for nothing without a prompt or a header of their own`(text: String) {
        #expect(evidence(text, from: .log).isEmpty)
    }

    @Test(arguments: [
        (
            "# netstat -n | awk '/^tcp/ {++S[$NF]} END {for(a in S) print a, S[a]}'\nCLOSE_WAIT 1020",
            "sockets"
        ),
        ("[root@web-1 ~]# ulimit -n\n1024", "descriptor_limit"),
        ("sockets: used 1138\nTCP: inuse 21 orphan 0 tw 0 alloc 786 mem 220", "socket_memory"),
        (
            "Proto Recv-Q Send-Q Local Address Foreign Address State\n"
                + "tcp 0 0 10.0.0.1:80 10.0.0.7:5000 CLOSE_WAIT", "sockets"
        ),
        ("Limit Soft Limit Hard Limit Units\nMax open files 1024 1024 files", "descriptor_limit"),
        ("$ curl -m 5 http://10.0.0.1/\nwords\n\ncurl: (7) Failed", "probe"),
        ("# dmesg\n[1.5] Out of memory: Killed process 2105 (api)", "kernel_event"),
    ])
    func `count below their prompt or header, and are marked`(text: String, kind: String) {
        let read = evidence(text, from: .log)
        #expect(read.kinds == [kind])
        #expect(read.readings.allSatisfy { $0.source.isInsideLog })
        #expect(read.readings[0].source.citation.plain.hasSuffix("inside the log"))
    }

    @Test func `end with the records of the log`() {
        let read = evidence(
            """
            # netstat -n
            CLOSE_WAIT 12
            2022/04/11 11:23:00 served
            CLOSE_WAIT 9999
            """,
            from: .log
        )
        #expect(read.socketTables.map { $0.value.count(.closeWait) } == [12])
    }
}
