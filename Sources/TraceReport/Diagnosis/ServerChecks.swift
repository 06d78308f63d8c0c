import TraceParse

/// Checks that several causes ask for, with what is known filled in.
enum ServerChecks {
    /// Who holds sockets that the peers have closed.
    static func closeWait(_ facts: Facts, peer: String?) -> Check {
        let filter: Command = facts.serverPort.map { " '( sport = :\($0) )'" } ?? ""
        let whose: Phrase = peer.map { "of \(data: $0)" } ?? "of one peer"
        return Check(
            command:
                "ss -Htn state close-wait\(filter) | awk '{print $4}' | sed 's/:[0-9]*$//' | sort | uniq -c | sort -nr",
            reading: """
                CLOSE_WAIT by peer, while it happens. Each is a socket that the peer has closed and the \
                server's own process still holds. If you see dozens \(whose), its handlers are blocked; \
                if none, they are not blocked now. Without the awk the first column is Recv-Q: above 1, \
                the request was never read.
                """
        )
    }

    /// Where goroutines or threads stand: a report has that of its incidents' language.
    static func dumps(_ facts: Facts) -> [Check] { [goroutines(facts), threads(facts)] }

    private static func goroutines(_ facts: Facts) -> Check {
        let port = facts.host.profilerPort ?? facts.serverPort ?? 6060
        return Check(
            command:
                "curl -sS -m 20 'http://127.0.0.1:\(port)/debug/pprof/goroutine?debug=2' -o goroutines.txt && grep -E '^[^[:space:]]+\\(' goroutines.txt | grep -vE '^(runtime|internal|net|sync|syscall|time|io|os|bufio|context|crypto|database|reflect)[/.]' | sed 's/([^()]*)$//' | sort | uniq -c | sort -nr | head",
            reading: .go(
                """
                Functions on the stacks of all goroutines, while it happens; give goroutines.txt to \
                tracelens with `--evidence`. If you see one of the program's own calls dozens of times, \
                that is what they wait for; if none, no handler is stuck. It needs net/http/pprof (often on another port); without it `kill -QUIT` \
                prints the same and ends the process.
                """
            )
        )
    }

    private static func threads(_ facts: Facts) -> Check {
        Check(
            command: "gdb -p \(process(facts)) -batch -ex 'thread apply all bt 12'",
            reading: .swift(
                """
                Where threads stand, while it happens. If you see many in one of the program's own \
                calls, that is what they wait for; threads in `epoll_wait` are idle. If all are, handlers \
                may still wait: a task that awaits stands on no thread.
                """
            )
        )
    }

    /// Whether connections wait to be accepted.
    static func queue(port: Int?) -> Check {
        let filter: Command = port.map { " 'sport = :\($0)'" } ?? ""
        return Check(
            command: "ss -Hltn\(filter); nstat -az TcpExtListenOverflows TcpExtListenDrops",
            reading: """
                Listening sockets: the second column counts connections that wait to be accepted, the \
                third how many may. If the second is near the third, or the counters grow, requests wait \
                before the program has seen them; if it is 0, they do not.
                """
        )
    }

    /// The limit of open files of the process that listens on a port, and how many it has open.
    static func openFiles(_ facts: Facts) -> Check {
        Check(
            command:
                "for pid in \(process(facts)); do grep 'open files' /proc/$pid/limits; ls /proc/$pid/fd | wc -l; ls -l /proc/$pid/fd | grep -o 'socket:\\|pipe:\\|/.*' | sed 's/[0-9].*//' | sort | uniq -c | sort -nr | head -5; done",
            reading: """
                The limit in force for the process (`ulimit -n` in a shell is another one), how many \
                files it has open, and of what kind. If the count is near the limit, it is the limit; if \
                it is far below, it is not.
                """
        )
    }

    /// A word for a shell that gives the process's id.
    private static func process(_ facts: Facts) -> Command {
        if let pid = facts.host.pid { return "\(pid)" }
        let filter: Command = facts.serverPort.map { " 'sport = :\($0)'" } ?? ""
        return "$(ss -Hltnp\(filter) | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u | head -1)"
    }

    /// The connections to a service that is called.
    static func connections(to target: CallTarget?) -> Check? {
        guard let target, let address = IPAddress(target.host) else { return nil }
        return Check(
            command: "ss -Htnoi 'dst \(bracketed: address) and dport = :\(target.port)'",
            reading: """
                Connections to that service. If you see established ones, both queues 0 and `lastrcv` \
                of many seconds, it has the request and does not answer; if bytes stay in the third \
                column and a timer runs, they do not get there; if none, nobody waits for it.
                """
        )
    }

    /// How long a called service takes.
    static func timing(of target: CallTarget?) -> Check? {
        guard let target, let address = IPAddress(target.host) else { return nil }
        return Check(
            command:
                "curl -o /dev/null -sS -m 30 -w '%{http_code} %{time_connect} %{time_starttransfer} %{time_total}\\n' 'http://\(bracketed: address):\(target.port)/'",
            reading: """
                How long the called service takes to be reached, to begin and to end its answer (put the \
                path of a real call). If the second time is large, the way or its queue is; if only the \
                third, the service itself is slow.
                """
        )
    }

    /// Whether anybody answers at an address.
    static func reach(_ target: CallTarget?) -> Check? {
        guard let target, let address = IPAddress(target.host) else { return nil }
        return Check(
            command: "nc -vz -w 3 \(address) \(target.port)",
            reading: """
                If it succeeds, somebody listens now; if refused, nobody does; if it times out, packets \
                are dropped on the way, or the listener's queue is full.
                """
        )
    }

    /// The whole state of the host, in one file.
    static func collect(port: Int?) -> Check {
        let aim: Command = port.map { " --port \($0)" } ?? ""
        return Check(
            command: "tracelens collect\(aim) -o host.txt",
            reading: """
                The host's sockets, limits and counters, while it happens, in one file; then run the \
                report again with `--evidence host.txt`.
                """
        )
    }
}

/// Words about a host's ports.
enum PortWords {
    /// `, 2 ports`, `, 64 ports or more`, or nothing.
    static func distinct(_ ports: PortSet) -> String {
        guard !ports.isEmpty else { return "" }
        let many = ports.overflowed ? " or more" : ""
        return ", " + Wording.count(ports.ports.count, "port") + many
    }
}

extension CodeLocation {
    /// ` at wallethandler.go:395`, the file without its folders, or nothing.
    var place: Phrase {
        guard let file else { return "" }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return " at \(data: line.map { "\(name):\($0)" } ?? name)"
    }
}
