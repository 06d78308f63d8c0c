import Foundation
import Testing

@testable import TraceReport

#if os(Linux)
import Glibc

/// A server in this process: it accepts connections, and never closes them.
private final class StuckServer {
    let port: Int
    private var descriptors: [Int32] = []

    /// Listens on loopback, and lets so many clients connect and leave.
    init(clients: Int) throws {
        // A descriptor that the program inherited would be taken for its own.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let listener = socket(AF_INET, kind, 0)
        try #require(listener >= 0)
        descriptors.append(listener)
        port = try Self.listen(on: listener)
        for _ in 0..<clients {
            let client = socket(AF_INET, kind, 0)
            try #require(try Self.connect(client, to: port))
            let accepted = accept(listener, nil, nil)
            try #require(accepted >= 0 && fcntl(accepted, F_SETFD, FD_CLOEXEC) == 0)
            descriptors.append(accepted)
            close(client)
        }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func listen(on listener: Int32) throws -> Int {
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        try #require(bound)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func connect(_ client: Int32, to port: Int) throws -> Bool {
        var address = loopback(port: port)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.connect(client, pointer, length) == 0
            }
        }
    }
}
#endif

@Suite struct `Collecting a snapshot` {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    #if os(Linux)
    @Test func `names the connections that a stuck process holds, and their peer`() throws {
        let server = try StuckServer(clients: 50)
        let result = try withExtendedLifetime(server) {
            try Tool.run("collect", "--port", "\(server.port)", in: scratch)
        }
        #expect(result.status == 0)
        let evidence = EvidenceReader.read(Array(result.output.utf8), path: "snapshot.txt")
        let table = try #require(evidence.socketTables.first?.value)
        #expect(
            table.peers(in: .closeWait, port: server.port)
                == [HostCount(host: "127.0.0.1", count: 50)]
        )
        #expect(
            table.listeners.contains { $0.port == server.port && $0.owner?.pid == Int(getpid()) }
        )
        #expect(table.sum(\.ownerless, in: .closeWait) == 0)
        let use = try #require(evidence.descriptors.first?.value)
        #expect(use.pid == Int(getpid()))
        #expect((use.open ?? 0) > 50 && use.sockets > 50)
        #expect(
            evidence.descriptorLimits.contains { $0.value.scope == .process(pid: Int(getpid())) }
        )
        #expect(evidence.snapshots.contains { $0.condition == .sick })
    }

    @Test func `shows how near a process is to its limit`() throws {
        // A shell under a limit of 64, with as many descriptors as the limit has room for.
        let command = """
            ulimit -n 64; i=10; while [ $i -lt 62 ]; do eval "exec $i</dev/null" 2>/dev/null || break; \
            i=$((i+1)); done; "$TRACELENS" collect --pid $$ < /dev/null
            """
        let result = try Tool.shell("bash -c '\(command)' 2>/dev/null", in: scratch)
        try #require(result.status == 0)
        let evidence = EvidenceReader.read(Array(result.output.utf8), path: "snapshot.txt")
        #expect(evidence.descriptorLimits.first?.value.soft == 64)
        let use = try #require(evidence.descriptors.first?.value)
        #expect((use.open ?? 0) >= 58)
        #expect(evidence.snapshots.contains { $0.condition == .sick })
    }

    @Test func `reads back what it wrote, each part`() throws {
        let result = try Tool.run("collect", "-o", "host.txt", in: scratch)
        #expect(result.status == 0 && result.output == "")
        let text = try scratch.text("host.txt")
        let evidence = EvidenceReader.read(Array(text.utf8), path: "host.txt")
        let kinds = Set(evidence.readings.map(\.kind))
        #expect(
            kinds.isSuperset(of: [
                "sockets", "socket_memory", "counters", "port_range", "setting", "kernel_table",
                "memory",
            ])
        )
        #expect(evidence.overflows.isEmpty)
        #expect(evidence.readings.allSatisfy { !$0.statement.plain.isEmpty })
    }

    @Test func `says that there is no such process`() throws {
        let result = try Tool.run("collect", "--pid", "2147483000", in: scratch)
        #expect(result.status == 66)
        #expect(result.errors.contains("there is no process 2147483000"))
        #expect(result.output == "")
    }

    @Test func `says that nothing listens on a port`() throws {
        let result = try Tool.run("collect", "--port", "1", in: scratch)
        #expect(result.status == 0)
        #expect(result.errors.contains("nothing listens on port 1"))
    }
    #else
    @Test func `is told to be for Linux`() throws {
        let result = try Tool.run("collect", in: scratch)
        #expect(result.status == 66)
        #expect(result.errors.contains("only Linux has"))
    }
    #endif

    @Test(arguments: [["--pid", "1", "--port", "1"], ["--pid", "0"], ["--port", "70000"]])
    func `takes one process or one port`(arguments: [String]) throws {
        let quoted = arguments.joined(separator: " ")
        let result = try Tool.shell("\"$TRACELENS\" collect \(quoted)", in: scratch)
        #expect(result.status == 64)
    }
}
