import TraceParse

/// Checks that several causes ask for.
enum ServerChecks {
    /// Whether connections wait to be accepted.
    static func queue(port: Int?) -> Check {
        let filter: Command = port.map { " 'sport = :\($0)'" } ?? ""
        return Check(
            command: "ss -Hltn\(filter)",
            reading:
                "Listening sockets. The second column counts connections that wait to be accepted, the third how many may: nearly full means that requests wait before the program has seen them."
        )
    }

    /// The limit of open files of the process that listens on a port, and how many it has open.
    static func openFiles(port: Int?) -> Check {
        let filter: Command = port.map { " 'sport = :\($0)'" } ?? ""
        return Check(
            command:
                "for pid in $(ss -Hltnp\(filter) | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u); do grep 'open files' /proc/$pid/limits; ls /proc/$pid/fd | wc -l; done",
            reading:
                "The limit that is in force for the process (`ulimit -n` in a shell is another one) and how many files it has open."
        )
    }

    /// The connections to a service that is called.
    static func connections(to host: HostEntry) -> Check? {
        guard let address = IPAddress(host.name) else { return nil }
        return Check(
            command: "ss -Htnoi dst \(bracketed: address)",
            reading:
                "Connections to that service. Established, both queues empty, and long since anything came (`lastrcv`): it has the request and does not answer."
        )
    }

    /// Whether anybody answers at an address.
    static func reach(_ host: HostEntry) -> Check? {
        guard let address = IPAddress(host.name), let port = host.ports.lowest else { return nil }
        return Check(
            command: "nc -vz -w 3 \(address) \(port)",
            reading:
                "Succeeds: somebody listens now. Refused: nobody does. Times out: packets are dropped on the way, or the listener's queue is full."
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
