#if os(Linux)
import Glibc
internal import SystemPackage
internal import TraceParse
internal import TraceReport

/// A snapshot of this host: sockets by state and peer, limits, descriptors, counters.
///
/// It is text that people read and `--evidence` reads back: each part stands below a line with the
/// command that would print it.
struct HostCollection {
    private let pid: Int?
    private let port: Int?
    /// What people are told beside the snapshot.
    private(set) var notes: [String] = []
    /// What could not be read, and why.
    private var denied: [String] = []
    /// The process that owns a socket, by the socket's number.
    private var owners: [Int: Int] = [:]
    private var names: [Int: String] = [:]

    /// How many sockets' owners are kept in mind, and how many processes are written of.
    private static let mostOwners = 1 << 20
    private static let mostProcesses = 16
    private static let mostDenied = 16

    /// A snapshot of all, of one process, or of the one that listens on a port.
    init(pid: Int?, port: Int?) {
        self.pid = pid
        self.port = port
    }

    /// Takes the snapshot.
    ///
    /// - Throws: ``Failure`` where there is no such process or no `/proc`.
    mutating func text() throws -> String {
        let descriptors = try findOwners()
        let sockets = readSockets()
        let listening = Set(sockets.compactMap(\.listeningPort))
        let meant = meantProcesses(descriptors, sockets)
        if let port, !listening.contains(port) { notes.append("nothing listens on port \(port)") }
        var sections = [header(), survey(sockets, heading: "# tracelens sockets", among: nil)]
        for process in meant { sections += processSections(process, sockets) }
        sections += figureSections()
        sections.append(deniedSection())
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func header() -> String {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let host = word("/proc/sys/kernel/hostname")
        let kernel = word("/proc/sys/kernel/osrelease")
        let time = Timestamp(seconds: Int64(now.tv_sec))
        return "# tracelens collect\nTaken at \(time) on \(host), Linux \(kernel)\n"
    }

    private func word(_ path: String) -> String {
        let bytes = (try? ProcFile.bytes(path)) ?? []
        return Console.printable(
            String(decoding: bytes.filter { $0 != 0x0A }.prefix(64), as: UTF8.self)
        )
    }
}

extension HostCollection {
    /// Looks at the descriptors of the processes that may matter.
    private mutating func findOwners() throws -> [ProcessDescriptors] {
        if let pid {
            guard (try? Stat(FilePath("/proc/\(pid)"))) != nil else {
                throw Failure("there is no process \(pid)", ExitStatus.noInput)
            }
        }
        let processes: [Int]
        do {
            processes = try pid.map { [$0] } ?? ProcessDescriptors.allProcesses()
        } catch {
            throw Failure("cannot read /proc: \(error)", ExitStatus.noInput)
        }
        var found: [ProcessDescriptors] = []
        var refused = 0
        for process in processes {
            do {
                let descriptors = try ProcessDescriptors(of: process)
                guard !descriptors.sockets.isEmpty || pid != nil else { continue }
                // A socket that several processes share is the first one's, their parent's.
                for socket in descriptors.sockets
                where owners.count < Self.mostOwners && owners[socket] == nil {
                    owners[socket] = process
                }
                found.append(descriptors)
            } catch Errno.noSuchFileOrDirectory {
                // It ended while we looked.
                continue
            } catch {
                refused += 1
                deny("/proc/\(process)/fd", error)
            }
        }
        if refused > 0 {
            notes.append(
                "the descriptors of \(refused) process\(refused == 1 ? "" : "es") could not be looked at; "
                    + "as root they can"
            )
        }
        return found
    }

    private mutating func deny(_ path: String, _ error: any Error) {
        guard denied.count < Self.mostDenied else { return }
        denied.append("Not read: \(path): \(InputProblem.reason(of: error))")
    }

    /// The folder of the network namespace that is looked at.
    private var network: String { pid.map { "/proc/\($0)/net" } ?? "/proc/net" }

    private mutating func readSockets() -> [SocketSurvey.Socket] {
        var sockets: [SocketSurvey.Socket] = []
        for name in ["tcp", "tcp6"] {
            let path = "\(network)/\(name)"
            do {
                try ProcFile.forEachLine(path) { line in
                    if sockets.count < Self.mostOwners, let socket = SocketSurvey.Socket(row: line)
                    {
                        sockets.append(socket)
                    }
                }
            } catch Errno.noSuchFileOrDirectory where name == "tcp6" {
                // A kernel without IPv6 has no such table.
                continue
            } catch {
                deny(path, error)
            }
        }
        return sockets
    }

