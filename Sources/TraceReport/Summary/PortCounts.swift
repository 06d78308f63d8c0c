/// How often a few ports came; a ninth port is no longer told apart.
struct PortCounts: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var port: Int
        var count: Int
    }

    static let limit = 8

    private(set) var entries: [Entry] = []

    mutating func add(_ port: Int, count: Int) {
        for index in entries.indices where entries[index].port == port {
            entries[index].count += count
            return
        }
        if entries.count < Self.limit { entries.append(Entry(port: port, count: count)) }
    }

    mutating func merge(_ other: PortCounts) {
        for entry in other.entries { add(entry.port, count: entry.count) }
    }
}

/// The distinct ports of a host, told apart up to a limit.
struct PortSet: Hashable, Sendable {
    static let limit = 64

    /// In the order in which they came.
    private(set) var ports: [UInt16] = []
    /// Whether there were more than the limit.
    private(set) var overflowed = false
    private var least = Int.max
    private var greatest = -1

    var isEmpty: Bool { greatest < 0 }
    var lowest: Int? { isEmpty ? nil : least }
    var highest: Int? { isEmpty ? nil : greatest }

    mutating func add(_ port: Int) {
        least = min(least, port)
        greatest = max(greatest, port)
        insert(UInt16(truncatingIfNeeded: port))
    }

    mutating func merge(_ other: PortSet) {
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
        for port in other.ports { insert(port) }
        overflowed = overflowed || other.overflowed
    }

    private mutating func insert(_ port: UInt16) {
        guard !overflowed else { return }
        for known in ports where known == port { return }
        if ports.count == Self.limit { overflowed = true } else { ports.append(port) }
    }
}

extension PortCounts {
    func write(to state: inout StateWriter) {
        state.write(entries) {
            $0.write($1.port)
            $0.write($1.count)
        }
    }

    init(from state: inout StateReader) throws(StateError) {
        entries = try state.list(upTo: Self.limit) { reader throws(StateError) in
            Entry(port: try reader.number(in: 0...65_535), count: try reader.count())
        }
    }
}

extension PortSet {
    func write(to state: inout StateWriter) {
        state.write(ports) { $0.write($1) }
        state.write(overflowed)
        state.write(isEmpty ? -1 : least)
        state.write(greatest)
    }

    init(from state: inout StateReader) throws(StateError) {
        ports = try state.list(upTo: Self.limit) { reader throws(StateError) in
            try reader.number(in: 0...UInt16.max)
        }
        overflowed = try state.flag()
        least = try state.number(in: -1...65_535)
        greatest = try state.number(in: -1...65_535)
        if greatest < 0 { least = Int.max }
    }
}