    /// The process that is asked for, else those that listen.
    private func meantProcesses(
        _ descriptors: [ProcessDescriptors],
        _ sockets: [SocketSurvey.Socket]
    ) -> [ProcessDescriptors] {
        if pid != nil { return descriptors }
        let listeners = sockets.filter { socket in
            guard let listening = socket.listeningPort else { return false }
            return port == nil || port == listening
        }
        let meant = Set(listeners.compactMap { owners[$0.inode] })
        return Array(descriptors.filter { meant.contains($0.pid) }.prefix(Self.mostProcesses))
    }

    private mutating func survey(
        _ sockets: [SocketSurvey.Socket],
        heading: String,
        among inodes: Set<Int>?
    ) -> String {
        var survey = SocketSurvey()
        for socket in sockets where inodes?.contains(socket.inode) ?? true {
            let owner = owners[socket.inode]
            survey.add(socket, process: owner.map { name(of: $0) }, pid: owner)
        }
        return "\(heading)\n\(survey.text)"
    }

    private mutating func name(of pid: Int) -> String {
        if let known = names[pid] { return known }
        let name = ProcessDescriptors.name(of: pid)
        names[pid] = name
        return name
    }
}

extension HostCollection {
    private mutating func processSections(
        _ process: ProcessDescriptors,
        _ sockets: [SocketSurvey.Socket]
    ) -> [String] {
        let pid = process.pid
        let listed = Set(sockets.map(\.inode))
        let others = otherSockets()
        let gone = process.sockets.filter { !listed.contains($0) && !others.contains($0) }.count
        let figures = """
            # tracelens process \(pid)
            Process \(pid) (\(name(of: pid))) has \(process.count) descriptors open, the highest \
            \(process.highest), \(process.sockets.count) of sockets, \(gone) closed but open.

            """
        return [
            figures,
            survey(
                sockets,
                heading: "# tracelens sockets of process \(pid)",
                among: process.sockets
            ),
            section("/proc/\(pid)/limits"),
            section("/proc/\(pid)/status") { line in
                ["Name:", "Pid:", "VmRSS:", "Threads:"].contains { line.starts(with: $0.utf8) }
            },
        ]
    }

    /// The numbers of sockets that are not TCP's, so that they are not taken for closed ones.
    private func otherSockets() -> Set<Int> {
        var found: Set<Int> = []
        let columns = [
            ("udp", 9), ("udp6", 9), ("udplite", 9), ("udplite6", 9), ("raw", 9), ("raw6", 9),
            ("icmp", 9), ("icmp6", 9), ("unix", 6), ("netlink", 9), ("packet", 8),
        ]
        for (name, column) in columns {
            try? ProcFile.forEachLine("\(network)/\(name)") { line in
                let fields = line.split(separator: UInt8(ascii: " "))
                guard fields.count > column, found.count < Self.mostOwners,
                    let inode = Int(String(decoding: fields[column], as: UTF8.self))
                else { return }
                found.insert(inode)
            }
        }
        return found
    }

    private mutating func figureSections() -> [String] {
        let counters = ["TcpExt:", "Tcp:"]
        func isCounter(_ line: ArraySlice<UInt8>) -> Bool {
            counters.contains { line.starts(with: $0.utf8) }
        }
        return [
            section("\(network)/sockstat"),
            section("\(network)/sockstat6", isOptional: true),
            section("\(network)/netstat", where: isCounter),
            section("\(network)/snmp", where: isCounter),
            section("/proc/sys/net/ipv4/ip_local_port_range"),
            section("/proc/sys/net/core/somaxconn"),
            section("/proc/sys/net/ipv4/tcp_max_syn_backlog"),
            section("/proc/sys/net/ipv4/tcp_abort_on_overflow"),
            section("/proc/sys/fs/file-nr"),
            section("/proc/sys/net/netfilter/nf_conntrack_count", isOptional: true),
            section("/proc/sys/net/netfilter/nf_conntrack_max", isOptional: true),
            section("/proc/meminfo") { line in
                ["MemTotal:", "MemAvailable:", "SwapTotal:", "SwapFree:"]
                    .contains { line.starts(with: $0.utf8) }
            },
        ]
    }

    /// A file's lines below the command that prints them; empty where it cannot be read.
    private mutating func section(
        _ path: String,
        isOptional: Bool = false,
        where isMeant: (ArraySlice<UInt8>) -> Bool = { _ in true }
    ) -> String {
        var lines: [String] = []
        do {
            try ProcFile.forEachLine(path) { line in
                if isMeant(line), lines.count < 256 {
                    lines.append(String(decoding: line, as: UTF8.self))
                }
            }
        } catch Errno.noSuchFileOrDirectory where isOptional {
            return ""
        } catch {
            deny(path, error)
            return ""
        }
        return "# cat \(path)\n" + lines.map { "\($0)\n" }.joined()
    }

    private func deniedSection() -> String {
        guard !denied.isEmpty else { return "" }
        return "# tracelens rights\n" + denied.map { "\($0)\n" }.joined()
    }
}
#endif
